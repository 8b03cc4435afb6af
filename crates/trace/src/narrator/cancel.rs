//! Cancellation: asked for, passed on, delivered.

use coroscope_texts::narrator::cancel as text;

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
                    return self.say(text::UNCANCEL_TAKES_THE_CANCELLATION, &args);
                }
                self.count(*remaining, text::UNCANCEL_TAKES_ONE_CANCELLATION, &args);
            }
            _ => {}
        }
    }

    fn too_late(&mut self, id: TaskId, by: Option<TaskId>) {
        let task = self.task(id);
        match by.map(|by| self.task(by)) {
            Some(by) => self.say(text::ASKS_TO_CANCEL_BUT, &[by, task]),
            None => self.say(text::IS_DONE_ALREADY_CANCEL_CHANGES, &[task]),
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
            return self.say(text::TIME_LIMIT_OF_IS_OVER, &[limit, task]);
        };
        let name = self.future(future);
        let kind = self.after.future(future).map(|it| it.kind);
        match (kind, self.child(future).map(|child| self.future(child))) {
            (Some(FutureKind::Shield), Some(child)) => {
                self.say(text::TIME_LIMIT_OF_IS_OVER_BECAUSE, &[limit, task, child]);
            }
            (Some(FutureKind::Task), _) => {
                self.say(text::TIME_LIMIT_OF_IS_OVER_WAITS, &[limit, task, name]);
            }
            _ => self.say(text::TIME_LIMIT_OF_IS_OVER_THE, &[limit, task, name]),
        }
    }

    fn who_asks(&mut self, id: TaskId, by: Option<TaskId>) {
        let task = self.task(id);
        if let Some(through) = self.came_through(id) {
            let through = self.task(through);
            return self.say(text::WAITS_FOR_SO_THE_CANCELLATION, &[task, through]);
        }
        match by {
            Some(by) if by == id => self.say(text::ASKS_FOR_ITS_OWN_CANCELLATION, &[task]),
            Some(by) => {
                let by = self.task(by);
                self.say(text::ASKS_TO_CANCEL, &[by, task]);
            }
            None if self.after.stage == Some(RunStage::CancelLeftovers) => {
                self.say(text::ASYNCIO_RUN_CANCELS, &[task]);
            }
            None => self.say(text::CANCELLATION_OF_IS_ASKED, &[task]),
        }
    }

    fn what_follows(&mut self, id: TaskId, by: Option<TaskId>, effect: CancelEffect) {
        let task = self.task(id);
        let record = self.after.task(id);
        let started = record.is_some_and(|it| it.started);
        let running = record.is_some_and(|it| it.state == TaskState::Running);
        match effect {
            CancelEffect::PassedTo(future) => self.passed_to(task, future),
            _ if running || by == Some(id) => self.say(text::IT_RUNS_JUST_NOW, &[]),
            _ if !started => self.say(text::IT_HAS_NOT_BEGUN, &[]),
            _ => self.say(text::THAT_IS_ONLY_A_REQUEST, &[]),
        }
    }

    fn passed_to(&mut self, task: Span, future: FutureId) {
        let name = self.future(future);
        let kind = self.after.future(future).map(|it| it.kind);
        match (kind, self.child(future).map(|child| self.future(child))) {
            (Some(FutureKind::Shield), Some(child)) => {
                self.say(text::BECAUSE_OF_SHIELD_ONLY, &[child]);
            }
            (Some(FutureKind::Task), _) => self.say(text::WAITS_FOR_SO_THE_REQUEST, &[task, name]),
            (Some(FutureKind::Gather), _) => self.say(text::WAITS_FOR_GATHER_WHICH_PASSES, &[task]),
            _ => self.say(text::THAT_IS_ONLY_A_REQUEST_ITS, &[name]),
        }
    }
}
