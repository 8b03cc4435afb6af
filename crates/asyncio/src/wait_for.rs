//! `wait_for` (rules F11, F15 to F18).

use crate::{
    awaitable::Awaitable,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{Wait, cell::FutureCell, done::DoneCallback},
    observe::{FutureKind, Place},
    task::cancel,
    value::Value,
};
use alloc::rc::Rc;
use core::{future::Future as CoreFuture, panic::Location};

impl Loop {
    /// Awaits something for at most `seconds` of loop time; `None` means without
    /// a limit. A coroutine runs in the same task. Nothing happens until the
    /// result of this call is awaited.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let main = aio.coroutine("main", aio.wait_for(aio.sleep(5.0), 1.0));
    /// let error = aio.run_until_complete(main).unwrap_err();
    /// assert!(error.is("TimeoutError") && aio.time() == 1.0);
    /// ```
    ///
    /// # Errors
    /// `TimeoutError` when time is up: what was awaited has then been cancelled.
    /// It carries the `CancelledError` as its cause (rule F18). Otherwise
    /// whatever the awaited thing gives. A limit of zero or less cancels at
    /// once whatever is not done (rule F11).
    ///
    /// # Cancellation
    /// Cancelling the waiting task cancels what it awaits.
    #[track_caller]
    pub fn wait_for<T: Value, A: Awaitable<T>, S: Into<Option<f64>>>(
        &self,
        awaitable: A,
        seconds: S,
    ) -> impl CoreFuture<Output = Result<T>> + use<T, A, S> {
        let aio = self.clone();
        let seconds = seconds.into();
        let place = Location::caller();
        async move {
            match seconds {
                Some(seconds) if seconds <= 0.0 => without_waiting(&aio, awaitable, place).await,
                seconds => {
                    let when = seconds.map(|seconds| aio.time() + seconds);
                    aio.limit(when, place).scope(awaitable.wait_at(place)).await
                }
            }
        }
    }
}

async fn without_waiting<T: Value>(
    aio: &Loop,
    awaitable: impl Awaitable<T>,
    place: Place,
) -> Result<T> {
    let future = awaitable.ensure_future(aio, place);
    // Out of the first step of an eager task (rule K1).
    if let Some(error) = aio.slot().take_thrown() {
        return Err(error);
    }
    if future.done() {
        return future.result();
    }
    cancel_and_wait(aio, &future.0, place).await?;
    future.result().map_err(|error| {
        if error.is_cancelled() {
            Exception::timeout().from_cause(error)
        } else {
            error
        }
    })
}

/// `_cancel_and_wait`: cancels and waits for the end, on a future of its own.
async fn cancel_and_wait(aio: &Loop, future: &Rc<FutureCell>, place: Place) -> Result<()> {
    let waiter = FutureCell::plain(aio, FutureKind::Waiter, "waiter", place);
    future.add_callback(DoneCallback::Release(waiter.clone()));
    cancel::cancel(future, None, place);
    let result = Wait::<()>::new(waiter.clone(), place).await;
    future.remove_callbacks(|c| matches!(c, DoneCallback::Release(w) if Rc::ptr_eq(w, &waiter)));
    result
}
