//! Tasks that begin inside the step of the one that makes them.

use crate::TaskId;

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn created_eager(&mut self, task: Span, parent: Option<TaskId>) {
        match parent.map(|parent| self.task(parent)) {
            Some(parent) => self.say(
                "{0} makes the task {1}, which begins at once, inside this step.",
                "Задача {0} создаёт задачу {1}, и та начинается сразу, внутри этого шага.",
                &[parent, task],
            ),
            None => self.say(
                "The task {0} is made and begins at once.",
                "Создана задача {0}; она начинается сразу.",
                &[task],
            ),
        }
    }

    /// The first step of a task, inside the step of another.
    pub(super) fn began_inside(&mut self, task: Span, outer: TaskId) {
        let outer = self.task(outer);
        self.say(
            "{0} begins inside the step of {1}: its coroutine runs to the first `await` that has to wait.",
            "Задача {0} начинается внутри шага задачи {1}: её корутина выполняется до первого `await`, на котором придётся ждать.",
            &[task, outer],
        );
    }

    /// Control goes back to the step around the one that is over; tells whether
    /// there is one.
    pub(super) fn back_to_outer(&mut self) -> bool {
        let Some(outer) = self.after.running.map(|outer| self.task(outer)) else {
            return false;
        };
        self.say(
            ". Control goes back to {0}.",
            ". Управление возвращается к задаче {0}.",
            &[outer],
        );
        true
    }
}
