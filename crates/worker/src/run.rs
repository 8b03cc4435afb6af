//! One run, and how it moves.

use std::rc::Rc;

use coroscope_engine::{End, Goal, Limits, Pace, Program, Pursuit, Session, Step, Verb};
use coroscope_protocol::{FromWorker, RunId, RunState, WorkerError};
use coroscope_trace::ButtonId;

use crate::{
    clock::{self, Clock},
    publisher::{Post, Publisher},
};

/// How long a run may keep the thread before messages are looked at, in seconds.
const LIVE_SLICE: f64 = 0.008;
const STEP_SLICE: f64 = 0.024;

/// What moves the run.
#[derive(Clone, Copy)]
enum Mode {
    Paused,
    Live,
    Pursuing(Verb, Goal),
}

/// When the run wants to be called again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// Only after another message.
    No,
    /// After so many milliseconds.
    After(u32),
}

/// A run with its clock and its publisher.
pub(crate) struct Run {
    id: RunId,
    session: Session,
    publisher: Rc<Publisher>,
    clock: Rc<Clock>,
    pace: Pace,
    mode: Mode,
    /// The state that the page knows.
    told: RunState,
    /// Something ran since the pace was told the loop's time.
    moved: bool,
}

impl Run {
    pub(crate) fn new(
        id: RunId,
        program: Program,
        speed: f64,
        post: Post,
        clock: Rc<Clock>,
    ) -> Self {
        let publisher = Publisher::new(id, post, Rc::clone(&clock));
        let session = Session::new(program, Limits::PAGE, Rc::clone(&publisher) as _);
        let run = Self {
            id,
            session,
            publisher,
            clock,
            pace: Pace::new(speed),
            mode: Mode::Paused,
            told: RunState::Paused,
            moved: false,
        };
        run.publisher.publish(run.session.outbox());
        run.say(RunState::Paused);
        run
    }

    pub(crate) fn id(&self) -> RunId {
        self.id
    }

    /// Runs in step with real time from now on.
    pub(crate) fn live(&mut self) -> Again {
        if self.session.end().is_some() {
            return Again::No;
        }
        self.pace.start(self.clock.now());
        self.publisher.speed.set(Some(self.pace.speed()));
        self.mode = Mode::Live;
        self.turn()
    }

    /// Stays where it is.
    pub(crate) fn pause(&mut self) -> Again {
        if self.session.end().is_none() {
            self.stand();
            self.tell(RunState::Paused);
        }
        Again::No
    }

    /// Moves in virtual time.
    pub(crate) fn pursue(&mut self, verb: Verb) -> Again {
        if self.session.end().is_some() {
            return Again::No;
        }
        self.stand();
        self.mode = Mode::Pursuing(verb, Goal::new(verb, &self.session));
        self.turn()
    }

    pub(crate) fn set_speed(&mut self, speed: f64) -> Again {
        self.pace.set_speed(speed, self.clock.now());
        if matches!(self.mode, Mode::Live) {
            self.publisher.speed.set(Some(speed));
            return self.turn();
        }
        self.pending()
    }

    /// Presses a button at the moment at which the learner's clock stands.
    pub(crate) fn press(&mut self, button: ButtonId) -> Result<Again, WorkerError> {
        let unknown = WorkerError::UnknownButton { button };
        if !self.session.offers(button) {
            return Err(unknown);
        }
        self.session.pass_to(self.pace.position(self.clock.now()));
        self.session.press(button).map_err(|_| unknown)?;
        self.moved = true;
        if matches!(self.mode, Mode::Paused) {
            self.publisher.publish(self.session.outbox());
            return Ok(Again::No);
        }
        Ok(self.turn())
    }

    /// Runs for a slice.
    pub(crate) fn turn(&mut self) -> Again {
        let end = self.clock.now()
            + match self.mode {
                Mode::Paused => return Again::No,
                Mode::Live => LIVE_SLICE,
                Mode::Pursuing(..) => STEP_SLICE,
            };
        loop {
            let rest = match self.mode {
                Mode::Paused => Some(Again::No),
                Mode::Live => self.live_step(),
                Mode::Pursuing(verb, goal) => self.pursuing_step(verb, goal),
            };
            if let Some(again) = rest {
                return again;
            }
            if self.clock.now() >= end {
                self.publisher.publish(self.session.outbox());
                if self.publisher.is_overdue() {
                    self.say(RunState::Running);
                }
                return Again::After(0);
            }
        }
    }

    /// One step of a live run; tells when to go on if not now.
    fn live_step(&mut self) -> Option<Again> {
        if let Some(again) = self.waits() {
            return Some(again);
        }
        self.tell_running();
        match self.session.step() {
            Step::Ran => {
                self.moved = true;
                None
            }
            Step::Idle(_) => None,
            Step::Ended(end) => Some(self.over(end)),
        }
    }

    /// When the loop is idle: waits for its deadline, or passes it.
    fn waits(&mut self) -> Option<Again> {
        let until = self.session.idle()?.until;
        let now = self.clock.now();
        if self.moved {
            self.moved = false;
            self.pace.reached(self.session.time(), now);
        }
        let delay = match until {
            None => None,
            Some(deadline) => match clock::delay(self.pace.wait(deadline, now)) {
                None => {
                    self.session.pass_to(deadline);
                    self.pace.reached(deadline, now);
                    return None;
                }
                delay => delay,
            },
        };
        self.tell_waiting(until, now);
        Some(delay.map_or(Again::No, Again::After))
    }

    fn pursuing_step(&mut self, verb: Verb, mut goal: Goal) -> Option<Again> {
        self.tell_running();
        self.moved = true;
        let Ok(pursuit) = goal.pursue(&mut self.session);
        match pursuit {
            Pursuit::Going => None,
            Pursuit::Ended(end) => Some(self.over(end)),
            Pursuit::NeedsButton if verb == Verb::End => {
                self.tell(RunState::WaitingForButton);
                Some(Again::No)
            }
            Pursuit::Reached | Pursuit::NeedsButton => {
                self.stand();
                self.tell(RunState::Paused);
                Some(Again::No)
            }
        }
    }

    /// Lets the learner's clock stand, at the loop's time or in the middle of a wait.
    fn stand(&mut self) {
        let now = self.clock.now();
        self.pace.stop(now);
        if self.session.time() > self.pace.position(now) {
            self.pace.reached(self.session.time(), now);
        }
        self.publisher.speed.set(None);
        self.mode = Mode::Paused;
    }

    fn over(&mut self, end: End) -> Again {
        self.stand();
        self.tell(match end {
            End::Finished => RunState::Finished,
            End::Deadlocked => RunState::Deadlocked,
            End::Full => RunState::LimitReached,
        });
        Again::No
    }

    /// What to do when nothing changed: a paused run needs nothing, one that
    /// pursues a goal goes on.
    fn pending(&self) -> Again {
        match (self.mode, self.told) {
            (Mode::Pursuing(..), RunState::Running) => Again::After(0),
            _ => Again::No,
        }
    }

    fn tell_running(&mut self) {
        if self.told != RunState::Running {
            self.tell(RunState::Running);
        }
    }

    fn tell_waiting(&mut self, until: Option<f64>, now: f64) {
        let speed = self.pace.speed();
        // The part of a long wait after `setTimeout`'s limit is the same wait.
        let same = matches!(self.told, RunState::Waiting { until: told, speed: at, .. }
            if told == until && at == speed);
        if !same || !self.session.outbox().is_empty() {
            let now = self.pace.position(now);
            self.tell(RunState::Waiting { now, until, speed });
        }
    }

    /// Posts what was recorded, then the state.
    fn tell(&mut self, state: RunState) {
        self.publisher.publish(self.session.outbox());
        self.told = state;
        self.say(state);
    }

    fn say(&self, state: RunState) {
        self.publisher.say(&FromWorker::State {
            run: self.id,
            state,
        });
    }
}
