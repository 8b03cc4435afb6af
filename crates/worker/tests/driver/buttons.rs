//! Events from outside.

use coroscope_engine::Program;
use coroscope_protocol::{Drive, RunState, ToWorker, WorkerError};
use coroscope_trace::{ButtonId, Event, EventKind};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, RUN, is_final, program};

/// Waits for a button without a script.
fn button() -> Program {
    program(|env| async move {
        let future = env.create_future::<&'static str>();
        env.button("Go", {
            let future = future.clone();
            move || drop(future.set_result("pressed"))
        });
        env.print(future.await?);
        Ok(())
    })
}

const BUTTON: ButtonId = ButtonId(0);

#[wasm_bindgen_test]
async fn a_button_wakes_a_live_run() {
    let desk = Desk::with(button());
    desk.drive(Drive::Live);
    desk.until(|state| matches!(state, RunState::Waiting { until: None, .. }))
        .await;
    desk.say(ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    });
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "pressed\n");
    desk.say(ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    });
    assert_eq!(
        desk.errors(),
        [WorkerError::UnknownButton { button: BUTTON }]
    );
}

#[wasm_bindgen_test]
async fn to_the_end_waits_for_the_learner_when_it_must() {
    let desk = Desk::with(button());
    desk.drive(Drive::End);
    desk.until(|state| state == RunState::WaitingForButton)
        .await;
    desk.say(ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    });
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "pressed\n");
}

#[wasm_bindgen_test]
async fn a_button_counts_while_paused_and_acts_afterwards() {
    let desk = Desk::with(button());
    desk.drive(Drive::Moment);
    desk.until(|state| state == RunState::Paused).await;
    desk.say(ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    });
    assert_eq!(desk.state(), Some(RunState::Paused));
    let pressed = |event: &Event| matches!(event.kind, EventKind::ButtonPressed { .. });
    assert!(desk.events().iter().any(pressed));
    assert_eq!(desk.stdout(), "");
    desk.drive(Drive::Callback);
    desk.until(|state| state == RunState::Paused).await;
    assert_eq!(desk.stdout(), "pressed\n");
}
