//! What the tests share.

use std::{cell::RefCell, rc::Rc, thread};

use coroscope_python::{Bounds, End, Engine, Outbox, Program, Sink};
use coroscope_trace::{Event, EventKind, Stream};

/// Keeps everything.
#[derive(Default)]
struct Keep(RefCell<Vec<Event>>);

impl Sink for Keep {
    fn recorded(&self, outbox: Outbox<'_>) {
        let events = outbox.take().1.unpack();
        self.0.borrow_mut().extend(events.expect("they are whole"));
    }
    fn about_to_run(&self, _: Outbox<'_>) {}
    fn block(&self, _: f64, _: Outbox<'_>) {}
    fn ended(&self, outbox: Outbox<'_>) {
        self.recorded(outbox);
    }
}

/// A thread's stack, in bytes: as much as a process has.
const STACK: usize = 8 << 20;

/// Does it on a thread of its own: what interpreters leave on one makes the next ones slower.
#[allow(dead_code)]
pub(crate) fn apart<T: Send + 'static>(
    run: impl FnOnce() -> T + Send + 'static,
) -> thread::Result<T> {
    let run = thread::Builder::new().stack_size(STACK).spawn(run);
    run.expect("a thread can be had").join()
}

/// How a program ends, and its trace.
#[allow(dead_code)]
pub(crate) fn trace(program: &Program, bounds: Bounds) -> (End, Vec<Event>) {
    traced(Engine::new(), program, bounds)
}

/// How a program ends in an engine, and its trace.
pub(crate) fn traced(engine: Engine, program: &Program, bounds: Bounds) -> (End, Vec<Event>) {
    let keep = Rc::new(Keep::default());
    let end = engine.run(program, bounds, Rc::clone(&keep) as _);
    (end, keep.0.take())
}

/// All that was written to a stream.
#[allow(dead_code)]
pub(crate) fn written(events: &[Event], to: Stream) -> String {
    events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Output { stream, text, .. } if *stream == to => Some(text.as_str()),
            _ => None,
        })
        .collect()
}
