//! Positions at which a learner's steps may end.

use core::mem::discriminant;

use crate::{
    Callback, Event, EventKind, FutureId, FutureKind, Model, ResourceState, RunStage, log::Log,
};

/// What a step is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The next thing worth a sentence.
    Stop,
    /// The next callback.
    Callback,
    /// The next iteration.
    Iteration,
    /// The next time that another task runs.
    TaskSwitch,
    /// The next moment in time.
    Moment,
}

const MARKS: usize = 5;

/// The positions of every kind of mark. Each mark lies on a stop, so that every
/// step ends at a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    positions: [Log<u32>; MARKS],
    /// Marks that were passed since the last stop.
    pending: [bool; MARKS],
    last_task: Option<crate::TaskId>,
}

impl Marks {
    /// Takes the next event in; tells whether a step ends after it.
    pub(super) fn push(&mut self, before: &Model, event: &Event) -> bool {
        match &event.kind {
            EventKind::HandleStarted { .. } => self.pending[Mark::Callback as usize] = true,
            EventKind::IterationStarted { .. } => self.pending[Mark::Iteration as usize] = true,
            EventKind::TaskStepped { task, .. } => self.switch_to(*task),
            // An eager task's first step is over, and the one around it goes on.
            EventKind::TaskSuspended { task, .. } | EventKind::TaskFinished { task, .. }
                if before.running == Some(*task) =>
            {
                if let Some(outer) = before.outer.last() {
                    self.switch_to(*outer);
                }
            }
            _ => {}
        }
        if event.time > before.now {
            self.pending[Mark::Moment as usize] = true;
        }
        if is_quiet(before, event) {
            return false;
        }
        self.pending[Mark::Stop as usize] = true;
        for (positions, pending) in self.positions.iter_mut().zip(&mut self.pending) {
            if core::mem::take(pending) {
                positions.push(before.position as u32 + 1);
            }
        }
        true
    }

    fn switch_to(&mut self, task: crate::TaskId) {
        if self.last_task.replace(task) != Some(task) {
            self.pending[Mark::TaskSwitch as usize] = true;
        }
    }

    pub(super) fn of(&self, mark: Mark) -> &Log<u32> {
        &self.positions[mark as usize]
    }
}

/// Whether an event is too small to stop at: what it says is said again, and
/// better, by the one before or after it. Decided from the model before it.
pub(super) fn is_quiet(before: &Model, event: &Event) -> bool {
    // What `asyncio.run` does after the last of the program's own tasks is shown
    // by its stages; their iterations teach nothing.
    let leaving = before.stage >= Some(RunStage::CancelLeftovers);
    let cleaning = before.stage >= Some(RunStage::CloseAsyncgens);
    match &event.kind {
        // The stage before the loop's end says it.
        EventKind::LoopStarted
        | EventKind::LoopClosed { .. }
        | EventKind::LoopStopped
        // The timer that fires at the new time says it.
        | EventKind::ClockAdvanced { .. }
        // The next callback begins.
        | EventKind::HandleFinished { .. }
        // Said with what scheduled it: a new task, a resolved future.
        | EventKind::HandleScheduled {
            callback:
                Callback::TaskStep { .. }
                | Callback::TaskWakeup { .. }
                | Callback::GatherChild { .. }
                | Callback::ShieldLink { .. }
                | Callback::StopLoop { .. },
            ..
        }
        // Said when the handle is skipped.
        | EventKind::HandleCancelled { .. }
        // Said by the `TimeoutError` that follows.
        | EventKind::TaskUncancelled { .. }
        // Said by the suspension that follows.
        | EventKind::ResourceAwaited { .. } => true,

        EventKind::HandleScheduled {
            callback: Callback::User { name },
            ..
        } => is_private(name),
        EventKind::HandleStarted { handle } => {
            let handle = before.handle(*handle);
            handle.is_none_or(|handle| match &handle.callback {
                Callback::TaskStep { .. }
                | Callback::TaskWakeup { .. }
                | Callback::SleepOver { .. }
                | Callback::TimeLimit { .. } => true,
                Callback::GatherChild { outer, .. } => is_of_run(before, *outer),
                Callback::User { name } => is_private(name),
                _ => false,
            })
        }
        EventKind::IterationStarted { .. }
        | EventKind::Idle { .. }
        | EventKind::HandleSkipped { .. }
        | EventKind::CoroutineCreated { .. } => cleaning,
        EventKind::ResourceChanged { resource, state, .. } => match state {
            // Said where it was made, and by the tasks that come and go.
            ResourceState::Parties(_) | ResourceState::Tasks(_) => true,
            ResourceState::Permits(_) => before
                .resource(*resource)
                .is_none_or(|it| it.state.is_none()),
            ResourceState::Draining(_) | ResourceState::Resetting(_) => {
                let before = before.resource(*resource).and_then(|it| it.state);
                before.is_some_and(|it| discriminant(&it) == discriminant(state))
            }
            _ => false,
        },
        // The suspension that follows says it.
        EventKind::FutureCreated { kind, .. } => match kind {
            FutureKind::Sleep | FutureKind::Waiter | FutureKind::Task => true,
            FutureKind::Gather => leaving && before.running.is_none(),
            _ => false,
        },
        EventKind::TimerSet { callback, .. } => matches!(callback, Callback::SleepOver { .. }),
        // A sleep that was cut short says why by the error that follows.
        EventKind::TimerCancelled { handle } => before
            .handle(*handle)
            .is_none_or(|handle| matches!(handle.callback, Callback::SleepOver { .. })),
        // The task's end says it.
        EventKind::FutureResolved { future, .. } => {
            let record = before.future(*future);
            record.is_none_or(|it| it.is_done() || it.task.is_some())
                || is_of_run(before, *future)
        }
        // The first step of its task says it.
        EventKind::CoroutineEntered { coroutine, task, .. } => task
            .and_then(|id| before.task(id))
            .is_some_and(|task| task.internal || task.coroutine == *coroutine),
        EventKind::CoroutineFinished { coroutine, .. } => {
            let driven = before.coroutine(*coroutine).and_then(|it| it.task);
            driven
                .and_then(|id| before.task(id))
                .is_some_and(|task| task.internal || task.coroutine == *coroutine)
        }
        EventKind::TaskCreated { parent, .. } => cleaning && parent.is_none(),
        EventKind::TaskStepped { task, .. }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::TaskFinished { task, .. } => {
            before.task(*task).is_some_and(|task| task.internal)
        }
        _ => false,
    }
}

/// Whether it is the future in which `asyncio.run` gathers what it cancelled.
fn is_of_run(before: &Model, gather: FutureId) -> bool {
    before.stage >= Some(RunStage::CancelLeftovers)
        && before
            .future(gather)
            .is_some_and(|it| it.kind == FutureKind::Gather && it.created_by.is_none())
}

/// Whether it is a callback of the library's own, by Python's convention.
fn is_private(name: &str) -> bool {
    name.starts_with('_')
}
