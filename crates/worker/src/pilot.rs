//! Answers the page's messages.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use coroscope_engine::{Program, Verb};
use coroscope_protocol::{
    self as protocol, Drive, FromWorker, MAX_SPEED, MIN_SPEED, PROTOCOL_VERSION, PythonEngine,
    RunId, Source, ToWorker, WorkerError, python,
};
use coroscope_trace::VERSION as TRACE_VERSION;
use gloo_timers::callback::Timeout;

use crate::{
    clock::Clock,
    engine::Engine,
    lesson::{self, Lesson},
    publisher::{Post, Publisher},
    python::{Heard, Interpreters, News, Python},
    run::{Again, Run},
};

/// Holds the run and its timer. Messages go in by [`hear`](Self::hear), answers
/// come out through the function that it was made with.
///
/// There are two in a worker that runs Python: the code for it is a file of its own, which
/// comes when it is asked for. Both hear everything, and each runs what it can.
pub struct Pilot {
    post: Post,
    clock: Rc<Clock>,
    this: Weak<Self>,
    /// Whoever runs lessons also speaks for the worker.
    lessons: Option<Lessons>,
    state: RefCell<State>,
}

/// What a pilot of lessons has to know of them.
struct Lessons {
    engine: fn(&str, &Rc<Publisher>) -> Option<Lesson>,
    names: fn() -> Vec<String>,
}

const LESSONS: Lessons = Lessons {
    engine: lesson::engine,
    names: lesson::names,
};

struct State {
    greeted: bool,
    speed: f64,
    run: Option<Run>,
    python: Option<Box<dyn Interpreters>>,
    /// Somebody was told where the Python engine is.
    expects_python: bool,
    /// Cancels itself when dropped.
    timer: Option<Timeout>,
}

impl Pilot {
    /// A pilot of lessons, which waits for `Hello`.
    pub fn of_lessons(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        Self::with(Some(LESSONS), Rc::new(post))
    }

    /// A pilot of Python programs, beside one of lessons.
    pub fn of_python(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        let pilot = Self::with(None, Rc::new(post));
        pilot.learn_python();
        pilot
    }

    /// A pilot of lessons and of Python programs.
    pub fn new(post: impl Fn(&FromWorker) + 'static) -> Rc<Self> {
        let pilot = Self::of_lessons(post);
        pilot.learn_python();
        pilot
    }

    fn with(lessons: Option<Lessons>, post: Post) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            post,
            clock: Rc::new(Clock::new()),
            this: Weak::clone(this),
            state: RefCell::new(State {
                greeted: lessons.is_none(),
                speed: 1.0,
                run: None,
                python: None,
                expects_python: false,
                timer: None,
            }),
            lessons,
        })
    }

    fn learn_python(&self) {
        let this = Weak::clone(&self.this);
        let python = Python::new(Rc::new(move |id, heard| {
            if let Some(this) = this.upgrade() {
                this.hear_python(id, heard);
            }
        }));
        self.state.borrow_mut().python = Some(Box::new(python));
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
                    protocol::Program::Lesson(lesson) => self.start_lesson(run, lesson),
                    protocol::Program::Python(source) => self.start_python(run, source),
                },
            ),
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
                self.load_python(script, module, bytes);
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
        if let Some(lessons) = &self.lessons {
            self.state.borrow_mut().greeted = true;
            (self.post)(&FromWorker::Ready {
                protocol: PROTOCOL_VERSION,
                trace: TRACE_VERSION,
                lessons: (lessons.names)(),
            });
        }
        Ok(())
    }

    fn start_lesson(&self, run: RunId, lesson: String) -> Result<(), WorkerError> {
        self.state.borrow_mut().end_run();
        let Some(lessons) = &self.lessons else {
            return Ok(());
        };
        let publisher = self.publisher(run);
        let Some(engine) = (lessons.engine)(&lesson, &publisher) else {
            return Err(WorkerError::UnknownLesson { lesson });
        };
        self.begin(run, Box::new(engine), publisher);
        Ok(())
    }

    /// Makes a run of any program in Rust, in the place of the one before.
    pub fn start_program(&self, run: RunId, program: Program) {
        // The old program lets go of everything before the new one begins.
        self.state.borrow_mut().end_run();
        let publisher = self.publisher(run);
        let engine = Box::new(Lesson::new(program, &publisher));
        self.begin(run, engine, publisher);
    }

    fn publisher(&self, run: RunId) -> Rc<Publisher> {
        Publisher::new(run, Rc::clone(&self.post), Rc::clone(&self.clock))
    }

    fn begin(&self, run: RunId, engine: Box<dyn Engine>, publisher: Rc<Publisher>) {
        let mut state = self.state.borrow_mut();
        let clock = Rc::clone(&self.clock);
        state.run = Some(Run::new(run, engine, publisher, state.speed, clock));
    }

    fn start_python(&self, run: RunId, source: Source) -> Result<(), WorkerError> {
        let publisher = self.publisher(run);
        let mut state = self.state.borrow_mut();
        state.end_run();
        let Some(python) = state.python.as_ref() else {
            // Whoever runs it hears it as well, or will.
            return if state.expects_python {
                Ok(())
            } else {
                Err(WorkerError::NoPython)
            };
        };
        if !python.is_there() {
            return Err(WorkerError::NoPython);
        }
        let engine = python.player(program(run, source), &publisher);
        drop(state);
        self.begin(run, engine, publisher);
        self.again(Run::turn);
        Ok(())
    }

    fn load_python(&self, script: String, module: String, bytes: u32) {
        let mut state = self.state.borrow_mut();
        state.expects_python = true;
        if let Some(python) = &mut state.python {
            python.load(script, module, bytes);
        }
    }

    fn hear_python(&self, id: u32, heard: Heard) {
        let news = {
            let mut state = self.state.borrow_mut();
            let Some(python) = &mut state.python else {
                return;
            };
            python.hear(id, heard)
        };
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
        act: impl FnOnce(&mut Run) -> Result<Again, WorkerError>,
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
    fn again(&self, act: impl FnOnce(&mut Run) -> Again) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(run) = &mut state.run else {
            return;
        };
        let mut again = act(run);
        if let (Some(program), Some(python)) = (run.wanted(), &mut state.python)
            && !python.run(program)
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

/// A Python program as it is run first.
fn program(run: RunId, source: Source) -> python::Program {
    let Source { source, file, seed } = source;
    python::Program {
        run,
        source,
        file,
        args: Vec::new(),
        seed,
        epoch: js_sys::Date::now() / 1000.0,
        debug: false,
        script: python::Script::default(),
        bounds: python::Bounds::PAGE,
        horizon: python::Horizon::default(),
        skip: 0,
    }
}

impl State {
    /// Lets go of the run, and of the Python worker that runs it.
    fn end_run(&mut self) {
        self.timer = None;
        self.run = None;
        if let Some(python) = &mut self.python {
            python.stop();
        }
    }
}
