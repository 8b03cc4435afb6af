//! Rules F1 to F10: `sleep` and `timeout`.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Result, Sent};

#[test]
fn f1_sleeping_for_nothing_sets_no_timer() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for seconds in [0.0, -1.0, f64::NEG_INFINITY] {
            let sleep = stage.sleep(seconds);
            assert_eq!(stage.next_deadline(), None);
            stage.say(shown(&sleep.await));
        }
        Ok(())
    });
    stage.said(&["2 0 ()", "3 0 ()", "4 0 ()"]);
}

#[test]
fn f1_sleeping_for_nan_is_an_error() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.say(shown(&stage.sleep(f64::NAN).await));
        Ok(())
    });
    stage.said(&["1 0 ValueError('Invalid delay: NaN (not a number)')"]);
}

#[test]
fn f1_very_long_sleeps_end_when_they_should_or_never() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.sleep(1e9).await?;
        stage.say("slept");
        let ended = stage.wait_for(stage.sleep(f64::INFINITY), 1.0).await;
        stage.say(shown(&ended));
        Ok(())
    });
    stage.said(&["3 1000000000 slept", "5 1000000001 TimeoutError()"]);
}

#[test]
fn f1_the_timer_is_cancelled_on_every_way_out() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.worker("a", 10.0));
        stage.sleep(0.0).await?;
        stage.say(format_args!("{:?}", stage.next_deadline()));
        task.cancel();
        stage.sleep(0.0).await?;
        stage.say(format_args!("{:?}", stage.next_deadline()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 Some(10.0)",
        "3 0 a CancelledError()",
        "3 0 None",
    ]);
}

#[test]
fn f2_the_deadline_is_fixed_when_timeout_is_called() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        stage.sleep(0.75).await?;
        stage.say(shown(&limit.scope(stage.sleep(5.0)).await));
        let limit = stage.timeout_at(1.5);
        assert_eq!(limit.when(), Some(1.5));
        stage.say(shown(&limit.scope(stage.sleep(5.0)).await));
        let none = stage.timeout(None);
        assert_eq!(none.when(), None);
        stage.say(shown(&none.scope(stage.sleep(5.0)).await));
        Ok(())
    });
    stage.said(&["5 1 TimeoutError()", "7 1.5 TimeoutError()", "9 6.5 ()"]);
}

#[test]
fn f3_a_limit_is_entered_inside_a_task_and_only_once() {
    let stage = Stage::new();
    let mut outside = stage.coro("outside", async |stage: Stage| {
        stage.timeout(1.0).scope(stage.sleep(0.0)).await
    });
    let Sent::Raised(error) = outside.send() else {
        panic!("there is no task");
    };
    assert_eq!(
        error.repr(),
        "RuntimeError('Timeout should be used inside a task')"
    );
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        limit.scope(stage.sleep(0.0)).await?;
        stage.say(shown(&limit.scope(stage.sleep(0.0)).await));
        Ok(())
    });
    stage.said(&["2 0 RuntimeError('Timeout has already been entered')"]);
}

#[test]
fn f4_no_time_lets_the_body_run_to_its_first_suspension() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for seconds in [0.0, -1.0] {
            let inner = stage.clone();
            let ended = stage.timeout(seconds).scope(async move {
                inner.say("begins");
                let slept = inner.sleep(1.0).await;
                inner.say(shown(&slept));
                slept
            });
            stage.say(shown(&ended.await));
        }
        Ok(())
    });
    stage.said(&[
        "1 0 begins",
        "3 0 CancelledError()",
        "3 0 TimeoutError()",
        "3 0 begins",
        "5 0 CancelledError()",
        "5 0 TimeoutError()",
    ]);
}

#[test]
fn f4_a_body_that_never_suspends_is_not_timed_out() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(0.0);
        stage.say(shown(&limit.scope(async { Ok("through") }).await));
        stage.say(limit.expired());
        // The expiry stood in the ready queue and was cancelled.
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    stage.said(&["1 0 \"through\"", "1 0 false", "2 0 ()"]);
}

#[test]
fn f5_leaving_in_time_cancels_the_timer() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(5.0);
        stage.say(shown(&limit.scope(stage.worker("a", 1.0)).await));
        stage.say(format_args!(
            "{} {:?}",
            limit.expired(),
            stage.next_deadline()
        ));
        Ok(())
    });
    stage.said(&["1 0 a starts", "3 1 a ends", "3 1 \"a\"", "3 1 false None"]);
}

#[test]
fn f5_expiry_becomes_a_timeout_error_and_takes_its_request_back() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        let ended = limit.scope(stage.worker("a", 5.0)).await;
        stage.say(shown(&ended));
        let me = stage.current_task().expect("a task");
        stage.say(format_args!("{} {}", limit.expired(), me.cancelling()));
        Ok(())
    });
    stage.said(&[
        "1 0 a starts",
        "3 1 a CancelledError()",
        "3 1 TimeoutError()",
        "3 1 true 0",
    ]);
}

#[test]
fn f6_a_body_that_swallows_it_gives_its_own_result() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        stage.say(shown(&limit.scope(stage.stubborn("a")).await));
        let me = stage.current_task().expect("a task");
        stage.say(format_args!("{} {}", limit.expired(), me.cancelling()));
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    stage.said(&[
        "1 0 a starts",
        "3 1 a CancelledError()",
        "3 1 \"a\"",
        "3 1 true 0",
        "4 1 ()",
    ]);
}

#[test]
fn f7_a_body_that_turns_it_into_another_exception_gives_that() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        let inner = stage.clone();
        let ended: Result<()> = limit
            .scope(async move { inner.sleep(5.0).await.map_err(|_| oops()) })
            .await;
        stage.say(shown(&ended));
        let me = stage.current_task().expect("a task");
        stage.say(format_args!("{} {}", limit.expired(), me.cancelling()));
        Ok(())
    });
    stage.said(&["3 1 ValueError('oops')", "3 1 true 0"]);
}

#[test]
fn f8_a_cancellation_from_outside_as_well_is_no_timeout() {
    for outside_first in [true, false] {
        let stage = Stage::new();
        stage.play(async move |stage: Stage| {
            let task = stage.create_task(stage.coro("limited", async |stage: Stage| {
                let limit = stage.timeout(1.0);
                let ended = limit.scope(stage.sleep(5.0)).await;
                stage.say(format_args!("{} {}", shown(&ended), limit.expired()));
                ended
            }));
            let cancel = move || {
                task.cancel_with("outside");
            };
            if outside_first {
                // Set before the limit's own timer, so it fires before it.
                stage.call_later(1.0, "cancel", cancel);
                stage.sleep(2.0).await
            } else {
                stage.sleep(0.0).await?;
                stage.call_later(1.0, "cancel", cancel);
                stage.sleep(2.0).await
            }
        });
        let error = if outside_first {
            "4 1 CancelledError('outside') true"
        } else {
            "4 1 CancelledError() true"
        };
        stage.said(&[error]);
    }
}

#[test]
fn f9_of_nested_limits_with_one_deadline_the_outer_converts() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let outer = stage.timeout(1.0);
        let inner = stage.timeout(1.0);
        let (within, limit) = (stage.clone(), inner.clone());
        let ended = outer.scope(async move {
            let ended = limit.scope(within.sleep(5.0)).await;
            within.say(format_args!("inner {}", shown(&ended)));
            ended
        });
        let ended = ended.await;
        stage.say(format_args!("outer {}", shown(&ended)));
        stage.say(format_args!("{} {}", inner.expired(), outer.expired()));
        Ok(())
    });
    stage.said(&[
        "3 1 inner CancelledError()",
        "3 1 outer TimeoutError()",
        "3 1 true true",
    ]);
}

#[test]
fn f10_a_limit_can_be_moved_while_it_stands() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for to in [Some(3.0), Some(0.5), None] {
            let began = stage.time();
            let limit = stage.timeout(1.0);
            let mover = limit.clone();
            stage.call_later(0.25, "move", move || {
                mover.reschedule(to.map(|seconds| began + seconds))
            });
            let ended = limit.scope(stage.sleep(5.0)).await;
            let took = stage.time() - began;
            stage.say(format_args!("{} after {took}", shown(&ended)));
        }
        Ok(())
    });
    stage.said(&[
        "4 3 TimeoutError() after 3",
        "7 3.5 TimeoutError() after 0.5",
        "10 8.5 () after 5",
    ]);
}

#[test]
fn f10_a_limit_moved_into_the_past_expires_in_the_next_iteration() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(10.0);
        let mover = limit.clone();
        stage.call_later(1.0, "move", move || mover.reschedule(0.5));
        stage.say(shown(&limit.scope(stage.sleep(5.0)).await));
        Ok(())
    });
    stage.said(&["4 1 TimeoutError()"]);
}

#[test]
fn f10_a_limit_cannot_be_moved_before_or_after() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        stage.say(shown(&limit.reschedule(2.0)));
        limit.scope(async { Ok(()) }).await?;
        stage.say(shown(&limit.reschedule(2.0)));
        let limit = stage.timeout(1.0);
        let (mover, inner) = (limit.clone(), stage.clone());
        let ended = limit.scope(async move {
            let ended = inner.sleep(5.0).await;
            inner.say(shown(&mover.reschedule(2.0)));
            ended
        });
        stage.say(shown(&ended.await));
        stage.say(shown(&limit.reschedule(2.0)));
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('Timeout has not been entered')",
        "1 0 RuntimeError('Cannot change state of finished Timeout')",
        "3 1 RuntimeError('Cannot change state of expiring Timeout')",
        "3 1 TimeoutError()",
        "3 1 RuntimeError('Cannot change state of expired Timeout')",
    ]);
}

#[test]
fn f18_a_timeout_error_carries_the_cancelled_error() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let error = stage
            .timeout(1.0)
            .scope(stage.sleep(5.0))
            .await
            .unwrap_err();
        assert!(error.is("TimeoutError"));
        assert!(error.cause().is_some_and(Exception::is_cancelled));
        Ok(())
    });
}
