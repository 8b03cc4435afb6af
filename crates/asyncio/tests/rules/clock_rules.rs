//! Rules A1, A4, A18: when the loop looks at the time.

use crate::stage::Stage;
use asyncio::Turn;

/// Plays on until no timer is left; time jumps.
fn play_on(stage: &Stage) {
    while {
        let turn = stage.run_until_stalled();
        assert!(matches!(turn, Turn::Idle { .. }), "{turn:?}");
        stage.advance_to_next_deadline()
    } {}
}

#[test]
fn a1_what_falls_due_during_an_iteration_waits_for_the_next() {
    let stage = Stage::new();
    stage.call_at(1.0, "timer 1", stage.saying("timer 1"));
    stage.call_at(3.0, "timer 3", stage.saying("timer 3"));
    let nested = stage.clone();
    stage.call_soon("blocks", move || {
        nested.say("blocks");
        // What a driver's clock does meanwhile.
        nested.advance_to(2.0);
        nested.call_soon("soon", nested.saying("soon"));
    });
    stage.call_soon("after", stage.saying("after"));
    play_on(&stage);
    stage.said(&[
        "1 0 blocks",
        "1 2 after",
        "2 2 soon",
        "2 2 timer 1",
        "3 3 timer 3",
    ]);
}

#[test]
fn a1_cancelled_timers_are_gone_before_the_loop_waits() {
    let stage = Stage::new();
    let early = stage.call_at(1.0, "early", stage.saying("early"));
    stage.call_at(2.0, "late", stage.saying("late"));
    early.cancel();
    let waits = Turn::Idle {
        deadline: Some(2.0),
    };
    assert_eq!(stage.run_callback(), waits);
    play_on(&stage);
    stage.said(&["1 2 late"]);
}

#[test]
fn a4_a_loop_that_is_to_stop_does_not_wait() {
    let stage = Stage::new();
    stage.call_later(5.0, "late", stage.saying("late"));
    stage.stop();
    assert_eq!(stage.run_until_stalled(), Turn::Stopped);
    assert_eq!(stage.time(), 0.0);
    // A deadline that is past is no reason to wait, either.
    stage.advance_to(7.0);
    assert_eq!(stage.run_callback(), Turn::Ran);
    stage.said(&["1 7 late"]);
}

#[test]
fn a4_a_loop_that_waits_waits_until_the_very_deadline() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let first = stage.clone();
        stage.call_later(1.0, "first", move || {
            let second = first.clone();
            // Less than one resolution away, but nothing else is ready.
            first.call_later(5e-10, "second", move || {
                second.say("second");
                second.call_later(1.0, "later", second.saying("a second later"));
            });
            first.call_later(1.0 + 2e-10, "between", first.saying("between"));
        });
        stage.sleep(5.0).await
    });
    stage.said(&[
        "3 1.0000000005 second",
        "4 2.0000000002 between",
        "4 2.0000000002 a second later",
    ]);
}

#[test]
fn a5_a_loop_that_does_not_wait_takes_a_near_deadline_along() {
    let stage = Stage::new();
    stage.call_at(5e-10, "near", stage.saying("near"));
    stage.call_soon("ready", stage.saying("ready"));
    assert_eq!(stage.run_iteration(), Turn::Ran);
    stage.call_at(5e-10, "near", stage.saying("near"));
    stage.stop();
    assert_eq!(stage.run_iteration(), Turn::Stopped);
    stage.said(&["1 0 ready", "1 0 near", "2 0 near"]);
}

#[test]
fn a18_a_clock_that_comes_late_fires_all_that_is_due_by_deadline() {
    let stage = Stage::new();
    for (deadline, name) in [(1.003, "c"), (1.001, "a"), (1.002, "b"), (1.001, "a2")] {
        stage.call_at(deadline, name, stage.saying(name));
    }
    stage.call_at(1.5, "not yet", stage.saying("not yet"));
    // `epoll` rounds up to the next millisecond, and a busy machine comes later.
    stage.advance_to(1.01);
    assert_eq!(stage.run_iteration(), Turn::Ran);
    stage.said(&["1 1.01 a", "1 1.01 a2", "1 1.01 b", "1 1.01 c"]);
    assert_eq!(stage.next_deadline(), Some(1.5));
}
