//! Where a step and the `await` in it meet.
//!
//! A Rust coroutine is resumed by polling it, and a poll carries neither an
//! exception in nor the awaited future out. While a step polls, both pass
//! through this slot.

use crate::{exception::Exception, future::cell::FutureCell, observe::Place};
use alloc::rc::Rc;
use core::{cell::RefCell, task::Waker};

/// On what a coroutine suspended.
pub(crate) enum Suspension {
    /// A future that is not done.
    Future(Rc<FutureCell>),
    /// A bare yield, as `sleep(0)` does.
    NextIteration,
}

#[derive(Default)]
pub(crate) struct Content {
    /// The waker with which a step of ours is polling. Something in between may
    /// poll with wakers of its own (`FuturesUnordered`, another loop), and must
    /// be woken by them.
    polled_with: Option<*const ()>,
    /// To be thrown in at the first `await` that is reached.
    pub(crate) thrown: Option<Exception>,
    /// What the coroutine suspended on, and where.
    pub(crate) offered: Option<(Suspension, Place)>,
}

#[derive(Default)]
pub(crate) struct Slot(RefCell<Content>);

impl Slot {
    /// Opens the slot for one poll; gives what came of the poll and what it left
    /// in the slot. What was in the slot before is put back, also when it panics.
    /// `polled_with` is the data of the waker with which it polls.
    pub(crate) fn during<R>(
        &self,
        thrown: Option<Exception>,
        polled_with: *const (),
        poll: impl FnOnce() -> R,
    ) -> (R, Content) {
        let opened = Content {
            polled_with: Some(polled_with),
            thrown,
            offered: None,
        };
        let mut outer = Outer {
            slot: self,
            content: Some(self.0.replace(opened)),
        };
        let polled = poll();
        (polled, outer.put_back())
    }

    /// Has the next `await` raise this.
    pub(crate) fn throw(&self, error: Exception) {
        self.0.borrow_mut().thrown = Some(error);
    }

    /// The exception that this `await` must raise, if any.
    pub(crate) fn take_thrown(&self) -> Option<Exception> {
        self.0.borrow_mut().thrown.take()
    }

    /// Suspends the coroutine being polled. `false` when it cannot be: it is not
    /// a step of ours that polls with this waker, or something else was offered
    /// in this poll already.
    pub(crate) fn offer(&self, suspension: Suspension, place: Place, waker: &Waker) -> bool {
        let mut content = self.0.borrow_mut();
        if content.polled_with != Some(waker.data()) || content.offered.is_some() {
            return false;
        }
        content.offered = Some((suspension, place));
        true
    }
}

/// What was in the slot before.
struct Outer<'a> {
    slot: &'a Slot,
    content: Option<Content>,
}

impl Outer<'_> {
    fn put_back(&mut self) -> Content {
        let outer = self.content.take().unwrap_or_default();
        self.slot.0.replace(outer)
    }
}

impl Drop for Outer<'_> {
    fn drop(&mut self) {
        if self.content.is_some() {
            drop(self.put_back());
        }
    }
}
