//! The two enums, and what they carry.

use coroscope_trace::ButtonId;
use serde::{Deserialize, Serialize};

use crate::{Batch, Digest, MAX_EVENTS, MAX_OUTPUT_BYTES, RunId};

/// The version of this contract. Raise it with every change to a message. The worker tells it in
/// [`FromPython::Ready`]; a holder that reads another one asks for a reload.
pub const PYTHON_PROTOCOL_VERSION: u32 = 1;

/// How long, in real seconds, a recorded event waits at most before it is posted, as long as further ones are
/// recorded.
pub const PATIENCE: f64 = 0.001;

/// What the holder of a Python worker says, after it has posted the module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToPython {
    /// Run this. The first one counts and later ones are ignored.
    Run(Program),
}

/// A program with all that its run depends on. Two runs of equal programs record equal events, up to where the
/// nearer of their bounds ends them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// The number that stands in every batch.
    pub run: RunId,
    /// The source.
    pub source: String,
    /// The name of the file in tracebacks, and `sys.argv[0]`: `main.py`.
    pub file: String,
    /// The rest of `sys.argv`.
    pub args: Vec<String>,
    /// From which everything that Python draws at random comes: `random`, the order of sets of strings, `uuid4`.
    pub seed: u32,
    /// What a clock on the wall shows at loop time 0, in seconds since 1970: `time.time()`, `datetime.now()`.
    pub epoch: f64,
    /// `asyncio`'s debug mode, as with `python -X dev`.
    pub debug: bool,
    /// What happens outside.
    pub script: Script,
    /// How much may be recorded.
    pub bounds: Bounds,
    /// How far to run this time.
    pub horizon: Horizon,
    /// So many events at the beginning are known already and are not posted: the first batch begins at
    /// this position. (They are recorded and count, as ever.)
    pub skip: u32,
}

/// What happens outside, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Script {
    /// Presses of buttons, in the order in which they were made.
    pub presses: Vec<Press>,
    /// Answers to `input()`, first to first.
    pub answers: Vec<Answer>,
}

/// A press of a button, at a moment of the run.
///
/// It is made at the first moment that is between two callbacks, has `after` events before it, and is not
/// before loop time `at`. An idle loop waits until `at` and no longer. Both numbers are needed: many events share
/// one loop time, and while a loop waits time passes without an event. A press of a button that
/// does not exist or was pressed already does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Press {
    /// How many events the learner had seen.
    pub after: u32,
    /// Loop time, in seconds, at which the learner's clock stood.
    pub at: f64,
    /// The button.
    pub button: ButtonId,
}

/// An answer to `input()`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// A line, without its end.
    Line(String),
    /// There will be no more: `input()` raises `EOFError`.
    EndOfFile,
}

/// How much a run may record in all. A run that reaches one of them is over for good
/// ([`PythonEnd::Full`]), with `Truncated` as its last event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// How many events.
    pub events: u32,
    /// How many bytes of output, in UTF-8.
    pub output: u32,
}

impl Bounds {
    /// What a page can hold and show.
    pub const PAGE: Self = Self {
        events: MAX_EVENTS,
        output: MAX_OUTPUT_BYTES as u32,
    };
}

/// How far a run is to go this time. `while True: await asyncio.sleep(1)` would otherwise compute for ever;
/// so the run ends here ([`PythonEnd::Horizon`]), and when playback comes near it is run again with a wider one.
/// It takes effect between two callbacks, so a run may record a little more than it was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Horizon {
    /// After so many events.
    pub events: Option<u32>,
    /// When the next thing to happen is later than this, in seconds of loop time.
    pub time: Option<f64>,
}

/// What a Python worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromPython {
    /// There is an interpreter, and it waits for its program.
    Ready {
        /// Its [`PYTHON_PROTOCOL_VERSION`].
        protocol: u32,
        /// Its [`coroscope_trace::VERSION`].
        trace: u32,
        /// The version of Python's language and library that it follows, such as `3.14`.
        python: String,
    },
    /// The events that were to be skipped are recorded: sent once, before the first batch or the end, unless
    /// nothing was to be skipped.
    Skipped {
        /// Which run.
        run: RunId,
        /// Of those events; of as many as there were, if the run ended before. If it is not the digest
        /// of what was known, this engine is not a function and what it sends does not continue what the
        /// learner saw.
        digest: Digest,
    },
    /// More events, gapless from [`Program::skip`] on.
    Batch(Batch),
    /// The run came to this end, and every event of it was sent before.
    Ended {
        /// Which run.
        run: RunId,
        /// How many events it recorded, the skipped ones included.
        events: u32,
        /// How.
        end: PythonEnd,
    },
    /// The engine itself failed, and this worker is of no further use.
    Failed {
        /// Of what, as far as can be told.
        cause: Failure,
        /// What the panic or the browser said; for a report, not for a learner.
        message: String,
    },
}

/// Why an engine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// A panic, or a message that it did not understand: a mistake of ours.
    Panic,
    /// The program wanted more memory than there is, at a place where that is no `MemoryError`.
    Memory,
    /// The program went too deep, at a place where that is no `RecursionError`.
    Stack,
    /// A trap of another kind, or a module that could not be started.
    Other,
}

/// How a run came to its end. Of those that ask for something, the program goes on in another run, with
/// what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PythonEnd {
    /// The program ended; the last event is `ProgramFinished`.
    Finished {
        /// The exit code that Python would have, from 0 to 255.
        exit_code: u32,
    },
    /// Every task waits for ever; the last event is `Deadlocked`.
    Deadlocked,
    /// One of [`Bounds`] was reached; the last event is `Truncated`.
    Full,
    /// The [`Horizon`] was reached: run again with a wider one.
    Horizon,
    /// `input()` has no answer yet: run again with one more in the [`Script`].
    NeedsInput {
        /// What the program asks. It is part of the output too, as it is in a terminal.
        prompt: String,
    },
    /// Only a button can wake the loop, and the script has no more presses: run again with one.
    WaitsForButton,
}

impl PythonEnd {
    /// Whether the program is over, whatever is done with it.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Finished { .. } | Self::Deadlocked | Self::Full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nothing_can_continue_is_final() {
        assert!(PythonEnd::Finished { exit_code: 0 }.is_final());
        assert!(PythonEnd::Deadlocked.is_final());
        assert!(PythonEnd::Full.is_final());
        assert!(!PythonEnd::Horizon.is_final());
        assert!(!PythonEnd::WaitsForButton.is_final());
        let asks = PythonEnd::NeedsInput {
            prompt: String::new(),
        };
        assert!(!asks.is_final());
    }
}
