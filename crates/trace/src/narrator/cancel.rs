//! Cancellation: asked for, passed on, delivered.

use crate::model::TaskState;
use crate::{CancelEffect, EventKind, FutureId, FutureKind, RunStage, TaskId};

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn cancellation(&mut self, kind: &EventKind) {
        match kind {
            EventKind::TaskCancelRequested {
                task, by, effect, ..
            } => {
                if *effect == CancelEffect::AlreadyDone {
                    return self.too_late(*task, *by);
                }
                match self.limit(*task) {
                    Some(limit) if by.is_none() => self.time_is_up(*task, limit, *effect),
                    _ => {
                        self.who_asks(*task, *by);
                        self.what_follows(*task, *by, *effect);
                    }
                }
            }
            EventKind::TaskUncancelled { task, remaining } => {
                let task = self.task(*task);
                let number = self.number(*remaining);
                let args = [task, number];
                if *remaining == 0 {
                    return self.say(
                        "`uncancel()` takes the cancellation of {0} back: nobody asks for it any more.",
                        "`uncancel()` снимает отмену задачи {0}: больше о ней никто не просит.",
                        &args,
                    );
                }
                self.count(
                    *remaining,
                    [
                        "`uncancel()` takes one cancellation of {0} back; {1} is still asked for.",
                        "`uncancel()` takes one cancellation of {0} back; {1} are still asked for.",
                    ],
                    [
                        "`uncancel()` снимает одну отмену задачи {0}; осталась ещё {1}.",
                        "`uncancel()` снимает одну отмену задачи {0}; осталось ещё {1}.",
                        "`uncancel()` снимает одну отмену задачи {0}; осталось ещё {1}.",
                    ],
                    &args,
                );
            }
            _ => {}
        }
    }

    fn too_late(&mut self, id: TaskId, by: Option<TaskId>) {
        let task = self.task(id);
        match by.map(|by| self.task(by)) {
            Some(by) => self.say(
                "{0} asks to cancel {1}, but {1} is done: `cancel()` changes nothing and returns `False`.",
                "Задача {0} просит отменить {1}, но та уже завершена: `cancel()` ничего не меняет и возвращает `False`.",
                &[by, task],
            ),
            None => self.say(
                "{0} is done already: `cancel()` changes nothing and returns `False`.",
                "Задача {0} уже завершена: `cancel()` ничего не меняет и возвращает `False`.",
                &[task],
            ),
        }
    }

    /// The task that waits for this one and was asked to end in the same breath:
    /// the request came through it.
    fn came_through(&self, id: TaskId) -> Option<TaskId> {
        let future = self.after.task(id)?.future;
        let waiters = self.after.awaited_by(id);
        waiters.into_iter().find(|waiter| {
            let request = self.after.task(*waiter).and_then(|it| it.pending_cancel());
            request.is_some_and(|request| match request.effect {
                CancelEffect::PassedTo(to) => {
                    request.time == self.after.now && (to == future || self.leads_to(to, future))
                }
                _ => false,
            })
        })
    }

    /// Whether a cancelled `gather` passes the request on to this child.
    fn leads_to(&self, outer: FutureId, child: FutureId) -> bool {
        self.after.future(outer).is_some_and(|outer| {
            outer.kind == FutureKind::Gather && outer.children.contains(&child)
        })
    }

    fn time_is_up(&mut self, id: TaskId, limit: f64, effect: CancelEffect) {
        let limit = self.seconds(limit);
        let task = self.task(id);
        let CancelEffect::PassedTo(future) = effect else {
            return self.say(
                "The time limit of {0} is over. {1} is not waiting just now, so it will get ^CancelledError^ at its next step.",
                "Лимит времени ({0}) истёк. Задача {1} сейчас ничего не ждёт, поэтому получит ^CancelledError^ на следующем шаге.",
                &[limit, task],
            );
        };
        let name = self.future(future);
        let kind = self.after.future(future).map(|it| it.kind);
        match (kind, self.child(future).map(|child| self.future(child))) {
            (Some(FutureKind::Shield), Some(child)) => self.say(
                "The time limit of {0} is over. Because of `shield`, only the wait of {1} is cancelled; {2} keeps running.",
                "Лимит времени ({0}) истёк. Благодаря `shield` отменяется только ожидание задачи {1}, а {2} продолжает работу.",
                &[limit, task, child],
            ),
            (Some(FutureKind::Task), _) => self.say(
                "The time limit of {0} is over. {1} waits for {2}, so {2} is cancelled.",
                "Лимит времени ({0}) истёк. Задача {1} ждёт {2}, поэтому отменяется {2}.",
                &[limit, task, name],
            ),
            _ => self.say(
                "The time limit of {0} is over: the wait of {1} for {2} is cancelled.",
                "Лимит времени ({0}) истёк: ожидание {2} в задаче {1} отменяется.",
                &[limit, task, name],
            ),
        }
    }

    fn who_asks(&mut self, id: TaskId, by: Option<TaskId>) {
        let task = self.task(id);
        if let Some(through) = self.came_through(id) {
            let through = self.task(through);
            return self.say(
                "{1} waits for {0}, so the cancellation is passed on to {0}",
                "Задача {1} ждёт {0}, поэтому отмена передаётся дальше, задаче {0}",
                &[task, through],
            );
        }
        match by {
            Some(by) if by == id => self.say(
                "{0} asks for its own cancellation",
                "Задача {0} просит отменить саму себя",
                &[task],
            ),
            Some(by) => {
                let by = self.task(by);
                self.say(
                    "{0} asks to cancel {1}",
                    "Задача {0} просит отменить {1}",
                    &[by, task],
                );
            }
            None if self.after.stage == Some(RunStage::CancelLeftovers) => self.say(
                "`asyncio.run` cancels {0}, which is left over",
                "`asyncio.run` отменяет оставшуюся задачу {0}",
                &[task],
            ),
            None => self.say(
                "The cancellation of {0} is asked for",
                "Задачу {0} просят отменить",
                &[task],
            ),
        }
    }

    fn what_follows(&mut self, id: TaskId, by: Option<TaskId>, effect: CancelEffect) {
        let task = self.task(id);
        let record = self.after.task(id);
        let started = record.is_some_and(|it| it.started);
        let running = record.is_some_and(|it| it.state == TaskState::Running);
        match effect {
            CancelEffect::PassedTo(future) => self.passed_to(task, future),
            _ if running || by == Some(id) => self.say(
                ". It runs just now, so nothing happens until its next `await`, which will raise ^CancelledError^.",
                ". Сейчас она выполняется, поэтому ничего не происходит до её следующего `await`: он выбросит ^CancelledError^.",
                &[],
            ),
            _ if !started => self.say(
                ". It has not begun, so its body will never run.",
                ". Она ещё не начиналась, так что её тело и не начнёт выполняться.",
                &[],
            ),
            _ => self.say(
                ". That is only a request: ^CancelledError^ will reach it at its next step.",
                ". Это только просьба: ^CancelledError^ дойдёт до неё на следующем шаге.",
                &[],
            ),
        }
    }

    fn passed_to(&mut self, task: Span, future: FutureId) {
        let name = self.future(future);
        let kind = self.after.future(future).map(|it| it.kind);
        match (kind, self.child(future).map(|child| self.future(child))) {
            (Some(FutureKind::Shield), Some(child)) => self.say(
                ". Because of `shield`, only the wait is cancelled; {0} keeps running.",
                ". Благодаря `shield` отменяется только ожидание, а {0} продолжает работу.",
                &[child],
            ),
            (Some(FutureKind::Task), _) => self.say(
                ". {0} waits for {1}, so the request is passed on to {1} first.",
                ". {0} ждёт задачу {1}, поэтому сначала просьба передаётся ей.",
                &[task, name],
            ),
            (Some(FutureKind::Gather), _) => self.say(
                ". {0} waits for `gather`, which passes the request on to everything it was given.",
                ". {0} ждёт `gather`, а тот передаёт просьбу всему, что ему дали.",
                &[task],
            ),
            _ => self.say(
                ". That is only a request: its wait for {0} is cancelled, and at its next step its `await` raises ^CancelledError^.",
                ". Это только просьба: ожидание {0} отменяется, и на следующем шаге её `await` выбросит ^CancelledError^.",
                &[name],
            ),
        }
    }
}
