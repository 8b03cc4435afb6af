//! Rules W1 to W5: what asyncio warns of.

use crate::stage::{Stage, oops};
use asyncio::{
    Turn,
    observe::{Complaint, Event},
};

fn warnings(event: &Event<'_>) -> Option<String> {
    match event {
        Event::CoroutineNeverAwaited { coroutine } => {
            Some(format!("coroutine {} was never awaited", coroutine.0))
        }
        Event::ExceptionHandler {
            complaint,
            message,
            future,
            ..
        } => {
            let future = future.map_or("none".into(), |future| future.0.to_string());
            assert_ne!(*complaint, Complaint::Other);
            Some(format!("{message} (future {future})"))
        }
        Event::SlowCallback { handle, seconds } => {
            Some(format!("handle {} took {seconds}", handle.0))
        }
        _ => None,
    }
}

fn stalled(stage: &Stage) {
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
}

#[test]
fn w1_a_coroutine_that_nobody_awaits() {
    let stage = Stage::observing(warnings);
    drop(stage.worker("a", 1.0));
    stage.said(&["coroutine 0 was never awaited"]);
}

#[test]
fn w1_not_when_it_was_closed_or_driven_or_cancelled_before_its_start() {
    let stage = Stage::observing(warnings);
    stage.worker("closed", 1.0).close();
    let mut driven = stage.coro("driven", async |_| Ok(1));
    assert_eq!(driven.send(), asyncio::Sent::Returned(1));
    drop(driven);
    let task = stage.create_task(stage.worker("cancelled", 1.0));
    task.cancel();
    stalled(&stage);
    assert!(task.cancelled());
    stage.said(&[]);
}

#[test]
fn w2_an_exception_that_nobody_retrieves() {
    let stage = Stage::observing(warnings);
    let future = stage.create_future::<i32>();
    future.set_exception(oops()).unwrap();
    let task = stage.create_task(stage.coro("fails", async |_| Err::<(), _>(oops())));
    stalled(&stage);
    stage.said(&[]);
    drop(future);
    stage.said(&["Future exception was never retrieved (future 0)"]);
    drop(task);
    stage.said(&[
        "Future exception was never retrieved (future 0)",
        "Task exception was never retrieved (future 1)",
    ]);
}

#[test]
fn w2_not_when_somebody_looked() {
    let stage = Stage::observing(warnings);
    let future = stage.create_future::<i32>();
    future.set_exception(oops()).unwrap();
    assert!(future.exception().unwrap().is_some());
    drop(future);
    let cancelled = stage.create_future::<i32>();
    cancelled.cancel();
    drop(cancelled);
    stage.said(&[]);
}

#[test]
fn w2_the_exception_that_left_the_loop_was_seen() {
    let stage = Stage::observing(warnings);
    let exits = stage.coro("exits", async |_| {
        Err::<(), _>(asyncio::Exception::system_exit(1))
    });
    assert!(stage.run_until_complete(exits).is_err());
    assert_eq!(stage.close(), Ok(()));
    stage.said(&[]);
}

#[test]
fn w3_a_task_that_dies_pending() {
    let stage = Stage::observing(warnings);
    let started = stage.create_task(stage.worker("started", 5.0));
    stalled(&stage);
    let fresh = stage.create_task(stage.worker("fresh", 5.0));
    assert_eq!(stage.close(), Ok(()));
    assert!(!started.done() && !fresh.done());
    stage.said(&[
        "1 0 started starts",
        "Task was destroyed but it is pending! (future 0)",
        "Task was destroyed but it is pending! (future 2)",
        "coroutine 1 was never awaited",
    ]);
}

#[test]
fn w3_a_done_task_dies_quietly() {
    let stage = Stage::observing(warnings);
    let task = stage.create_task(stage.coro("quick", async |_| Ok(())));
    stalled(&stage);
    drop(task);
    assert_eq!(stage.close(), Ok(()));
    stage.said(&[]);
}

#[test]
fn w4_a_report_comes_once_when_the_last_reference_goes() {
    let stage = Stage::observing(warnings);
    let task = stage.create_task(stage.coro("fails", async |_| Err::<(), _>(oops())));
    let future = stage.create_future::<i32>();
    let (again, held) = (task.clone(), future.clone());
    // A callback that never comes holds one of them.
    let handle = stage.call_later(9.0, "never", move || drop(held));
    future.set_exception(oops()).unwrap();
    assert!(matches!(
        stage.run_until_stalled(),
        Turn::Idle {
            deadline: Some(9.0)
        }
    ));
    drop(task);
    drop(future);
    stage.said(&[]);
    drop(again);
    handle.cancel();
    let reports = [
        "Task exception was never retrieved (future 0)",
        "Future exception was never retrieved (future 1)",
    ];
    stage.said(&reports);
    assert_eq!(stage.close(), Ok(()));
    stage.said(&reports);
}

#[test]
fn w4_a_task_that_nobody_references_dies_with_the_loop() {
    // CPython's loop holds its tasks weakly, and its collector may take this one
    // at any time.
    let stage = Stage::observing(warnings);
    let forgotten = stage.create_future::<()>();
    drop(stage.create_task(stage.coro("forgotten", async move |_| forgotten.await)));
    stalled(&stage);
    stage.said(&[]);
    assert_eq!(stage.all_tasks().len(), 1);
    assert_eq!(stage.close(), Ok(()));
    stage.said(&["Task was destroyed but it is pending! (future 1)"]);
}

#[test]
fn w5_a_callback_that_blocks_is_slow() {
    let stage = Stage::observing(warnings);
    for seconds in [0.0625, 0.125, 2.5] {
        let nested = stage.clone();
        // What the driver's clock does while a callback blocks.
        stage.call_soon("blocks", move || nested.advance_to(nested.time() + seconds));
    }
    stalled(&stage);
    stage.said(&["handle 1 took 0.125", "handle 2 took 2.5"]);
}

#[test]
fn w5_how_slow_is_slow_can_be_chosen() {
    let stage = Stage::observing(warnings);
    stage.set_slow_callback_duration(1.0);
    for seconds in [0.5, 1.0] {
        let nested = stage.clone();
        stage.call_soon("blocks", move || nested.advance_to(nested.time() + seconds));
    }
    stalled(&stage);
    stage.said(&["handle 1 took 1"]);
}
