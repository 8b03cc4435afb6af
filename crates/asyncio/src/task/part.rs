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
    exception::Exception,
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
    /// It is called `Task-<n>` (rule D12), unless the program chose a name.
    number: u32,
    /// How often `cancel` was called, less `uncancel` (`cancelling()`).
    pub(crate) cancels: Cell<u32>,
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
    _room: Room,
}

/// A byte that is the same in all tasks, so that `Kind` can tell by it which kind
/// it is, and needs no room of its own.
#[derive(Default)]
#[repr(u8)]
enum Room {
    #[default]
    Taken,
}

/// What few futures need.
#[derive(Default)]
pub(crate) struct Rare {
    /// The message with which it was, or is to be, cancelled.
    pub(crate) cancel_message: Cell<Option<Rc<str>>>,
    /// The name that the program chose for a task.
    name: RefCell<Option<Name>>,
    /// Remembered for whoever watches; the coroutine itself goes when it ends.
    coroutine_name: OnceCell<Name>,
    /// Made when something from outside asyncio asks for one.
    waker: OnceCell<Waker>,
    /// To be thrown in at the next `await` that can take it.
    pub(crate) undelivered: Cell<Option<Exception>>,
}

impl TaskPart {
    /// `number` is in its name, unless it is given another.
    pub(crate) fn new(id: TaskId, number: u32, home: Home) -> Self {
        Self {
            id,
            number,
            cancels: Cell::new(0),
            home: Cell::new(home),
            waiter: Cell::default(),
            place: Cell::new(None),
            foreign: Cell::new(false),
            must_cancel: Cell::new(false),
            in_cancel: Cell::new(false),
            _room: Room::default(),
        }
    }

    /// The name of a task to which the program gave none.
    pub(crate) fn number_name(number: u32) -> String {
        ["Task-", &number.to_string()].concat()
    }

    pub(crate) fn waiter(&self) -> Option<Rc<FutureCell>> {
        peek(&self.waiter, Clone::clone)
    }

    /// Drops what it waits for, without running anything.
    pub(crate) fn abandon(&self) {
        if let Some(waiter) = self.waiter.take() {
            drop(waiter.callbacks.take());
        }
    }
}

impl FutureCell {
    /// A task's name: `Task-<n>`, or what the program chose.
    pub(crate) fn task_name(&self) -> String {
        let given = self.given_name();
        given.unwrap_or_else(|| TaskPart::number_name(self.task().map_or(0, |part| part.number)))
    }

    fn given_name(&self) -> Option<String> {
        let name = self.known_rare()?.name.borrow();
        name.as_ref().map(ToString::to_string)
    }

    pub(crate) fn set_task_name(&self, name: Name) {
        *self.rare().name.borrow_mut() = Some(name);
    }

    /// Keeps the coroutine's name beyond its end.
    pub(crate) fn remember_name(&self, name: &Name) {
        self.rare().coroutine_name.get_or_init(|| name.clone());
    }

    /// The coroutine function's name, as far as it is known still.
    pub(crate) fn coroutine_name(&self) -> Option<Name> {
        let known = self.known_rare().and_then(|it| it.coroutine_name.get());
        known.cloned().or_else(|| self.own_name())
    }

    /// The name that the coroutine itself knows, while no step has it in hand.
    fn own_name(&self) -> Option<Name> {
        let mut coroutine = self.take_coroutine()?;
        let name = coroutine.as_mut().name().clone();
        self.put_coroutine(coroutine);
        Some(name)
    }

    /// What a page calls a task: the name the program chose, else its coroutine's.
    pub(crate) fn task_label(&self) -> String {
        self.given_name()
            .or_else(|| self.coroutine_name().map(|name| name.to_string()))
            .unwrap_or_else(|| self.task_name())
    }

    /// The waker of its own, if something asked for one before.
    pub(crate) fn waker(&self) -> Option<&Waker> {
        self.known_rare()?.waker.get()
    }

    pub(crate) fn make_waker(&self, make: impl FnOnce() -> Waker) -> &Waker {
        self.rare().waker.get_or_init(make)
    }

    /// Takes what could not be thrown in.
    pub(crate) fn take_undelivered(&self) -> Option<Exception> {
        self.known_rare()?.undelivered.take()
    }
}
