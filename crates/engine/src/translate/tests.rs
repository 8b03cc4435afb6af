//! Every event of the core, and what is read of it afterwards.

use std::panic::Location;

use asyncio::observe::{self as core, Event as E, Outcome};
use coroscope_trace::{Packer, unpack};

use super::event;
use crate::{lines::Lines, notes::Notes};

/// The text of what is read back, without the names of the number types.
fn read_back(events: &[core::Event<'_>]) -> Vec<String> {
    let (mut out, mut notes) = (Packer::default(), Notes::default());
    for it in events {
        event(&mut out, 0.5, it, &Lines::plain(), &mut notes);
    }
    let packed = out.take();
    assert_eq!(packed.len(), events.len());
    let read = packed.unpack().expect("whole");
    // What the derived encoder makes of it is the same, byte for byte.
    let bytes = postcard::to_allocvec(&read).expect("packs");
    assert_eq!(packed.as_bytes(), bytes);
    assert_eq!(unpack(&bytes).as_ref(), Ok(&read));
    assert!(read.iter().all(|event| event.time == 0.5));
    let text = |event: &coroscope_trace::Event| {
        let mut text = format!("{:?}", event.kind);
        for name in ["Task", "Future", "Coroutine", "Handle", "Resource"] {
            text = text.replace(&format!("{name}Id("), "#(");
        }
        text.replace("#(", "(")
    };
    read.iter().map(text).collect()
}

#[track_caller]
fn check(pairs: &[(core::Event<'_>, &str)]) {
    let (events, expected): (Vec<_>, Vec<_>) = pairs.iter().cloned().unzip();
    assert_eq!(read_back(&events), expected);
}

const TASK: core::TaskId = core::TaskId(300);
const FUTURE: core::FutureId = core::FutureId(70_000);
const COROUTINE: core::CoroutineId = core::CoroutineId(5);
const HANDLE: core::HandleId = core::HandleId(3_000_000);

#[test]
fn the_loop_and_its_handles() {
    let place = Location::caller();
    let line = place.line();
    let timer = format!(
        "TimerSet {{ handle: (3000000), deadline: 2.0, callback: SleepOver {{ future: (70000) }}, \
         place: Place {{ python: 0, rust: {line} }} }}"
    );
    let scheduled = |callback| E::HandleScheduled {
        handle: HANDLE,
        callback,
    };
    #[rustfmt::skip]
    check(&[
        (E::RunStage { stage: core::RunStage::CancelLeftovers, tasks: 2 }, "RunStage { stage: CancelLeftovers, tasks: 2 }"),
        (E::LoopStarted, "LoopStarted"),
        (E::IterationStarted { iteration: 128, ready: 127 }, "IterationStarted { iteration: 128, ready: 127 }"),
        (E::ClockAdvanced { from: 0.25 }, "ClockAdvanced { from: 0.25 }"),
        (E::Idle { until: Some(3.5) }, "Idle { until: Some(3.5) }"),
        (E::Idle { until: None }, "Idle { until: None }"),
        (E::LoopStopped, "LoopStopped"),
        (E::LoopClosed { dropped: u32::MAX }, "LoopClosed { dropped: 4294967295 }"),
        (scheduled(core::Callback::TaskStep(TASK)), "HandleScheduled { handle: (3000000), callback: TaskStep { task: (300) } }"),
        (scheduled(core::Callback::TaskWakeup(TASK, FUTURE)), "HandleScheduled { handle: (3000000), callback: TaskWakeup { task: (300), future: (70000) } }"),
        (scheduled(core::Callback::TimeLimit(TASK)), "HandleScheduled { handle: (3000000), callback: TimeLimit { task: (300) } }"),
        (scheduled(core::Callback::GatherChild(FUTURE, core::FutureId(1))), "HandleScheduled { handle: (3000000), callback: GatherChild { child: (70000), outer: (1) } }"),
        (scheduled(core::Callback::ShieldLink(FUTURE, core::FutureId(1))), "HandleScheduled { handle: (3000000), callback: ShieldLink { inner: (70000), outer: (1) } }"),
        (scheduled(core::Callback::StopLoop(FUTURE)), "HandleScheduled { handle: (3000000), callback: StopLoop { future: (70000) } }"),
        (scheduled(core::Callback::User("tick")), "HandleScheduled { handle: (3000000), callback: User { name: \"tick\" } }"),
        (E::HandleStarted { handle: HANDLE }, "HandleStarted { handle: (3000000) }"),
        (E::HandleFinished { handle: HANDLE }, "HandleFinished { handle: (3000000) }"),
        (E::HandleCancelled { handle: HANDLE }, "HandleCancelled { handle: (3000000) }"),
        (E::HandleSkipped { handle: HANDLE }, "HandleSkipped { handle: (3000000) }"),
        (E::TimerSet { handle: HANDLE, deadline: 2.0, callback: core::Callback::SleepOver(FUTURE), place }, &timer),
        (E::TimerFired { handle: HANDLE }, "TimerFired { handle: (3000000) }"),
        (E::TimerCancelled { handle: HANDLE }, "TimerCancelled { handle: (3000000) }"),
        (E::SlowCallback { handle: HANDLE, seconds: 0.125 }, "SlowCallback { handle: (3000000), seconds: 0.125 }"),
    ]);
}

#[test]
fn coroutines_and_tasks() {
    let place = Location::caller();
    let at = format!("Place {{ python: 0, rust: {} }}", place.line());
    let nowhere = "Place { python: 0, rust: 0 }";
    let error = asyncio::Exception::new("ValueError", "too large");
    let shown = "Exception { type_name: \"ValueError\", message: \"too large\", cancelled: false }";
    let cancel = |effect, message| E::TaskCancelRequested {
        task: TASK,
        by: Some(core::TaskId(0)),
        message,
        effect,
        place,
    };
    #[rustfmt::skip]
    check(&[
        (E::CoroutineCreated { coroutine: COROUTINE, name: "main", place }, &format!("CoroutineCreated {{ coroutine: (5), name: \"main\", place: {at}, definition: {nowhere} }}")),
        (E::CoroutineEntered { coroutine: COROUTINE, task: Some(TASK), place: None }, &format!("CoroutineEntered {{ coroutine: (5), task: Some((300)), place: {nowhere} }}")),
        (E::CoroutineSuspended { coroutine: COROUTINE, place: Some(place) }, &format!("CoroutineSuspended {{ coroutine: (5), place: {at} }}")),
        (E::CoroutineResumed { coroutine: COROUTINE, place }, &format!("CoroutineResumed {{ coroutine: (5), place: {at} }}")),
        (E::CoroutineFinished { coroutine: COROUTINE, outcome: Outcome::Result(&"tea") }, "CoroutineFinished { coroutine: (5), outcome: Result(\"'tea'\") }"),
        (E::CoroutineNeverAwaited { coroutine: COROUTINE }, "CoroutineNeverAwaited { coroutine: (5) }"),
        (E::TaskCreated { task: TASK, future: FUTURE, name: "Task-1", named: true, coroutine: COROUTINE, parent: None, eager: false, place }, &format!("TaskCreated {{ task: (300), future: (70000), name: \"Task-1\", named: true, coroutine: (5), parent: None, eager: false, place: {at} }}")),
        (E::TaskRenamed { task: TASK, name: "чай" }, "TaskRenamed { task: (300), name: \"чай\" }"),
        (E::TaskStepped { task: TASK, exception: Some(&error) }, &format!("TaskStepped {{ task: (300), exception: Some({shown}) }}")),
        (E::TaskSuspended { task: TASK, on: core::Awaited::Future(FUTURE), place: Some(place) }, &format!("TaskSuspended {{ task: (300), on: Future((70000)), place: {at} }}")),
        (E::TaskSuspended { task: TASK, on: core::Awaited::NextIteration, place: None }, &format!("TaskSuspended {{ task: (300), on: NextIteration, place: {nowhere} }}")),
        (E::TaskSuspended { task: TASK, on: core::Awaited::Foreign, place: None }, &format!("TaskSuspended {{ task: (300), on: Foreign, place: {nowhere} }}")),
        (cancel(core::CancelEffect::AlreadyDone, None), &format!("TaskCancelRequested {{ task: (300), by: Some((0)), message: None, effect: AlreadyDone, place: {at} }}")),
        (cancel(core::CancelEffect::PassedTo(FUTURE), Some("enough")), &format!("TaskCancelRequested {{ task: (300), by: Some((0)), message: Some(\"enough\"), effect: PassedTo((70000)), place: {at} }}")),
        (cancel(core::CancelEffect::Remembered, None), &format!("TaskCancelRequested {{ task: (300), by: Some((0)), message: None, effect: Remembered, place: {at} }}")),
        (E::TaskUncancelled { task: TASK, remaining: 1 }, "TaskUncancelled { task: (300), remaining: 1 }"),
        (E::TaskFinished { task: TASK, outcome: Outcome::Cancelled(Some("enough")) }, "TaskFinished { task: (300), outcome: Cancelled(Some(\"enough\")) }"),
        (E::TaskFinished { task: TASK, outcome: Outcome::Result(&1_000_u64) }, "TaskFinished { task: (300), outcome: Result(\"1000\") }"),
        (E::FutureCreated { future: FUTURE, kind: core::FutureKind::Gather, label: "gather", children: &[core::FutureId(1), core::FutureId(200)], place }, &format!("FutureCreated {{ future: (70000), kind: Gather, label: \"gather\", children: [(1), (200)], place: {at} }}")),
        (E::FutureResolved { future: FUTURE, outcome: Outcome::Exception(&error) }, &format!("FutureResolved {{ future: (70000), outcome: Exception({shown}) }}")),
        (E::ExceptionHandler { complaint: core::Complaint::ShieldedFailed, message: "why", future: Some(FUTURE), exception: None }, "ExceptionHandler { complaint: ShieldedFailed, message: \"why\", future: Some((70000)), exception: None }"),
    ]);
}

#[test]
fn resources() {
    use core::ResourceState as S;
    let place = Location::caller();
    let at = format!("Place {{ python: 0, rust: {} }}", place.line());
    let resource = core::ResourceId(9);
    let states = [
        (S::Locked(true), "Locked(true)"),
        (S::Flag(false), "Flag(false)"),
        (S::Permits(1), "Permits(1)"),
        (S::Acquired(2), "Acquired(2)"),
        (S::Released(3), "Released(3)"),
        (
            S::Items {
                items: 4,
                unfinished: 5,
            },
            "Items { items: 4, unfinished: 5 }",
        ),
        (S::Parties(6), "Parties(6)"),
        (S::Arrived(7), "Arrived(7)"),
        (S::Draining(8), "Draining(8)"),
        (S::Resetting(9), "Resetting(9)"),
        (S::Broken, "Broken"),
        (S::Tasks(10), "Tasks(10)"),
        (S::Closed, "Closed"),
    ];
    for (state, text) in states {
        let changed = E::ResourceChanged {
            resource,
            by: Some(TASK),
            state,
        };
        let text = format!("ResourceChanged {{ resource: (9), by: Some((300)), state: {text} }}");
        check(&[(changed, &text)]);
    }
    #[rustfmt::skip]
    check(&[
        (E::ResourceCreated { resource, kind: core::ResourceKind::LifoQueue, name: "Queue-1", place }, &format!("ResourceCreated {{ resource: (9), kind: LifoQueue, name: \"Queue-1\", place: {at} }}")),
        (E::ResourceAwaited { resource, future: FUTURE }, "ResourceAwaited { resource: (9), future: (70000) }"),
    ]);
}
