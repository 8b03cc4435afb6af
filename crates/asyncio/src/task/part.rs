//! What a task has beyond a future.
//!
//! ```text
//!   spawn (1)          step (2)             suspend (3)
//! ──────────► ready ─────────────► running ─────────────► waiting
//!               ▲                     │ return, raise (5)    │
//!               │     wakeup (4)      ▼                      │
//!               └──────────────── finished                   │
//!               ▲                                            │
//!               └────────────────────────────────────────────┘
//! ```
//!
//! (1) `task::spawn`, (2) `step::step`, (3) `step::suspend`, (4) the awaited
//! future's done callback, or a foreign wake, (5) `step::finish`. Cancellation
//! adds no state: it is an exception that the next step throws in.

use crate::{coroutine::Resume, future::cell::FutureCell, observe::TaskId};
use alloc::{
    boxed::Box,
    rc::Rc,
    string::{String, ToString},
};
use core::{
    cell::{Cell, OnceCell, RefCell},
    mem,
    task::Waker,
};

pub(crate) struct TaskPart {
    pub(crate) id: TaskId,
    pub(crate) name: RefCell<Rc<str>>,
    pub(crate) named: Cell<bool>,
    coroutine_name: Rc<str>,
    /// `None` while it runs, and after it ended.
    pub(crate) coroutine: RefCell<Option<Box<dyn Resume>>>,
    /// The future for which it waits (`_fut_waiter`).
    pub(crate) waiter: RefCell<Option<Rc<FutureCell>>>,
    /// It waits for a waker from outside.
    pub(crate) foreign: Cell<bool>,
    /// A cancellation that the next step must deliver. Never set while `waiter`
    /// could pass it on.
    pub(crate) must_cancel: Cell<bool>,
    /// How often `cancel` was called, less `uncancel` (`cancelling()`).
    pub(crate) cancels: Cell<u32>,
    /// Set while a cancellation is on its way through what it awaits: meeting it
    /// again means that tasks await each other in a circle (rule D15).
    pub(crate) in_cancel: Cell<bool>,
    /// Whether destroying it while pending is worth a report.
    pub(crate) log_destroy_pending: Cell<bool>,
    pub(crate) waker: OnceCell<Waker>,
}

impl TaskPart {
    pub(crate) fn new(
        id: TaskId,
        name: Rc<str>,
        named: bool,
        coroutine_name: Rc<str>,
        coroutine: Box<dyn Resume>,
    ) -> Self {
        Self {
            id,
            name: RefCell::new(name),
            named: Cell::new(named),
            coroutine_name,
            coroutine: RefCell::new(Some(coroutine)),
            waiter: RefCell::default(),
            foreign: Cell::new(false),
            must_cancel: Cell::new(false),
            cancels: Cell::new(0),
            in_cancel: Cell::new(false),
            log_destroy_pending: Cell::new(true),
            waker: OnceCell::new(),
        }
    }

    /// What a page calls it: the name the program chose, else its coroutine's.
    pub(crate) fn label(&self) -> String {
        if self.named.get() {
            self.name.borrow().to_string()
        } else {
            self.coroutine_name.to_string()
        }
    }

    /// Drops the coroutine and what it waits for, without running anything.
    pub(crate) fn abandon(&self) {
        let waiter = self.waiter.borrow_mut().take();
        let coroutine = mem::take(&mut *self.coroutine.borrow_mut());
        if let Some(waiter) = waiter {
            let callbacks = mem::take(&mut *waiter.callbacks.borrow_mut());
            drop(callbacks);
        }
        drop(coroutine);
    }
}
