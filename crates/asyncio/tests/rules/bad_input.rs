//! What a program may do wrong: an error or a documented limit comes of it,
//! never a hang, a panic of ours, or a loop that cannot be used any more.

use crate::stage::{Stage, oops, shown};
use asyncio::{Drive, Erased, Exception, Live, Loop, Progress, Result, Run, Runner, Turn};
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

const IDLE: Turn = Turn::Idle { deadline: None };

fn running() -> Turn {
    Turn::Raised(Exception::runtime("This event loop is already running"))
}

/// Drives the loop until nothing is ready; says how often something panicked.
fn through_panics(stage: &Stage) -> usize {
    let mut panics = 0;
    loop {
        match catch_unwind(AssertUnwindSafe(|| stage.run_until_stalled())) {
            Ok(Turn::Idle { .. }) => return panics,
            Ok(turn) => assert_eq!(turn, Turn::Ran),
            Err(_) => panics += 1,
        }
    }
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

#[test]
fn a_callback_that_panics_takes_nothing_with_it() {
    let stage = Stage::new();
    let panics = || -> () { panic!("on purpose") };
    stage.call_soon("panics", panics);
    stage.call_soon("next", stage.saying("next"));
    let future = stage.create_future::<i32>();
    future.add_done_callback("panics", move |_| panics());
    future.add_done_callback("tells", {
        let nested = stage.clone();
        move |future| nested.say(future.done())
    });
    future.set_result(1).unwrap();
    stage.call_later(0.0, "panics", panics);
    assert_eq!(through_panics(&stage), 3);
    stage.said(&["1 0 next", "1 0 true"]);
    assert!(stage.current_task().is_none());
    assert_eq!(stage.close(), Ok(()));
}

#[test]
fn a_task_that_panics_ends_and_whoever_awaits_it_goes_on() {
    let stage = Stage::new();
    stage.handler();
    let panicking = stage.create_task(stage.coro("panics", async |stage: Stage| {
        stage.sleep(1.0).await?;
        assert!(stage.time() < 1.0, "on purpose");
        Ok(())
    }));
    let inner = panicking.clone();
    let waits = stage.create_task(stage.coro("waits", async move |stage: Stage| {
        let ended = inner.await;
        stage.say(shown(&ended));
        let name = stage.current_task().expect("it is a task").name();
        stage.say(name);
        stage.sleep(1.0).await
    }));
    assert_eq!(through_panics(&stage), 0);
    assert!(stage.advance_to_next_deadline());
    assert_eq!(through_panics(&stage), 1);
    assert!(stage.current_task().is_none());
    assert!(panicking.exception().is_ok_and(|e| {
        e.is_some_and(|e| e.repr() == "PanicException('the coroutine of this task panicked')")
    }));
    assert_eq!(stage.run_until_complete(waits), Ok(()));
    stage.said(&[
        "4 1 PanicException('the coroutine of this task panicked')",
        "4 1 Task-2",
    ]);
    assert!(stage.all_tasks().is_empty());
}

#[test]
fn a_main_task_that_panics_leaves_the_run_to_go_on() {
    let stage = Stage::new();
    let mut run = Run::new(
        &stage,
        stage.coro("main", async |stage: Stage| {
            stage.create_task(stage.cleaner("other", 1.0));
            stage.sleep(1.0).await?;
            assert!(stage.time() < 1.0, "on purpose");
            Ok(())
        }),
    );
    let mut panics = 0;
    loop {
        match catch_unwind(AssertUnwindSafe(|| run.step())) {
            Ok(Progress::Ran) => {}
            Ok(Progress::Idle { .. }) => assert!(stage.advance_to_next_deadline()),
            Ok(Progress::Finished) => break,
            Err(_) => panics += 1,
        }
    }
    assert_eq!(panics, 1);
    assert!(run.outcome().is_err_and(|error| error.is("PanicException")));
    assert!(stage.is_closed());
    stage.said(&[
        "2 0 other starts",
        "6 1 other CancelledError()",
        "8 2 other has cleaned up",
    ]);
    drop(run);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_panic_that_nobody_catches_closes_the_loop_on_its_way() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.worker("other", 5.0));
        stage.sleep(1.0).await?;
        assert!(stage.time() < 1.0, "on purpose");
        Ok(())
    });
    let ended = catch_unwind(AssertUnwindSafe(move || runner.run(main)));
    assert!(ended.is_err());
    assert!(stage.is_closed() && !stage.is_running());
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_destructor_that_panics_when_its_task_ends() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let stage = Stage::new();
    let bomb = Bomb;
    let task = stage.create_task(stage.coro("ends", async move |stage: Stage| {
        stage.sleep(0.0).await?;
        drop(Rc::new(&bomb));
        Ok(1)
    }));
    assert_eq!(through_panics(&stage), 1);
    assert!(task.done());
    assert!(stage.current_task().is_none());
    stage.create_task(stage.worker("next", 0.0));
    assert_eq!(through_panics(&stage), 0);
    stage.said(&["3 0 next starts", "4 0 next ends"]);
}

#[test]
fn a_panic_in_an_eager_task_that_its_creator_catches() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let creator = stage.current_task().expect("it is a task");
        let eager = stage.coro("eager", async |_| -> Result<()> { panic!("on purpose") });
        let made = catch_unwind(AssertUnwindSafe(|| stage.task().eager(true).spawn(eager)));
        assert!(made.is_err());
        let current = stage.current_task().expect("it is a task");
        assert!(current.is_same(&creator));
        stage.sleep(1.0).await?;
        stage.say("slept");
        Ok(())
    });
    stage.said(&["3 1 slept"]);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_coroutine_that_panicked_when_driven_by_hand_panics_again() {
    let stage = Stage::new();
    let mut coroutine = stage.coro("panics", async |_| -> Result<()> { panic!("on purpose") });
    for _ in 0..2 {
        assert!(catch_unwind(AssertUnwindSafe(|| coroutine.send())).is_err());
    }
    drop(coroutine);
    let task = stage.create_task(stage.worker("next", 1.0));
    assert_eq!(stage.run_until_complete(task), Ok("next"));
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
