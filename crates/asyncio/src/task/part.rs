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

use crate::{
    context::Home, coroutine::Resume, future::cell::FutureCell, name::Name, observe::TaskId,
};
use alloc::{
    boxed::Box,
    format,
    rc::Rc,
    string::{String, ToString},
};
use core::{
    cell::{Cell, OnceCell, RefCell},
    mem,
    pin::Pin,
    task::Waker,
};

/// A coroutine as a task holds it.
pub(crate) type Driven = Pin<Box<dyn Resume>>;

/// What a task is called (rule D12).
pub(crate) enum TaskName {
    /// `Task-<n>`; it is written out when somebody asks.
    Number(u32),
    /// What the program chose.
    Given(Name),
}

impl TaskName {
    pub(crate) fn text(&self) -> String {
        match self {
            TaskName::Number(number) => format!("Task-{number}"),
            TaskName::Given(name) => name.to_string(),
        }
    }
}

pub(crate) struct TaskPart {
    pub(crate) id: TaskId,
    /// Where the loop's registry holds it.
    pub(crate) key: Cell<usize>,
    pub(crate) name: RefCell<TaskName>,
    coroutine_name: Name,
    /// `None` while it runs, and after it ended.
    pub(crate) coroutine: RefCell<Option<Driven>>,
    /// The context of its steps, while none of them runs (rule B2).
    pub(crate) home: RefCell<Home>,
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
    /// Made when something from outside asyncio asks for one.
    pub(crate) waker: OnceCell<Waker>,
}

impl TaskPart {
    pub(crate) fn new(
        id: TaskId,
        name: TaskName,
        coroutine_name: Name,
        coroutine: Driven,
        home: Home,
    ) -> Self {
        Self {
            id,
            key: Cell::new(usize::MAX),
            name: RefCell::new(name),
            coroutine_name,
            coroutine: RefCell::new(Some(coroutine)),
            home: RefCell::new(home),
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
        match &*self.name.borrow() {
            TaskName::Given(name) => name.to_string(),
            TaskName::Number(_) => self.coroutine_name.to_string(),
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
