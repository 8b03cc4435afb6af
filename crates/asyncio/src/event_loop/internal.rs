//! What the other modules of this crate need of the loop: telling observers,
//! numbering things, and knowing which tasks there are.

use super::{Loop, Report};
use crate::{
    exception::Exception,
    future::{FutureRef, cell::FutureCell},
    observe::{Complaint, CoroutineId, Event, FutureId, HandleId, ResourceId, TaskId},
    task::slot::Slot,
    waker::Inbox,
};
use alloc::{rc::Rc, sync::Arc};
use core::{cell::Cell, mem};

fn count(cell: &Cell<u32>) -> u32 {
    let id = cell.get();
    cell.set(id.wrapping_add(1));
    id
}

impl Loop {
    pub(crate) fn is_observed(&self) -> bool {
        self.0.observer.is_some()
    }

    pub(crate) fn emit(&self, event: &Event<'_>) {
        if let Some(observer) = &self.0.observer {
            observer.observe(self.0.time.get(), event);
        }
    }

    pub(crate) fn complain(
        &self,
        complaint: Complaint,
        message: &str,
        future: Option<FutureId>,
        exception: Option<&Exception>,
    ) {
        self.emit(&Event::ExceptionHandler {
            complaint,
            message,
            future,
            exception,
        });
        let handler = self.0.handler.borrow().clone();
        if let Some(handler) = handler {
            handler(&Report {
                complaint,
                message,
                exception,
                future,
            });
        }
    }

    pub(crate) fn slot(&self) -> &Slot {
        &self.0.slot
    }

    pub(crate) fn inbox(&self) -> &Arc<Inbox> {
        &self.0.inbox
    }

    pub(crate) fn current_cell(&self) -> Option<Rc<FutureCell>> {
        self.0.current.borrow().clone()
    }

    pub(crate) fn current_id(&self) -> Option<TaskId> {
        self.0.current.borrow().as_ref().map(|task| task.task_id())
    }

    /// Makes a task the current one; gives the one that was.
    pub(crate) fn enter(&self, task: Option<Rc<FutureCell>>) -> Option<Rc<FutureCell>> {
        mem::replace(&mut *self.0.current.borrow_mut(), task)
    }

    pub(crate) fn remember_task(&self, id: TaskId, task: &Rc<FutureCell>) {
        self.0.tasks.borrow_mut().insert(id, task.clone());
    }

    pub(crate) fn forget_task(&self, id: TaskId) {
        let task = self.0.tasks.borrow_mut().remove(&id);
        drop(task);
    }

    /// Remembers a future that stands in a cycle while it is pending.
    pub(crate) fn link(&self, future: &Rc<FutureCell>) {
        let mut linked = self.0.linked.borrow_mut();
        if linked.len() >= 64 && linked.len().is_power_of_two() {
            linked.retain(|future| future.strong_count() > 0);
        }
        linked.push(Rc::downgrade(future));
    }

    pub(crate) fn next_task(&self) -> TaskId {
        TaskId(count(&self.0.ids.tasks))
    }

    pub(crate) fn next_future(&self) -> FutureId {
        FutureId(count(&self.0.ids.futures))
    }

    pub(crate) fn next_coroutine(&self) -> CoroutineId {
        CoroutineId(count(&self.0.ids.coroutines))
    }

    pub(crate) fn next_handle(&self) -> HandleId {
        HandleId(count(&self.0.ids.handles))
    }

    pub(crate) fn next_resource(&self) -> ResourceId {
        ResourceId(count(&self.0.ids.resources))
    }

    /// The number in the next `Task-<n>` (rule D12; a counter for each loop, as
    /// this crate has no globals).
    pub(crate) fn next_name(&self) -> u32 {
        count(&self.0.ids.names) + 1
    }

    pub(crate) fn next_sequence(&self) -> u64 {
        let id = self.0.ids.sequence.get();
        self.0.ids.sequence.set(id + 1);
        id
    }

    pub(crate) fn note_future(&self, change: isize) {
        let mut live = self.0.live.get();
        live.futures = live.futures.saturating_add_signed(change);
        self.0.live.set(live);
    }

    pub(crate) fn note_coroutine(&self, change: isize) {
        let mut live = self.0.live.get();
        live.coroutines = live.coroutines.saturating_add_signed(change);
        self.0.live.set(live);
    }

    pub(crate) fn same_loop(&self, other: &Loop) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A future without a type, as `gather` and `run` need it.
    pub(crate) fn future_ref(cell: Rc<FutureCell>) -> FutureRef {
        FutureRef(cell)
    }
}
