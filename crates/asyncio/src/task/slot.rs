//! Where a step and the `await` in it meet.
//!
//! A Rust coroutine is resumed by polling it, and a poll carries neither an
//! exception in nor the awaited future out. While a step polls, both pass
//! through this slot.

use crate::{exception::Exception, future::cell::FutureCell, observe::Place, peek::peek};
use alloc::rc::Rc;
use core::{cell::Cell, mem, task::Waker};

/// On what a coroutine suspended.
pub(crate) enum Suspension {
    /// A future that is not done.
    Future(Rc<FutureCell>),
    /// A bare yield, as `sleep(0)` does.
    NextIteration,
}

/// On what it suspended, and where.
type Offer = (Suspension, Place);

/// What is in the slot.
pub(crate) struct Content {
    /// The waker with which a step of ours is polling. Something in between may
    /// poll with wakers of its own (`FuturesUnordered`, another loop), and must
    /// be woken by them.
    polled_with: *const (),
    /// To be thrown in at the first `await` that is reached.
    pub(crate) thrown: Option<Exception>,
    /// What the coroutine suspended on, and where.
    pub(crate) offered: Option<Offer>,
}

pub(crate) struct Slot {
    polled_with: Cell<*const ()>,
    thrown: Cell<Option<Exception>>,
    offered: Cell<Option<Offer>>,
}

/// No waker of ours has this for its data.
static NOBODY: u8 = 0;

impl Default for Slot {
    fn default() -> Self {
        Self {
            polled_with: Cell::new((&raw const NOBODY).cast()),
            thrown: Cell::new(None),
            offered: Cell::new(None),
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
    ) -> (R, Content) {
        let outer = Outer {
            slot: self,
            content: self.replace(Content {
                polled_with,
                thrown,
                offered: None,
            }),
        };
        let polled = poll();
        let left = outer.put_back();
        (polled, left)
    }

    fn replace(&self, content: Content) -> Content {
        Content {
            polled_with: self.polled_with.replace(content.polled_with),
            thrown: self.thrown.replace(content.thrown),
            offered: self.offered.replace(content.offered),
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
        peek(&self.offered, Option::is_some)
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
        self.offered.set(Some((suspension, place)));
        true
    }
}

/// What was in the slot before.
struct Outer<'a> {
    slot: &'a Slot,
    content: Content,
}

impl Outer<'_> {
    fn take(&mut self) -> Content {
        Content {
            polled_with: self.content.polled_with,
            thrown: self.content.thrown.take(),
            offered: self.content.offered.take(),
        }
    }

    fn put_back(mut self) -> Content {
        let outer = self.take();
        let left = self.slot.replace(outer);
        mem::forget(self);
        left
    }
}

impl Drop for Outer<'_> {
    fn drop(&mut self) {
        let outer = self.take();
        drop(self.slot.replace(outer));
    }
}
