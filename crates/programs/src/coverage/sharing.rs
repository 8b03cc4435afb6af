//! Which rules decide something about what tasks share: locks, queues and groups.

use asyncio::observe::{
    CancelEffect, Event, FutureId, Outcome, ResourceId, ResourceKind, ResourceState, TaskId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is shared, and who waits for it.
#[derive(Default)]
pub(super) struct Sharing {
    kinds: BTreeMap<ResourceId, ResourceKind>,
    /// What is waited for by means of which future; and those that are done.
    waits: BTreeMap<FutureId, ResourceId>,
    done: BTreeSet<FutureId>,
    /// By means of which future a task waits.
    waiting: BTreeMap<TaskId, FutureId>,
    /// How many wait for each.
    queues: BTreeMap<ResourceId, u32>,
    /// Whose wait on a condition is over, so that he takes the lock again.
    retaking: BTreeSet<TaskId>,
    /// How many children a group has cancelled without anything else happening.
    aborted: u32,
    /// Whom a group has cancelled.
    by_groups: BTreeSet<TaskId>,
}

impl Sharing {
    /// Takes in an event; `library` tells that a callback of asyncio's own is running.
    pub(super) fn event(
        &mut self,
        event: &Event<'_>,
        library: bool,
        hits: &mut BTreeSet<&'static str>,
    ) {
        let mut hit = |rule: &'static str, is: bool| {
            if is {
                hits.insert(rule);
            }
        };
        match event {
            Event::ResourceCreated { resource, kind, .. } => {
                self.kinds.insert(*resource, *kind);
                hit("H1", *kind == ResourceKind::TaskGroup);
            }
            Event::ResourceAwaited { resource, future } => {
                self.waits.insert(*future, *resource);
                let queue = self.queues.entry(*resource).or_default();
                *queue += 1;
                hit("I1", *queue > 1);
                hit(self.wait_rule(*resource), true);
            }
            Event::ResourceChanged {
                resource, state, ..
            } => {
                let kind = self.kinds.get(resource).copied();
                let waiting = self.queues.get(resource).is_some_and(|count| *count > 0);
                match state {
                    ResourceState::Flag(true) => hit("I4", waiting),
                    ResourceState::Draining(_) | ResourceState::Resetting(_) => hit("I10", true),
                    ResourceState::Released(_) => hit("I5", waiting),
                    ResourceState::Closed => hit("I14", kind != Some(ResourceKind::TaskGroup)),
                    _ => {}
                }
            }
            Event::FutureResolved { future, outcome } => {
                self.done.insert(*future);
                if let Some(count) = self
                    .waits
                    .get(future)
                    .and_then(|it| self.queues.get_mut(it))
                {
                    *count = count.saturating_sub(1);
                }
                let kind = self.waited(*future);
                let cancelled = matches!(outcome, Outcome::Cancelled(_));
                hit("I9", kind == Some(ResourceKind::Condition) && !cancelled);
            }
            Event::TaskSuspended {
                task,
                on: asyncio::observe::Awaited::Future(future),
                ..
            } => {
                let again = self.waiting.insert(*task, *future);
                let before = again.and_then(|future| self.waited(future));
                let retaking = before == Some(ResourceKind::Condition)
                    && self.waited(*future) == Some(ResourceKind::Lock);
                if retaking {
                    self.retaking.insert(*task);
                } else {
                    self.retaking.remove(task);
                }
            }
            Event::TaskCancelRequested {
                task, effect, by, ..
            } => {
                self.requested(*task, *by, *effect, library, &mut hit);
            }
            Event::TaskUncancelled { task, .. } => {
                hit("H10", self.by_groups.remove(task));
            }
            Event::HandleFinished { .. } => self.aborted = 0,
            _ => {}
        }
    }

    fn waited(&self, future: FutureId) -> Option<ResourceKind> {
        self.kinds.get(self.waits.get(&future)?).copied()
    }

    /// The rule that says how one waits for such a thing.
    fn wait_rule(&self, resource: ResourceId) -> &'static str {
        match self.kinds.get(&resource) {
            Some(ResourceKind::Lock) | None => "I2",
            Some(ResourceKind::Event) => "I4",
            Some(ResourceKind::Condition) => "I8",
            Some(ResourceKind::Semaphore | ResourceKind::BoundedSemaphore) => "I5",
            Some(ResourceKind::Barrier) => "I10",
            Some(ResourceKind::TaskGroup) => "H3",
            Some(_) => "I11",
        }
    }

    fn requested(
        &mut self,
        task: TaskId,
        by: Option<TaskId>,
        effect: CancelEffect,
        library: bool,
        hit: &mut dyn FnMut(&'static str, bool),
    ) {
        use ResourceKind::{BoundedSemaphore, Lock, Queue, Semaphore, TaskGroup};
        // `_on_task_done` cancels, and nothing else of the library's does in a callback.
        if by.is_none() && library {
            self.aborted += 1;
            hit("H4", true);
            hit("H13", self.aborted > 2);
            self.by_groups.insert(task);
        }
        match effect {
            CancelEffect::PassedTo(future) => {
                let kind = self.waited(future);
                hit("I3", kind == Some(Lock));
                hit("H8", kind == Some(TaskGroup) && !library);
                hit("I8", self.retaking.contains(&task));
            }
            CancelEffect::Remembered => {
                let waiting = self.waiting.get(&task).filter(|it| self.done.contains(it));
                let kind = waiting.and_then(|future| self.waited(*future));
                hit("I3", kind == Some(Lock));
                hit("I6", matches!(kind, Some(Semaphore | BoundedSemaphore)));
                hit("I12", kind == Some(Queue));
            }
            CancelEffect::AlreadyDone => {}
        }
    }
}
