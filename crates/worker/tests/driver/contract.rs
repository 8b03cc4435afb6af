//! What is answered to what.

use std::{cell::RefCell, rc::Rc};

use coroscope_engine::Program;
use coroscope_protocol::{
    Drive, FromWorker, PROTOCOL_VERSION, Program as Asked, RunId, RunState, ToWorker, WorkerError,
};
use coroscope_trace::{Event, EventKind, VERSION};
use coroscope_worker::Pilot;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, RUN, is_final, now, program, restless, sleeping};

#[wasm_bindgen_test]
fn nobody_is_heard_before_hello() {
    let desk = Desk::new();
    desk.say(ToWorker::Run {
        run: RUN,
        program: Asked::Lesson("sleep".into()),
    });
    assert!(matches!(
        desk.errors()[..],
        [WorkerError::BadMessage { .. }]
    ));
    assert_eq!(desk.states(), []);
}

#[wasm_bindgen_test]
fn another_version_is_refused() {
    let desk = Desk::new();
    desk.say(ToWorker::Hello {
        protocol: PROTOCOL_VERSION + 1,
        trace: VERSION,
    });
    let [
        WorkerError::VersionMismatch {
            page_protocol,
            worker_protocol,
            ..
        },
    ] = desk.errors()[..]
    else {
        panic!("{:?}", desk.errors());
    };
    assert_eq!(
        (page_protocol, worker_protocol),
        (PROTOCOL_VERSION + 1, PROTOCOL_VERSION)
    );
    desk.say(ToWorker::Run {
        run: RUN,
        program: Asked::Lesson("sleep".into()),
    });
    assert_eq!(desk.states(), []);
}

#[wasm_bindgen_test]
fn hello_is_answered_with_the_lessons() {
    let desk = Desk::new();
    desk.say(ToWorker::Hello {
        protocol: PROTOCOL_VERSION,
        trace: VERSION,
    });
    let [FromWorker::Ready { lessons, .. }] = &desk.heard.borrow()[..] else {
        panic!("{:?}", desk.heard.borrow());
    };
    assert!(lessons.iter().any(|slug| slug == "sleep"));
}

#[wasm_bindgen_test]
fn an_unknown_lesson_is_an_error() {
    let desk = Desk::new();
    desk.say(ToWorker::Hello {
        protocol: PROTOCOL_VERSION,
        trace: VERSION,
    });
    desk.say(ToWorker::Run {
        run: RUN,
        program: Asked::Lesson("juggling".into()),
    });
    assert_eq!(
        desk.errors(),
        [WorkerError::UnknownLesson {
            lesson: "juggling".into()
        }]
    );
}

#[wasm_bindgen_test]
async fn every_lesson_runs_to_its_end_at_once() {
    for lesson in coroscope_lessons::lessons() {
        let desk = Desk::with(Program::lesson(lesson));
        desk.drive(Drive::End);
        desk.until(is_final).await;
        assert_eq!(desk.state(), Some(RunState::Finished), "{}", lesson.slug);
        assert_eq!(desk.stdout(), lesson.transcript(), "{}", lesson.slug);
    }
}

#[wasm_bindgen_test]
async fn a_run_without_end_meets_a_limit() {
    let desk = Desk::with(restless());
    desk.drive(Drive::End);
    desk.until(is_final).await;
    assert_eq!(desk.state(), Some(RunState::LimitReached));
    let events = desk.events();
    assert_eq!(events.len(), 1_000_001);
    let last = events.last().map(|event| &event.kind);
    assert!(
        matches!(last, Some(EventKind::Truncated { .. })),
        "{last:?}"
    );
}

#[wasm_bindgen_test]
async fn whoever_blocks_is_known_before_it_blocks() {
    let heard = Rc::<RefCell<Vec<FromWorker>>>::default();
    let seen = Rc::new(RefCell::new(None));
    let pilot = Pilot::of_lessons({
        let heard = Rc::clone(&heard);
        move |message| heard.borrow_mut().push(message.clone())
    });
    let program = program({
        let (heard, seen) = (Rc::clone(&heard), Rc::clone(&seen));
        move |env| async move {
            env.sleep(0.0).await?;
            // Here a program could loop for ever: what does the page know?
            let last = heard
                .borrow()
                .iter()
                .rev()
                .find_map(|message| match message {
                    FromWorker::Batch(batch) => batch.unpack().ok()?.pop(),
                    _ => None,
                });
            *seen.borrow_mut() = last;
            let began = now();
            env.time_sleep(0.05);
            assert!(now() - began >= 0.045, "it did not block");
            Ok(())
        }
    });
    pilot.hear(ToWorker::Hello {
        protocol: PROTOCOL_VERSION,
        trace: VERSION,
    });
    pilot.start_program(RUN, program);
    pilot.hear(ToWorker::Drive {
        run: RUN,
        drive: Drive::Live,
    });
    for _ in 0..1000 {
        let is_done = |message: &FromWorker| {
            matches!(
                message,
                FromWorker::State {
                    state: RunState::Finished,
                    ..
                }
            )
        };
        if heard.borrow().iter().any(is_done) {
            break;
        }
        TimeoutFuture::new(5).await;
    }
    let seen = seen.borrow().clone();
    assert!(
        matches!(
            seen,
            Some(Event {
                kind: EventKind::TaskStepped { .. },
                ..
            })
        ),
        "{seen:?}"
    );
    let running = heard.borrow().iter().any(|message| {
        matches!(
            message,
            FromWorker::State {
                state: RunState::Running,
                ..
            }
        )
    });
    assert!(running);
}

#[wasm_bindgen_test]
async fn a_deadlock_is_a_state() {
    let desk = Desk::with(program(
        |env| async move { env.create_future::<()>().await },
    ));
    desk.drive(Drive::Live);
    desk.until(is_final).await;
    assert_eq!(desk.state(), Some(RunState::Deadlocked));
}

#[wasm_bindgen_test]
async fn a_new_run_silences_the_old_one() {
    let desk = Desk::with(sleeping(0.01));
    desk.drive(Drive::Live);
    desk.until(|state| matches!(state, RunState::Waiting { .. }))
        .await;
    desk.heard.borrow_mut().clear();
    desk.pilot.start_program(RunId(2), sleeping(0.01));
    desk.drive(Drive::Live);
    desk.say(ToWorker::Drive {
        run: RunId(2),
        drive: Drive::Live,
    });
    desk.until(is_final).await;
    for message in desk.heard.borrow().iter() {
        let run = match message {
            FromWorker::Batch(batch) => Some(batch.run),
            FromWorker::State { run, .. } | FromWorker::InputWanted { run, .. } => Some(*run),
            FromWorker::Error { run, .. } => *run,
            FromWorker::Ready { .. } | FromWorker::Python(_) => None,
        };
        assert_eq!(run, Some(RunId(2)), "{message:?}");
    }
    assert_eq!(desk.stdout().lines().count(), 4);
}

#[wasm_bindgen_test]
async fn a_hundred_runs_stopped_half_way() {
    let desk = Desk::with(sleeping(1.0));
    for run in 2..102 {
        desk.pilot.start_program(RunId(run), sleeping(1.0));
        desk.say(ToWorker::Drive {
            run: RunId(run),
            drive: Drive::Live,
        });
        desk.until(|state| matches!(state, RunState::Waiting { .. }))
            .await;
    }
    assert_eq!(desk.errors(), []);
}

#[wasm_bindgen_test]
fn a_speed_that_is_no_number_is_refused() {
    let desk = Desk::with(sleeping(1.0));
    desk.say(ToWorker::SetSpeed { speed: f64::NAN });
    assert_eq!(desk.errors(), [WorkerError::BadSpeed]);
}
