//! The life of a task, apart from its cancellation.

use coroscope_texts::narrator::tasks as text;

use crate::model::{Model, Task};
use crate::{
    Awaited, Callback, EventKind, Exception, FutureId, FutureKind, HandleId, Outcome, TaskId,
};

use super::{Span, Teller};

/// A timer that is so much late, in seconds, was kept waiting.
pub(super) const LATE: f64 = 0.01;

impl Teller<'_> {
    pub(super) fn tasks(&mut self, kind: &EventKind) {
        match kind {
            EventKind::TaskCreated {
                task,
                parent,
                eager: true,
                ..
            } => self.created_eager(self.task(*task), *parent),
            EventKind::TaskCreated { task, parent, .. } => self.created(*task, *parent),
            EventKind::TaskRenamed { task, name } => {
                let old = self.before.task(*task).map(|it| it.label.clone());
                let old = Self::code(&old.unwrap_or_else(|| "?".into()));
                self.say(
                    text::TASK_IS_NOW_CALLED,
                    &[old, Span::Task(*task, name.as_str().into())],
                );
            }
            EventKind::TaskStepped { task, exception } => match exception {
                None => self.stepped(*task),
                Some(error) => self.thrown(*task, error),
            },
            EventKind::TaskSuspended { task, on, .. } => self.suspended(*task, *on),
            EventKind::TaskFinished { task, outcome } => self.ended(*task, outcome),
            _ => {}
        }
    }

    fn created(&mut self, id: TaskId, parent: Option<TaskId>) {
        let task = self.task(id);
        match parent {
            Some(parent) => {
                let parent = self.task(parent);
                self.say(text::MAKES_THE_TASK_AND_GOES, &[parent, task]);
            }
            None if self.after.main == Some(id) => {
                self.say(text::ASYNCIO_RUN_MAKES_THE_MAIN, &[task]);
            }
            None => self.say(text::TASK_IS_MADE, &[task]),
        }
    }

    fn stepped(&mut self, id: TaskId) {
        let started = self.before.task(id).is_some_and(|task| task.started);
        let task = self.task(id);
        if let Some(outer) = self.after.outer.last() {
            return self.began_inside(task, *outer);
        }
        if !started {
            return self.say(text::BEGINS_ITS_COROUTINE_RUNS, &[task]);
        }
        let Some(future) = self.woken_by() else {
            return self.say(text::IT_IS_THE_TURN, &[task]);
        };
        let name = self.future(future);
        let record = self.after.future(future);
        let kind = record.map(|it| it.kind);
        let value = match record.and_then(|it| it.outcome.clone()) {
            Some(Outcome::Result(value)) if value != "None" => Some(Span::Code(value)),
            _ => None,
        };
        match (kind, value) {
            (Some(FutureKind::Sleep), _) => match slept(self.after, future) {
                Some((length, asked)) if length > asked + LATE => {
                    let (length, asked) = (self.seconds(length), self.seconds(asked));
                    self.say(text::HAS_SLEPT_FOR_INSTEAD, &[task, length, asked]);
                }
                Some((length, _)) => {
                    let length = self.seconds(length);
                    self.say(text::HAS_SLEPT_FOR_AND_GOES, &[task, length]);
                }
                None => self.say(text::IS_OVER_GOES_ON_AFTER, &[task, name]),
            },
            (Some(FutureKind::Task), Some(value)) => {
                self.say(text::IS_DONE_THE_AWAIT, &[task, name, value]);
            }
            (Some(FutureKind::Task), None) => self.say(text::IS_DONE_AND_GOES, &[task, name]),
            (_, Some(value)) => self.say(text::HAS_ITS_RESULT_THE_AWAIT, &[task, name, value]),
            (_, None) => self.say(text::IS_DONE_AND_HOLDS_IT_NO_MORE, &[task, name]),
        }
    }

    /// The future whose end brought the step that runs now.
    fn woken_by(&self) -> Option<FutureId> {
        match self.after.current_handle()?.callback {
            Callback::TaskWakeup { future, .. } => Some(future),
            _ => None,
        }
    }

    fn thrown(&mut self, id: TaskId, error: &Exception) {
        let record = self.before.task(id);
        let started = record.is_some_and(|task| task.started);
        let task = self.task(id);
        if !error.cancelled {
            return self.say(text::GOES_ON_BUT_ITS_AWAIT, &[task, Self::error(error)]);
        }
        if !started {
            return self.say(text::WAS_CANCELLED_BEFORE_IT_BEGAN, &[task]);
        }
        let asked = record.and_then(|task| task.pending_cancel().cloned());
        match asked {
            Some(request) if request.time_limit => {
                self.say(text::CANCELLATION_ARRIVES_THE_AWAIT, &[task]);
            }
            Some(_) => self.say(text::CANCELLATION_ARRIVES_THE_AWAIT_IN, &[task]),
            None => match self.woken_by().map(|future| self.future(future)) {
                Some(awaited @ Span::Task(..)) => {
                    self.say(text::WAS_CANCELLED_SO_THE_AWAIT, &[task, awaited]);
                }
                Some(awaited) => self.say(text::WHAT_IT_AWAITED_WAS_CANCELLED, &[task, awaited]),
                None => self.say(text::AWAIT_IN_RAISES_CANCELLEDERROR, &[task]),
            },
        }
    }

    fn suspended(&mut self, id: TaskId, on: Awaited) {
        let task = self.task(id);
        match on {
            Awaited::NextIteration => self.say(text::STEPS_ASIDE_SLEEP_LETS_EVERYBODY, &[task]),
            Awaited::Foreign => self.say(text::WAITS_FOR_SOMETHING_OUTSIDE_ASYNCIO, &[task]),
            Awaited::Future(future) => self.suspended_on(task, future),
        }
        self.turn_to_next();
    }

    fn suspended_on(&mut self, task: Span, id: FutureId) {
        let name = self.future(id);
        let Some(future) = self.after.future(id).cloned() else {
            return self.say(text::WAITS_FOR, &[task, name]);
        };
        if let Some(resource) = future.resource {
            return self.queued(task, &future, resource);
        }
        let children = future.children.len() as u32;
        match future.kind {
            FutureKind::Sleep => match future.timer.and_then(|id| timer(self.after, id)) {
                Some((length, deadline)) => {
                    let (length, deadline) = (self.seconds(length), self.seconds(deadline));
                    self.say(text::ASKS_TO_SLEEP_THE_LOOP, &[task, length, deadline]);
                }
                None => self.say(text::AWAITS, &[task, name]),
            },
            FutureKind::Task => self.say(text::AWAITS_WHICH_IS_NOT_DONE, &[task, name]),
            FutureKind::Gather => {
                let number = self.number(children);
                self.count(children, text::WAITS_FOR_GATHER_UNTIL_ALL, &[task, number]);
            }
            FutureKind::Shield => {
                let child = self.child(id).map_or(name, |child| self.future(child));
                self.say(text::WAITS_FOR_THROUGH_A_SHIELD, &[task, child]);
            }
            FutureKind::Plain | FutureKind::Waiter | FutureKind::Foreign => {
                self.say(text::WAITS_FOR_WHICH_HAS_NO, &[task, name]);
            }
        }
    }

    /// Where the loop turns now that a task gave control back.
    fn turn_to_next(&mut self) {
        if self.back_to_outer() {
            return;
        }
        let next = self.after.ready_now().find(|handle| !handle.cancelled);
        match next.map(|handle| handle.callback.clone()) {
            None => self.full_stop(),
            Some(callback) => match self.after.callback_task(&callback) {
                Some(task)
                    if matches!(
                        callback,
                        Callback::TaskStep { .. } | Callback::TaskWakeup { .. }
                    ) =>
                {
                    let task = self.task(task);
                    self.say(text::NEXT_IN_THE_QUEUE, &[task]);
                }
                _ => self.say(text::LOOP_TURNS_TO_THE_NEXT, &[]),
            },
        }
    }

    fn ended(&mut self, id: TaskId, outcome: &Outcome) {
        let task = self.task(id);
        match outcome {
            Outcome::Result(value) if value == "None" => {
                self.say(text::HAS_RUN_TO_ITS_END, &[task]);
            }
            Outcome::Result(value) => self.say(
                text::RETURNS_AND_IS_FINISHED,
                &[task, Span::Code(value.clone())],
            ),
            Outcome::Cancelled(_) => self.say(text::ENDS_WITH_CANCELLEDERROR_NOW, &[task]),
            Outcome::Exception(error) => {
                self.say(text::ENDS_WITH_AN_EXCEPTION, &[task, Self::error(error)]);
            }
        }
        let record: Option<&Task> = self.before.task(id).map(|task| &**task);
        let future = record.map(|task| task.future);
        let waiters = future
            .map(|future| self.waiters(future))
            .unwrap_or_default();
        match *waiters {
            [] if matches!(outcome, Outcome::Exception(_)) => {
                self.say(text::TASK_KEEPS_IT_UNTIL_SOMEBODY, &[]);
            }
            [] if self.back_to_outer() => {}
            [] => self.full_stop(),
            [one] => {
                let one = self.task(one);
                self.say(text::WHICH_WAITS, &[one]);
            }
            _ => {
                let number = self.number(waiters.len() as u32);
                self.count(waiters.len() as u32, text::TASKS_THAT_WAIT, &[number]);
            }
        }
    }
}

/// The length and the deadline of a timer, in seconds.
fn timer(model: &Model, id: HandleId) -> Option<(f64, f64)> {
    let handle = model.handle(id)?;
    let deadline = handle.deadline?;
    Some((deadline - handle.start, deadline))
}

/// For how long a task slept and for how long it had asked to, in seconds.
fn slept(model: &Model, sleep: FutureId) -> Option<(f64, f64)> {
    let sleep = model.future(sleep)?;
    Some((model.now - sleep.created, sleep.due? - sleep.created))
}
