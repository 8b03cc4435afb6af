//! What a learner sees of a recording is what they would see of the run.

use coroscope_protocol::{Drive, FromWorker, PythonEngine, RunState, ToWorker};
use coroscope_trace::EventKind;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    desk::{Desk, RUN, is_final, now, program, sleeping},
    nested::stage::{Scene, loaded, playing, start, trace, until},
};

#[wasm_bindgen_test]
async fn the_engine_tells_how_far_it_is_and_runs_what_was_asked_for_meanwhile() {
    let events = trace(sleeping(1.0));
    let desk = playing(&[Scene::only(events.clone())], Drive::End);
    assert_eq!(desk.state(), Some(RunState::Paused));
    desk.until(is_final).await;
    assert_eq!(desk.state(), Some(RunState::Finished));
    assert_eq!(desk.events(), events);
    let heard = desk.heard.borrow();
    let told: Vec<&PythonEngine> = heard
        .iter()
        .filter_map(|message| match message {
            FromWorker::Python(engine) => Some(engine),
            _ => None,
        })
        .collect();
    let [
        PythonEngine::Loading {
            received: 8,
            total: 8,
        },
        PythonEngine::Ready,
    ] = told[..]
    else {
        panic!("{told:?}");
    };
    assert_eq!(desk.errors(), []);
}

#[wasm_bindgen_test]
async fn every_verb_shows_what_it_shows_of_a_lesson() {
    let make = || sleeping(0.5);
    let events = trace(make());
    for drive in [
        Drive::Callback,
        Drive::Iteration,
        Drive::TaskSwitch,
        Drive::Moment,
    ] {
        let lesson = Desk::with(make());
        let played = loaded(&[Scene::only(events.clone())]);
        start(&played);
        while lesson.state() != Some(RunState::Finished) {
            for desk in [&lesson, &played] {
                desk.heard.borrow_mut().retain(|message| {
                    // The state that is waited for is the one after this.
                    !matches!(message, FromWorker::State { .. })
                });
                desk.drive(drive);
                desk.until(|state| state == RunState::Paused || state.is_final())
                    .await;
            }
            assert_eq!(played.state(), lesson.state());
            assert_eq!(played.events(), lesson.events(), "{drive:?}");
        }
    }
}

/// A desk whose engine has run once, so that the next run begins at once.
async fn warm(scenes: &[Scene]) -> Desk {
    let desk = playing(scenes, Drive::End);
    desk.until(is_final).await;
    desk.heard.borrow_mut().clear();
    desk
}

#[wasm_bindgen_test]
async fn live_time_passes_at_its_speed() {
    let events = trace(sleeping(0.02));
    let desk = warm(&[Scene::only(events.clone())]).await;
    let began = now();
    start(&desk);
    desk.drive(Drive::Live);
    desk.until(is_final).await;
    assert!(now() - began >= 0.078, "{}", now() - began);
    assert_eq!(desk.events(), events);
    let waits = desk
        .states()
        .into_iter()
        .filter(|state| matches!(state, RunState::Waiting { .. }));
    assert_eq!(waits.count(), 4);
}

#[wasm_bindgen_test]
async fn a_thread_that_blocks_is_waited_for_and_can_be_paused_afterwards() {
    let events = trace(program(|env| async move {
        env.time_sleep(0.1);
        env.print("awake");
        env.sleep(0.0).await?;
        env.print("again");
        Ok(())
    }));
    let desk = warm(&[Scene::only(events)]).await;
    let began = now();
    start(&desk);
    desk.drive(Drive::Live);
    let blocks = |desk: &Desk| {
        let last = desk.events().pop().map(|event| event.kind);
        matches!(last, Some(EventKind::BlockingCalled { .. }))
    };
    until(|| blocks(&desk)).await;
    assert_eq!(desk.state(), Some(RunState::Running));
    // A pause takes effect after the callback that runs.
    desk.drive(Drive::Pause);
    assert_eq!(desk.state(), Some(RunState::Running));
    desk.until(|state| state == RunState::Paused).await;
    assert!(now() - began >= 0.098, "{}", now() - began);
    assert_eq!(desk.stdout(), "awake\n");
    desk.drive(Drive::Live);
    desk.until(is_final).await;
    assert_eq!(desk.stdout(), "awake\nagain\n");
}

#[wasm_bindgen_test]
async fn a_long_program_is_run_anew_when_playback_comes_near_the_end_of_what_is_known() {
    let events = trace(program(|env| async move {
        for _ in 0..8_000 {
            env.sleep(1.0).await?;
        }
        Ok(())
    }));
    assert!(events.len() > 1 << 16);
    let desk = playing(&[Scene::only(events.clone())], Drive::Moment);
    desk.until(|state| state == RunState::Paused).await;
    desk.drive(Drive::End);
    desk.until(is_final).await;
    assert_eq!(desk.state(), Some(RunState::Finished));
    assert_eq!(desk.events().len(), events.len());
    assert_eq!(desk.events().last(), events.last());
    assert_eq!(desk.errors(), []);
}

#[wasm_bindgen_test]
async fn runs_follow_each_other_on_one_engine() {
    let desk = playing(&[Scene::only(trace(sleeping(0.01)))], Drive::End);
    desk.until(is_final).await;
    for _ in 0..10 {
        desk.heard.borrow_mut().clear();
        start(&desk);
        desk.drive(Drive::End);
        desk.until(is_final).await;
        assert_eq!(desk.stdout(), "0.010\n0.020\n0.030\n0.040\n");
    }
    desk.heard.borrow_mut().clear();
    // A lesson takes the place of a Python run, and the other way round.
    start(&desk);
    desk.drive(Drive::Live);
    desk.heard.borrow_mut().clear();
    desk.pilot.start_program(RUN, sleeping(0.02));
    desk.say(ToWorker::Drive {
        run: RUN,
        drive: Drive::End,
    });
    desk.until(is_final).await;
    assert!(desk.stdout().starts_with("0.020\n0.040\n"));
}
