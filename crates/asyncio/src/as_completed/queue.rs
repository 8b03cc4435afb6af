//! How completions get from the done callbacks to whoever asks for them: an
//! `asyncio.Queue` of arrivals.

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::{Wait, cell::FutureCell, done::DoneCallback},
    handle::{Action, Handle},
    observe::{FutureId, FutureKind, Place},
    task::cancel,
    wait::release,
};
use alloc::{
    collections::{BTreeMap, VecDeque},
    rc::{Rc, Weak},
    vec::Vec,
};
use core::{
    cell::{Cell, RefCell},
    future::Future as CoreFuture,
    mem,
    pin::Pin,
    task::{Context, Poll},
};

/// What comes through the queue.
enum Arrival {
    /// The future that ended next.
    Done(Rc<FutureCell>),
    /// Time was up before another did (rule G19).
    TimedOut,
    /// One of the arguments cannot be awaited here.
    Refused(Exception),
}

/// What the done callbacks, the timer and whoever takes results share.
pub(crate) struct Completions {
    pub(crate) aio: Loop,
    place: Place,
    /// Those whose done callback has not run. Each of them holds this, hence the
    /// weak references.
    todo: RefCell<BTreeMap<FutureId, Weak<FutureCell>>>,
    /// How many are still to be given out.
    left: Cell<usize>,
    arrived: RefCell<VecDeque<Arrival>>,
    /// Who waits for an arrival, first come first served.
    getters: RefCell<VecDeque<Rc<FutureCell>>>,
    timer: RefCell<Option<Handle>>,
    /// What its callbacks do. They name it by way of this only, so that a program
    /// without `as_completed` carries nothing of it.
    calls: Calls,
}

#[derive(Clone, Copy)]
struct Calls {
    child_done: fn(&Completions, &Rc<FutureCell>) -> Result<()>,
    expire: fn(&Rc<Completions>) -> Result<()>,
}

impl Completions {
    pub(crate) fn begin(
        aio: &Loop,
        futures: impl Iterator<Item = Rc<FutureCell>>,
        timeout: Option<f64>,
        place: Place,
    ) -> Rc<Self> {
        let shared = Rc::new(Self {
            aio: aio.clone(),
            place,
            todo: RefCell::default(),
            left: Cell::new(0),
            arrived: RefCell::default(),
            getters: RefCell::default(),
            timer: RefCell::default(),
            calls: Calls {
                child_done: Self::on_child_done,
                expire: Self::on_timeout,
            },
        });
        let mut todo = BTreeMap::new();
        // A set in CPython, walked in the order in which it was filled (rule D14).
        let mut first = Vec::new();
        for future in futures {
            if !future.aio.same_loop(aio) {
                let message = "The future belongs to a different loop than the one specified as \
                               the loop argument";
                let refused = Arrival::Refused(Exception::new("ValueError", message));
                shared.arrived.borrow_mut().push_back(refused);
                shared.left.set(1);
                return shared;
            }
            if todo.insert(future.id, Rc::downgrade(&future)).is_none() {
                first.push(future);
            }
        }
        shared.left.set(first.len());
        *shared.todo.borrow_mut() = todo;
        for future in &first {
            future.add_callback(DoneCallback::Completion(shared.clone()));
        }
        if let (Some(seconds), false) = (timeout, first.is_empty()) {
            let action = Action::CompletionsOver(shared.clone());
            let timer = aio.at(aio.time() + seconds, action, place);
            *shared.timer.borrow_mut() = Some(timer);
        }
        shared
    }

    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// How many are still to be given out.
    pub(crate) fn left(&self) -> usize {
        self.left.get()
    }

    /// One fewer is to be given out; `false` when there was none.
    pub(crate) fn count_down(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn put(&self, arrival: Arrival) -> Result<()> {
        self.arrived.borrow_mut().push_back(arrival);
        self.wake_next()
    }

    /// Wakes the first who still waits.
    fn wake_next(&self) -> Result<()> {
        loop {
            let getter = self.getters.borrow_mut().pop_front();
            match getter {
                Some(getter) if getter.done() => {}
                Some(getter) => return release(&getter),
                None => return Ok(()),
            }
        }
    }

    /// Somebody stops waiting. Had he been woken already, the next one is.
    fn give_up(&self, getter: &Rc<FutureCell>) {
        cancel::cancel(getter, None, self.place);
        self.getters
            .borrow_mut()
            .retain(|other| !Rc::ptr_eq(other, getter));
        if !self.arrived.borrow().is_empty() && !getter.cancelled() {
            // Whom it wakes is pending, so this cannot be refused.
            drop(self.wake_next());
        }
    }

    /// Time is up.
    pub(crate) fn expire(self: &Rc<Self>) -> Result<()> {
        (self.calls.expire)(self)
    }

    /// One of the futures is done.
    pub(crate) fn child_done(&self, child: &Rc<FutureCell>) -> Result<()> {
        (self.calls.child_done)(self, child)
    }

    /// `_handle_timeout` (rule G19).
    fn on_timeout(self: &Rc<Self>) -> Result<()> {
        self.timer.borrow_mut().take();
        let todo = mem::take(&mut *self.todo.borrow_mut());
        for future in todo.into_values() {
            if let Some(future) = future.upgrade() {
                future.remove_callbacks(
                    |c| matches!(c, DoneCallback::Completion(other) if Rc::ptr_eq(other, self)),
                );
            }
            self.put(Arrival::TimedOut)?;
        }
        Ok(())
    }

    /// `_handle_completion`.
    fn on_child_done(&self, child: &Rc<FutureCell>) -> Result<()> {
        if self.todo.borrow_mut().remove(&child.id).is_none() {
            // Time was up first.
            return Ok(());
        }
        self.put(Arrival::Done(child.clone()))?;
        if self.todo.borrow().is_empty() {
            let timer = self.timer.borrow_mut().take();
            if let Some(timer) = timer {
                timer.cancel();
            }
        }
        Ok(())
    }
}

/// Takes the next arrival, waiting for it if there is none.
pub(crate) struct Take {
    shared: Rc<Completions>,
    place: Place,
    waiting: Option<(Rc<FutureCell>, Wait<()>)>,
}

impl Take {
    pub(crate) fn new(shared: &Rc<Completions>, place: Place) -> Self {
        Self {
            shared: shared.clone(),
            place,
            waiting: None,
        }
    }
}

impl CoreFuture for Take {
    type Output = Result<Rc<FutureCell>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        loop {
            if let Some((getter, wait)) = &mut this.waiting {
                let Poll::Ready(woken) = Pin::new(wait).poll(cx) else {
                    return Poll::Pending;
                };
                if let Err(error) = woken {
                    this.shared.give_up(getter);
                    this.waiting = None;
                    return Poll::Ready(Err(error));
                }
                this.waiting = None;
            }
            let arrival = this.shared.arrived.borrow_mut().pop_front();
            match arrival {
                Some(Arrival::Done(future)) => return Poll::Ready(Ok(future)),
                Some(Arrival::TimedOut) => return Poll::Ready(Err(Exception::timeout())),
                Some(Arrival::Refused(error)) => return Poll::Ready(Err(error)),
                None => {}
            }
            let label = "as_completed()";
            let getter = FutureCell::plain(&this.shared.aio, FutureKind::Waiter, label, this.place);
            this.shared.getters.borrow_mut().push_back(getter.clone());
            this.waiting = Some((getter.clone(), Wait::new(getter, this.place)));
        }
    }
}

impl Drop for Take {
    fn drop(&mut self) {
        if let Some((getter, wait)) = self.waiting.take() {
            drop(wait);
            self.shared.give_up(&getter);
        }
    }
}
