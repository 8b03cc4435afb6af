//! The queue in which tasks wait for a primitive, first in, first out.
//!
//! ```text
//!   enter (1)           wake (2)            leave (3)
//! ──────────► pending ───────────► woken ─────────────►
//!                │                    ▲ it still stands in the queue,
//!                │ cancelled          │ and newcomers stand behind it
//!                └────────► (3)
//! ```
//!
//! (1) [`Turn::new`], (2) [`Waiters::wake_next`], [`Waiters::wake_first`],
//! (3) dropping the [`Turn`], which happens when its task runs, or when the
//! waiting is dropped half-way. What a primitive does then is its [`Line::left`].

use crate::{
    exception::Result,
    future::{Wait, cell::FutureCell},
    observe::Place,
    value::Erased,
};
use alloc::{collections::VecDeque, rc::Rc};
use core::cell::{Cell, RefCell};

/// The futures of those who wait, in the order in which they came.
#[derive(Default)]
pub(crate) struct Waiters {
    queue: RefCell<VecDeque<Rc<FutureCell>>>,
    /// So many at the front are known to be done, and need not be looked at to
    /// find the next one to wake.
    done: Cell<usize>,
}

impl Waiters {
    /// Wakes the first who is still waiting; says whether there was one.
    pub(crate) fn wake_next(&self) -> bool {
        let next = {
            let queue = self.queue.borrow();
            let known = self.done.get();
            let ahead = queue.iter().skip(known).take_while(|future| future.done());
            let done = known + ahead.count();
            self.done.set(done);
            queue.get(done).cloned()
        };
        // Waking happens outside the borrow: a waker may be anybody's.
        next.inspect(wake).is_some()
    }

    /// Wakes the very first, unless that one is done already and only has not
    /// left the queue yet.
    pub(crate) fn wake_first(&self) {
        let first = self.queue.borrow().front().cloned();
        if let Some(first) = first.filter(|first| !first.done()) {
            wake(&first);
        }
    }

    /// Whether nobody waits, or only those who were cancelled and have not left
    /// the queue yet.
    pub(crate) fn all_cancelled(&self) -> bool {
        self.queue.borrow().iter().all(|future| future.cancelled())
    }

    /// How many stand in the queue, the ones among them who are woken or
    /// cancelled and have not run yet.
    pub(crate) fn len(&self) -> usize {
        self.queue.borrow().len()
    }

    fn enter(&self, future: Rc<FutureCell>) {
        self.queue.borrow_mut().push_back(future);
    }

    fn leave(&self, future: &Rc<FutureCell>) {
        let left = {
            let mut queue = self.queue.borrow_mut();
            let index = position(&queue, future);
            if let Some(index) = index
                && index < self.done.get()
            {
                self.done.set(self.done.get() - 1);
            }
            index.and_then(|index| queue.remove(index))
        };
        drop(left);
    }
}

/// Futures are numbered in the order in which they queue up, so a place in the
/// queue is found by halving, unless the numbers have begun again from 0.
fn position(queue: &VecDeque<Rc<FutureCell>>, future: &Rc<FutureCell>) -> Option<usize> {
    let is_here = |index: &usize| queue.get(*index).is_some_and(|f| Rc::ptr_eq(f, future));
    Some(0)
        .filter(is_here)
        .or_else(|| queue.binary_search_by_key(&future.id, |f| f.id).ok())
        .filter(is_here)
        .or_else(|| queue.iter().position(|f| Rc::ptr_eq(f, future)))
}

fn wake(future: &Rc<FutureCell>) {
    let woken = future.set_result(Erased::new(()));
    debug_assert!(woken.is_ok(), "only who is waiting is woken");
}

/// A primitive for which tasks queue up.
pub(crate) trait Line {
    /// Its queue.
    fn waiters(&self) -> &Waiters;

    /// `future` has left the queue: with what it waited for, if it `got` it;
    /// otherwise its task was cancelled or dropped, and what it was given, if it
    /// was woken, must go to somebody else.
    fn left(&self, future: &FutureCell, got: bool);
}

/// A place in the queue. It is left on every way out.
pub(crate) struct Turn<'a, L: Line> {
    line: &'a L,
    future: Rc<FutureCell>,
    got: bool,
}

impl<'a, L: Line> Turn<'a, L> {
    /// Queues up behind everybody else.
    pub(crate) fn new(line: &'a L, future: Rc<FutureCell>) -> Self {
        line.waiters().enter(future.clone());
        Self {
            line,
            future,
            got: false,
        }
    }

    /// Waits until it is woken, and leaves the queue.
    pub(crate) async fn wait(mut self, place: Place) -> Result<()> {
        let woken = Wait::<()>::new(self.future.clone(), place).await;
        self.got = woken.is_ok();
        woken
    }
}

impl<L: Line> Drop for Turn<'_, L> {
    fn drop(&mut self) {
        self.line.waiters().leave(&self.future);
        self.line.left(&self.future, self.got);
    }
}
