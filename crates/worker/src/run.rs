//! One run, and how it moves.

use std::rc::Rc;

use coroscope_engine::{End, Goal, Halt, Pace, Pursuit, Step, Verb};
use coroscope_protocol::{
    FromWorker, RunId, RunState, WorkerError,
    python::{Answer, FromPython, Program},
};
use coroscope_trace::ButtonId;

use crate::{
    clock::{self, Clock},
    engine::{Engine, More},
    publisher::Publisher,
};

/// How long a run may keep the thread before messages are looked at, in seconds.
const LIVE_SLICE: f64 = 0.008;
const STEP_SLICE: f64 = 0.024;

/// The longest that a blocked thread is waited for at a time, in seconds.
const LONGEST_BLOCK: f64 = 60.0;

/// What moves the run.
#[derive(Clone, Copy)]
enum Mode {
    Paused,
    /// Live to the end of the step that is being played, then paused.
    Pausing,
    Live,
    Pursuing(Verb, Goal),
}

/// When the run wants to be called again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// Only after another message.
    No,
    /// After so many milliseconds.
    After(u32),
    /// Never: it is lost.
    Failed(WorkerError),
}

/// A run with its clock and its publisher.
pub(crate) struct Run<E> {
    id: RunId,
    engine: E,
    publisher: Rc<Publisher>,
    clock: Rc<Clock>,
    pace: Pace,
    mode: Mode,
    /// The state that the page knows.
    told: RunState,
    /// Something ran since the pace was told the loop's time.
    moved: bool,
    /// Until when the program blocks its thread, in loop time, as far as that is played.
    blocked: Option<f64>,
}

impl<E: Engine> Run<E> {
    pub(crate) fn new(
        id: RunId,
        engine: E,
        publisher: Rc<Publisher>,
        speed: f64,
        clock: Rc<Clock>,
    ) -> Self {
        let mut run = Self {
            id,
            engine,
            publisher,
            clock,
            pace: Pace::new(speed),
            mode: Mode::Paused,
            told: RunState::Paused,
            moved: false,
            blocked: None,
        };
        run.engine.publish();
        run.say(RunState::Paused);
        run
    }

    pub(crate) fn id(&self) -> RunId {
        self.id
    }

    /// Runs in step with real time from now on.
    pub(crate) fn live(&mut self) -> Again {
        if self.engine.end().is_some() {
            return Again::No;
        }
        self.pace.start(self.clock.now());
        self.engine.set_speed(Some(self.pace.speed()));
        self.mode = Mode::Live;
        self.turn()
    }

    /// Stays where it is, or where the step ends that is being played.
    pub(crate) fn pause(&mut self) -> Again {
        if self.engine.end().is_some() {
            return Again::No;
        }
        self.mode = Mode::Pausing;
        self.turn()
    }

    /// Moves in virtual time.
    pub(crate) fn pursue(&mut self, verb: Verb) -> Again {
        if self.engine.end().is_some() {
            return Again::No;
        }
        self.stand();
        self.mode = Mode::Pursuing(verb, Goal::new(verb, &self.engine));
        self.turn()
    }

    pub(crate) fn set_speed(&mut self, speed: f64) -> Again {
        self.pace.set_speed(speed, self.clock.now());
        if matches!(self.mode, Mode::Live) {
            self.engine.set_speed(Some(speed));
        }
        if self.pace.is_running() {
            return self.turn();
        }
        self.pending()
    }

    /// Presses a button at the moment at which the learner's clock stands.
    pub(crate) fn press(&mut self, button: ButtonId) -> Result<Again, WorkerError> {
        self.engine
            .press(button, self.pace.position(self.clock.now()))?;
        self.moved = true;
        Ok(self.turn())
    }

    /// Answers a program that asks for a line.
    pub(crate) fn answer(&mut self, answer: Answer) -> Again {
        if self.told == RunState::WaitingForInput && self.engine.answer(answer) {
            self.tell(RunState::Running);
        }
        self.turn()
    }

    /// Hears what the Python worker said.
    pub(crate) fn hear(&mut self, said: FromPython) -> Again {
        match self.engine.hear(said) {
            Ok(()) => self.turn(),
            Err(error) => Again::Failed(error),
        }
    }

    /// What is to be run in a fresh Python worker, if anything.
    pub(crate) fn wanted(&mut self) -> Option<&Program> {
        self.engine.wanted()
    }

    /// Runs for a slice.
    pub(crate) fn turn(&mut self) -> Again {
        let slice = match self.mode {
            Mode::Pursuing(..) => STEP_SLICE,
            _ => LIVE_SLICE,
        };
        let end = self.clock.now() + slice;
        loop {
            if matches!(self.mode, Mode::Pausing) && self.engine.is_between_steps() {
                return self.rest();
            }
            let rest = match self.engine.outside() {
                Ok(moved) => {
                    self.moved |= moved;
                    match self.mode {
                        Mode::Paused => {
                            self.engine.publish();
                            Some(Again::No)
                        }
                        Mode::Pausing | Mode::Live => self.live_step(),
                        Mode::Pursuing(verb, goal) => self.pursuing_step(verb, goal),
                    }
                }
                Err(halt) => self.halted(halt),
            };
            if let Some(again) = rest {
                return again;
            }
            if self.clock.now() >= end {
                self.engine.publish();
                if self.publisher.is_overdue() {
                    self.say(RunState::Running);
                }
                return Again::After(0);
            }
        }
    }

    /// One step of a live run; tells when to go on if not now.
    fn live_step(&mut self) -> Option<Again> {
        if let Some(again) = self.blocks().or_else(|| self.waits()) {
            return Some(again);
        }
        self.tell_running();
        match self.engine.step() {
            Ok(Step::Ran) => {
                self.moved = true;
                None
            }
            Ok(Step::Idle(_)) => None,
            Ok(Step::Ended(end)) => Some(self.over(end)),
            Err(halt) => self.halted(halt),
        }
    }

    /// When the program blocks its thread: lets the time pass.
    fn blocks(&mut self) -> Option<Again> {
        let wait = self.pace.wait(self.blocked?, self.clock.now());
        let delay = clock::delay(wait.min(LONGEST_BLOCK));
        if delay.is_none() {
            self.blocked = None;
        }
        delay.map(Again::After)
    }

    /// When the loop is idle: waits for its deadline, or passes it.
    fn waits(&mut self) -> Option<Again> {
        let until = self.engine.idle()?.until;
        let now = self.clock.now();
        self.keep_pace(now);
        let delay = match until {
            None => None,
            Some(deadline) => match clock::delay(self.pace.wait(deadline, now)) {
                None => {
                    if let Err(halt) = self.engine.pass_to(deadline) {
                        return self.halted(halt);
                    }
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
        let pursuit = goal.pursue(&mut self.engine);
        self.mode = Mode::Pursuing(verb, goal);
        match pursuit {
            Ok(Pursuit::Going) => None,
            Ok(Pursuit::Ended(end)) => Some(self.over(end)),
            Ok(Pursuit::NeedsButton) if verb == Verb::End => {
                self.tell(RunState::WaitingForButton);
                Some(Again::No)
            }
            Ok(Pursuit::Reached | Pursuit::NeedsButton) => Some(self.rest()),
            Err(halt) => self.halted(halt),
        }
    }

    /// The recording of a program does not go on by itself.
    fn halted(&mut self, halt: Halt) -> Option<Again> {
        if let Halt::Blocked { until } = halt {
            if self.pace.is_running() {
                // Whoever blocks is known before it blocks.
                self.keep_pace(self.clock.now());
                self.engine.publish();
                self.blocked = Some(until);
            }
            return None;
        }
        match self.engine.more() {
            Ok(More::Here) => return None,
            Ok(More::Later) => self.engine.publish(),
            Ok(More::Input { prompt }) => {
                if self.told != RunState::WaitingForInput {
                    self.tell(RunState::WaitingForInput);
                    let run = self.id;
                    self.publisher.say(&FromWorker::InputWanted { run, prompt });
                }
            }
            Err(error) => {
                self.engine.publish();
                return Some(Again::Failed(error));
            }
        }
        Some(Again::No)
    }

    /// Tells the pace what the loop's time is, if that is news.
    fn keep_pace(&mut self, now: f64) {
        if std::mem::take(&mut self.moved) {
            self.pace.reached(self.engine.time(), now);
        }
    }

    /// Came to where it was to go.
    fn rest(&mut self) -> Again {
        self.stand();
        self.tell(RunState::Paused);
        Again::No
    }

    /// Lets the learner's clock stand, at the loop's time or in the middle of a wait.
    fn stand(&mut self) {
        let now = self.clock.now();
        self.pace.stop(now);
        if self.engine.time() > self.pace.position(now) {
            self.pace.reached(self.engine.time(), now);
        }
        self.blocked = None;
        self.engine.set_speed(None);
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
        let asks = self.told == RunState::WaitingForInput;
        if self.told != RunState::Running && !asks && self.engine.has_begun() {
            self.tell(RunState::Running);
        }
    }

    fn tell_waiting(&mut self, until: Option<f64>, now: f64) {
        let speed = self.pace.speed();
        // The part of a long wait after `setTimeout`'s limit is the same wait.
        let same = matches!(self.told, RunState::Waiting { until: told, speed: at, .. }
            if told == until && at == speed);
        if !same || self.engine.has_news() {
            let now = self.pace.position(now);
            self.tell(RunState::Waiting { now, until, speed });
        }
    }

    /// Posts what was recorded, then the state.
    fn tell(&mut self, state: RunState) {
        self.engine.publish();
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
