//! Rules G11 to G14, G21: `shield`, and what is made a future.

use crate::stage::{Stage, oops, shown};
use asyncio::Awaitable;
use std::panic::Location;

#[test]
fn g11_a_shield_of_what_is_done_is_that_object() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    assert!(!stage.shield(&future).is_same(&future));
    future.set_result(1).unwrap();
    assert!(stage.shield(&future).is_same(&future));
}

#[test]
fn g11_the_waiter_runs_two_iterations_after_the_inner_task() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let outer = stage.shield(stage.worker("a", 0.0));
        let told = stage.clone();
        outer.add_done_callback("outer", move |_| told.say("outer's callback"));
        stage.say(shown(&outer.await));
        stage.say(shown(&stage.shield(stage.failing("b", 0.0)).await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "3 0 a ends",
        "5 0 outer's callback",
        "5 0 \"a\"",
        "6 0 b starts",
        "7 0 b ends",
        "9 0 ValueError('b')",
    ]);
}

#[test]
fn g12_cancelling_the_waiter_leaves_the_inner_alone() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.worker("inner", 2.0));
        let shielded = inner.clone();
        let waiter = stage.create_task(stage.coro("waits", async |stage: Stage| {
            let ended = stage.shield(shielded).await;
            stage.say(shown(&ended));
            ended
        }));
        stage.sleep(1.0).await?;
        waiter.cancel_with("stop");
        stage.say(shown(&waiter.await));
        stage.say(inner.cancelling());
        stage.say(shown(&inner.await));
        Ok(())
    });
    stage.said(&[
        "2 0 inner starts",
        "5 1 CancelledError('stop')",
        "6 1 CancelledError('stop')",
        "6 1 0",
        "8 2 inner ends",
        "9 2 \"inner\"",
    ]);
}

#[test]
fn g12_a_cancelled_inner_cancels_the_outer() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.worker("inner", 5.0));
        let outer = stage.shield(&inner);
        stage.call_later(1.0, "cancel", move || {
            inner.cancel_with("why");
        });
        stage.say(shown(&(&outer).await));
        stage.say(outer.cancelled());
        Ok(())
    });
    // The message is not passed on.
    stage.said(&[
        "2 0 inner starts",
        "4 1 inner CancelledError('why')",
        "6 1 CancelledError()",
        "6 1 true",
    ]);
}

#[test]
fn g12_an_outer_that_is_done_first_lets_go_of_the_inner() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_future::<i32>();
        let outer = stage.shield(&inner);
        outer.set_result(1)?;
        stage.sleep(0.0).await?;
        inner.set_result(2)?;
        stage.sleep(0.0).await?;
        stage.say(format_args!(
            "{} {}",
            shown(&outer.result()),
            shown(&inner.result())
        ));
        Ok(())
    });
    stage.said(&["3 0 1 2"]);
}

#[test]
fn g13_a_failure_that_nobody_waits_for_is_reported_at_once() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.failing("inner", 2.0));
        let ended = stage.wait_for(stage.shield(&inner), 1.0).await;
        stage.say(shown(&ended));
        stage.sleep(3.0).await?;
        stage.say(format_args!(
            "retrieved: {}",
            !inner.exception_unretrieved()
        ));
        Ok(())
    });
    stage.said(&[
        "2 0 inner starts",
        "4 1 TimeoutError()",
        "6 2 inner ends",
        "ValueError exception in shielded future: ValueError('inner')",
        "9 4 retrieved: true",
    ]);
}

#[test]
fn g14_a_failure_just_before_the_outer_was_cancelled_stays_unretrieved() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        let inner = stage.create_future::<i32>();
        let outer = stage.shield(&inner);
        inner.set_exception(oops())?;
        outer.cancel();
        stage.sleep(0.0).await?;
        stage.say(format_args!(
            "retrieved: {}",
            !inner.exception_unretrieved()
        ));
        assert_eq!(inner.result(), Err(oops()));
        Ok(())
    });
    stage.said(&["2 0 retrieved: false"]);
}

#[test]
fn g21_a_future_is_itself_and_a_coroutine_becomes_a_task() {
    let stage = Stage::new();
    let place = Location::caller();
    let future = stage.create_future::<&'static str>();
    assert!((&future).ensure_future(&stage, place).is_same(&future));
    let task = stage.create_task(stage.worker("a", 0.0));
    assert!((&task).ensure_future(&stage, place).is_same(&task));
    let made = stage.worker("b", 0.0).ensure_future(&stage, place);
    assert_eq!(stage.all_tasks().len(), 2);
    assert_eq!(stage.run_until_complete(made), Ok("b"));
    stage.said(&["1 0 a starts", "1 0 b starts", "2 0 a ends", "2 0 b ends"]);
}
