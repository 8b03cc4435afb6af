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
    context::Home,
    coroutine::Resume,
    future::cell::FutureCell,
    name::Name,
    observe::{Place, TaskId},
    peek::peek,
};
use alloc::{
    boxed::Box,
    rc::Rc,
    string::{String, ToString},
};
use core::{
    cell::{Cell, OnceCell, RefCell},
    pin::Pin,
    task::Waker,
};

/// A coroutine as a task holds it.
pub(crate) type Driven = Pin<Box<dyn Resume>>;

/// Every task has one of these, and there may be a million: what few tasks need
/// stands in [`Rare`].
pub(crate) struct TaskPart {
    pub(crate) id: TaskId,
    /// Where the loop's registry holds it.
    pub(crate) key: Cell<u32>,
    /// It is called `Task-<n>` (rule D12), unless the program chose a name.
    number: u32,
    /// How often `cancel` was called, less `uncancel` (`cancelling()`).
    pub(crate) cancels: Cell<u32>,
    /// `None` while it runs, and after it ended.
    pub(crate) coroutine: Cell<Option<Driven>>,
    /// The context of its steps, while none of them runs (rule B2).
    pub(crate) home: Cell<Home>,
    /// The future for which it waits (`_fut_waiter`).
    pub(crate) waiter: Cell<Option<Rc<FutureCell>>>,
    /// The `await` at which it suspended last, if that is one of ours.
    pub(crate) place: Cell<Option<Place>>,
    /// It waits for a waker from outside.
    pub(crate) foreign: Cell<bool>,
    /// A cancellation that the next step must deliver. Never set while `waiter`
    /// could pass it on.
    pub(crate) must_cancel: Cell<bool>,
    /// Set while a cancellation is on its way through what it awaits: meeting it
    /// again means that tasks await each other in a circle (rule D15).
    pub(crate) in_cancel: Cell<bool>,
    /// Whether destroying it while pending is worth a report.
    pub(crate) log_destroy_pending: Cell<bool>,
    rare: OnceCell<Box<Rare>>,
}

#[derive(Default)]
struct Rare {
    /// The name that the program chose.
    name: RefCell<Option<Name>>,
    /// Remembered for whoever watches; the coroutine itself goes when it ends.
    coroutine_name: OnceCell<Name>,
    /// Made when something from outside asyncio asks for one.
    waker: OnceCell<Waker>,
}

impl TaskPart {
    /// `number` is in its name, unless it is given another.
    pub(crate) fn new(id: TaskId, number: u32, coroutine: Driven, home: Home) -> Self {
        Self {
            id,
            key: Cell::new(u32::MAX),
            number,
            cancels: Cell::new(0),
            coroutine: Cell::new(Some(coroutine)),
            home: Cell::new(home),
            waiter: Cell::default(),
            place: Cell::new(None),
            foreign: Cell::new(false),
            must_cancel: Cell::new(false),
            in_cancel: Cell::new(false),
            log_destroy_pending: Cell::new(true),
            rare: OnceCell::new(),
        }
    }

    fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    /// Its name: `Task-<n>`, or what the program chose.
    pub(crate) fn name(&self) -> String {
        let given = self.given_name();
        given.unwrap_or_else(|| ["Task-", &self.number.to_string()].concat())
    }

    fn given_name(&self) -> Option<String> {
        let name = self.rare.get()?.name.borrow();
        name.as_ref().map(ToString::to_string)
    }

    pub(crate) fn set_name(&self, name: Name) {
        *self.rare().name.borrow_mut() = Some(name);
    }

    /// Keeps the coroutine's name beyond its end.
    pub(crate) fn remember_coroutine(&self) {
        if let Some(name) = self.own_name() {
            self.remember_name(&name);
        }
    }

    /// The same, of a coroutine that a step has in hand.
    pub(crate) fn remember_name(&self, name: &Name) {
        self.rare().coroutine_name.get_or_init(|| name.clone());
    }

    /// The coroutine function's name, as far as it is known still.
    pub(crate) fn coroutine_name(&self) -> Option<Name> {
        let known = self.rare.get().and_then(|rare| rare.coroutine_name.get());
        known.cloned().or_else(|| self.own_name())
    }

    /// The name that the coroutine itself knows, while no step has it in hand.
    fn own_name(&self) -> Option<Name> {
        let mut coroutine = self.coroutine.take();
        let name = coroutine.as_mut().map(|it| it.as_mut().name().clone());
        self.coroutine.set(coroutine);
        name
    }

    /// What a page calls it: the name the program chose, else its coroutine's.
    pub(crate) fn label(&self) -> String {
        self.given_name()
            .or_else(|| self.coroutine_name().map(|name| name.to_string()))
            .unwrap_or_else(|| self.name())
    }

    pub(crate) fn waiter(&self) -> Option<Rc<FutureCell>> {
        peek(&self.waiter, Clone::clone)
    }

    /// The waker of its own, if something asked for one before.
    pub(crate) fn waker(&self) -> Option<&Waker> {
        self.rare.get()?.waker.get()
    }

    pub(crate) fn make_waker(&self, make: impl FnOnce() -> Waker) -> &Waker {
        self.rare().waker.get_or_init(make)
    }

    /// Whether it has a coroutine or waits for something.
    pub(crate) fn holds_any(&mut self) -> bool {
        self.coroutine.get_mut().is_some() || self.waiter.get_mut().is_some()
    }

    /// Drops the coroutine and what it waits for, without running anything.
    pub(crate) fn abandon(&self) {
        let waiter = self.waiter.take();
        let coroutine = self.coroutine.take();
        if let Some(waiter) = waiter {
            drop(waiter.callbacks.take());
        }
        drop(coroutine);
    }
}
