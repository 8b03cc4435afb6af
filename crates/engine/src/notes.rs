//! What a recorder keeps in mind of the events that it writes down.

use asyncio::observe as core;
use coroscope_trace::TaskId;

use crate::{bits::Bits, names::Names};

/// Counters by which a driver knows how far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Which task had control last.
    pub(crate) last_task: Option<TaskId>,
    /// How many times a task was given control.
    pub(crate) steps: u32,
}

/// Who has control, and what things are called.
#[derive(Default)]
pub(crate) struct Notes {
    /// The task that has control.
    pub(crate) current: Option<TaskId>,
    /// Those in whose step it runs, because it is eager; the last goes on next.
    outer: Vec<TaskId>,
    /// Handles that will call the program's own functions.
    user: Bits,
    pub(crate) marks: Marks,
    pub(crate) names: Names,
    /// The text of the last result: one place for all of them.
    repr: String,
}

impl Notes {
    #[inline]
    pub(crate) fn stepped(&mut self, task: TaskId) {
        if let Some(outer) = self.current.replace(task) {
            self.outer.push(outer);
        }
        self.marks.last_task = Some(task);
        self.marks.steps = self.marks.steps.wrapping_add(1);
    }

    /// The task gave control back, if it had it.
    #[inline]
    pub(crate) fn stopped(&mut self, task: TaskId) {
        if self.current == Some(task) {
            self.current = self.outer.pop();
        }
    }

    #[inline]
    pub(crate) fn handle_finished(&mut self) {
        self.current = None;
        self.outer.clear();
    }

    /// A handle was made that will call this.
    #[inline]
    pub(crate) fn will_call(&mut self, handle: core::HandleId, callback: &core::Callback<'_>) {
        if let core::Callback::User(_) = callback {
            self.user.insert(handle.0);
        }
    }

    /// Whether the handle calls a function of the program's own.
    #[inline]
    pub(crate) fn calls(&self, handle: core::HandleId) -> bool {
        self.user.contains(handle.0)
    }

    /// The text of a result, and the names.
    #[inline]
    pub(crate) fn repr(&mut self, outcome: &core::Outcome<'_>) -> (&str, &mut Names) {
        self.repr.clear();
        if let core::Outcome::Result(value) = outcome {
            value.write_repr(&mut self.repr);
        }
        (&self.repr, &mut self.names)
    }
}
