//! One run of one program.

use std::{
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use asyncio::{Exception, Loop, Progress};
use coroscope_lessons::Env;
use coroscope_trace::{ButtonId, Place, Stream, Tag};

use crate::{
    Limits, Outbox, Outside, Program, host::Host, notes::Marks, program::Press, recorder::Recorder,
    translate, words,
};

type Module = Pin<Box<dyn Future<Output = asyncio::Result<()>>>>;

/// What one step came to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub enum Step {
    /// Something ran; there may be more to run now.
    Ran,
    /// Nothing is ready. The run goes on after [`Session::pass_to`] or
    /// [`Session::press`].
    Idle(Idle),
    /// The run is over.
    Ended(End),
}

/// A wait of the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Idle {
    /// The next deadline in seconds of loop time; `None` when only a button
    /// can end the wait.
    pub until: Option<f64>,
}

/// How a run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The program ended; see [`Session::outcome`].
    Finished,
    /// Every task waits and nothing is left that could wake one.
    Deadlocked,
    /// The trace is full, and the program was stopped.
    Full,
}

/// There is no such button, or it was pressed already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchButton(pub ButtonId);

impl std::fmt::Display for NoSuchButton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the program offers no button {}", self.0.0)
    }
}

impl std::error::Error for NoSuchButton {}

/// A run: the program, its loop and its trace. Whoever holds it decides when
/// something happens; nothing moves by itself.
///
/// # Cancellation
/// Dropping it stops the run where it is, between two steps. Whatever the program
/// held is let go, and nothing more is recorded.
pub struct Session {
    aio: Loop,
    host: Rc<Host>,
    recorder: Rc<Recorder>,
    script: Vec<Press>,
    module: Option<Module>,
    idle: Option<Idle>,
    end: Option<End>,
    outcome: Option<Result<(), Exception>>,
}

impl Session {
    /// A run of `program`, standing at its first line.
    pub fn new(program: Program, limits: Limits, outside: Rc<dyn Outside>) -> Self {
        let Program {
            start,
            lines,
            script,
        } = program;
        let recorder = Recorder::new(lines, limits, outside);
        let aio = Loop::with_observer(Rc::clone(&recorder) as _);
        let host = Host::new(aio.clone(), Rc::clone(&recorder));
        recorder.push(Tag::ProgramStarted, |_| {});
        let module = start(Env::new(aio.clone(), Rc::clone(&host) as _));
        Self {
            aio,
            host,
            recorder,
            script,
            module: Some(module),
            idle: None,
            end: None,
            outcome: None,
        }
    }

    /// Loop time, in seconds.
    pub fn time(&self) -> f64 {
        self.aio.time()
    }

    /// How the run is over, if it is.
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// What the run waits for, if it is idle.
    pub fn idle(&self) -> Option<Idle> {
        self.idle
    }

    /// Whether a button waits to be pressed.
    pub fn offers(&self, button: ButtonId) -> bool {
        self.host.offers(button)
    }

    /// What came out of the program, once it is [`End::Finished`].
    pub fn outcome(&self) -> Option<&Result<(), Exception>> {
        self.outcome.as_ref()
    }

    /// The events that nobody has taken yet.
    pub fn outbox(&self) -> Outbox<'_> {
        self.recorder.outbox()
    }

    /// What is alive in the loop, to find leaks.
    pub fn aio(&self) -> &Loop {
        &self.aio
    }

    pub(crate) fn marks(&self) -> Marks {
        self.recorder.marks()
    }

    /// Runs one callback, or one stretch of the module's own code, or one duty of
    /// `asyncio.run`. Never waits, and never moves loop time by itself.
    pub fn step(&mut self) -> Step {
        if let Some(end) = self.end {
            return Step::Ended(end);
        }
        if let Some(idle) = self.idle {
            return Step::Idle(idle);
        }
        let step = match self.host.take_running() {
            Some(mut steps) => match steps() {
                Progress::Ran => {
                    self.host.resume_later(steps);
                    Step::Ran
                }
                Progress::Idle { deadline } => {
                    self.host.resume_later(steps);
                    self.wait(deadline)
                }
                Progress::Finished => Step::Ran,
            },
            None => self.run_module(),
        };
        if self.recorder.is_full() && self.end.is_none() {
            self.recorder.close_full();
            return self.finish(End::Full);
        }
        step
    }

    /// Moves loop time of an idle run to `time`, but not beyond the next deadline.
    pub fn pass_to(&mut self, time: f64) {
        let Some(Idle { until }) = self.idle else {
            return;
        };
        let time = until.map_or(time, |until| time.min(until));
        if until.is_some_and(|until| time >= until) {
            self.idle = None;
        }
        self.aio.advance_to(time);
        self.recorder.set_time(self.aio.time());
    }

    /// Presses a button. What it wakes runs with the next steps.
    ///
    /// # Errors
    /// When the program offers no such button (any more).
    pub fn press(&mut self, button: ButtonId) -> Result<(), NoSuchButton> {
        if self.end.is_some() {
            return Err(NoSuchButton(button));
        }
        let scripted = self
            .script
            .iter()
            .position(|press| self.host.button(&press.label) == Some(button));
        if !self.host.press(button) {
            return Err(NoSuchButton(button));
        }
        if let Some(scripted) = scripted {
            self.script.remove(scripted);
        }
        self.idle = None;
        Ok(())
    }

    /// The loop time, in seconds, of what happens next by itself to an idle run: a deadline or a
    /// press that the lesson scripted. `None` when there is neither.
    pub fn next_moment(&self) -> Option<f64> {
        let until = self.idle?.until;
        match self.scripted(until) {
            Some((at, _)) => Some(at.max(self.time())),
            None => until,
        }
    }

    /// Virtual time: moves an idle run to its [next moment](Self::next_moment).
    /// Says whether there is any.
    #[must_use]
    pub fn jump(&mut self) -> bool {
        let Some(Idle { until }) = self.idle else {
            return true;
        };
        match (self.scripted(until), until) {
            (Some((at, button)), _) => {
                self.pass_to(at);
                // It is offered: it was found a moment ago.
                self.press(button).is_ok()
            }
            (None, Some(until)) => {
                self.pass_to(until);
                true
            }
            (None, None) => false,
        }
    }

    /// The scripted press that comes no later than the deadline, and its button.
    fn scripted(&self, until: Option<f64>) -> Option<(f64, ButtonId)> {
        self.script.iter().find_map(|press| {
            let button = self.host.button(&press.label)?;
            until
                .is_none_or(|until| press.at <= until)
                .then_some((press.at, button))
        })
    }

    /// How many handles the iteration in progress has still to run.
    pub(crate) fn left_in_iteration(&self) -> usize {
        self.aio.left_in_iteration()
    }

    pub(crate) fn recorded(&self) -> u32 {
        self.recorder.recorded()
    }

    fn wait(&mut self, deadline: Option<f64>) -> Step {
        if deadline.is_none() && !self.host.has_buttons() {
            let waiting = self.recorder.unfinished();
            self.recorder.close_with(Tag::Deadlocked, |out| {
                out.list(waiting.into_iter());
            });
            return self.finish(End::Deadlocked);
        }
        let idle = Idle { until: deadline };
        self.idle = Some(idle);
        Step::Idle(idle)
    }

    fn run_module(&mut self) -> Step {
        let Some(module) = &mut self.module else {
            return self.finish(End::Finished);
        };
        self.recorder.outside().about_to_run(self.recorder.outbox());
        match module
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(outcome) => self.module_ended(outcome),
            Poll::Pending if self.host.is_running() => Step::Ran,
            // The module awaits something that is not `asyncio.run`.
            Poll::Pending => self.wait(None),
        }
    }

    fn module_ended(&mut self, outcome: Result<(), Exception>) -> Step {
        if let Err(error) = &outcome {
            let text = words::uncaught(error);
            if !text.is_empty() {
                self.recorder
                    .output(Stream::Stderr, &text, Place::default());
            }
        }
        // What dies with the program may still have something to say.
        self.module = None;
        self.host.clear();
        self.recorder
            .close_with(Tag::ProgramFinished, |out| match &outcome {
                Ok(()) => {
                    out.result("None");
                }
                Err(error) => {
                    out.raised(translate::Raised(error));
                }
            });
        self.outcome = Some(outcome);
        self.finish(End::Finished)
    }

    fn finish(&mut self, end: End) -> Step {
        self.end = Some(end);
        self.idle = None;
        self.release();
        Step::Ended(end)
    }

    /// Lets go of the program; what holds what in it may go round in circles.
    fn release(&mut self) {
        self.recorder.close();
        self.module = None;
        self.host.clear();
        self.aio.abandon();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.release();
    }
}
