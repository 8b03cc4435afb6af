//! The core with somebody watching.

use super::core;
use crate::row::Row;
use asyncio::{
    Loop, Run,
    observe::{Event, Observer},
};
use coroscope_engine::{End, Goal, Limits, Outbox, Outside, Program, Pursuit, Session, Verb};
use std::{cell::Cell, hint::black_box, rc::Rc};

/// An observer that counts: what it costs to be told at all.
#[derive(Default)]
struct Counter(Cell<u64>);

impl Observer for Counter {
    fn observe(&self, time: f64, event: &Event<'_>) {
        black_box((time, event));
        self.0.set(self.0.get() + 1);
    }
}

pub(super) fn counted(row: Row, size: u64) -> u64 {
    let counter = Rc::new(Counter::default());
    let aio = Loop::with_observer(counter.clone());
    let main = core::main(&aio, row, size);
    let answer = Run::new(&aio, main).complete().expect("no row fails");
    assert!(counter.0.get() > size, "every operation has its events");
    answer
}

/// How many events are handed over at once, about as many as the page's worker
/// sends in a message.
const BATCH: usize = 1 << 12;

/// Takes the trace in batches, as the page's worker does, and lets it go.
struct Taker;

impl Outside for Taker {
    fn recorded(&self, outbox: Outbox<'_>) {
        if outbox.len() >= BATCH {
            black_box(outbox.take());
        }
    }
    fn about_to_run(&self, _: Outbox<'_>) {}
    fn block(&self, _: f64, _: Outbox<'_>) {}
}

pub(super) fn recorded(row: Row, size: u64) -> u64 {
    let answer = Rc::new(Cell::new(0));
    let place = answer.clone();
    let program = Program::new(move |env| async move {
        let main = core::main(&env, row, size);
        place.set(env.run(main).await?);
        Ok(())
    });
    let mut session = Session::new(program, Limits::NONE, Rc::new(Taker));
    let goal = Goal::new(Verb::End, &session);
    assert_eq!(goal.reach(&mut session), Pursuit::Ended(End::Finished));
    answer.get()
}
