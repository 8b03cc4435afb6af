//! Real time and loop time.

use coroscope_protocol::{Drive, RunState, ToWorker};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, is_final, now, restless, sleeping};

#[wasm_bindgen_test]
async fn live_time_passes_at_its_speed_and_changes_nothing() {
    let at_once = Desk::with(sleeping(0.02));
    at_once.drive(Drive::End);
    at_once.until(is_final).await;

    let live = Desk::with(sleeping(0.02));
    let began = now();
    live.drive(Drive::Live);
    live.until(is_final).await;
    assert!(now() - began >= 0.078, "{}", now() - began);
    assert_eq!(live.events(), at_once.events());
    let waits = live
        .states()
        .into_iter()
        .filter(|state| matches!(state, RunState::Waiting { .. }));
    assert_eq!(waits.count(), 4);

    let fast = Desk::with(sleeping(0.2));
    fast.say(ToWorker::SetSpeed { speed: 10.0 });
    let began = now();
    fast.drive(Drive::Live);
    fast.until(is_final).await;
    let took = now() - began;
    assert!((0.078..0.8).contains(&took), "{took}");
}

#[wasm_bindgen_test]
async fn a_pause_keeps_the_rest_of_the_wait() {
    let desk = Desk::with(sleeping(0.5));
    let began = now();
    desk.drive(Drive::Live);
    desk.until(|state| matches!(state, RunState::Waiting { .. }))
        .await;
    desk.drive(Drive::Pause);
    let ran = now() - began;
    assert_eq!(desk.state(), Some(RunState::Paused));
    let said = desk.heard.borrow().len();
    // Nothing may happen in it, and it may not count.
    TimeoutFuture::new(80).await;
    assert_eq!(desk.heard.borrow().len(), said);
    desk.say(ToWorker::SetSpeed { speed: 10.0 });
    desk.drive(Drive::Live);
    let Some(RunState::Waiting { now, until, speed }) = desk.state() else {
        panic!("{:?}", desk.state());
    };
    assert_eq!((until, speed), (Some(0.5), 10.0));
    // Dates are in whole milliseconds.
    assert!((0.0..=ran + 0.005).contains(&now), "{now} after {ran}");
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "0.500\n1.000\n1.500\n2.000\n");
}

#[wasm_bindgen_test]
async fn steps_and_live_running_can_be_mixed() {
    let whole = Desk::with(sleeping(0.02));
    whole.drive(Drive::End);
    whole.until(is_final).await;

    let desk = Desk::with(sleeping(0.02));
    for drive in [
        Drive::Callback,
        Drive::Callback,
        Drive::Iteration,
        Drive::Moment,
    ] {
        desk.drive(drive);
        desk.until(|state| state == RunState::Paused).await;
    }
    desk.drive(Drive::Live);
    desk.until(|state| matches!(state, RunState::Waiting { .. }))
        .await;
    desk.drive(Drive::TaskSwitch);
    desk.drive(Drive::Live);
    desk.until(is_final).await;
    assert_eq!(desk.events(), whole.events());
}

#[wasm_bindgen_test]
async fn a_long_wait_does_not_end_early() {
    // 2^31 ms are 24.8 days; a browser would take a longer delay for none at all.
    let desk = Desk::with(sleeping(1e9));
    desk.drive(Drive::Live);
    TimeoutFuture::new(30).await;
    let Some(RunState::Waiting { until, .. }) = desk.state() else {
        panic!("{:?}", desk.state());
    };
    assert_eq!(until, Some(1e9));
    assert_eq!(desk.stdout(), "");
    desk.drive(Drive::Moment);
    assert_eq!(desk.state(), Some(RunState::Paused));
    desk.drive(Drive::End);
    desk.until(is_final).await;
    assert_eq!(desk.stdout().lines().count(), 4);
}

#[wasm_bindgen_test]
async fn a_busy_run_can_be_paused() {
    let desk = Desk::with(restless());
    desk.drive(Drive::Live);
    TimeoutFuture::new(20).await;
    desk.drive(Drive::Pause);
    assert_eq!(desk.state(), Some(RunState::Paused));
    let events = desk.events().len();
    assert!(events > 100, "{events}");
    desk.drive(Drive::Callback);
    assert!(desk.events().len() > events);
    assert_eq!(desk.state(), Some(RunState::Paused));
}
