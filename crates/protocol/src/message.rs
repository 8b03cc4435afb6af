//! The two enums.

use core::fmt;

use coroscope_trace::ButtonId;
use serde::{Deserialize, Serialize};

use crate::{
    Batch, Program, PythonEngine,
    python::{Answer, Failure},
};

/// The version of this contract. Raise it with every change to a message.
/// [`ToWorker::Hello`] and [`WorkerError::VersionMismatch`] never change.
pub const PROTOCOL_VERSION: u32 = 2;

/// The slowest speed: a second of loop time takes ten seconds.
pub const MIN_SPEED: f64 = 0.1;

/// The fastest speed: ten seconds of loop time take one second.
pub const MAX_SPEED: f64 = 10.0;

/// How many events a trace holds at most.
pub const MAX_EVENTS: u32 = 1_000_000;

/// How many bytes of output (UTF-8) a trace holds at most.
pub const MAX_OUTPUT_BYTES: usize = 16 << 20;

/// The number of a run, chosen by the page: larger than every number before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(pub u32);

/// What the page says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// The first message.
    Hello {
        /// The page's [`PROTOCOL_VERSION`].
        protocol: u32,
        /// The page's [`coroscope_trace::VERSION`].
        trace: u32,
    },
    /// Make a new run, paused at its beginning. The run before it is dropped.
    Run {
        /// Its number.
        run: RunId,
        /// Of what.
        program: Program,
    },
    /// Move the run.
    Drive {
        /// Which run; another one than the newest is ignored.
        run: RunId,
        /// How.
        drive: Drive,
    },
    /// The speed of live running, now and for later runs. Applies at once, also
    /// to a wait that has begun.
    SetSpeed {
        /// Seconds of loop time in one real second, from [`MIN_SPEED`] to
        /// [`MAX_SPEED`]; anything outside is brought to the nearer end, and NaN is
        /// answered with [`WorkerError::BadSpeed`].
        speed: f64,
    },
    /// The learner pressed a button that the program offers. Counts at the
    /// present moment of the run, also when it is paused; what it wakes runs when
    /// the run goes on.
    PressButton {
        /// Which run.
        run: RunId,
        /// The button.
        button: ButtonId,
    },
    /// What the learner typed when a Python program called `input()`. Ignored when it did
    /// not, or does not any more.
    Answer {
        /// Which run.
        run: RunId,
        /// The answer.
        answer: Answer,
    },
    /// End a Python run where it is, also when it is blocked. What it recorded stays true;
    /// nothing more is said of it. Ignored when it is a lesson's.
    Stop {
        /// Which run.
        run: RunId,
    },
    /// Where the Python engine is. It is downloaded and compiled once; a second message of
    /// this kind does nothing, unless the first one [failed](PythonEngine::Failed).
    LoadPython {
        /// The address of its script, an absolute one.
        script: String,
        /// The address of its wasm file, an absolute one.
        module: String,
        /// How many bytes that file has, unpacked, to tell how far it is.
        bytes: u32,
    },
}

/// How to move a run. All of them start where the run is; a finished run
/// ignores them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Drive {
    /// Run in step with real time.
    Live,
    /// Stay here. Takes effect after the callback that is running.
    Pause,
    /// Run one callback, then pause. If the loop is idle, its time first jumps to
    /// the next deadline.
    Callback,
    /// Run to the end of the present iteration, then pause.
    Iteration,
    /// Run until another task than now has had control, then pause.
    TaskSwitch,
    /// Run until nothing is ready any more and jump to the next deadline, then
    /// pause.
    Moment,
    /// Run to the end at once: time jumps from deadline to deadline, and
    /// buttons with a scripted press press themselves.
    End,
}

/// What a worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The answer to [`ToWorker::Hello`].
    Ready {
        /// The worker's [`PROTOCOL_VERSION`].
        protocol: u32,
        /// The worker's [`coroscope_trace::VERSION`].
        trace: u32,
        /// The names of the lessons which this worker can run, in course order.
        lessons: Vec<String>,
    },
    /// More events.
    Batch(Batch),
    /// The run came into this state. Every event up to here was sent before.
    State {
        /// Which run.
        run: RunId,
        /// The state.
        state: RunState,
    },
    /// How it stands with the Python engine.
    Python(PythonEngine),
    /// A Python program called `input()`.
    InputWanted {
        /// Which run.
        run: RunId,
        /// What it asks, which is also the last thing it wrote.
        prompt: String,
    },
    /// Something went wrong.
    Error {
        /// In which run; `None` when it is about the worker itself.
        run: Option<RunId>,
        /// What.
        error: WorkerError,
    },
}

/// What a run does between messages.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RunState {
    /// The worker executes the program. See *Who blocks the loop* in the crate's
    /// documentation for what silence means now.
    Running,
    /// Nothing moves until [`ToWorker::Drive`].
    Paused,
    /// Live, and the loop is idle.
    Waiting {
        /// Loop time, in seconds, when the wait was last reported.
        now: f64,
        /// The next deadline in loop time; `None` when only an event from outside
        /// (a button) can end the wait.
        until: Option<f64>,
        /// Loop seconds that pass in a real second while it lasts: between
        /// messages the page may show `now + elapsed * speed`.
        speed: f64,
    },
    /// To the end was asked for, and the program waits for a button that nobody
    /// but the learner will press. Pressing it goes on to the end.
    WaitingForButton,
    /// A Python program called `input()`, and nobody has answered yet; see
    /// [`FromWorker::InputWanted`]. Answering goes on with whatever was asked for last.
    WaitingForInput,
    /// The program ended; the last event is `ProgramFinished`.
    Finished,
    /// Every task waits for ever; the last event is `Deadlocked`.
    Deadlocked,
    /// The trace is full; the last event is `Truncated`. The program was stopped.
    LimitReached,
}

impl RunState {
    /// Whether the run will never move again.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Finished | Self::Deadlocked | Self::LimitReached)
    }
}

/// What can go wrong in a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkerError {
    /// Page and worker are of different builds, most likely because one of them
    /// came from a cache. Reload.
    VersionMismatch {
        /// The page's protocol.
        page_protocol: u32,
        /// The page's trace vocabulary.
        page_trace: u32,
        /// The worker's protocol.
        worker_protocol: u32,
        /// The worker's trace vocabulary.
        worker_trace: u32,
    },
    /// A message could not be understood.
    BadMessage {
        /// Why, in the decoder's words.
        reason: String,
    },
    /// There is no such lesson.
    UnknownLesson {
        /// The name that was asked for.
        lesson: String,
    },
    /// The speed was not a number.
    BadSpeed,
    /// The program offers no such button, or it was taken away.
    UnknownButton {
        /// The button.
        button: ButtonId,
    },
    /// A Python run was asked for before [`ToWorker::LoadPython`], or the engine could not be
    /// loaded.
    NoPython,
    /// The Python engine failed, in the middle of a run: a trap, or too little memory.
    PythonFailed {
        /// Of what, as far as can be told.
        cause: Failure,
        /// What it or the browser said; for a report, not for a learner.
        message: String,
    },
    /// The Python engine was run anew from the beginning, as it is for a button and for an
    /// answer to `input()`, and did not do again what it had done before.
    Diverged {
        /// How many events should have been the same.
        events: u32,
    },
    /// The engine itself failed. This worker is of no further use: terminate it.
    Panicked {
        /// What the panic said, and where.
        message: String,
    },
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VersionMismatch {
                page_protocol,
                page_trace,
                worker_protocol,
                worker_trace,
            } => write!(
                f,
                "the page speaks version {page_protocol}.{page_trace} and the lesson engine \
                 {worker_protocol}.{worker_trace}: reload the page"
            ),
            Self::BadMessage { reason } => write!(f, "a message was not understood: {reason}"),
            Self::UnknownLesson { lesson } => write!(f, "there is no lesson {lesson:?}"),
            Self::BadSpeed => f.write_str("the speed is not a number"),
            Self::UnknownButton { button } => write!(f, "there is no button {}", button.0),
            Self::NoPython => f.write_str("the Python engine is not loaded"),
            Self::PythonFailed { message, .. } => write!(f, "the Python engine failed: {message}"),
            Self::Diverged { events } => write!(
                f,
                "the Python engine did not repeat the first {events} events of the run: \
                 this is a mistake in Coroscope"
            ),
            Self::Panicked { message } => write!(f, "the lesson engine failed: {message}"),
        }
    }
}

impl core::error::Error for WorkerError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handshake_keeps_its_shape() {
        let hello = ToWorker::Hello {
            protocol: 3,
            trace: 4,
        };
        let json = serde_json::to_string(&hello).expect("encodes");
        assert_eq!(json, r#"{"Hello":{"protocol":3,"trace":4}}"#);
    }

    #[test]
    fn an_unknown_message_is_an_error() {
        assert!(serde_json::from_str::<ToWorker>(r#"{"Dance":{}}"#).is_err());
    }
}
