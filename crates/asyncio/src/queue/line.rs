//! Tasks that queue up: first come, first woken.

use crate::{future::cell::FutureCell, value::Erased};
use alloc::{collections::VecDeque, rc::Rc};
use core::{
    cell::{Cell, RefCell},
    mem,
};

/// The futures on which tasks wait at one place of a queue.
///
/// CPython takes a waiter that leaves out of its list at once, which costs a
/// search. As one that has left is done, and whoever is done is passed over, it
/// may as well stay: they are swept out when they may be more than half.
#[derive(Default)]
pub(super) struct Line {
    waiters: RefCell<VecDeque<Rc<FutureCell>>>,
    /// How many have left since the last sweep.
    left: Cell<usize>,
}

impl Line {
    /// Stands at the end.
    pub(super) fn queue_up(&self, waiter: Rc<FutureCell>) {
        self.waiters.borrow_mut().push_back(waiter);
    }

    /// Somebody goes away without his turn. Says whether he had been woken, in
    /// vain then; else he is cancelled, if the loop did not do that already.
    pub(super) fn leave(&self, waiter: &Rc<FutureCell>) -> bool {
        waiter.cancel_pending(None, None);
        if !waiter.cancelled() {
            return true;
        }
        let mut waiters = self.waiters.borrow_mut();
        let left = self.left.get() + 1;
        self.left.set(left);
        if left * 2 > waiters.len() {
            waiters.retain(|waiter| !waiter.done());
            self.left.set(0);
        }
        false
    }

    /// `_wakeup_next`: the first who is still pending.
    pub(super) fn wake_next(&self) {
        loop {
            // The list must not be borrowed any more when a waker is called.
            let first = self.waiters.borrow_mut().pop_front();
            let Some(first) = first else { return };
            if !first.done() {
                return release(&first);
            }
        }
    }

    /// Everybody who stands there now, in order.
    pub(super) fn wake_all(&self) {
        let waiters = mem::take(&mut *self.waiters.borrow_mut());
        self.left.set(0);
        for waiter in waiters {
            if !waiter.done() {
                release(&waiter);
            }
        }
    }

    /// How many stand there and wait.
    pub(super) fn len(&self) -> usize {
        let waiters = self.waiters.borrow();
        waiters.iter().filter(|waiter| !waiter.done()).count()
    }
}

fn release(waiter: &Rc<FutureCell>) {
    // It is pending, so it takes the result.
    drop(waiter.set_result(Erased::new(())));
}
