//! Coroutine objects.

use crate::{CoroutineId, EventKind, Outcome, TaskId};

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn coroutines(&mut self, kind: &EventKind) {
        match kind {
            EventKind::CoroutineCreated { coroutine, .. } => {
                let call = self.call(*coroutine);
                self.say(
                    "Calling {0} makes a coroutine object. Nothing of its body runs yet.",
                    "Вызов {0} создаёт объект корутины. Из её тела пока ничего не выполняется.",
                    &[call],
                );
            }
            EventKind::CoroutineEntered {
                coroutine, task, ..
            } => self.entered(*coroutine, *task),
            EventKind::CoroutineSuspended { coroutine, .. } => {
                let name = self.coroutine(*coroutine);
                self.say(
                    "{0} comes to an `await` that has no result yet. It gives control back to the code that drives it.",
                    "Корутина {0} доходит до `await`, у которого ещё нет результата, и возвращает управление тому, кто её запускал.",
                    &[name],
                );
            }
            EventKind::CoroutineResumed { coroutine, .. } => {
                let name = self.coroutine(*coroutine);
                self.say(
                    "{0} is driven by hand once more: it goes on right after its `await`.",
                    "Корутину {0} запускают вручную ещё раз: она продолжает сразу после своего `await`.",
                    &[name],
                );
            }
            EventKind::CoroutineFinished { coroutine, outcome } => {
                self.finished(*coroutine, outcome);
            }
            EventKind::CoroutineNeverAwaited { coroutine } => {
                let call = self.call(*coroutine);
                self.say(
                    "Never awaited: the coroutine object of {0} is thrown away, and nothing of its body ever ran.",
                    "Забыт `await`: объект корутины {0} выброшен, а из её тела не выполнилось ничего.",
                    &[call],
                );
            }
            _ => {}
        }
    }

    fn entered(&mut self, id: CoroutineId, task: Option<TaskId>) {
        let (name, call) = (self.coroutine(id), self.call(id));
        match task {
            None => self.say(
                "{0} is driven by hand: its body begins to run.",
                "Корутину {0} запускают вручную: её тело начинает выполняться.",
                &[name],
            ),
            Some(task) => {
                let own = self.after.task(task).is_some_and(|it| it.coroutine == id);
                let task = self.task(task);
                if own {
                    self.say(
                        "{0} runs the first lines of {1}.",
                        "Задача {0} выполняет первые строки {1}.",
                        &[task, call],
                    );
                } else {
                    self.say(
                        "{0} awaits {1}: the body begins at once, in the same task.",
                        "Задача {0} применяет `await` к {1}: тело начинает выполняться сразу, в этой же задаче.",
                        &[task, call],
                    );
                }
            }
        }
    }

    fn finished(&mut self, id: CoroutineId, outcome: &Outcome) {
        let name = self.coroutine(id);
        // The task goes on in the coroutine that awaited this one, if there is
        // one; its own coroutine's end is the task's.
        let task = self.after.coroutine(id).and_then(|it| it.task);
        let outer = task
            .and_then(|task| self.after.task(task))
            .and_then(|task| task.frames.last())
            .map(|frame| frame.name.clone());
        match (outcome, outer) {
            (Outcome::Result(value), None) => self.say(
                "{0} returns {1}.",
                "Корутина {0} возвращает {1}.",
                &[name, Span::Code(value.clone())],
            ),
            (Outcome::Result(value), Some(outer)) => self.say(
                "{0} returns {1}, and {2} goes on after its `await`.",
                "Корутина {0} возвращает {1}, и {2} продолжает после своего `await`.",
                &[name, Span::Code(value.clone()), Self::code(&outer)],
            ),
            (Outcome::Exception(error), None) => self.say(
                "{0} ends with an exception: {1}.",
                "Корутина {0} завершается исключением {1}.",
                &[name, Self::error(error)],
            ),
            (Outcome::Exception(error), Some(outer)) => self.say(
                "{0} ends with {1}, which comes out of the `await` in {2}.",
                "Корутина {0} завершается исключением {1}; его выбрасывает `await` в {2}.",
                &[name, Self::error(error), Self::code(&outer)],
            ),
            (Outcome::Cancelled(_), None) => self.say(
                "{0} ends with ^CancelledError^.",
                "Корутина {0} завершается с ^CancelledError^.",
                &[name],
            ),
            (Outcome::Cancelled(_), Some(outer)) => self.say(
                "{0} ends with ^CancelledError^, which comes out of the `await` in {1}.",
                "Корутина {0} завершается с ^CancelledError^; его выбрасывает `await` в {1}.",
                &[name, Self::code(&outer)],
            ),
        }
    }
}
