//! Rules C1 to C11.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Future, Turn};

fn stalled(stage: &Stage) {
    assert_eq!(stage.run_until_stalled(), Turn::Idle { deadline: None });
}

#[test]
fn c1_a_future_that_is_done_stays_as_it_is() {
    let stage = Stage::new();
    let [result, failed, cancelled] = [(); 3].map(|()| stage.create_future::<i32>());
    assert!(![&result, &failed, &cancelled].iter().any(|f| f.done()));
    result.set_result(1).unwrap();
    failed.set_exception(oops()).unwrap();
    assert!(cancelled.cancel());
    for future in [&result, &failed, &cancelled] {
        assert!(future.done());
        assert!(!future.cancel());
        assert!(future.set_result(2).is_err());
        assert!(future.set_exception(oops()).is_err());
    }
    assert_eq!(result.result(), Ok(1));
    assert_eq!(failed.result(), Err(oops()));
    assert!(cancelled.cancelled() && !result.cancelled() && !failed.cancelled());
}

#[test]
fn c2_setting_twice_is_an_invalid_state() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    future.set_result(1).unwrap();
    let refused = Exception::invalid_state("invalid state");
    assert_eq!(future.set_result(2), Err(refused.clone()));
    assert_eq!(future.set_exception(oops()), Err(refused));
}

#[test]
fn c4_cancel_takes_effect_at_once() {
    let stage = Stage::new();
    let future = stage.create_future::<()>();
    let told = stage.clone();
    future.add_done_callback("told", move |_| told.say("told"));
    assert!(future.cancel_with("enough"));
    assert!(future.cancelled());
    assert!(!future.cancel_with("again"));
    stage.said(&[]);
    stalled(&stage);
    stage.said(&["1 0 told"]);
    assert_eq!(future.result().unwrap_err().message(), Some("enough"));
}

#[test]
fn c5_callbacks_and_waiting_tasks_interleave_in_order() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let waiter = |name: &'static str| {
        let future = future.clone();
        stage.create_task(stage.coro(name, async move |stage: Stage| {
            let value = future.await?;
            stage.say(format_args!("{name} gets {value}"));
            Ok(())
        }))
    };
    let callback = |name: &'static str| {
        let told = stage.clone();
        future.add_done_callback(name, move |_| told.say(name));
    };
    callback("first");
    waiter("a");
    stalled(&stage);
    callback("second");
    waiter("b");
    stalled(&stage);
    callback("third");
    future.set_result(5).unwrap();
    stalled(&stage);
    stage.said(&[
        "3 0 first",
        "3 0 a gets 5",
        "3 0 second",
        "3 0 b gets 5",
        "3 0 third",
    ]);
}

#[test]
fn c6_a_callback_on_a_done_future_is_scheduled_at_once() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let callback = |future: &Future<i32>, name: &'static str| {
        let told = stage.clone();
        future.add_done_callback(name, move |_| told.say(name));
    };
    callback(&future, "before");
    future.set_result(1).unwrap();
    stage.call_soon("between", stage.saying("between"));
    callback(&future, "after");
    stage.said(&[]);
    stalled(&stage);
    stage.said(&["1 0 before", "1 0 between", "1 0 after"]);
}

#[test]
fn c7_a_removed_callback_does_not_run_unless_scheduled() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let [removed, kept] = ["removed", "kept"].map(|name| {
        let told = stage.clone();
        future.add_done_callback(name, move |_| told.say(name))
    });
    assert_eq!(future.remove_done_callback(removed), 1);
    assert_eq!(future.remove_done_callback(removed), 0);
    future.set_result(1).unwrap();
    assert_eq!(future.remove_done_callback(kept), 0);
    stalled(&stage);
    stage.said(&["1 0 kept"]);
}

#[test]
fn c8_result_and_exception_say_how_it_ended() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    assert_eq!(
        future.result().unwrap_err().repr(),
        "InvalidStateError('Result is not set.')"
    );
    assert_eq!(
        future.exception().unwrap_err().repr(),
        "InvalidStateError('Exception is not set.')"
    );
    let error = oops();
    future.set_exception(error.clone()).unwrap();
    // The same instance each time.
    assert!(future.result().unwrap_err().same_instance(&error));
    assert!(future.result().unwrap_err().same_instance(&error));
    assert!(future.exception().unwrap().unwrap().same_instance(&error));

    let future = stage.create_future::<i32>();
    future.set_result(1).unwrap();
    assert!(future.exception().unwrap().is_none());

    let future = stage.create_future::<i32>();
    future.cancel();
    assert!(future.result().unwrap_err().is_cancelled());
    assert!(future.exception().unwrap_err().is_cancelled());
}

#[test]
fn c9_a_cancelled_future_gives_a_new_instance_to_each_asker() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    future.cancel();
    let [one, two] = [(); 2].map(|()| future.result().unwrap_err());
    assert!(!one.same_instance(&two));
    assert_eq!(
        (one.message(), one.repr().as_str()),
        (None, "CancelledError()")
    );

    let future = stage.create_future::<i32>();
    future.cancel_with("why");
    assert_eq!(future.result().unwrap_err().repr(), "CancelledError('why')");
    assert_eq!(future.result().unwrap_err().repr(), "CancelledError('why')");
}

#[test]
fn c9_the_first_asker_of_a_task_gets_the_very_instance() {
    let stage = Stage::new();
    let own = Exception::cancelled(Some("own"));
    let raised = own.clone();
    let task = stage.create_task(stage.coro("raises", async move |_| Result::<(), _>::Err(raised)));
    stalled(&stage);
    assert!(task.cancelled());
    assert!(task.result().unwrap_err().same_instance(&own));
    assert_eq!(task.result().unwrap_err().repr(), "CancelledError()");
}

#[test]
fn c10_awaiting_a_done_future_does_not_suspend() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        future.set_result(1)?;
        stage.call_soon("other", stage.saying("other"));
        stage.say(shown(&(&future).await));
        stage.say(shown(&future.await));
        let pending = stage.create_future::<i32>();
        let setter = pending.clone();
        stage.call_soon("set", move || setter.set_result(2));
        stage.say(shown(&pending.await));
        Ok(())
    });
    stage.said(&["1 0 1", "1 0 1", "2 0 other", "3 0 2"]);
}

#[test]
fn c10_a_failed_future_raises_in_every_waiter() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        for name in ["a", "b"] {
            let future = future.clone();
            stage.create_task(stage.coro(name, async move |stage: Stage| {
                stage.say(format_args!("{name} {}", shown(&future.await)));
                Ok(())
            }));
        }
        stage.sleep(0.0).await?;
        future.set_exception(oops())?;
        stage.sleep(0.0).await
    });
    stage.said(&["3 0 a ValueError('oops')", "3 0 b ValueError('oops')"]);
}

#[test]
fn c11_looking_at_an_exception_retrieves_it() {
    let stage = Stage::new();
    let failed = || {
        let future = stage.create_future::<i32>();
        future.set_exception(oops()).unwrap();
        assert!(future.exception_unretrieved());
        future
    };
    let future = failed();
    assert!(future.result().is_err() && !future.exception_unretrieved());
    let future = failed();
    assert!(future.exception().is_ok() && !future.exception_unretrieved());
    let future = failed();
    assert!(!future.cancel() && !future.exception_unretrieved());
    let future = failed();
    let waited = future.clone();
    let task = stage.create_task(stage.coro("waits", async move |_| waited.await));
    stalled(&stage);
    assert!(!future.exception_unretrieved());
    assert!(task.exception_unretrieved());
    assert!(task.exception().is_ok());
}
