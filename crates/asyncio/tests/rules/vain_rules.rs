//! Rules D5, E1, E5, G8, G9: asking a `gather` to cancel, in vain and twice.

use crate::stage::{Stage, oops, shown};
use asyncio::Result;

#[test]
fn d5_a_future_that_refuses_leaves_the_request_to_the_next_step() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let all = stage.gather([&future]);
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            // Its only child is done, and it does not know yet.
            future.set_result(1)?;
            let me = stage.current_task().expect("a task");
            me.cancel_with("me");
            stage.say(shown(&all.await));
            stage.say(shown(&stage.sleep(0.0).await));
            stage.say(me.cancelling());
            Ok(())
        }));
        task.await
    });
    stage.said(&["4 0 CancelledError('me')", "5 0 ()", "5 0 1"]);
}

#[test]
fn e1_e5_a_gather_that_refuses_loses_its_results_to_the_waiter() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let child = future.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            let all = stage.gather([child]);
            stage.say(shown(&(&all).await));
            stage.say(shown(&all.result()));
            Ok(())
        }));
        stage.sleep(0.0).await?;
        future.set_result(1)?;
        stage.say(task.cancel_with("why"));
        stage.sleep(0.0).await?;
        stage.say("not yet");
        task.await
    });
    stage.said(&[
        "2 0 true",
        "3 0 not yet",
        "4 0 CancelledError('why')",
        "4 0 [1]",
    ]);
}

#[test]
fn g8_a_duplicate_is_cancelled_once_for_each_occurrence() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let [a, b] = ["a", "b"].map(|name| stage.create_task(stage.worker(name, 5.0)));
        let all = stage.gather([&a, &b, &a]);
        stage.sleep(0.0).await?;
        stage.say(all.cancel_with("stop"));
        stage.say(format_args!("{} {}", a.cancelling(), b.cancelling()));
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 true",
        "2 0 2 1",
        "3 0 a CancelledError('stop')",
        "3 0 b CancelledError('stop')",
        "5 0 CancelledError('stop')",
    ]);
}

#[test]
fn g8_with_all_children_done_nobody_agrees() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let all = stage.gather([&future]);
        future.set_result(1)?;
        stage.say(format_args!("{} {}", all.cancel(), all.done()));
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&["1 0 false false", "3 0 [1]"]);
}

#[test]
fn g9_the_message_is_the_last_argument_s() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for last_is_cancelled in [true, false] {
            let mut children = [stage.stubborn("a"), stage.worker("b", 5.0)];
            if !last_is_cancelled {
                children.reverse();
            }
            let all = stage.gather_return_exceptions(children);
            stage.sleep(0.0).await?;
            all.cancel_with("stop");
            stage.say(shown(&all.await));
        }
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 a CancelledError('stop')",
        "3 0 b CancelledError('stop')",
        "5 0 CancelledError('stop')",
        "6 0 b starts",
        "6 0 a starts",
        "7 0 b CancelledError('stop')",
        "7 0 a CancelledError('stop')",
        "9 0 CancelledError()",
    ]);
}

#[test]
fn g9_a_child_that_turns_it_into_another_exception_gives_that() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let turns = stage.coro("turns", async |stage: Stage| {
            let slept: Result<&str> = stage.sleep(9.0).await.map(|()| "").map_err(|_| oops());
            slept
        });
        let all = stage.gather([turns, stage.worker("b", 5.0)]);
        stage.sleep(0.0).await?;
        all.cancel_with("stop");
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "2 0 b starts",
        "3 0 b CancelledError('stop')",
        "5 0 ValueError('oops')",
    ]);
}

#[test]
fn g9_the_task_that_waits_ends_cancelled_and_the_whole_does_not() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let children = [stage.worker("x", 5.0), stage.stubborn("b")];
        let all = stage.gather_return_exceptions(children);
        let waited = all.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            let ended = waited.await;
            stage.say(shown(&ended));
            ended.map(|_| ())
        }));
        stage.sleep(0.0).await?;
        task.cancel_with("why");
        stage.say(shown(&(&task).await));
        stage.say(format_args!("{} {}", all.cancelled(), task.cancelled()));
        Ok(())
    });
    stage.said(&[
        "2 0 x starts",
        "2 0 b starts",
        "3 0 x CancelledError('why')",
        "3 0 b CancelledError('why')",
        "5 0 CancelledError()",
        "6 0 CancelledError()",
        "6 0 false true",
    ]);
}

#[test]
fn g4_g6_a_child_that_was_cancelled_before_counts_at_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let cancelled = stage.create_future::<i32>();
        cancelled.cancel_with("why");
        let all = stage.gather([&cancelled, &stage.create_future()]);
        stage.say(format_args!("{} {}", all.done(), all.cancelled()));
        stage.say(shown(&all.await));
        let collected = stage.gather_return_exceptions([&cancelled]).await?;
        stage.say(shown(&collected[0]));
        Ok(())
    });
    stage.said(&[
        "1 0 true false",
        "1 0 CancelledError('why')",
        "1 0 CancelledError('why')",
    ]);
}
