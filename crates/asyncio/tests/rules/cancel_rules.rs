//! Rules E1 to E10.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Family, Turn};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn e1_cancel_is_a_request_delivered_through_what_the_task_awaits() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.worker("a", 10.0));
        stage.sleep(1.0).await?;
        stage.say(task.cancel_with("stop"));
        stage.say(format_args!("done: {}", task.done()));
        stage.say(shown(&task.clone().await));
        stage.say(task.cancel());
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "4 1 true",
        "4 1 done: false",
        "5 1 a CancelledError('stop')",
        "6 1 CancelledError('stop')",
        "6 1 false",
    ]);
}

#[test]
fn e1_the_last_message_wins() {
    let stage = Stage::new();
    let task = stage.create_task(stage.worker("a", 10.0));
    for message in ["one", "two", "three"] {
        assert!(task.cancel_with(message));
    }
    assert_eq!(task.cancelling(), 3);
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(task.result().unwrap_err().message(), Some("three"));
}

#[test]
fn e2_cancelling_a_waiter_cancels_the_innermost_task() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.worker("inner", 10.0));
        let waited = inner.clone();
        let outer = stage.create_task(stage.coro("outer", async move |stage: Stage| {
            let ended = waited.await;
            stage.say(format_args!("outer {}", shown(&ended)));
            ended
        }));
        stage.sleep(0.0).await?;
        outer.cancel_with("stop");
        stage.say(format_args!(
            "{} {}",
            outer.cancelling(),
            inner.cancelling()
        ));
        stage.say(shown(&outer.await));
        Ok(())
    });
    stage.said(&[
        "2 0 inner starts",
        "2 0 1 1",
        "3 0 inner CancelledError('stop')",
        "4 0 outer CancelledError('stop')",
        "5 0 CancelledError('stop')",
    ]);
}

#[test]
fn e2_an_inner_task_that_swallows_it_spares_the_outer() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.stubborn("inner"));
        let outer = stage.create_task(stage.coro("outer", async |stage: Stage| {
            stage.say(format_args!("outer {}", shown(&inner.await)));
            Ok(())
        }));
        stage.sleep(0.0).await?;
        outer.cancel();
        (&outer).await?;
        stage.say(format_args!("{} {}", outer.cancelled(), outer.cancelling()));
        Ok(())
    });
    stage.said(&[
        "2 0 inner starts",
        "3 0 inner CancelledError()",
        "4 0 outer \"inner\"",
        "5 0 false 1",
    ]);
}

#[test]
fn e3_cancelling_a_waiter_cancels_the_future_for_all() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<()>();
        let [first, second] = ["first", "second"].map(|name| {
            let future = future.clone();
            stage.create_task(stage.coro(name, async move |stage: Stage| {
                let ended = future.await;
                stage.say(format_args!("{name} {}", shown(&ended)));
                ended
            }))
        });
        stage.sleep(0.0).await?;
        first.cancel();
        stage.say(future.cancelled());
        stage.sleep(0.0).await?;
        stage.say(format_args!(
            "{} {}",
            second.cancelled(),
            second.cancelling()
        ));
        Ok(())
    });
    stage.said(&[
        "2 0 true",
        "3 0 first CancelledError()",
        "3 0 second CancelledError()",
        "3 0 true 0",
    ]);
}

#[test]
fn e4_a_task_cancelled_before_it_starts_never_runs() {
    let stage = Stage::new();
    let task = stage.create_task(stage.worker("a", 1.0));
    assert!(task.cancel());
    assert!(!task.done());
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(task.cancelled());
    stage.said(&[]);
}

#[test]
fn e5_cancelling_between_the_result_and_the_wake_up_loses_the_result() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let good = stage.create_future::<i32>();
        let bad = stage.create_future::<i32>();
        let [one, two] = [&good, &bad].map(|future| {
            let future = future.clone();
            stage.create_task(stage.coro("waits", async move |stage: Stage| {
                let ended = future.await;
                stage.say(shown(&ended));
                ended
            }))
        });
        stage.sleep(0.0).await?;
        good.set_result(1)?;
        bad.set_exception(oops())?;
        stage.say(format_args!("{} {}", one.cancel(), two.cancel()));
        stage.sleep(0.0).await?;
        stage.say(format_args!("{} {}", one.cancelled(), two.cancelled()));
        stage.say(bad.exception_unretrieved());
        Ok(())
    });
    stage.said(&[
        "2 0 true true",
        "3 0 CancelledError()",
        "3 0 CancelledError()",
        "3 0 true true",
        "3 0 false",
    ]);
}

#[test]
fn e6_two_requests_before_delivery_are_one_exception() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.coro("thrice", async |stage: Stage| {
            for _ in 0..2 {
                stage.say(shown(&stage.sleep(1.0).await));
            }
            stage.sleep(1.0).await
        }));
        stage.sleep(0.0).await?;
        task.cancel_with("one");
        task.cancel_with("two");
        stage.sleep(0.0).await?;
        task.cancel_with("three");
        stage.say(shown(&(&task).await));
        stage.say(task.cancelling());
        Ok(())
    });
    // The second request finds the sleep cancelled already and is remembered;
    // the step that would deliver it throws a CancelledError anyway (rule D3).
    stage.said(&[
        "3 0 CancelledError('one')",
        "4 0 CancelledError('three')",
        "7 1 ()",
        "7 1 3",
    ]);
}

#[test]
fn e7_the_counter_is_kept_until_uncancel() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.stubborn("a"));
        stage.sleep(0.0).await?;
        task.cancel();
        task.cancel();
        stage.say(shown(&(&task).await));
        stage.say(task.cancelling());
        stage.say(format_args!(
            "{} {} {}",
            task.uncancel(),
            task.uncancel(),
            task.uncancel()
        ));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "3 0 a CancelledError()",
        "4 0 \"a\"",
        "4 0 2",
        "4 0 1 0 0",
    ]);
}

#[test]
fn e7_uncancel_to_zero_withdraws_what_was_not_delivered() {
    let stage = Stage::new();
    let task = stage.create_task(stage.worker("a", 1.0));
    task.cancel();
    task.cancel();
    assert_eq!(task.uncancel(), 1);
    assert_eq!(task.uncancel(), 0);
    assert_eq!(stage.run_until_complete(task), Ok("a"));
    stage.said(&["1 0 a starts", "3 1 a ends"]);
}

#[test]
fn e8_cancelling_itself_takes_effect_at_the_next_suspension() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let me = stage.current_task().expect("a task");
        let done = stage.create_future::<i32>();
        done.set_result(1)?;
        me.cancel_with("me");
        stage.say(shown(&done.await));
        stage.say(shown(&stage.sleep(0.0).await));
        me.cancel_with("again");
        stage.say(shown(&stage.sleep(1.0).await));
        stage.say(shown(&stage.sleep(1.0).await));
        Ok(())
    });
    stage.said(&[
        "1 0 1",
        "2 0 CancelledError('me')",
        "3 0 CancelledError('again')",
        "5 1 ()",
    ]);
}

#[test]
fn e9_cancelled_is_true_only_after_the_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.cleaner("a", 1.0));
        stage.sleep(0.0).await?;
        task.cancel();
        for _ in 0..2 {
            stage.say(format_args!("{} {}", task.cancelled(), task.cancelling()));
            stage.sleep(0.75).await?;
        }
        stage.say(format_args!("{} {}", task.cancelled(), task.cancelling()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 false 1",
        "3 0 a CancelledError()",
        "5 0.75 false 1",
        "7 1 a has cleaned up",
        "9 1.5 true 1",
    ]);
}

#[test]
fn e10_a_cancelled_error_is_no_exception() {
    let cancelled = Exception::cancelled(None);
    assert_eq!(cancelled.family(), Family::Cancelled);
    assert!(cancelled.is_cancelled() && !cancelled.is_exit());
    assert_eq!(oops().family(), Family::Exception);
    assert_eq!(Exception::timeout().family(), Family::Exception);
}
