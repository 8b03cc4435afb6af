//! What is posted of a run, and when: without a browser, with a clock that is set by hand.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use coroscope_protocol::{Digest, RunId, python::FromPython};
use coroscope_python::{Bounds, Program, run};
use coroscope_python_worker::Courier;
use coroscope_trace::{Event, EventKind};

const RUN: RunId = RunId(7);

const SOURCE: &str = "for i in range(200): print(i)";

const LOOP: &str = "\
import asyncio, random
async def worker(name):
    for _ in range(3):
        await asyncio.sleep(random.random())
        print(name, random.choice(list({'a', 'b', 'c'})))
async def main():
    async with asyncio.TaskGroup() as group:
        for name in 'xyz':
            group.create_task(worker(name))
asyncio.run(main())
";

/// Runs a program and gives what was posted. Each look at the clock finds it `tick` seconds later.
fn posted(source: &str, skip: u32, tick: f64) -> Vec<FromPython> {
    let desk: Rc<RefCell<Vec<FromPython>>> = Rc::default();
    let now = Cell::new(0.0);
    let clock = move || {
        now.set(now.get() + tick);
        now.get()
    };
    let on = Rc::clone(&desk);
    let courier = Courier::new(RUN, skip, clock, move |message| {
        on.borrow_mut().push(message.clone());
    });
    let _ = run(&Program::new(source), Bounds::PAGE, Rc::new(courier));
    desk.take()
}

/// The events of all batches, which are in order and without gaps from `first` on.
fn events(messages: &[FromPython], first: u32) -> Vec<Event> {
    let mut next = first;
    let mut all = Vec::new();
    for message in messages {
        if let FromPython::Batch(batch) = message {
            let events = batch.unpack().expect("unpacks");
            assert_eq!((batch.run, batch.first), (RUN, next));
            assert!(!events.is_empty(), "an empty batch says nothing");
            next += events.len() as u32;
            all.extend(events);
        }
    }
    all
}

fn digest(events: &[Event]) -> Digest {
    Digest::default().and(events).expect("packs")
}

#[test]
fn everything_is_posted_in_order_and_the_end_too() {
    let all = events(&posted(SOURCE, 0, 0.0), 0);
    assert_eq!(all[0].kind, EventKind::ProgramStarted);
    let last = &all[all.len() - 1].kind;
    assert!(matches!(last, EventKind::ProgramFinished { .. }));
}

#[test]
fn what_is_skipped_is_vouched_for() {
    for source in [SOURCE, LOOP] {
        let all = events(&posted(source, 0, 0.0), 0);
        assert!(all.len() > 100, "it is no short run");
        for skip in [1, 2, all.len() / 2, all.len() - 1, all.len()] {
            let messages = posted(source, skip as u32, 0.0);
            let FromPython::Skipped { run, digest: told } = messages[0] else {
                panic!("first comes what was skipped, not {:?}", messages[0]);
            };
            assert_eq!((run, told), (RUN, digest(&all[..skip])));
            assert_eq!(events(&messages[1..], skip as u32), all[skip..]);
        }
    }
}

#[test]
fn a_run_that_is_shorter_than_what_was_known_says_what_there_was() {
    let all = events(&posted(SOURCE, 0, 0.0), 0);
    let messages = posted(SOURCE, all.len() as u32 + 5, 0.0);
    let expected = FromPython::Skipped {
        run: RUN,
        digest: digest(&all),
    };
    assert_eq!(messages, [expected]);
}

/// How many events each batch has.
fn sizes(messages: &[FromPython]) -> Vec<usize> {
    let size = |message: &FromPython| match message {
        FromPython::Batch(batch) => Some(batch.unpack().expect("unpacks").len()),
        _ => None,
    };
    messages.iter().filter_map(size).collect()
}

#[test]
fn the_first_events_are_posted_one_by_one_and_then_those_of_a_while_together() {
    let source = "for i in range(20_000): print(i)";
    // The clock stands still: after the burst there are only full batches, and the rest.
    let stopped = sizes(&posted(source, 0, 0.0));
    let (burst, full) = stopped.split_at(256);
    assert!(burst.iter().all(|size| *size == 1), "{burst:?}");
    assert!(
        full.len() > 4 && full[..full.len() - 1].iter().all(|size| *size == 4096),
        "{full:?}"
    );
    // Each look finds it a tenth of a millisecond later: every tenth event may post.
    let going = sizes(&posted(source, 0, 0.0001));
    assert!(
        going[256..going.len() - 1]
            .iter()
            .all(|size| (9..=11).contains(size))
    );
}

#[test]
fn the_burst_is_kept_for_what_is_news() {
    let source = "for i in range(20_000): print(i)";
    let news = sizes(&posted(source, 15_000, 0.0));
    assert!(news[1..256].iter().all(|size| *size == 1), "{news:?}");
}
