//! Rules F1, F4, F5, F10, F11, F18: limits in odd moments.

use crate::stage::{Stage, shown};
use asyncio::{Exception, Result, Timeout};
use std::{
    cell::RefCell,
    future::{Future as _, poll_fn},
    rc::Rc,
    task::Poll,
};

#[test]
fn f1_a_sleep_cancelled_in_the_iteration_in_which_it_is_over() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let slot: Rc<RefCell<Option<asyncio::Task<&str>>>> = Rc::default();
        let (sleeper, told) = (slot.clone(), stage.clone());
        stage.call_later(1.0, "cancel", move || {
            let sleeper = sleeper.take().expect("it was put there");
            told.say(sleeper.cancel_with("why"));
        });
        let task = stage.create_task(stage.worker("a", 1.0));
        *slot.borrow_mut() = Some(task.clone());
        stage.say(shown(&task.await));
        Ok(())
    });
    // Its timer was due as well, and comes too late.
    stage.said(&[
        "2 0 a starts",
        "3 1 true",
        "4 1 a CancelledError('why')",
        "5 1 CancelledError('why')",
    ]);
}

#[test]
fn f4_the_first_suspension_is_enough() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.clone();
        let ended = stage.timeout(0.0).scope(async move {
            for _ in 0..2 {
                inner.say(shown(&inner.sleep(0.0).await));
            }
            Ok(())
        });
        stage.say(shown(&ended.await));
        Ok(())
    });
    stage.said(&["2 0 CancelledError()", "3 0 ()", "3 0 ()"]);
}

#[test]
fn f5_leaving_cancels_a_timer_that_is_due_already() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let (setter, nested) = (future.clone(), stage.clone());
        stage.call_later(0.5, "blocks", move || {
            nested.advance_to(3.0);
            nested.say("blocked");
            setter.set_result(1)
        });
        let limit = stage.timeout(1.0);
        stage.say(shown(&limit.scope(future).await));
        stage.say(limit.expired());
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    // The waiter was ready before the timer was seen to be due (rule A3).
    stage.said(&["2 3 blocked", "3 3 1", "3 3 false", "4 3 ()"]);
}

#[test]
fn f5_a_request_swallowed_before_does_not_hinder() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let me = stage.current_task().expect("a task");
        me.cancel();
        stage.say(shown(&stage.sleep(1.0).await));
        stage.say(me.cancelling());
        stage.say(shown(&stage.timeout(1.0).scope(stage.sleep(5.0)).await));
        stage.say(me.cancelling());
        Ok(())
    });
    stage.said(&[
        "2 0 CancelledError()",
        "2 0 1",
        "4 1 TimeoutError()",
        "4 1 1",
    ]);
}

#[test]
fn f5_a_limit_that_is_dropped_after_it_was_hit_takes_its_request_back() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let me = stage.current_task().expect("a task");
        let limit = stage.timeout(1.0);
        // Polled once, and dropped when the task runs again.
        let mut scope = Some(Box::pin(limit.scope(stage.create_future::<()>())));
        poll_fn(|cx| match scope.take() {
            Some(mut polled) if !limit.expired() => {
                assert!(polled.as_mut().poll(cx).is_pending());
                scope = Some(polled);
                Poll::Pending
            }
            _ => Poll::Ready(()),
        })
        .await;
        stage.say(format_args!("{} {}", limit.expired(), me.cancelling()));
        Ok(())
    });
    stage.said(&["3 1 true 0"]);
}

#[test]
fn f10_a_limit_can_be_moved_in_the_iteration_in_which_it_is_due() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let slot: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let (limit, told) = (slot.clone(), stage.clone());
        stage.call_at(1.0, "move", move || {
            told.say("moved");
            limit
                .borrow()
                .as_ref()
                .map_or(Ok(()), |limit| limit.reschedule(3.0))
        });
        let limit = stage.timeout_at(1.0);
        *slot.borrow_mut() = Some(limit.clone());
        stage.say(shown(&limit.scope(stage.sleep(5.0)).await));
        stage.say(format_args!("{:?}", limit.when()));
        Ok(())
    });
    stage.said(&["2 1 moved", "4 3 TimeoutError()", "4 3 Some(3.0)"]);
}

#[test]
fn f11_cancelled_while_it_waits_for_the_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.create_task(stage.cleaner("a", 5.0));
        stage.sleep(0.0).await?;
        let waited = inner.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            stage.say(shown(&stage.wait_for(&waited, 0.0).await));
            stage.say(format_args!("{} {}", waited.done(), waited.cancelling()));
            Ok(())
        }));
        stage.sleep(1.0).await?;
        task.cancel_with("outside");
        task.await?;
        stage.say(shown(&inner.await));
        Ok(())
    });
    // It waits on a future of its own: what it was to cancel is asked once.
    stage.said(&[
        "2 0 a starts",
        "4 0 a CancelledError()",
        "7 1 CancelledError('outside')",
        "7 1 false 1",
        "10 5 a has cleaned up",
        "11 5 CancelledError()",
    ]);
}

#[test]
fn f18_so_does_the_one_of_wait_for() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for seconds in [1.0, 0.0] {
            let ended: Result<()> = stage.wait_for(stage.sleep(5.0), seconds).await;
            let error = ended.unwrap_err();
            let cause = error.cause().map(Exception::repr);
            stage.say(format_args!("{} {cause:?}", error.repr()));
        }
        Ok(())
    });
    stage.said(&[
        "3 1 TimeoutError() Some(\"CancelledError()\")",
        "6 1 TimeoutError() Some(\"CancelledError()\")",
    ]);
}
