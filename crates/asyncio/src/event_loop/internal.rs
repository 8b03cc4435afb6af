//! What the other modules of this crate need of the loop: telling observers,
//! numbering things, and knowing which tasks there are.

use super::Loop;
use crate::{
    context::Home,
    debug::{Log, Watch},
    future::{FutureRef, cell::FutureCell},
    graph::Trail,
    observe::{CoroutineId, Event, FutureId, HandleId, ResourceId, TaskId},
    report::Handler,
    task::slot::Slot,
    waker::{Inbox, Probe},
};
use alloc::{rc::Rc, sync::Arc, vec::Vec};
use core::{
    cell::{Cell, RefCell},
    mem,
};

fn count(cell: &Cell<u32>) -> u32 {
    let id = cell.get();
    cell.set(id.wrapping_add(1));
    id
}

impl Loop {
    pub(crate) fn is_observed(&self) -> bool {
        self.0.observer.is_some()
    }

    #[inline]
    pub(crate) fn emit(&self, event: &Event<'_>) {
        if let Some(observer) = &self.0.observer {
            observer.observe(self.0.time.get(), event);
        }
    }

    /// The same for what happens all the time: the event is made only for an observer.
    #[inline]
    pub(crate) fn emit_with<'a>(&self, event: impl FnOnce() -> Event<'a>) {
        if self.is_observed() {
            self.emit(&event());
        }
    }

    pub(crate) fn handler(&self) -> &RefCell<Option<Handler>> {
        &self.0.handler
    }

    pub(crate) fn debug_cell(&self) -> &Cell<bool> {
        &self.0.debug
    }

    pub(crate) fn watch(&self) -> Option<&Rc<dyn Watch>> {
        self.0.watch.get()
    }

    /// Has it remember with this, unless it does with another one.
    pub(crate) fn watch_with(&self, watch: Rc<dyn Watch>) {
        drop(self.0.watch.set(watch));
    }

    pub(crate) fn log_cell(&self) -> &RefCell<Option<Rc<dyn Log>>> {
        &self.0.log
    }

    /// Who writes down what asyncio logs.
    pub(crate) fn log(&self) -> Option<Rc<dyn Log>> {
        self.0.log.borrow().clone()
    }

    /// How many futures are being written out, one within the other.
    pub(crate) fn writing(&self) -> &Cell<usize> {
        &self.0.writing
    }

    pub(crate) fn slot(&self) -> &Slot {
        &self.0.slot
    }

    /// What call graphs are made of, once debug mode was on.
    pub(crate) fn trail(&self) -> Option<&dyn Trail> {
        Some(self.watch()?.trail())
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

    /// The current context.
    pub(crate) fn home(&self) -> &Cell<Home> {
        &self.0.home
    }

    pub(crate) fn probe(&self) -> &Probe {
        &self.0.probe
    }

    pub(crate) fn remember_task(&self, task: &Rc<FutureCell>) {
        self.0.tasks.borrow_mut().insert(task);
    }

    pub(crate) fn forget_task(&self, id: TaskId) {
        let task = self.0.tasks.borrow_mut().remove(id);
        drop(task);
    }

    /// The task with this number, if it is not done.
    pub(crate) fn find_task(&self, id: TaskId) -> Option<Rc<FutureCell>> {
        self.0.tasks.borrow().find(id)
    }

    /// The unfinished tasks in the order of creation (rule D14).
    pub(crate) fn tasks_in_order(&self) -> Vec<Rc<FutureCell>> {
        self.0.tasks.borrow().iter().cloned().collect()
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
