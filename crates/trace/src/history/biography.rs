//! What happened to one task, for the inspector.

use crate::{Event, EventKind, FutureId, HandleId, Model, TaskId, log::Log, model::Table};

/// One entry of a task's own history: a position at which something happened to
/// it. The narrator says it in a few words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Position of the trace right after it.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
}

/// The history of every task.
#[derive(Clone, Debug, Default)]
pub(super) struct Biographies {
    tasks: Table<Log<Entry>>,
}

impl Biographies {
    pub(super) fn push(&mut self, after: &Model, event: &Event) {
        let Some(task) = hero(after, event) else {
            return;
        };
        let entry = Entry {
            position: after.position,
            time: event.time,
        };
        if self.tasks.get(task.0).is_none() {
            self.tasks.insert(task.0, Log::default());
        }
        if let Some(log) = self.tasks.get_mut(task.0) {
            log.push(entry);
        }
    }

    pub(super) fn of(&self, task: TaskId) -> Option<&Log<Entry>> {
        self.tasks.get(task.0).map(|log| &**log)
    }
}

/// The task to whose history the event belongs. Not the same as its subject: a
/// task's creation belongs to the task that was created, not to its creator.
fn hero(after: &Model, event: &Event) -> Option<TaskId> {
    match &event.kind {
        EventKind::TaskCreated { task, .. }
        | EventKind::TaskRenamed { task, .. }
        | EventKind::TaskStepped { task, .. }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::TaskCancelRequested { task, .. }
        | EventKind::TaskFinished { task, .. }
        | EventKind::HandleScheduled {
            callback: crate::Callback::TaskWakeup { task, .. },
            ..
        } => Some(*task),
        EventKind::Output { task, .. } | EventKind::Blocked { task, .. } => *task,
        EventKind::ExceptionHandler { future, .. } => task_of(after, (*future)?),
        EventKind::SlowCallback { handle, .. } => task_behind(after, *handle),
        _ => None,
    }
}

fn task_of(model: &Model, future: FutureId) -> Option<TaskId> {
    model.future(future)?.task
}

fn task_behind(model: &Model, handle: HandleId) -> Option<TaskId> {
    model.callback_task(&model.recent_handle(handle)?.callback)
}
