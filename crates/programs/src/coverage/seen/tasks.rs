//! Rules about tasks, their cancellation and their limits.

use super::{End, Seen, Task, What};
use crate::ast::Aw;
use asyncio::observe::{Awaited, CancelEffect, Event, FutureId, FutureKind, TaskId};

impl Seen {
    /// Tasks and their cancellation.
    pub(super) fn tasks(&mut self, event: &Event<'_>) {
        match event {
            Event::TaskCreated { task, future, .. } => {
                self.tasks.insert(
                    *task,
                    Task {
                        future: Some(*future),
                        ..Task::default()
                    },
                );
                self.new_future(*future, FutureKind::Task, &[]);
                self.created += 1;
                self.hit("D1", self.created > 1);
                let called = self.statement.and_then(|id| self.plan.statements.get(&id));
                self.hit("G21", called.is_some_and(|it| it.word() == "await"));
            }
            Event::TaskStepped { task, exception } => self.stepped(*task, *exception),
            Event::TaskSuspended { task, on, .. } => {
                self.current.pop();
                self.hit("D6", *on == Awaited::NextIteration);
                if let (Some(seen), Awaited::Future(future)) = (self.tasks.get_mut(task), on) {
                    seen.waiting = Some(*future);
                    let must = std::mem::take(&mut seen.must);
                    if let Some(future) = self.futures.get_mut(future) {
                        future.waiters += 1;
                    }
                    self.hit("D5", must);
                }
            }
            Event::TaskCancelRequested {
                task, by, effect, ..
            } => {
                self.requested(*task, *by, *effect);
            }
            Event::TaskUncancelled { task, remaining } => {
                let seen = self.tasks.get_mut(task);
                let withdrawn =
                    seen.is_some_and(|task| *remaining == 0 && std::mem::take(&mut task.must));
                self.hit("E7", withdrawn);
            }
            Event::TaskFinished { task, outcome } => self.finished(*task, End::from(outcome)),
            _ => {}
        }
    }

    fn stepped(&mut self, task: TaskId, exception: Option<&asyncio::Exception>) {
        // A first step that no handle made runs inside the caller.
        let eager = self.running != Some(What::Step(task)) && !self.current.is_empty();
        self.current.push(task);
        let Some(seen) = self.tasks.get_mut(&task) else {
            return;
        };
        let first = seen.steps == 0;
        (seen.steps, seen.waiting, seen.must) = (seen.steps + 1, None, false);
        (seen.requests, seen.by_limits) = (0, 0);
        let last = seen.last.and_then(|(id, _)| self.plan.statements.get(&id));
        let thrown = exception.is_some_and(asyncio::Exception::is_cancelled);
        let passes = thrown && last.is_some_and(|it| it.only_exceptions);
        self.hit("E10", passes);
        self.hit("D3", exception.is_some());
        self.hit("E4", thrown && first);
        self.hit("K1", first && eager);
    }

    fn requested(&mut self, task: TaskId, by: Option<TaskId>, effect: CancelEffect) {
        self.hit("E1", effect != CancelEffect::AlreadyDone);
        self.hit("E8", by == Some(task));
        let limit = self.running == Some(What::Limit(task));
        let Some(seen) = self.tasks.get_mut(&task) else {
            return;
        };
        let (waiting, last) = (seen.waiting, seen.last);
        if effect == CancelEffect::AlreadyDone {
            return;
        }
        let before = (seen.requests, seen.by_limits);
        seen.requests += 1;
        seen.by_limits += u32::from(limit);
        seen.must |= effect == CancelEffect::Remembered;
        let last = last.and_then(|(id, _)| self.plan.statements.get(&id));
        let limited = last.is_some_and(|it| matches!(it.awaits, Some(Aw::WaitFor { .. })));
        self.hit("E6", before.0 > 0);
        self.hit("F4", limit);
        self.hit("F9", limit && before.1 > 0);
        self.hit(
            "F8",
            if limit {
                before.0 > before.1
            } else {
                before.1 > 0
            },
        );
        if effect == CancelEffect::Remembered {
            let late = waiting.is_some_and(|future| self.end(future).is_some());
            self.hit("E5", late);
            self.hit("F16", late && limit);
            self.hit("F17", late && !limit && limited);
        }
        if let CancelEffect::PassedTo(future) = effect {
            self.passed_to(future);
        }
    }

    fn passed_to(&mut self, future: FutureId) {
        let Some(asked) = self.futures.get_mut(&future) else {
            return;
        };
        asked.cancel_asked = true;
        let (kind, waiters) = (asked.kind, asked.waiters);
        let twice = {
            let mut children = asked.children.clone();
            children.sort_unstable();
            children.windows(2).any(|pair| pair[0] == pair[1])
        };
        self.hit("E2", kind == FutureKind::Task);
        self.hit("E3", kind == FutureKind::Plain && waiters > 1);
        self.hit("G8", kind == FutureKind::Gather);
        self.hit("G2", twice);
        self.hit("G12", kind == FutureKind::Shield);
    }

    fn finished(&mut self, task: TaskId, end: End) {
        self.current.pop();
        let Some(seen) = self.tasks.get_mut(&task) else {
            return;
        };
        let (future, steps) = (seen.future, seen.steps);
        let overruled = seen.must && end == End::Cancelled;
        self.hit("D4", overruled);
        self.hit("K2", steps == 1 && !self.current.is_empty());
        if let Some(future) = future {
            self.resolved(future, end);
        }
    }
}
