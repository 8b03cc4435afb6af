//! Python programs and engines that go wrong.

use coroscope_protocol::{
    Drive, FromWorker, Program, PythonEngine, RunId, RunState, ToWorker, WorkerError,
    python::{Answer, PythonEnd},
};
use coroscope_trace::{Event, EventKind};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    desk::{Desk, RUN, is_final, now, sleeping},
    nested::stage::{Scene, load, module, playing, source, start, trace, until},
};

/// The beginning of a run, up to where its task has control.
fn begun() -> Vec<Event> {
    let mut events = trace(sleeping(1.0));
    let stepped = |event: &Event| matches!(event.kind, EventKind::TaskStepped { .. });
    let known = events.iter().position(stepped).expect("a task runs") + 1;
    events.truncate(known);
    events
}

#[wasm_bindgen_test]
async fn a_loop_without_end_is_seen_and_stopped_and_the_next_run_begins_at_once() {
    let endless = Scene {
        then: "loop",
        ..Scene::only(begun())
    };
    let desk = playing(&[endless], Drive::Live);
    until(|| desk.events() == begun()).await;
    assert_eq!(desk.state(), Some(RunState::Running));
    // Whoever blocks is known, and the pilot is not blocked.
    desk.drive(Drive::Pause);
    desk.say(ToWorker::SetSpeed { speed: 2.0 });
    TimeoutFuture::new(20).await;
    assert_eq!(desk.state(), Some(RunState::Running));
    let stopped = now();
    desk.say(ToWorker::Stop { run: RUN });
    desk.heard.borrow_mut().clear();
    start(&desk);
    desk.drive(Drive::Live);
    until(|| desk.events() == begun()).await;
    assert!(now() - stopped < 1.0, "{}", now() - stopped);
    desk.say(ToWorker::Stop { run: RUN });
    assert_eq!(desk.errors(), []);
}

#[wasm_bindgen_test]
async fn a_trap_ends_the_run_and_nothing_else() {
    let trap = Scene {
        then: "trap",
        ..Scene::only(begun())
    };
    let desk = playing(&[trap], Drive::Live);
    for round in 1..3 {
        until(|| desk.errors().len() == round).await;
        let WorkerError::PythonFailed { message, .. } = &desk.errors()[round - 1] else {
            panic!("{:?}", desk.errors());
        };
        assert!(message.contains("unreachable executed"), "{message}");
        let named = |message: &FromWorker| matches!(message, FromWorker::Error { run, .. } if *run == Some(RUN));
        assert!(desk.heard.borrow().iter().any(named));
        start(&desk);
        desk.drive(Drive::End);
    }
}

#[wasm_bindgen_test]
async fn an_engine_that_does_not_repeat_itself_is_not_believed() {
    let prompt = String::new();
    let asks = Scene {
        end: PythonEnd::NeedsInput { prompt },
        ..Scene::only(begun())
    };
    let mut other = trace(sleeping(1.0));
    other.swap(2, 3);
    let other = Scene {
        answers: 1,
        ..Scene::only(other)
    };
    let desk = playing(&[asks, other], Drive::End);
    desk.until(|state| state == RunState::WaitingForInput).await;
    let answer = Answer::EndOfFile;
    desk.say(ToWorker::Answer { run: RUN, answer });
    until(|| !desk.errors().is_empty()).await;
    let events = begun().len() as u32;
    assert_eq!(desk.errors(), [WorkerError::Diverged { events }]);
    assert_eq!(desk.events(), begun());
}

#[wasm_bindgen_test]
async fn without_an_engine_there_is_no_run() {
    let desk = Desk::greeted();
    start(&desk);
    assert_eq!(desk.errors(), [WorkerError::NoPython]);

    let scenes = [Scene::only(trace(sleeping(0.01)))];
    load(&desk, &scenes, "blob:nowhere".into());
    start(&desk);
    until(|| desk.errors().len() == 2).await;
    assert_eq!(desk.errors()[1], WorkerError::NoPython);
    let failed = |message: &FromWorker| matches!(message, FromWorker::Python(PythonEngine::Failed { reason }) if !reason.is_empty());
    assert!(desk.heard.borrow().iter().any(failed));
    start(&desk);
    assert_eq!(desk.errors().len(), 3);

    // Whoever asks again may have more luck.
    load(&desk, &scenes, module());
    start(&desk);
    desk.drive(Drive::End);
    desk.until(is_final).await;
    assert_eq!(desk.stdout().lines().count(), 4);
}

#[wasm_bindgen_test]
async fn what_is_no_module_is_said_to_be_none() {
    let desk = Desk::greeted();
    load(&desk, &[], "data:application/wasm,no".into());
    let failed =
        |message: &FromWorker| matches!(message, FromWorker::Python(PythonEngine::Failed { .. }));
    until(|| desk.heard.borrow().iter().any(failed)).await;
}

#[wasm_bindgen_test]
async fn two_pilots_share_a_desk() {
    let desk = Desk::greeted();
    let scenes = [Scene::only(trace(sleeping(0.01)))];
    load(&desk, &scenes, module());
    for round in 1..4 {
        desk.heard.borrow_mut().clear();
        let run = RunId(2 * round);
        desk.say(ToWorker::Run {
            run,
            program: source(),
        });
        desk.say(ToWorker::Drive {
            run,
            drive: Drive::End,
        });
        desk.until(is_final).await;
        assert_eq!(desk.stdout(), "0.010\n0.020\n0.030\n0.040\n");

        desk.heard.borrow_mut().clear();
        let run = RunId(2 * round + 1);
        let program = Program::Lesson("sleep".into());
        desk.say(ToWorker::Run { run, program });
        desk.say(ToWorker::Drive {
            run,
            drive: Drive::End,
        });
        desk.until(is_final).await;
        assert!(!desk.stdout().contains("0.010"));
        assert_eq!(desk.errors(), []);
    }
    let greetings = desk.heard.borrow();
    assert!(
        !greetings
            .iter()
            .any(|it| matches!(it, FromWorker::Ready { .. }))
    );
}
