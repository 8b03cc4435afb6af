//! The values that events carry, in the words of the trace.

use asyncio::observe as core;
use coroscope_trace::{self as trace, Pack, Packer};

pub(super) fn task(id: core::TaskId) -> trace::TaskId {
    trace::TaskId(id.0)
}

pub(super) fn future(id: core::FutureId) -> trace::FutureId {
    trace::FutureId(id.0)
}

pub(super) fn coroutine(id: core::CoroutineId) -> trace::CoroutineId {
    trace::CoroutineId(id.0)
}

pub(super) fn handle(id: core::HandleId) -> trace::HandleId {
    trace::HandleId(id.0)
}

/// An exception, to be packed as the trace's is.
pub(crate) struct Raised<'a>(pub(crate) &'a asyncio::Exception);

impl Pack for Raised<'_> {
    fn pack(self, out: &mut Packer) {
        out.put(self.0.type_name())
            .put(self.0.message().unwrap_or_default())
            .put(self.0.is_cancelled());
    }
}

/// Packs how something ended; `repr` is the text of a result.
#[inline]
pub(super) fn outcome(out: &mut Packer, outcome: &core::Outcome<'_>, repr: &str) {
    match *outcome {
        core::Outcome::Result(_) => out.result(repr),
        core::Outcome::Exception(error) => out.raised(Raised(error)),
        core::Outcome::Cancelled(message) => out.cancelled(message),
    };
}

pub(super) fn future_kind(kind: core::FutureKind) -> trace::FutureKind {
    match kind {
        core::FutureKind::Plain => trace::FutureKind::Plain,
        core::FutureKind::Task => trace::FutureKind::Task,
        core::FutureKind::Sleep => trace::FutureKind::Sleep,
        core::FutureKind::Gather => trace::FutureKind::Gather,
        core::FutureKind::Shield => trace::FutureKind::Shield,
        core::FutureKind::Waiter => trace::FutureKind::Waiter,
    }
}

#[inline]
pub(super) fn callback(out: &mut Packer, callback: &core::Callback<'_>) {
    let known = match *callback {
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
        core::Callback::User(name) => {
            out.user_callback(name);
            return;
        }
    };
    out.put(&known);
}

pub(super) fn awaited(on: core::Awaited) -> trace::Awaited {
    match on {
        core::Awaited::Future(id) => trace::Awaited::Future(future(id)),
        core::Awaited::NextIteration => trace::Awaited::NextIteration,
        core::Awaited::Foreign => trace::Awaited::Foreign,
    }
}

pub(super) fn effect(effect: core::CancelEffect) -> trace::CancelEffect {
    match effect {
        core::CancelEffect::AlreadyDone => trace::CancelEffect::AlreadyDone,
        core::CancelEffect::PassedTo(id) => trace::CancelEffect::PassedTo(future(id)),
        core::CancelEffect::Remembered => trace::CancelEffect::Remembered,
    }
}

pub(super) fn stage(stage: core::RunStage) -> trace::RunStage {
    match stage {
        core::RunStage::NewLoop => trace::RunStage::NewLoop,
        core::RunStage::MainDone => trace::RunStage::MainDone,
        core::RunStage::CancelLeftovers => trace::RunStage::CancelLeftovers,
        core::RunStage::CloseAsyncgens => trace::RunStage::CloseAsyncgens,
        core::RunStage::CloseExecutor => trace::RunStage::CloseExecutor,
        core::RunStage::CloseLoop => trace::RunStage::CloseLoop,
    }
}

pub(super) fn resource(id: core::ResourceId) -> trace::ResourceId {
    trace::ResourceId(id.0)
}

pub(super) fn resource_kind(kind: core::ResourceKind) -> trace::ResourceKind {
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

pub(super) fn resource_state(state: core::ResourceState) -> trace::ResourceState {
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

pub(super) fn complaint(complaint: core::Complaint) -> trace::Complaint {
    match complaint {
        core::Complaint::NeverRetrieved => trace::Complaint::NeverRetrieved,
        core::Complaint::DestroyedPending => trace::Complaint::DestroyedPending,
        core::Complaint::CallbackFailed => trace::Complaint::CallbackFailed,
        core::Complaint::ShieldedFailed => trace::Complaint::ShieldedFailed,
        core::Complaint::ShutdownFailed => trace::Complaint::ShutdownFailed,
        core::Complaint::Other => trace::Complaint::Other,
    }
}
