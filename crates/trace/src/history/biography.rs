//! What happened to one task, for the inspector.

use crate::{
    Event, Model, TaskId,
    log::Log,
    model::Table,
    narrator::{Happening, happening},
};

/// One entry of a task's own history. [`crate::narrator::brief`] says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position of the trace right after it.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
    /// What happened.
    pub what: Happening,
}

/// The history of every task.
#[derive(Clone, Debug, Default)]
pub(super) struct Biographies {
    tasks: Table<Log<Entry>>,
}

impl Biographies {
    pub(super) fn push(&mut self, after: &Model, event: &Event) {
        let Some((task, what)) = happening(after, event) else {
            return;
        };
        if self.tasks.get(task.0).is_none() {
            self.tasks.insert(task.0, Log::default());
        }
        if let Some(log) = self.tasks.get_mut(task.0) {
            log.push(Entry {
                position: after.position,
                time: event.time,
                what,
            });
        }
    }

    pub(super) fn of(&self, task: TaskId) -> Option<&Log<Entry>> {
        self.tasks.get(task.0).map(|log| &**log)
    }
}
