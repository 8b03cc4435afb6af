//! Tasks that begin inside the step of the one that makes them.

use coroscope_texts::narrator::eager as text;

use crate::TaskId;

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn created_eager(&mut self, task: Span, parent: Option<TaskId>) {
        match parent.map(|parent| self.task(parent)) {
            Some(parent) => self.say(text::MAKES_THE_TASK_WHICH_BEGINS, &[parent, task]),
            None => self.say(text::TASK_IS_MADE_AND_BEGINS, &[task]),
        }
    }

    /// The first step of a task, inside the step of another.
    pub(super) fn began_inside(&mut self, task: Span, outer: TaskId) {
        let outer = self.task(outer);
        self.say(text::BEGINS_INSIDE_THE_STEP, &[task, outer]);
    }

    /// Control goes back to the step around the one that is over; tells whether
    /// there is one.
    pub(super) fn back_to_outer(&mut self) -> bool {
        let Some(outer) = self.after.running.map(|outer| self.task(outer)) else {
            return false;
        };
        self.say(text::CONTROL_GOES_BACK, &[outer]);
        true
    }
}
