//! Where a step and the `await` in it meet.
//!
//! A Rust coroutine is resumed by polling it, and a poll carries neither an
//! exception in nor the awaited future out. While a step polls, both pass
//! through this slot.

use crate::{exception::Exception, future::cell::FutureCell, observe::Place, peek::peek};
use alloc::rc::Rc;
use core::{cell::Cell, task::Waker};

/// On what a coroutine suspended.
pub(crate) enum Suspension {
    /// A future that is not done.
    Future(Rc<FutureCell>),
    /// A bare yield, as `sleep(0)` does.
    NextIteration,
}

/// What a poll left in the slot.
#[derive(Default)]
pub(crate) struct Left {
    /// No `await` took it that was to be thrown in.
    pub(crate) thrown: Option<Exception>,
    /// Where the coroutine suspended, if it did so by one of our awaits.
    pub(crate) place: Option<Place>,
    /// On which future; `None` is a bare yield.
    future: Option<Rc<FutureCell>>,
}

impl Left {
    /// What the coroutine suspended on, if by one of our awaits.
    #[inline]
    pub(crate) fn suspension(&mut self) -> Option<Suspension> {
        let future = self.future.take().map(Suspension::Future);
        self.place?;
        Some(future.unwrap_or(Suspension::NextIteration))
    }
}

/// One word a cell: all of it is written and read again within a few instructions,
/// and processors stall when what was written in parts is read in one.
#[repr(C)]
pub(crate) struct Slot {
    /// Where the coroutine suspends.
    place: Cell<Option<Place>>,
    /// The waker with which a step of ours is polling. Something in between may
    /// poll with wakers of its own (`FuturesUnordered`, another loop), and must
    /// be woken by them.
    polled_with: Cell<*const ()>,
    future: Cell<Option<Rc<FutureCell>>>,
    /// To be thrown in at the first `await` that is reached.
    thrown: Cell<Option<Exception>>,
}

/// No waker of ours has this for its data.
static NOBODY: u8 = 0;

impl Default for Slot {
    fn default() -> Self {
        Self {
            polled_with: Cell::new((&raw const NOBODY).cast()),
            thrown: Cell::new(None),
            place: Cell::new(None),
            future: Cell::new(None),
        }
    }
}

impl Slot {
    /// Opens the slot for one poll; gives what came of the poll and what it left
    /// in the slot. What was in the slot before is put back, also when it panics.
    /// `polled_with` is the data of the waker with which it polls.
    #[inline]
    pub(crate) fn during<R>(
        &self,
        thrown: Option<Exception>,
        polled_with: *const (),
        poll: impl FnOnce() -> R,
    ) -> (R, Left) {
        let before = (!self.is_untouched()).then(|| self.take());
        let outer = Outer {
            slot: self,
            polled_with: self.polled_with.replace(polled_with),
            before,
        };
        if thrown.is_some() {
            self.thrown.set(thrown);
        }
        let polled = poll();
        let left = self.take();
        drop(outer);
        (polled, left)
    }

    /// Mostly there is nothing in it.
    #[inline]
    fn is_untouched(&self) -> bool {
        !self.is_offered() && peek(&self.thrown, Option::is_none)
    }

    #[inline]
    fn take(&self) -> Left {
        Left {
            place: self.place.take(),
            thrown: self.thrown.take(),
            future: self.future.take(),
        }
    }

    /// Has the next `await` raise this.
    pub(crate) fn throw(&self, error: Exception) {
        drop(self.thrown.replace(Some(error)));
    }

    /// The exception that this `await` must raise, if any.
    pub(crate) fn take_thrown(&self) -> Option<Exception> {
        self.thrown.take()
    }

    /// Whether the coroutine being polled is about to suspend.
    pub(crate) fn is_offered(&self) -> bool {
        self.place.get().is_some()
    }

    /// Suspends the coroutine being polled. `false` when it cannot be: it is not
    /// a step of ours that polls with this waker, or something else was offered
    /// in this poll already.
    pub(crate) fn offer(&self, suspension: Suspension, place: Place, waker: &Waker) -> bool {
        if self.polled_with.get() != waker.data() {
            return false;
        }
        if self.is_offered() {
            return false;
        }
        self.place.set(Some(place));
        if let Suspension::Future(future) = suspension {
            self.future.set(Some(future));
        }
        true
    }
}

/// Puts back what was in the slot before.
struct Outer<'a> {
    slot: &'a Slot,
    polled_with: *const (),
    before: Option<Left>,
}

impl Drop for Outer<'_> {
    #[inline]
    fn drop(&mut self) {
        self.slot.polled_with.set(self.polled_with);
        // There is something only when the poll panicked.
        let left = self.slot.take();
        if let Some(before) = self.before.take() {
            self.slot.place.set(before.place);
            self.slot.thrown.set(before.thrown);
            self.slot.future.set(before.future);
        }
        drop(left);
    }
}
