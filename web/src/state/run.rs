//! The run: its recording, and where the learner stands in it.

use std::rc::Rc;

use coroscope_protocol::{RunId, RunState};
use coroscope_trace::{Event, History, Model};

use super::Step;

/// How the position moves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playback {
    /// It does not.
    Still,
    /// Through the recording, as fast as loop time passed.
    Replaying,
    /// With the recorded end, while the worker runs the program in real time.
    Live,
    /// To the next step, as soon as the worker has recorded it.
    Stepping(Step),
    /// With the recorded end, while the worker runs as fast as it can.
    Ending,
    /// To this step, which an address named, while the worker runs as fast as it
    /// can.
    Finding(usize),
}

/// The event loop's thread does not come back from a callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    /// For how long, in real seconds.
    pub seconds: f64,
    /// The task whose step it is; `None` outside any task.
    pub by: Option<Rc<str>>,
    /// The coroutine it is in, where that is not the task's own.
    pub within: Option<Rc<str>>,
}

/// A run, or none yet.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its number; `None` before the first run and after Stop.
    pub id: Option<RunId>,
    /// The largest number ever given, so that none is given twice.
    pub(super) last_id: u32,
    /// The Python program that is run; `None` for a lesson's own, which is compiled.
    pub source: Option<Rc<str>>,
    /// What the program asks by `input()`.
    pub asks: Option<Rc<str>>,
    /// Whether its engine gave up on it.
    pub(super) is_broken: bool,
    /// What was recorded.
    pub history: History,
    /// The model at the position.
    pub model: Rc<Model>,
    /// Where the learner stands: a number of events.
    pub position: usize,
    /// How the position moves.
    pub playback: Playback,
    /// What the worker last said of it.
    pub worker: Option<RunState>,
    /// Loop time as shown, in seconds: the model's, and a little more while the
    /// loop waits.
    pub clock: f64,
    /// The watchdog's finding.
    pub blocked: Option<Blocked>,
    /// Steps asked for while the one before is still on its way.
    pub(super) steps_left: u32,
    /// Whether the position goes on to the recorded end until the worker has
    /// come to rest, although nothing plays.
    pub(super) following: bool,
    /// Real time in milliseconds when the worker was last heard.
    pub(super) heard: f64,
    /// Real time in milliseconds of the last tick.
    pub(super) ticked: Option<f64>,
}

impl Run {
    /// No run.
    pub(super) fn new() -> Self {
        Self::empty(None, 0)
    }

    fn empty(id: Option<RunId>, last_id: u32) -> Self {
        Self {
            id,
            last_id,
            source: None,
            asks: None,
            is_broken: false,
            history: History::new(),
            model: Rc::new(Model::new()),
            position: 0,
            playback: Playback::Still,
            worker: None,
            clock: 0.0,
            blocked: None,
            steps_left: 0,
            following: false,
            heard: f64::INFINITY,
            ticked: None,
        }
    }

    /// A fresh run under the next number.
    pub(super) fn begin(&mut self) -> RunId {
        let number = self.last_id + 1;
        *self = Self::empty(Some(RunId(number)), number);
        RunId(number)
    }

    /// Forgets the run.
    pub(super) fn forget(&mut self) {
        *self = Self::empty(None, self.last_id);
    }

    /// Appends what the worker recorded.
    pub(super) fn record(&mut self, events: Vec<Event>) {
        self.history.extend(events);
    }

    /// Whether the program ended, or will never move again.
    pub fn is_final(&self) -> bool {
        self.is_broken || self.worker.is_some_and(RunState::is_final)
    }

    /// Whether no recorded step lies ahead.
    pub fn at_end(&self) -> bool {
        self.history.next_stop(self.position).is_none()
    }

    /// Whether the whole program was run and the learner stands at its end.
    pub fn is_over(&self) -> bool {
        self.is_final() && self.at_end()
    }

    /// Whether the position moves by itself, so that Pause has a meaning.
    pub fn is_playing(&self) -> bool {
        matches!(
            self.playback,
            Playback::Live | Playback::Replaying | Playback::Ending
        )
    }

    /// Whether the worker may be moving.
    pub fn is_driven(&self) -> bool {
        matches!(
            self.playback,
            Playback::Live | Playback::Ending | Playback::Stepping(_) | Playback::Finding(_)
        )
    }

    /// Whether time itself moves something, so that ticks are needed.
    pub fn needs_ticks(&self) -> bool {
        self.playback == Playback::Replaying
            || (self.id.is_some()
                && !self.is_final()
                && matches!(
                    self.worker,
                    Some(RunState::Running | RunState::Waiting { .. })
                ))
    }

    /// Goes to a position and derives the model there.
    pub(super) fn go(&mut self, position: usize) {
        let position = position.min(self.history.len());
        // The panes show what the narrator's sentence says, with its effect.
        let shown = self.history.settled(position);
        if position == self.position && shown == self.model.position {
            // A clock that was paused in the middle of a wait stands where it is.
            return;
        }
        if shown == self.history.len() {
            self.model = Rc::clone(self.history.head());
        } else if shown != self.model.position {
            self.model = Rc::new(self.history.seek_from(&self.model, shown));
        }
        self.position = position;
        self.clock = self.model.now;
    }

    /// Goes to the recorded end.
    pub(super) fn go_to_end(&mut self) {
        self.go(self.history.len());
    }

    /// Number of steps that led to the position.
    pub fn step(&self) -> usize {
        self.history.step_at(self.position)
    }
}
