//! Buttons and `input()`.

use coroscope_engine::{Goal, Limits, Nobody, Program, Session, Verb};
use coroscope_protocol::{
    Drive, FromWorker, RunState, ToWorker, WorkerError,
    python::{Answer, PythonEnd},
};
use coroscope_trace::{ButtonId, Event, EventKind, Place, Stream};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    desk::{RUN, is_final, program},
    nested::stage::{Scene, playing, recorded, trace, until},
};
use std::rc::Rc;

const BUTTON: ButtonId = ButtonId(0);

/// Waits for a button.
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

/// The run without a press, and with one at loop time zero.
fn scenes() -> [Scene; 2] {
    let mut session = Session::new(button(), Limits::PAGE, Rc::new(Nobody));
    let _ = Goal::new(Verb::End, &session).reach(&mut session);
    let waiting = recorded(&session);
    session.press(BUTTON).expect("it is offered");
    let _ = Goal::new(Verb::End, &session).reach(&mut session);
    let pressed = [waiting.clone(), recorded(&session)].concat();
    [
        Scene {
            end: PythonEnd::WaitsForButton,
            ..Scene::only(waiting)
        },
        Scene {
            presses: 1,
            ..Scene::only(pressed)
        },
    ]
}

#[wasm_bindgen_test]
async fn a_button_is_waited_for_and_pressed() {
    let desk = playing(&scenes(), Drive::End);
    desk.until(|state| state == RunState::WaitingForButton)
        .await;
    let press = ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    };
    desk.say(press.clone());
    // It was pressed already, although that is not played yet.
    desk.say(press);
    assert_eq!(
        desk.errors(),
        [WorkerError::UnknownButton { button: BUTTON }]
    );
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "pressed\n");
    assert_eq!(desk.events(), scenes()[1].events);
}

#[wasm_bindgen_test]
async fn a_button_counts_while_paused_and_acts_afterwards() {
    let desk = playing(&scenes(), Drive::Moment);
    let known = scenes()[0].events.len();
    until(|| desk.events().len() == known).await;
    desk.until(|state| state == RunState::Paused).await;
    desk.say(ToWorker::PressButton {
        run: RUN,
        button: BUTTON,
    });
    let pressed = |event: &Event| matches!(event.kind, EventKind::ButtonPressed { .. });
    until(|| desk.events().iter().any(pressed)).await;
    assert_eq!(desk.state(), Some(RunState::Paused));
    assert_eq!(desk.stdout(), "");
    desk.drive(Drive::Live);
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "pressed\n");
}

/// A run that asks for a name before it does anything else.
fn asking() -> [Scene; 2] {
    let rest = trace(program(|env| async move {
        env.print("hello");
        Ok(())
    }));
    let prompt = Event {
        time: 0.0,
        kind: EventKind::Output {
            stream: Stream::Stdout,
            text: "Name? ".into(),
            task: None,
            place: Place::default(),
        },
    };
    let (first, rest) = rest.split_at(1);
    let asks = [first, &[prompt]].concat();
    let prompt = "Name? ".into();
    [
        Scene {
            end: PythonEnd::NeedsInput { prompt },
            ..Scene::only(asks.clone())
        },
        Scene {
            answers: 1,
            ..Scene::only([&asks, rest].concat())
        },
    ]
}

#[wasm_bindgen_test]
async fn a_program_that_asks_is_answered() {
    for drive in [Drive::Live, Drive::End, Drive::Callback] {
        let desk = playing(&asking(), drive);
        desk.until(|state| state == RunState::WaitingForInput).await;
        assert_eq!(desk.stdout(), "Name? ");
        let wanted = |message: &FromWorker| matches!(message, FromWorker::InputWanted { run: RUN, prompt } if prompt == "Name? ");
        assert_eq!(
            desk.heard.borrow().iter().filter(|it| wanted(it)).count(),
            1
        );
        let answer = Answer::Line("Ada".into());
        desk.say(ToWorker::Answer { run: RUN, answer });
        assert_eq!(desk.state(), Some(RunState::Running));
        // Nobody asks any more.
        let answer = Answer::EndOfFile;
        desk.say(ToWorker::Answer { run: RUN, answer });
        if drive == Drive::Callback {
            desk.until(|state| state == RunState::Paused).await;
            desk.drive(Drive::End);
        }
        desk.until(is_final).await;
        assert_eq!(desk.stdout(), "Name? hello\n");
        assert_eq!(desk.errors(), []);
    }
}
