//! A pilot to talk to, and short programs for it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use coroscope_engine::Program;
use coroscope_lessons::Env;
use coroscope_protocol::{
    Drive, FromWorker, PROTOCOL_VERSION, RunId, RunState, ToWorker, WorkerError,
};
use coroscope_trace::{Event, EventKind, Stream, VERSION};
use coroscope_worker::{Lessons, Pilot, Python};
use gloo_timers::future::TimeoutFuture;

/// A pilot and what it said.
pub(crate) struct Desk {
    pub(crate) pilot: Rc<Pilot<Lessons>>,
    /// The one of Python programs.
    second: Rc<Pilot<Python>>,
    called: Cell<bool>,
    pub(crate) heard: Rc<RefCell<Vec<FromWorker>>>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let heard = Rc::<RefCell<Vec<_>>>::default();
        let listen = || {
            let heard = Rc::clone(&heard);
            move |message: &FromWorker| heard.borrow_mut().push(message.clone())
        };
        Self {
            pilot: Pilot::of_lessons(listen()),
            second: Pilot::of_python(listen()),
            called: Cell::new(false),
            heard: Rc::clone(&heard),
        }
    }

    fn hello(&self) {
        self.say(ToWorker::Hello {
            protocol: PROTOCOL_VERSION,
            trace: VERSION,
        });
    }

    /// A pilot that has been greeted and runs `program`.
    pub(crate) fn with(program: Program) -> Self {
        let desk = Self::greeted();
        desk.pilot.start_program(RUN, program);
        desk
    }

    /// A pilot that has been greeted.
    pub(crate) fn greeted() -> Self {
        let desk = Self::new();
        desk.hello();
        desk
    }

    pub(crate) fn say(&self, message: ToWorker) {
        // The second one comes when it is asked for, and hears everything from then on.
        if matches!(message, ToWorker::LoadPython { .. }) {
            self.called.set(true);
        }
        self.pilot.hear(message.clone());
        if self.called.get() {
            self.second.hear(message);
        }
    }

    pub(crate) fn drive(&self, drive: Drive) {
        self.say(ToWorker::Drive { run: RUN, drive });
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for message in self.heard.borrow().iter() {
            if let FromWorker::Batch(batch) = message {
                assert_eq!(batch.first as usize, events.len(), "a gap between batches");
                events.extend(batch.unpack().expect("a batch"));
            }
        }
        events
    }

    pub(crate) fn stdout(&self) -> String {
        self.events()
            .into_iter()
            .filter_map(|event| match event.kind {
                EventKind::Output {
                    stream: Stream::Stdout,
                    text,
                    ..
                } => Some(text),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn states(&self) -> Vec<RunState> {
        self.heard
            .borrow()
            .iter()
            .filter_map(|message| match message {
                FromWorker::State { state, .. } => Some(*state),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn state(&self) -> Option<RunState> {
        self.states().last().copied()
    }

    pub(crate) fn errors(&self) -> Vec<WorkerError> {
        self.heard
            .borrow()
            .iter()
            .filter_map(|message| match message {
                FromWorker::Error { error, .. } => Some(error.clone()),
                _ => None,
            })
            .collect()
    }

    /// Lets the browser's timers fire until the run is in such a state. Not a fixed
    /// wait: it ends as soon as it is so, and fails after five seconds.
    pub(crate) async fn until(&self, wanted: impl Fn(RunState) -> bool) {
        for _ in 0..1000 {
            if self.state().is_some_and(&wanted) {
                return;
            }
            TimeoutFuture::new(5).await;
        }
        panic!("it stays in {:?}", self.state());
    }
}

pub(crate) const RUN: RunId = RunId(1);

pub(crate) fn program<F>(body: impl FnOnce(Env) -> F + 'static) -> Program
where
    F: Future<Output = asyncio::Result<()>> + 'static,
{
    Program::new(|env| async move {
        let main = env.coroutine("main", body(env.clone()));
        env.run(main).await
    })
}

/// Sleeps for so many seconds, four times.
pub(crate) fn sleeping(seconds: f64) -> Program {
    program(move |env| async move {
        for _ in 0..4 {
            env.sleep(seconds).await?;
            env.print(format_args!("{:.3}", env.time()));
        }
        Ok(())
    })
}

pub(crate) fn now() -> f64 {
    js_sys::Date::now() / 1000.0
}

pub(crate) fn is_final(state: RunState) -> bool {
    state.is_final()
}

/// Never idle, never done.
pub(crate) fn restless() -> Program {
    program(|env| async move {
        loop {
            env.sleep(0.0).await?;
        }
    })
}
