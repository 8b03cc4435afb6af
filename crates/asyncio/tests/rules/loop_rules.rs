//! Rules A1 to A9: iterations, handles, timers.

use crate::stage::Stage;
use asyncio::{Loop, Turn};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn a1_an_iteration_runs_what_was_ready_when_it_began() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_soon("a", move || {
        nested.say("a");
        nested.call_soon("c", nested.saying("c"));
    });
    stage.call_soon("b", stage.saying("b"));
    assert_eq!(stage.run_iteration(), Turn::Ran);
    stage.said(&["1 0 a", "1 0 b"]);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a", "1 0 b", "2 0 c"]);
}

#[test]
fn a2_a_cancelled_handle_is_skipped_and_counts() {
    let stage = Stage::new();
    stage.call_soon("a", stage.saying("a"));
    let b = stage.call_soon("b", stage.saying("b"));
    stage.call_soon("c", stage.saying("c"));
    assert_eq!(stage.run_callback(), Turn::Ran);
    b.cancel();
    assert_eq!(stage.left_in_iteration(), 2);
    assert_eq!(stage.run_callback(), Turn::Ran);
    stage.said(&["1 0 a"]);
    assert_eq!(stage.left_in_iteration(), 1);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a", "1 0 c"]);
}

#[test]
fn a2_a_due_timer_can_still_be_cancelled() {
    let stage = Stage::new();
    let second = stage.call_at(1.0, "second", stage.saying("second"));
    let nested = stage.clone();
    stage.call_at(0.5, "first", move || {
        nested.say("first");
        second.cancel();
    });
    stage.call_at(1.0, "third", stage.saying("third"));
    stage.advance_to(1.0);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 1 first", "1 1 third"]);
}

#[test]
fn a3_due_timers_come_after_everything_ready() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_later(0.0, "timer", stage.saying("timer"));
    stage.call_soon("soon", move || {
        nested.say("soon");
        nested.call_later(0.0, "next timer", nested.saying("next timer"));
        nested.call_soon("next soon", nested.saying("next soon"));
    });
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 soon", "1 0 timer", "2 0 next soon", "2 0 next timer"]);
}

#[test]
fn a4_the_driver_is_told_how_long_to_wait() {
    let stage = Stage::new();
    stage.call_later(3.0, "late", || ());
    let early = stage.call_later(1.5, "early", || ());
    stage.call_soon("now", || ());
    let waits = |seconds| Turn::Idle {
        deadline: Some(seconds),
    };
    assert_eq!(stage.run_callback(), Turn::Ran);
    assert_eq!(stage.run_callback(), waits(1.5));
    early.cancel();
    assert_eq!(stage.run_callback(), waits(3.0));
    assert_eq!(stage.next_deadline(), Some(3.0));
    stage.advance_to(3.0);
    assert_eq!(stage.run_callback(), Turn::Ran);
    assert_eq!(stage.run_callback(), IDLE);
    assert!(!stage.advance_to_next_deadline());
}

#[test]
fn a5_deadlines_within_one_resolution_fall_together() {
    let stage = Stage::new();
    stage.call_at(1.0, "a", stage.saying("a"));
    stage.call_at(1.0 + 5e-10, "b", stage.saying("b"));
    stage.call_at(1.0 + 2e-9, "c", stage.saying("c"));
    stage.advance_to(1.0);
    assert!(matches!(
        stage.run_until_stalled(),
        Turn::Idle { deadline: Some(_) }
    ));
    stage.said(&["1 1 a", "1 1 b"]);
    assert!(stage.advance_to_next_deadline());
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 1 a", "1 1 b", "2 1.000000002 c"]);
}

#[test]
fn a5_a_deadline_exactly_one_resolution_away_is_not_due() {
    let stage = Stage::new();
    stage.call_at(asyncio::CLOCK_RESOLUTION, "edge", stage.saying("edge"));
    let waits = Turn::Idle {
        deadline: Some(asyncio::CLOCK_RESOLUTION),
    };
    assert_eq!(stage.run_until_stalled(), waits);
}

#[test]
fn a6_equal_deadlines_fire_in_the_order_set() {
    let stage = Stage::new();
    for number in 0..10 {
        let nested = stage.clone();
        stage.call_later(1.0, "timer", move || nested.say(number));
    }
    stage.advance_to(1.0);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&[
        "1 1 0", "1 1 1", "1 1 2", "1 1 3", "1 1 4", "1 1 5", "1 1 6", "1 1 7", "1 1 8", "1 1 9",
    ]);
}

#[test]
fn a6_the_two_zeros_are_one_deadline() {
    let stage = Stage::new();
    for (deadline, name) in [(0.0, "a"), (-0.0, "b"), (0.0, "c")] {
        stage.call_at(deadline, name, stage.saying(name));
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a", "1 0 b", "1 0 c"]);
}

#[test]
fn a7_sweeping_cancelled_timers_changes_no_order() {
    let stage = Stage::new();
    let mut handles = Vec::new();
    for number in 0..300 {
        let nested = stage.clone();
        let deadline = f64::from(300 - number % 100);
        handles.push(stage.call_at(deadline, "timer", move || nested.say(number)));
    }
    for (number, handle) in handles.iter().enumerate() {
        if number % 100 > 2 {
            handle.cancel();
        }
    }
    while stage.run_until_stalled() != IDLE {
        assert!(stage.advance_to_next_deadline());
    }
    stage.said(&[
        "1 298 2",
        "1 298 102",
        "1 298 202",
        "2 299 1",
        "2 299 101",
        "2 299 201",
        "3 300 0",
        "3 300 100",
        "3 300 200",
    ]);
}

#[test]
fn a8_deadlines_are_added_in_float_arithmetic() {
    let stage = Stage::new();
    stage.advance_to(0.1);
    let sum = stage.call_later(0.2, "sum", stage.saying("0.1 + 0.2"));
    let third = stage.call_at(0.3, "literal", stage.saying("0.3"));
    assert_eq!(sum.when(), Some(0.1 + 0.2));
    assert!(third.when() < sum.when());
    stage.call_later(-5.0, "past", stage.saying("past"));
    assert_eq!(stage.run_iteration(), Turn::Ran);
    stage.said(&["1 0.1 past"]);
    stage.advance_to(0.5);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0.1 past", "2 0.5 0.3", "2 0.5 0.1 + 0.2"]);
}

#[test]
fn a9_call_soon_keeps_the_order_of_calls() {
    let stage = Stage::new();
    for name in ["a", "b", "c", "d"] {
        stage.call_soon(name, stage.saying(name));
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 a", "1 0 b", "1 0 c", "1 0 d"]);
}

#[test]
fn a9_a_closed_loop_refuses() {
    let stage = Stage::new();
    assert_eq!(stage.close(), Ok(()));
    let refused = stage.try_call_soon("never", stage.saying("never"));
    assert_eq!(
        refused.map(|_| ()).unwrap_err().repr(),
        "RuntimeError('Event loop is closed')"
    );
    assert!(stage.call_soon("never", stage.saying("never")).cancelled());
    assert!(stage.call_later(0.0, "never", || ()).cancelled());
    assert_eq!(stage.run_until_stalled(), IDLE);
    let future = stage.create_future::<()>();
    assert_eq!(
        stage.run_until_complete(&future).unwrap_err().message(),
        Some("Event loop is closed")
    );
    stage.said(&[]);
}

#[test]
fn time_never_goes_back_and_is_a_number() {
    let aio = Loop::new();
    for (to, then) in [
        (2.0, 2.0),
        (1.0, 2.0),
        (f64::NAN, 2.0),
        (f64::INFINITY, 2.0),
        (f64::NEG_INFINITY, 2.0),
        (2.5, 2.5),
    ] {
        aio.advance_to(to);
        assert_eq!(aio.time(), then, "after advance_to({to})");
    }
}

#[test]
fn a_timer_at_infinity_or_nan_never_fires_and_holds_nobody_up() {
    let stage = Stage::new();
    stage.call_later(f64::INFINITY, "never", stage.saying("never"));
    stage.call_later(f64::NAN, "nan", stage.saying("nan"));
    stage.call_later(-f64::NAN, "nan", stage.saying("nan"));
    stage.call_later(1e9, "late", stage.saying("late"));
    while stage.advance_to_next_deadline() {
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    }
    stage.said(&["1 1000000000 late"]);
}

#[test]
fn b4_cancelling_a_handle_twice_is_cancelling_it_once() {
    let stage = Stage::new();
    let held = std::rc::Rc::new(());
    let inside = held.clone();
    let handle = stage.call_later(2.0, "never", move || drop(inside));
    assert_eq!((handle.when(), handle.cancelled()), (Some(2.0), false));
    assert_eq!(std::rc::Rc::strong_count(&held), 2);
    handle.cancel();
    handle.cancel();
    assert!(handle.cancelled());
    // What the callback held is gone with it.
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
    assert_eq!(stage.call_soon("soon", || ()).when(), None);
    assert_eq!(stage.run_until_stalled(), IDLE);
}
