//! From what the executor core observes to what a trace says.
//!
//! The two vocabularies mirror each other; here the borrowed becomes owned and a
//! location in the Rust source becomes a line in both editions.

use asyncio::observe as core;
use coroscope_trace as trace;
use trace::{EventKind, Place};

use crate::lines::Lines;

pub(crate) fn task(id: core::TaskId) -> trace::TaskId {
    trace::TaskId(id.0)
}

pub(crate) fn future(id: core::FutureId) -> trace::FutureId {
    trace::FutureId(id.0)
}

fn coroutine(id: core::CoroutineId) -> trace::CoroutineId {
    trace::CoroutineId(id.0)
}

fn handle(id: core::HandleId) -> trace::HandleId {
    trace::HandleId(id.0)
}

pub(crate) fn exception(error: &asyncio::Exception) -> trace::Exception {
    trace::Exception {
        type_name: error.type_name().into(),
        message: error.message().unwrap_or_default().into(),
        cancelled: error.is_cancelled(),
    }
}

fn outcome(outcome: &core::Outcome<'_>) -> trace::Outcome {
    match outcome {
        core::Outcome::Result(repr) => trace::Outcome::Result(repr.repr()),
        core::Outcome::Exception(error) => trace::Outcome::Exception(exception(error)),
        core::Outcome::Cancelled(message) => trace::Outcome::Cancelled(message.map(Into::into)),
    }
}

fn future_kind(kind: core::FutureKind) -> trace::FutureKind {
    match kind {
        core::FutureKind::Plain => trace::FutureKind::Plain,
        core::FutureKind::Task => trace::FutureKind::Task,
        core::FutureKind::Sleep => trace::FutureKind::Sleep,
        core::FutureKind::Gather => trace::FutureKind::Gather,
        core::FutureKind::Shield => trace::FutureKind::Shield,
        core::FutureKind::Waiter => trace::FutureKind::Waiter,
    }
}

fn callback(callback: &core::Callback<'_>) -> trace::Callback {
    match *callback {
        core::Callback::TaskStep(id) => trace::Callback::TaskStep { task: task(id) },
        core::Callback::TaskWakeup(id, done) => trace::Callback::TaskWakeup {
            task: task(id),
            future: future(done),
        },
        core::Callback::SleepOver(id) => trace::Callback::SleepOver { future: future(id) },
        core::Callback::TimeLimit(id) => trace::Callback::TimeLimit { task: task(id) },
        core::Callback::GatherChild(child, outer) => trace::Callback::GatherChild {
            child: future(child),
            outer: future(outer),
        },
        core::Callback::ShieldLink(inner, outer) => trace::Callback::ShieldLink {
            inner: future(inner),
            outer: future(outer),
        },
        core::Callback::StopLoop(id) => trace::Callback::StopLoop { future: future(id) },
        core::Callback::User(name) => trace::Callback::User { name: name.into() },
    }
}

fn awaited(on: core::Awaited) -> trace::Awaited {
    match on {
        core::Awaited::Future(id) => trace::Awaited::Future(future(id)),
        core::Awaited::NextIteration => trace::Awaited::NextIteration,
        core::Awaited::Foreign => trace::Awaited::Foreign,
    }
}

fn effect(effect: core::CancelEffect) -> trace::CancelEffect {
    match effect {
        core::CancelEffect::AlreadyDone => trace::CancelEffect::AlreadyDone,
        core::CancelEffect::PassedTo(id) => trace::CancelEffect::PassedTo(future(id)),
        core::CancelEffect::Remembered => trace::CancelEffect::Remembered,
    }
}

fn stage(stage: core::RunStage) -> trace::RunStage {
    match stage {
        core::RunStage::NewLoop => trace::RunStage::NewLoop,
        core::RunStage::MainDone => trace::RunStage::MainDone,
        core::RunStage::CancelLeftovers => trace::RunStage::CancelLeftovers,
        core::RunStage::CloseAsyncgens => trace::RunStage::CloseAsyncgens,
        core::RunStage::CloseExecutor => trace::RunStage::CloseExecutor,
        core::RunStage::CloseLoop => trace::RunStage::CloseLoop,
    }
}

fn resource(id: core::ResourceId) -> trace::ResourceId {
    trace::ResourceId(id.0)
}

fn resource_kind(kind: core::ResourceKind) -> trace::ResourceKind {
    match kind {
        core::ResourceKind::Lock => trace::ResourceKind::Lock,
        core::ResourceKind::Event => trace::ResourceKind::Event,
        core::ResourceKind::Condition => trace::ResourceKind::Condition,
        core::ResourceKind::Semaphore => trace::ResourceKind::Semaphore,
        core::ResourceKind::BoundedSemaphore => trace::ResourceKind::BoundedSemaphore,
        core::ResourceKind::Barrier => trace::ResourceKind::Barrier,
        core::ResourceKind::Queue => trace::ResourceKind::Queue,
        core::ResourceKind::PriorityQueue => trace::ResourceKind::PriorityQueue,
        core::ResourceKind::LifoQueue => trace::ResourceKind::LifoQueue,
        core::ResourceKind::TaskGroup => trace::ResourceKind::TaskGroup,
    }
}

fn resource_state(state: core::ResourceState) -> trace::ResourceState {
    match state {
        core::ResourceState::Locked(held) => trace::ResourceState::Locked(held),
        core::ResourceState::Flag(set) => trace::ResourceState::Flag(set),
        core::ResourceState::Permits(left) => trace::ResourceState::Permits(left),
        core::ResourceState::Acquired(left) => trace::ResourceState::Acquired(left),
        core::ResourceState::Released(left) => trace::ResourceState::Released(left),
        core::ResourceState::Items { items, unfinished } => {
            trace::ResourceState::Items { items, unfinished }
        }
        core::ResourceState::Parties(count) => trace::ResourceState::Parties(count),
        core::ResourceState::Arrived(count) => trace::ResourceState::Arrived(count),
        core::ResourceState::Draining(left) => trace::ResourceState::Draining(left),
        core::ResourceState::Resetting(left) => trace::ResourceState::Resetting(left),
        core::ResourceState::Broken => trace::ResourceState::Broken,
        core::ResourceState::Tasks(left) => trace::ResourceState::Tasks(left),
        core::ResourceState::Closed => trace::ResourceState::Closed,
    }
}

fn complaint(complaint: core::Complaint) -> trace::Complaint {
    match complaint {
        core::Complaint::NeverRetrieved => trace::Complaint::NeverRetrieved,
        core::Complaint::DestroyedPending => trace::Complaint::DestroyedPending,
        core::Complaint::CallbackFailed => trace::Complaint::CallbackFailed,
        core::Complaint::ShieldedFailed => trace::Complaint::ShieldedFailed,
        core::Complaint::ShutdownFailed => trace::Complaint::ShutdownFailed,
        core::Complaint::Other => trace::Complaint::Other,
    }
}

/// One event, with places looked up in `lines`.
pub(crate) fn event(event: &core::Event<'_>, lines: &Lines) -> EventKind {
    use core::Event as E;
    let at = |place: core::Place| lines.place(place);
    let maybe = |place: Option<core::Place>| place.map_or_else(Place::default, at);
    match *event {
        E::RunStage { stage: s, tasks } => EventKind::RunStage {
            stage: stage(s),
            tasks,
        },
        E::LoopStarted => EventKind::LoopStarted,
        E::IterationStarted { iteration, ready } => {
            EventKind::IterationStarted { iteration, ready }
        }
        E::ClockAdvanced { from } => EventKind::ClockAdvanced { from },
        E::Idle { until } => EventKind::Idle { until },
        E::LoopStopped => EventKind::LoopStopped,
        E::LoopClosed { dropped } => EventKind::LoopClosed { dropped },
        E::HandleScheduled {
            handle: h,
            callback: ref c,
        } => EventKind::HandleScheduled {
            handle: handle(h),
            callback: callback(c),
        },
        E::HandleStarted { handle: h } => EventKind::HandleStarted { handle: handle(h) },
        E::HandleFinished { handle: h } => EventKind::HandleFinished { handle: handle(h) },
        E::HandleCancelled { handle: h } => EventKind::HandleCancelled { handle: handle(h) },
        E::HandleSkipped { handle: h } => EventKind::HandleSkipped { handle: handle(h) },
        E::TimerSet {
            handle: h,
            deadline,
            callback: ref c,
            place,
        } => EventKind::TimerSet {
            handle: handle(h),
            deadline,
            callback: callback(c),
            place: at(place),
        },
        E::TimerFired { handle: h } => EventKind::TimerFired { handle: handle(h) },
        E::TimerCancelled { handle: h } => EventKind::TimerCancelled { handle: handle(h) },
        E::CoroutineCreated {
            coroutine: c,
            name,
            place,
        } => EventKind::CoroutineCreated {
            coroutine: coroutine(c),
            name: name.into(),
            place: at(place),
            definition: lines.definition(name),
        },
        E::CoroutineEntered {
            coroutine: c,
            task: t,
            place,
        } => EventKind::CoroutineEntered {
            coroutine: coroutine(c),
            task: t.map(task),
            place: maybe(place),
        },
        E::CoroutineSuspended {
            coroutine: c,
            place,
        } => EventKind::CoroutineSuspended {
            coroutine: coroutine(c),
            place: maybe(place),
        },
        E::CoroutineResumed {
            coroutine: c,
            place,
        } => EventKind::CoroutineResumed {
            coroutine: coroutine(c),
            place: lines.place(place),
        },
        E::CoroutineFinished {
            coroutine: c,
            outcome: ref o,
        } => EventKind::CoroutineFinished {
            coroutine: coroutine(c),
            outcome: outcome(o),
        },
        E::CoroutineNeverAwaited { coroutine: c } => EventKind::CoroutineNeverAwaited {
            coroutine: coroutine(c),
        },
        E::TaskCreated {
            task: t,
            future: f,
            name,
            named,
            coroutine: c,
            parent,
            eager,
            place,
        } => EventKind::TaskCreated {
            task: task(t),
            future: future(f),
            name: name.into(),
            named,
            coroutine: coroutine(c),
            parent: parent.map(task),
            eager,
            place: at(place),
        },
        E::TaskRenamed { task: t, name } => EventKind::TaskRenamed {
            task: task(t),
            name: name.into(),
        },
        E::TaskStepped {
            task: t,
            exception: e,
        } => EventKind::TaskStepped {
            task: task(t),
            exception: e.map(exception),
        },
        E::TaskSuspended { task: t, on, place } => EventKind::TaskSuspended {
            task: task(t),
            on: awaited(on),
            place: maybe(place),
        },
        E::TaskCancelRequested {
            task: t,
            by,
            message,
            effect: e,
            place,
        } => EventKind::TaskCancelRequested {
            task: task(t),
            by: by.map(task),
            message: message.map(Into::into),
            effect: effect(e),
            place: at(place),
        },
        E::TaskUncancelled { task: t, remaining } => EventKind::TaskUncancelled {
            task: task(t),
            remaining,
        },
        E::TaskFinished {
            task: t,
            outcome: ref o,
        } => EventKind::TaskFinished {
            task: task(t),
            outcome: outcome(o),
        },
        E::FutureCreated {
            future: f,
            kind,
            label,
            children,
            place,
        } => EventKind::FutureCreated {
            future: future(f),
            kind: future_kind(kind),
            label: label.into(),
            children: children.iter().copied().map(future).collect(),
            place: at(place),
        },
        E::FutureResolved {
            future: f,
            outcome: ref o,
        } => EventKind::FutureResolved {
            future: future(f),
            outcome: outcome(o),
        },
        E::ExceptionHandler {
            complaint: c,
            message,
            future: f,
            exception: e,
        } => EventKind::ExceptionHandler {
            complaint: complaint(c),
            message: message.into(),
            future: f.map(future),
            exception: e.map(exception),
        },
        E::SlowCallback { handle: h, seconds } => EventKind::SlowCallback {
            handle: handle(h),
            seconds,
        },
        E::ResourceCreated {
            resource: r,
            kind,
            name,
            place,
        } => EventKind::ResourceCreated {
            resource: resource(r),
            kind: resource_kind(kind),
            name: name.into(),
            place: at(place),
        },
        E::ResourceAwaited {
            resource: r,
            future: f,
        } => EventKind::ResourceAwaited {
            resource: resource(r),
            future: future(f),
        },
        E::ResourceChanged {
            resource: r,
            by,
            state,
        } => EventKind::ResourceChanged {
            resource: resource(r),
            by: by.map(task),
            state: resource_state(state),
        },
    }
}
