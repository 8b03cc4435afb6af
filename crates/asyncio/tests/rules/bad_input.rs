//! What a program may do wrong: an error or a documented limit comes of it,
//! never a hang, a panic of ours, or a loop that cannot be used any more.

use crate::stage::{Stage, oops, shown};
use asyncio::{Drive, Erased, Exception, Live, Loop, Progress, Run, Runner, Turn};
use std::{
    cell::Cell,
    pin::Pin,
    rc::Rc,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    thread,
};

const IDLE: Turn = Turn::Idle { deadline: None };

fn running() -> Turn {
    Turn::Raised(Exception::runtime("This event loop is already running"))
}

#[test]
fn a_loop_is_not_driven_from_inside_its_own_callbacks() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_soon("outer", move || {
        nested.say("outer begins");
        nested.call_soon("inner", nested.saying("inner"));
        nested.call_later(1.0, "timer", nested.saying("timer"));
        assert_eq!(nested.run_callback(), running());
        assert_eq!(nested.run_iteration(), running());
        assert_eq!(nested.run_until_stalled(), running());
        nested.say("outer ends");
    });
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.said(&["1 0 outer begins", "1 0 outer ends", "2 0 inner"]);
}

#[test]
fn a_loop_is_neither_run_nor_closed_from_inside_its_own_callbacks() {
    let stage = Stage::new();
    let nested = stage.clone();
    // Nobody runs the loop: it is driven by its verbs.
    stage.call_soon("outer", move || {
        let future = nested.create_future::<()>();
        nested.say(shown(&nested.run_until_complete(&future)));
        nested.say(shown(&nested.run_forever()));
        nested.say(shown(&nested.close()));
        nested.say(shown(&Run::new(&nested, future).complete()));
    });
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&[
        "1 0 RuntimeError('This event loop is already running')",
        "1 0 RuntimeError('This event loop is already running')",
        "1 0 RuntimeError('Cannot close a running event loop')",
        "1 0 RuntimeError('asyncio.run() cannot be called from a running event loop')",
    ]);
    assert_eq!(stage.close(), Ok(()));
}

#[test]
fn a_loop_that_is_abandoned_in_a_callback_closes_when_that_returns() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_soon("abandons", move || {
        nested.abandon();
        nested.say(nested.is_closed());
        nested.call_soon("never", nested.saying("never"));
    });
    stage.call_soon("never", stage.saying("never"));
    assert_eq!(stage.run_callback(), Turn::Ran);
    assert!(stage.is_closed());
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 false"]);
}

#[test]
fn a_run_that_is_dropped_by_one_of_its_own_tasks() {
    let stage = Stage::new();
    let run: Rc<Cell<Option<Run<()>>>> = Rc::default();
    let own = run.clone();
    let main = stage.coro("main", async move |stage: Stage| {
        stage.create_task(stage.worker("other", 5.0));
        stage.sleep(1.0).await?;
        // Whoever steps it has it in hand; this is all that is left of it.
        drop(own.take());
        stage.say("still here");
        stage.sleep(1.0).await?;
        stage.say("never");
        Ok(())
    });
    run.set(Some(Run::new(&stage, main)));
    while !stage.is_closed() {
        if let Some(mut driven) = run.take() {
            assert_eq!(driven.step(), Progress::Ran);
            run.set(Some(driven));
            stage.call_soon("nothing", || ());
        }
        if let Turn::Idle { .. } = stage.run_until_stalled() {
            stage.advance_to_next_deadline();
        }
    }
    assert_eq!(stage.timed(), ["0 other starts", "1 still here"]);
    assert_eq!(stage.live(), Live::default());
}

/// Something from outside that keeps the waker of whoever awaits it.
#[derive(Clone, Default)]
struct Outside(Arc<Mutex<Option<Waker>>>);

impl Future for Outside {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        *self.0.lock().expect("nobody panicked") = Some(cx.waker().clone());
        Poll::Pending
    }
}

#[test]
fn a_waker_is_used_when_its_loop_is_closed_and_when_it_is_gone() {
    let outside = Outside::default();
    let waited = outside.clone();
    let stage = Stage::new();
    let task = stage.create_task(stage.coro("waits", async |_| {
        waited.await;
        Ok(())
    }));
    assert_eq!(stage.run_until_stalled(), IDLE);
    let waker = outside.0.lock().expect("nobody panicked").take();
    let waker = waker.expect("the task awaits it");
    let elsewhere = |waker: Waker| {
        let thread = thread::spawn(move || {
            waker.wake_by_ref();
            let twin = waker.clone();
            drop(waker);
            twin.wake_by_ref();
            twin
        });
        thread.join().expect("it only wakes")
    };
    assert_eq!(stage.close(), Ok(()));
    let waker = elsewhere(waker);
    waker.wake_by_ref();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(!task.done());
    drop(task);
    assert_eq!(stage.live(), Live::default());
    drop(stage);
    let waker = elsewhere(waker);
    waker.wake();
}

#[test]
fn as_many_timers_as_there_is_room_for() {
    // Ten million of them are an example, `ten_million_timers`.
    let number = match (cfg!(miri), cfg!(debug_assertions)) {
        (true, _) => 100,
        (false, true) => 100_000,
        (false, false) => 1_000_000,
    };
    let stage = Stage::new();
    let last = Rc::new(Cell::new((0.0, 0)));
    let fired = Rc::new(Cell::new(0));
    let mut seed = 1_u32;
    let mut cancelled = 0;
    for index in 0..number {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Few enough deadlines that many are equal.
        let delay = f64::from(seed >> 16);
        let (last, fired) = (last.clone(), fired.clone());
        let handle = stage.call_later(delay, "timer", move || {
            assert!(last.replace((delay, index)) <= (delay, index));
            fired.set(fired.get() + 1);
        });
        if seed.is_multiple_of(3) {
            handle.cancel();
            cancelled += 1;
        }
    }
    while stage.advance_to_next_deadline() {
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    }
    assert_eq!(fired.get() + cancelled, number);
}

#[test]
fn a_future_that_is_resolved_twice_says_so_and_keeps_the_first() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    assert_eq!(future.set_result(1), Ok(()));
    for refused in [future.set_result(2), future.set_exception(oops())] {
        assert_eq!(shown(&refused), "InvalidStateError('invalid state')");
    }
    assert!(!future.cancel());
    assert_eq!(future.result(), Ok(1));
    let task = stage.create_task(stage.worker("a", 1.0));
    assert_eq!(stage.run_until_complete(&task), Ok("a"));
    assert!(!task.cancel());
}

#[test]
#[cfg_attr(miri, ignore = "the circle is the program's own and stays for ever")]
fn a_future_that_is_its_own_result_can_be_written_out() {
    let stage = Stage::new();
    let future = stage.create_future::<Erased>();
    let other = stage.create_future::<Erased>();
    future.set_result(Erased::new(other.clone())).unwrap();
    other.set_result(Erased::new(future.clone())).unwrap();
    let written = future.repr();
    assert!(
        written.starts_with("<Future finished result=<Future"),
        "{written}"
    );
    // It was no exception that stays: the next one is written like the first.
    assert_eq!(future.repr(), written);
}

#[test]
fn a_loop_is_dropped_with_its_runner_and_all_tasks_that_are_pending() {
    let stage = Stage::new();
    let aio = Loop::new();
    let held = Rc::new(());
    let inside = held.clone();
    let theirs = aio.clone();
    aio.create_task(aio.coroutine("pending", async move {
        theirs.sleep(1e9).await?;
        drop(inside);
        Ok(())
    }));
    {
        let runner = Runner::new(&aio);
        assert_eq!(runner.run(aio.sleep(1.0)), Ok(()));
    }
    assert_eq!(Rc::strong_count(&held), 1);
    assert_eq!(aio.live(), Live::default());
    drop(stage);
}
