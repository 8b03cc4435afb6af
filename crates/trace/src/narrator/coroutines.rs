//! Coroutine objects.

use coroscope_texts::narrator::coroutines as text;

use crate::{CoroutineId, EventKind, Outcome, TaskId};

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn coroutines(&mut self, kind: &EventKind) {
        match kind {
            EventKind::CoroutineCreated { coroutine, .. } => {
                let call = self.call(*coroutine);
                self.say(text::CALLING_MAKES_A_COROUTINE_OBJECT, &[call]);
            }
            EventKind::CoroutineEntered {
                coroutine, task, ..
            } => self.entered(*coroutine, *task),
            EventKind::CoroutineSuspended { coroutine, .. } => {
                let name = self.coroutine(*coroutine);
                self.say(text::COMES_TO_AN_AWAIT, &[name]);
            }
            EventKind::CoroutineResumed { coroutine, .. } => {
                let name = self.coroutine(*coroutine);
                self.say(text::IS_DRIVEN_BY_HAND_ONCE, &[name]);
            }
            EventKind::CoroutineFinished { coroutine, outcome } => {
                self.finished(*coroutine, outcome);
            }
            EventKind::CoroutineNeverAwaited { coroutine } => {
                let call = self.call(*coroutine);
                self.say(text::NEVER_AWAITED_THE_COROUTINE_OBJECT, &[call]);
            }
            _ => {}
        }
    }

    fn entered(&mut self, id: CoroutineId, task: Option<TaskId>) {
        let (name, call) = (self.coroutine(id), self.call(id));
        match task {
            None => self.say(text::IS_DRIVEN_BY_HAND, &[name]),
            Some(task) => {
                let own = self.after.task(task).is_some_and(|it| it.coroutine == id);
                let task = self.task(task);
                if own {
                    self.say(text::RUNS_THE_FIRST_LINES, &[task, call]);
                } else {
                    self.say(text::AWAITS_THE_BODY_BEGINS, &[task, call]);
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
            (Outcome::Result(value), None) => {
                self.say(text::RETURNS, &[name, Span::Code(value.clone())]);
            }
            (Outcome::Result(value), Some(outer)) => self.say(
                text::RETURNS_AND_GOES_ON_AFTER,
                &[name, Span::Code(value.clone()), Self::code(&outer)],
            ),
            (Outcome::Exception(error), None) => {
                self.say(text::ENDS_WITH_AN_EXCEPTION, &[name, Self::error(error)]);
            }
            (Outcome::Exception(error), Some(outer)) => self.say(
                text::ENDS_WITH_WHICH_COMES_OUT,
                &[name, Self::error(error), Self::code(&outer)],
            ),
            (Outcome::Cancelled(_), None) => self.say(text::ENDS_WITH_CANCELLEDERROR, &[name]),
            (Outcome::Cancelled(_), Some(outer)) => self.say(
                text::ENDS_WITH_CANCELLEDERROR_WHICH_COMES,
                &[name, Self::code(&outer)],
            ),
        }
    }
}
