//! Rules A10 to A19: stopping, errors in callbacks, running to the end.

use crate::stage::{Stage, oops};
use asyncio::{Exception, Result, Turn};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn a10_stop_lets_the_iteration_finish() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_soon("a", move || {
        nested.say("a stops the loop");
        nested.stop();
        nested.call_soon("c", nested.saying("c"));
    });
    stage.call_soon("b", stage.saying("b"));
    assert_eq!(stage.run_until_stalled(), Turn::Stopped);
    stage.said(&["1 0 a stops the loop", "1 0 b"]);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a stops the loop", "1 0 b", "2 0 c"]);
}

#[test]
fn a10_stop_before_running_means_one_iteration() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_soon("a", move || {
        nested.say("a");
        nested.call_soon("b", nested.saying("b"));
    });
    stage.stop();
    assert_eq!(stage.run_until_stalled(), Turn::Stopped);
    stage.said(&["1 0 a"]);
    stage.stop();
    assert_eq!(stage.run_until_stalled(), Turn::Stopped);
    stage.stop();
    assert_eq!(stage.run_until_stalled(), Turn::Stopped);
    stage.said(&["1 0 a", "2 0 b"]);
}

#[test]
fn a11_an_exception_in_a_callback_goes_to_the_handler() {
    let stage = Stage::new();
    stage.handler();
    stage.call_soon("a", || Err(oops()));
    stage.call_soon("b", || Err(Exception::base("Base", "b")));
    stage.call_soon("c", stage.saying("c"));
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&[
        "Exception in callback a(): ValueError('oops')",
        "Exception in callback b(): Base('b')",
        "1 0 c",
    ]);
}

#[test]
fn a12_an_exit_leaves_at_once_and_the_rest_stays() {
    let stage = Stage::new();
    stage.call_soon("a", stage.saying("a"));
    stage.call_soon("exit", || Err(Exception::system_exit(3)));
    stage.call_soon("b", stage.saying("b"));
    let Turn::Raised(error) = stage.run_until_stalled() else {
        panic!("nothing left the loop");
    };
    assert_eq!(
        (error.repr().as_str(), error.exit_code()),
        ("SystemExit(3)", Some(3))
    );
    stage.said(&["1 0 a"]);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a", "2 0 b"]);
}

#[test]
fn a13_the_loop_stops_an_iteration_after_the_future_is_done() {
    let stage = Stage::new();
    let main = stage.coro("main", async |stage: Stage| {
        stage.call_soon("with the stop", stage.saying("with the stop"));
        stage.say("main ends");
        Ok(7)
    });
    let chain = stage.clone();
    stage.call_soon("first", move || {
        chain.say("first");
        let next = chain.clone();
        chain.call_soon("second", move || {
            next.say("second");
            next.call_soon("third", next.saying("third"));
        });
    });
    assert_eq!(stage.run_until_complete(main), Ok(7));
    stage.said(&[
        "1 0 first",
        "1 0 main ends",
        "2 0 second",
        "2 0 with the stop",
    ]);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&[
        "1 0 first",
        "1 0 main ends",
        "2 0 second",
        "2 0 with the stop",
        "3 0 third",
    ]);
}

#[test]
fn a14_stopping_first_is_an_error() {
    let stage = Stage::new();
    let never = stage.create_future::<()>();
    let nested = stage.clone();
    stage.call_later(1.0, "stop", move || nested.stop());
    assert_eq!(
        stage.run_until_complete(&never).unwrap_err().repr(),
        "RuntimeError('Event loop stopped before Future completed.')"
    );
    assert!(!stage.is_running());
    // Its stop callback is gone: the future's end stops nobody.
    assert_eq!(never.set_result(()), Ok(()));
    stage.call_soon("a", stage.saying("a"));
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["2 1 a"]);
}

#[test]
fn a14_an_exit_of_the_future_itself_leaves() {
    let stage = Stage::new();
    let main = stage.coro("main", async |_| {
        Result::<()>::Err(Exception::system_exit(1))
    });
    assert_eq!(
        stage.run_until_complete(main).unwrap_err().repr(),
        "SystemExit(1)"
    );
    // The stop callback was scheduled and sees that the exception has left.
    stage.call_soon("a", stage.saying("a"));
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["2 0 a"]);
}

#[test]
fn a15_a_running_loop_is_not_run_again_nor_closed() {
    let stage = Stage::new();
    let main = stage.coro("main", async |stage: Stage| {
        let other = stage.create_future::<()>();
        let refused = stage.run_until_complete(&other).unwrap_err();
        stage.say(refused.repr());
        stage.say(stage.close().unwrap_err().repr());
        Ok(())
    });
    assert_eq!(stage.run_until_complete(main), Ok(()));
    stage.said(&[
        "1 0 RuntimeError('This event loop is already running')",
        "1 0 RuntimeError('Cannot close a running event loop')",
    ]);
    assert_eq!(stage.close(), Ok(()));
    assert_eq!(stage.close(), Ok(()));
}

#[test]
fn a16_close_drops_what_is_queued_without_running_it() {
    let stage = Stage::new();
    let held = std::rc::Rc::new(());
    for inside in [held.clone(), held.clone()] {
        let nested = stage.clone();
        stage.call_soon("never", move || nested.say(format!("{inside:?}")));
    }
    let inside = held.clone();
    stage.call_later(1.0, "never", move || drop(inside));
    assert_eq!(stage.close(), Ok(()));
    stage.advance_to(1.0);
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
    stage.said(&[]);
}

#[test]
fn a19_a_deadlock_is_reported() {
    let stage = Stage::new();
    let never = stage.create_future::<()>();
    let main = stage.coro("main", {
        let never = never.clone();
        async move |_| never.await
    });
    let error = stage.run_until_complete(main).unwrap_err();
    assert!(error.is("RuntimeError"));
    assert_eq!(
        error.message(),
        Some("deadlock: every task waits, and no timer is left that could wake one")
    );
    assert!(!stage.is_running());
}
