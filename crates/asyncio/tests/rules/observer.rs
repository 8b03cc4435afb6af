//! What an observer is told: everything, in order, and nothing else.

use crate::{
    events::everything,
    stage::{Stage, oops},
};
use asyncio::{Exception, Sent, Turn, observe::Event};

#[test]
fn a_run_with_a_task_is_told_from_beginning_to_end() {
    let stage = Stage::observing(|event| Some(everything(event)));
    stage.play(async |stage: Stage| {
        let tea = stage.coro("tea", async |stage: Stage| {
            stage.sleep(2.0).await?;
            Ok(7)
        });
        let task = stage.task().name("tea").spawn(tea);
        task.await?;
        Ok(())
    });
    stage.said(&[
        "c0 = main()",
        "NewLoop 0",
        "t0 = f0 = Task-1 of c0 by None",
        "h0 = step t0",
        "loop starts",
        "iteration 1 of 1",
        "h0 {",
        "t0 steps",
        "c0 begins in Some(0)",
        "c1 = tea()",
        "t1 = f1 = tea of c1 by Some(0)",
        "h1 = step t1",
        "t0 waits for f1",
        "} h0",
        "iteration 2 of 1",
        "h1 {",
        "t1 steps",
        "c1 begins in Some(1)",
        "f2 = Sleep sleep(2) []",
        "h2 at 2 = sleep over f2",
        "t1 waits for f2",
        "} h1",
        "idle until Some(2.0)",
        "clock from 0",
        "h2 due",
        "iteration 3 of 1",
        "h2 {",
        "f2 done: None",
        "h3 = wake t1 by f2",
        "} h2",
        "iteration 4 of 1",
        "h3 {",
        "t1 steps",
        "c1 ends: 7",
        "t1 done: 7",
        "h4 = wake t0 by f1",
        "} h3",
        "iteration 5 of 1",
        "h4 {",
        "t0 steps",
        "c0 ends: None",
        "t0 done: None",
        "h5 = stop on f0",
        "} h4",
        "iteration 6 of 1",
        "h5 {",
        "} h5",
        "loop stops",
        "MainDone 0",
        "CancelLeftovers 0",
        "CloseAsyncgens 0",
        "loop starts",
        "loop stops",
        "CloseExecutor 0",
        "loop starts",
        "loop stops",
        "CloseLoop 0",
        "loop closed, 0 dropped",
    ]);
}

#[test]
fn a_cancellation_is_told_with_what_it_did() {
    let stage = Stage::observing(|event| Some(everything(event)));
    let main = stage.coro("main", async |stage: Stage| {
        let inner = stage.coro("inner", async |stage: Stage| stage.sleep(9.0).await);
        let task = stage.create_task(inner);
        task.cancel();
        task.uncancel();
        stage.sleep(0.0).await?;
        task.cancel_with("stop");
        task.cancel();
        drop((&task).await);
        task.cancel();
        Ok(())
    });
    assert_eq!(stage.run_until_complete(main), Ok(()));
    stage.said(&[
        "c0 = main()",
        "t0 = f0 = Task-1 of c0 by None",
        "h0 = step t0",
        "loop starts",
        "iteration 1 of 1",
        "h0 {",
        "t0 steps",
        "c0 begins in Some(0)",
        "c1 = inner()",
        "t1 = f1 = Task-2 of c1 by Some(0)",
        "h1 = step t1",
        "cancel t1 later, by Some(0)",
        "uncancel t1: 0",
        "t0 yields",
        "h2 = step t0",
        "} h0",
        "iteration 2 of 2",
        "h1 {",
        "t1 steps",
        "c1 begins in Some(1)",
        "f2 = Sleep sleep(9) []",
        "h3 at 9 = sleep over f2",
        "t1 waits for f2",
        "} h1",
        "h2 {",
        "t0 steps",
        "cancel t1 through f2, by Some(0)",
        "f2 done: cancelled Some(\"stop\")",
        "h4 = wake t1 by f2",
        "cancel t1 later, by Some(0)",
        "t0 waits for f1",
        "} h2",
        "iteration 3 of 1",
        "h4 {",
        "t1 steps with CancelledError('stop')",
        "h3 no more",
        "c1 ends: cancelled Some(\"stop\")",
        "t1 done: cancelled Some(\"stop\")",
        "h5 = wake t0 by f1",
        "} h4",
        "iteration 4 of 1",
        "h5 {",
        "t0 steps with CancelledError('stop')",
        "cancel t1 in vain, by Some(0)",
        "c0 ends: None",
        "t0 done: None",
        "h6 = stop on f0",
        "} h5",
        "iteration 5 of 1",
        "h6 {",
        "} h6",
        "loop stops",
    ]);
}

#[test]
fn what_changes_nothing_is_not_told() {
    let stage = Stage::observing(|event| Some(everything(event)));
    let future = stage.create_future::<i32>();
    let timer = stage.call_later(1.0, "timer", || ());
    let soon = stage.call_soon("soon", || ());
    stage.say("-");
    for _ in 0..2 {
        timer.cancel();
        soon.cancel();
        future.cancel();
        stage.advance_to(0.0);
    }
    assert!(future.set_result(1).is_err());
    assert!(future.set_exception(oops()).is_err());
    for _ in 0..3 {
        assert_eq!(stage.run_until_stalled(), Turn::Idle { deadline: None });
    }
    for _ in 0..2 {
        assert_eq!(stage.close(), Ok(()));
    }
    stage.said(&[
        "f0 = Plain future []",
        "h0 at 1 = call timer",
        "h1 = call soon",
        "0 0 -",
        "h0 no more",
        "h1 cancelled",
        "f0 done: cancelled None",
        "iteration 1 of 1",
        "h1 skipped",
        "idle until None",
        "loop closed, 0 dropped",
    ]);
}

#[test]
fn a_gather_is_told_with_its_children() {
    let stage = Stage::observing(|event| match event {
        Event::FutureCreated { .. } | Event::FutureResolved { .. } => Some(everything(event)),
        _ => None,
    });
    let [one, two] = [(); 2].map(|()| stage.create_future::<i32>());
    let all = stage.gather([&one, &two, &one]);
    let shielded = stage.shield(&all);
    one.set_result(1).unwrap();
    two.set_exception(Exception::new("E", "x")).unwrap();
    assert!(stage.run_until_complete(&shielded).is_err());
    stage.said(&[
        "f0 = Plain future []",
        "f1 = Plain future []",
        "f2 = Gather gather [0, 1, 0]",
        "f3 = Shield shield(gather) [2]",
        "f0 done: 1",
        "f1 done: E('x')",
        "f2 done: E('x')",
        "f3 done: E('x')",
    ]);
}

#[test]
fn a_coroutine_driven_by_hand_is_told_each_time_it_is_driven() {
    let stage = Stage::observing(|event| Some(everything(event)));
    let mut twice = stage.coro("twice", async |stage: Stage| {
        stage.sleep(0.0).await?;
        stage.sleep(0.0).await?;
        Ok(2)
    });
    assert_eq!(twice.send(), Sent::Suspended);
    assert_eq!(twice.send(), Sent::Suspended);
    assert_eq!(twice.send(), Sent::Returned(2));
    stage.said(&[
        "c0 = twice()",
        "c0 begins in None",
        "c0 suspended",
        "c0 resumed",
        "c0 suspended",
        "c0 resumed",
        "c0 ends: 2",
    ]);
}
