//! The one leaf in which coroutines suspend: awaiting a future.

use super::{cell::FutureCell, cell_result, done::DoneCallback};
use crate::{exception::Result, observe::Place, task::slot::Suspension, value::Value};
use alloc::rc::Rc;
use core::{
    future::Future as CoreFuture,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, Waker},
};

/// Awaits a future or a task (rule C10).
///
/// ```
/// use std::future::IntoFuture;
/// let aio = asyncio::Loop::new();
/// let parcel = aio.create_future();
/// parcel.set_result("tea")?;
/// let wait: asyncio::Wait<&str> = (&parcel).into_future();
/// assert_eq!(aio.run_until_complete(aio.coroutine("wait", wait))?, "tea");
/// # Ok::<(), asyncio::Exception>(())
/// ```
///
/// # Cancellation
/// When the waiting task is cancelled, the awaited future is cancelled and this
/// gives `Err(CancelledError)`. Dropping it stops waiting and cancels nothing.
#[must_use = "nothing happens unless it is awaited"]
pub struct Wait<T> {
    cell: Rc<FutureCell>,
    place: Place,
    /// Set when somebody else's waker was registered, because several things
    /// are polled in one step (`join!`), or no task of ours is.
    /// Shared with the callback, as it is rare and this stands in every coroutine
    /// that waits.
    foreign: Option<Rc<Waker>>,
    result: PhantomData<fn() -> T>,
}

impl<T> Wait<T> {
    pub(crate) fn new(cell: Rc<FutureCell>, place: Place) -> Self {
        Self {
            cell,
            place,
            foreign: None,
            result: PhantomData,
        }
    }

    /// What is awaited.
    pub(crate) fn cell(&self) -> &Rc<FutureCell> {
        &self.cell
    }

    fn register(&mut self, waker: &Waker) {
        if let Some(known) = &self.foreign
            && known.will_wake(waker)
        {
            return;
        }
        self.unregister();
        let foreign = Rc::new(waker.clone());
        self.cell.add_callback(DoneCallback::Waker(foreign.clone()));
        self.foreign = Some(foreign);
    }

    fn unregister(&mut self) {
        if let Some(known) = self.foreign.take() {
            self.cell.remove_callbacks(
                |c| matches!(c, DoneCallback::Waker(other) if Rc::ptr_eq(other, &known)),
            );
        }
    }
}

impl<T: Value> CoreFuture for Wait<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let this = self.get_mut();
        let aio = &this.cell.aio;
        // An exception is thrown in at the await that suspended; one that found
        // no await of ours, at the next one.
        if let Some(error) = aio.slot().take_thrown() {
            return Poll::Ready(Err(error));
        }
        if this.cell.done() {
            return Poll::Ready(cell_result(&this.cell));
        }
        let suspension = Suspension::Future(this.cell.clone());
        if aio.slot().offer(suspension, this.place, cx.waker()) {
            // The step itself is woken; a second wake would find it elsewhere.
            this.unregister();
        } else {
            this.register(cx.waker());
        }
        Poll::Pending
    }
}

impl<T> Drop for Wait<T> {
    fn drop(&mut self) {
        self.unregister();
    }
}
