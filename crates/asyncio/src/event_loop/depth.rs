//! How deep things may stand in one another, so that no program makes the stack
//! overflow.

use super::Loop;
use crate::{
    exception::{Exception, Result},
    future::{callbacks::Callbacks, cell::FutureCell, state::State},
    task::part::Driven,
};
use alloc::{rc::Rc, vec::Vec};
use core::cell::{Cell, RefCell};

/// How many coroutines may await each other, unless the program says otherwise:
/// Python's own limit.
const RECURSION_LIMIT: u32 = 1000;

/// An eager task that starts inside another takes so much more of the stack than
/// a coroutine that is awaited.
pub(crate) const EAGER_START: u32 = 4;

/// So many things may be dropped inside one another; what is deeper waits until
/// they are gone.
const DROP_DEPTH: u32 = 64;

pub(super) struct Depth {
    /// How many coroutines may still be polled inside those that are.
    left: Cell<u32>,
    limit: Cell<u32>,
    /// How many things are being dropped inside one another.
    drops: Cell<u32>,
    /// What stood too deep to be dropped there.
    bin: RefCell<Vec<Garbage>>,
}

impl Default for Depth {
    fn default() -> Self {
        Self {
            left: Cell::new(RECURSION_LIMIT + 1),
            limit: Cell::new(RECURSION_LIMIT),
            drops: Cell::new(0),
            bin: RefCell::default(),
        }
    }
}

/// What may hold a future or a coroutine that holds another one, and so on.
#[expect(dead_code, reason = "all of it is there to be dropped")]
pub(crate) enum Garbage {
    /// A coroutine with all that its body holds.
    Coroutine(Driven),
    /// What a future held.
    Future(Held),
}

/// What a future holds that may hold others.
#[derive(Default)]
#[expect(dead_code, reason = "all of it is there to be dropped")]
pub(crate) struct Held {
    pub(crate) state: State,
    pub(crate) callbacks: Callbacks,
    pub(crate) children: Vec<Rc<FutureCell>>,
    pub(crate) waiter: Option<Rc<FutureCell>>,
}

/// While this lives, something stands deeper.
pub(crate) struct Deeper<'a> {
    depth: &'a Cell<u32>,
    before: u32,
}

impl<'a> Deeper<'a> {
    #[inline]
    fn new(depth: &'a Cell<u32>, then: u32) -> Self {
        let before = depth.replace(then);
        Self { depth, before }
    }
}

impl Drop for Deeper<'_> {
    #[inline]
    fn drop(&mut self) {
        self.depth.set(self.before);
    }
}

impl Loop {
    /// How many coroutines may be awaited inside one another: 1000 unless it was
    /// set. The next one ends at once with `RecursionError`, as in Python. Each of
    /// them takes some of the stack: a few hundred bytes in an optimised program,
    /// one or two thousand in others, and what its body needs itself.
    ///
    /// Tasks that await each other do not count, as each runs on its own; only
    /// those that start eagerly inside one another do, four times.
    ///
    /// ```
    /// use asyncio::{Coroutine, Loop};
    /// fn deep(aio: &Loop, left: u32) -> Coroutine<u32> {
    ///     let aio = aio.clone();
    ///     aio.clone().coroutine("deep", async move {
    ///         if left == 0 { Ok(0) } else { Ok(deep(&aio, left - 1).await? + 1) }
    ///     })
    /// }
    /// let aio = Loop::new();
    /// assert_eq!(aio.run_until_complete(deep(&aio, 100))?, 100);
    /// aio.set_recursion_limit(50);
    /// let error = aio.run_until_complete(deep(&aio, 100)).unwrap_err();
    /// assert!(error.is("RecursionError"));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn set_recursion_limit(&self, limit: u32) {
        let depth = &self.0.depth;
        // The coroutine that a task runs stands in none.
        let deep = (depth.limit.get() + 1).saturating_sub(depth.left.get());
        let limit = limit.min(u32::MAX - 1);
        depth.limit.set(limit);
        depth.left.set((limit + 1).saturating_sub(deep));
    }

    /// How many coroutines may be awaited inside one another.
    ///
    /// ```
    /// assert_eq!(asyncio::Loop::new().recursion_limit(), 1000);
    /// ```
    pub fn recursion_limit(&self) -> u32 {
        self.0.depth.limit.get()
    }

    /// A coroutine is polled, perhaps inside others.
    ///
    /// # Errors
    /// `RecursionError` when it stands too deep.
    #[inline]
    pub(crate) fn descend(&self, steps: u32) -> Result<Deeper<'_>> {
        let left = &self.0.depth.left;
        match left.get().checked_sub(steps) {
            Some(then) => Ok(Deeper::new(left, then)),
            None => Err(too_deep()),
        }
    }

    /// Drops this now, or when what it stands in is gone, if it stands too deep.
    pub(crate) fn discard(&self, garbage: Garbage) {
        let depth = &self.0.depth;
        if depth.drops.get() >= DROP_DEPTH {
            depth.bin.borrow_mut().push(garbage);
            return;
        }
        let outermost = depth.drops.get() == 0;
        let deeper = Deeper::new(&depth.drops, depth.drops.get() + 1);
        drop(garbage);
        while outermost && let Some(garbage) = self.deepest() {
            drop(garbage);
        }
        drop(deeper);
    }

    fn deepest(&self) -> Option<Garbage> {
        self.0.depth.bin.borrow_mut().pop()
    }
}

#[cold]
fn too_deep() -> Exception {
    Exception::new("RecursionError", "maximum recursion depth exceeded")
}
