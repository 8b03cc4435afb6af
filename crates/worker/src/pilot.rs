//! Answers the page's messages.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use coroscope_engine::{Program, Verb};
use coroscope_protocol::{
    Drive, FromWorker, MAX_SPEED, MIN_SPEED, PROTOCOL_VERSION, Program as Asked, PythonEngine,
    RunId, ToWorker, WorkerError,
};
use coroscope_trace::VERSION as TRACE_VERSION;
use gloo_timers::callback::Timeout;

use crate::{
    clock::Clock,
    lesson::{Lesson, Lessons},
    publisher::{Post, Publisher},
    python::{Heard, News, Python},
    repertoire::Repertoire,
    run::{Again, Run},
};

/// Holds the run and its timer. Messages go in by [`hear`](Self::hear), answers
/// come out through the function that it was made with.
///
/// There are two in a worker that runs Python: the code for it is a file of its own, which
/// comes when it is asked for. Both hear everything, and each runs what it can.
pub struct Pilot<R: Repertoire> {
    post: Post,
    clock: Rc<Clock>,
    this: Weak<Self>,
    state: RefCell<State<R>>,
}

struct State<R: Repertoire> {
    greeted: bool,
    speed: f64,
    run: Option<Run<R::Engine>>,
    repertoire: R,
    /// Cancels itself when dropped.
    timer: Option<Timeout>,
}

impl Pilot<Lessons> {
    /// A pilot of lessons, which waits for `Hello`.
    pub fn of_lessons(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        Self::with(|_| Lessons::default(), Rc::new(post))
    }

    /// Makes a run of any program in Rust, in the place of the one before.
    pub fn start_program(&self, run: RunId, program: Program) {
        // The old program lets go of everything before the new one begins.
        self.state.borrow_mut().end_run();
        let publisher = self.publisher(run);
        let engine = Lesson::new(program, &publisher);
        self.begin(run, engine, publisher);
    }
}

impl Pilot<Python> {
    /// A pilot of Python programs, beside one of lessons.
    pub fn of_python(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        let listen = |this: &Weak<Self>| {
            let this = Weak::clone(this);
            Python::new(Rc::new(move |id, heard| {
                if let Some(this) = this.upgrade() {
                    this.hear_python(id, heard);
                }
            }))
        };
        Self::with(listen, Rc::new(post))
    }

    fn hear_python(&self, id: u32, heard: Heard) {
        let news = self.state.borrow_mut().repertoire.hear(id, heard);
        match news {
            News::None => {}
            News::Engine(state) => (self.post)(&FromWorker::Python(state)),
            News::Said(said) => self.again(|run| run.hear(said)),
            News::Lost(error) => self.lose(error),
            News::Failed { reason, waited } => {
                (self.post)(&FromWorker::Python(PythonEngine::Failed { reason }));
                if waited {
                    self.lose(WorkerError::NoPython);
                }
            }
        }
    }
}

impl<R: Repertoire> Pilot<R> {
    fn with(repertoire: impl FnOnce(&Weak<Self>) -> R, post: Post) -> Rc<Self> {
        Rc::new_cyclic(|this| {
            let repertoire = repertoire(this);
            Self {
                post,
                clock: Rc::new(Clock::new()),
                this: Weak::clone(this),
                state: RefCell::new(State {
                    greeted: repertoire.speaks().is_none(),
                    speed: 1.0,
                    run: None,
                    repertoire,
                    timer: None,
                }),
            }
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
            ToWorker::Run { run, program } => (Some(run), self.start(run, program)),
            ToWorker::Drive { run, drive } => (Some(run), self.drive(run, drive)),
            ToWorker::SetSpeed { speed } => (None, self.set_speed(speed)),
            ToWorker::PressButton { run, button } => {
                (Some(run), self.with_run(run, |run| run.press(button)))
            }
            ToWorker::Answer { run, answer } => {
                (Some(run), self.with_run(run, |run| Ok(run.answer(answer))))
            }
            ToWorker::Stop { run } => {
                self.stop(run);
                (None, Ok(()))
            }
            ToWorker::LoadPython {
                script,
                module,
                bytes,
            } => {
                let mut state = self.state.borrow_mut();
                state.repertoire.load(script, module, bytes);
                (None, Ok(()))
            }
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
        let mut state = self.state.borrow_mut();
        if let Some(lessons) = state.repertoire.speaks() {
            state.greeted = true;
            (self.post)(&FromWorker::Ready {
                protocol: PROTOCOL_VERSION,
                trace: TRACE_VERSION,
                lessons,
            });
        }
        Ok(())
    }

    fn start(&self, run: RunId, program: Asked) -> Result<(), WorkerError> {
        let publisher = self.publisher(run);
        let engine = {
            let mut state = self.state.borrow_mut();
            state.end_run();
            state.repertoire.engine(run, program, &publisher)?
        };
        if let Some(engine) = engine {
            self.begin(run, engine, publisher);
            self.again(Run::turn);
        }
        Ok(())
    }

    fn publisher(&self, run: RunId) -> Rc<Publisher> {
        Publisher::new(run, Rc::clone(&self.post), Rc::clone(&self.clock))
    }

    fn begin(&self, run: RunId, engine: R::Engine, publisher: Rc<Publisher>) {
        let mut state = self.state.borrow_mut();
        let clock = Rc::clone(&self.clock);
        state.run = Some(Run::new(run, engine, publisher, state.speed, clock));
    }

    /// Gives up the run.
    fn lose(&self, error: WorkerError) {
        let mut state = self.state.borrow_mut();
        let run = state.run.as_ref().map(Run::id);
        state.end_run();
        drop(state);
        self.complain(run, error);
    }

    fn stop(&self, run: RunId) {
        if self.is_newest(run) {
            self.state.borrow_mut().end_run();
        }
    }

    fn drive(&self, run: RunId, drive: Drive) -> Result<(), WorkerError> {
        self.with_run(run, |run| {
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
        self.again(|run| run.set_speed(speed));
        Ok(())
    }

    /// Does something with the run, if it is still the newest.
    fn with_run(
        &self,
        id: RunId,
        act: impl FnOnce(&mut Run<R::Engine>) -> Result<Again, WorkerError>,
    ) -> Result<(), WorkerError> {
        let mut refused = Ok(());
        if self.is_newest(id) {
            self.again(|run| {
                act(run).unwrap_or_else(|error| {
                    refused = Err(error);
                    run.turn()
                })
            });
        }
        refused
    }

    fn is_newest(&self, id: RunId) -> bool {
        let state = self.state.borrow();
        state.run.as_ref().is_some_and(|run| run.id() == id)
    }

    /// Does something with the run and sets the timer as it wants. Setting it
    /// drops the one before, so that there is never more than one.
    fn again(&self, act: impl FnOnce(&mut Run<R::Engine>) -> Again) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(run) = &mut state.run else {
            return;
        };
        let mut again = act(run);
        if let Some(program) = run.wanted()
            && !state.repertoire.run(program)
        {
            again = Again::Failed(WorkerError::NoPython);
        }
        state.timer = match again {
            Again::No => None,
            Again::After(millis) => {
                let this = Weak::clone(&self.this);
                Some(Timeout::new(millis, move || {
                    if let Some(this) = this.upgrade() {
                        this.again(Run::turn);
                    }
                }))
            }
            Again::Failed(error) => {
                drop(guard);
                return self.lose(error);
            }
        };
    }
}

impl<R: Repertoire> State<R> {
    /// Lets go of the run, and of the Python worker that runs it.
    fn end_run(&mut self) {
        self.timer = None;
        self.run = None;
        self.repertoire.stop();
    }
}
