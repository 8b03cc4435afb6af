//! Answers the page's messages.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use coroscope_engine::{Program, Verb};
use coroscope_lessons as lessons;
use coroscope_protocol::{
    self as protocol, Drive, FromWorker, MAX_SPEED, MIN_SPEED, PROTOCOL_VERSION, RunId, ToWorker,
    WorkerError,
};
use coroscope_trace::VERSION as TRACE_VERSION;
use gloo_timers::callback::Timeout;

use crate::{
    clock::Clock,
    publisher::Post,
    run::{Again, Run},
};

/// Holds the run and its timer. Messages go in by [`hear`](Self::hear), answers
/// come out through the function that it was made with.
pub struct Pilot {
    post: Post,
    clock: Rc<Clock>,
    this: Weak<Self>,
    state: RefCell<State>,
}

struct State {
    greeted: bool,
    speed: f64,
    run: Option<Run>,
    /// Cancels itself when dropped.
    timer: Option<Timeout>,
}

impl Pilot {
    /// A pilot that waits for `Hello`.
    pub fn new(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            post: Rc::new(post),
            clock: Rc::new(Clock::new()),
            this: Weak::clone(this),
            state: RefCell::new(State {
                greeted: false,
                speed: 1.0,
                run: None,
                timer: None,
            }),
        })
    }

    /// Acts on one message. Never fails: what is wrong with it is posted.
    pub fn hear(&self, message: ToWorker) {
        let (run, result) = match message {
            ToWorker::Hello { protocol, trace } => (None, self.hello(protocol, trace)),
            _ if !self.state.borrow().greeted => {
                let reason = "a message came before Hello".into();
                (None, Err(WorkerError::BadMessage { reason }))
            }
            ToWorker::Run { run, program } => (
                Some(run),
                match program {
                    protocol::Program::Lesson(lesson) => self.start(run, lesson),
                    protocol::Program::Python(_) => Err(WorkerError::NoPython),
                },
            ),
            ToWorker::Drive { run, drive } => (Some(run), self.drive(run, drive)),
            ToWorker::SetSpeed { speed } => (None, self.set_speed(speed)),
            ToWorker::PressButton { run, button } => {
                (Some(run), self.with(run, |run| run.press(button)))
            }
            ToWorker::Answer { .. } | ToWorker::Stop { .. } => (None, Ok(())),
            ToWorker::LoadPython { .. } => (None, Err(WorkerError::NoPython)),
        };
        if let Err(error) = result {
            self.complain(run, error);
        }
    }

    /// Posts an error.
    pub fn complain(&self, run: Option<RunId>, error: WorkerError) {
        (self.post)(&FromWorker::Error { run, error });
    }

    fn hello(&self, protocol: u32, trace: u32) -> Result<(), WorkerError> {
        if (protocol, trace) != (PROTOCOL_VERSION, TRACE_VERSION) {
            return Err(WorkerError::VersionMismatch {
                page_protocol: protocol,
                page_trace: trace,
                worker_protocol: PROTOCOL_VERSION,
                worker_trace: TRACE_VERSION,
            });
        }
        self.state.borrow_mut().greeted = true;
        (self.post)(&FromWorker::Ready {
            protocol: PROTOCOL_VERSION,
            trace: TRACE_VERSION,
            lessons: lessons::lessons()
                .iter()
                .map(|lesson| lesson.slug.into())
                .collect(),
        });
        Ok(())
    }

    fn start(&self, run: RunId, lesson: String) -> Result<(), WorkerError> {
        let Some(found) = lessons::find(&lesson) else {
            return Err(WorkerError::UnknownLesson { lesson });
        };
        self.start_program(run, Program::lesson(found));
        Ok(())
    }

    /// Makes a run of any program, in the place of the one before.
    pub fn start_program(&self, run: RunId, program: Program) {
        let mut state = self.state.borrow_mut();
        state.timer = None;
        // The old program lets go of everything before the new one begins.
        state.run = None;
        let (post, clock) = (Rc::clone(&self.post), Rc::clone(&self.clock));
        state.run = Some(Run::new(run, program, state.speed, post, clock));
    }

    fn drive(&self, run: RunId, drive: Drive) -> Result<(), WorkerError> {
        self.with(run, |run| {
            Ok(match drive {
                Drive::Live => run.live(),
                Drive::Pause => run.pause(),
                Drive::Callback => run.pursue(Verb::Callback),
                Drive::Iteration => run.pursue(Verb::Iteration),
                Drive::TaskSwitch => run.pursue(Verb::TaskSwitch),
                Drive::Moment => run.pursue(Verb::Moment),
                Drive::End => run.pursue(Verb::End),
            })
        })
    }

    fn set_speed(&self, speed: f64) -> Result<(), WorkerError> {
        if speed.is_nan() {
            return Err(WorkerError::BadSpeed);
        }
        let speed = speed.clamp(MIN_SPEED, MAX_SPEED);
        self.state.borrow_mut().speed = speed;
        self.again(|run| Ok(run.set_speed(speed)))
    }

    /// Does something with the run, if it is still the newest.
    fn with(
        &self,
        id: RunId,
        act: impl FnOnce(&mut Run) -> Result<Again, WorkerError>,
    ) -> Result<(), WorkerError> {
        if self
            .state
            .borrow()
            .run
            .as_ref()
            .is_some_and(|run| run.id() == id)
        {
            self.again(act)
        } else {
            Ok(())
        }
    }

    /// Does something with the run and sets the timer as it wants. Setting it
    /// drops the one before, so that there is never more than one.
    fn again(
        &self,
        act: impl FnOnce(&mut Run) -> Result<Again, WorkerError>,
    ) -> Result<(), WorkerError> {
        let mut state = self.state.borrow_mut();
        let Some(run) = &mut state.run else {
            return Ok(());
        };
        let again = act(run)?;
        state.timer = match again {
            Again::No => None,
            Again::After(millis) => {
                let this = Weak::clone(&self.this);
                Some(Timeout::new(millis, move || {
                    if let Some(this) = this.upgrade() {
                        this.wake();
                    }
                }))
            }
        };
        Ok(())
    }

    fn wake(&self) {
        if let Err(error) = self.again(|run| Ok(run.turn())) {
            self.complain(None, error);
        }
    }
}
