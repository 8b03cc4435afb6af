//! `sleep` (rule F1).

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::{Future, Wait, cell::FutureCell},
    observe::{FutureKind, Place},
    task::slot::Suspension,
};
use core::{
    future::Future as CoreFuture,
    panic::Location,
    pin::Pin,
    task::{Context, Poll, ready},
};

impl Loop {
    /// Suspends for `seconds` of loop time. Zero or less gives every other ready
    /// task a turn and sets no timer; infinity never ends by itself.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.run_until_complete(aio.sleep(3.0)), Ok(()));
    /// assert_eq!(aio.time(), 3.0);
    /// ```
    ///
    /// # Errors
    /// `ValueError` for NaN, when awaited.
    ///
    /// # Cancellation
    /// The timer is cancelled on every way out, and `Err(CancelledError)` comes
    /// back when the task is cancelled.
    #[track_caller]
    pub fn sleep(&self, seconds: f64) -> Sleep {
        Sleep(State::New {
            aio: self.clone(),
            seconds,
            place: Some(Location::caller()),
        })
    }

    /// A future of the program's own, pending until somebody sets its result.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let parcel = aio.create_future();
    /// let post = parcel.clone();
    /// aio.call_later(2.0, "post", move || post.set_result("tea"));
    /// assert_eq!(aio.run_until_complete(&parcel), Ok("tea"));
    /// ```
    #[track_caller]
    pub fn create_future<T: crate::Value>(&self) -> Future<T> {
        Future::from_cell(FutureCell::plain(
            self,
            FutureKind::Plain,
            "future",
            Location::caller(),
        ))
    }
}

enum State {
    New {
        aio: Loop,
        seconds: f64,
        // `None` once it suspended without a future, as `sleep(0)` does.
        place: Option<Place>,
    },
    Waiting(Wait<()>),
    Over,
}

/// What [`Loop::sleep`] gives; nothing happens until it is awaited.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let nap: asyncio::Sleep = aio.sleep(1.0);
/// assert_eq!(aio.next_deadline(), None);
/// assert_eq!(aio.run_until_complete(nap), Ok(()));
/// ```
#[must_use = "nothing happens unless it is awaited"]
pub struct Sleep(State);

impl CoreFuture for Sleep {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let state = &mut self.get_mut().0;
        if let State::New {
            aio,
            seconds,
            place,
        } = state
        {
            let Some(place) = place.take() else {
                let thrown = aio.slot().take_thrown();
                *state = State::Over;
                return Poll::Ready(thrown.map_or(Ok(()), Err));
            };
            let seconds = *seconds;
            if seconds <= 0.0 {
                let next = Suspension::NextIteration;
                if !aio.slot().offer(next, place, cx.waker()) {
                    // Nobody of ours polls: yield to whoever does.
                    cx.waker().wake_by_ref();
                }
                return Poll::Pending;
            }
            if seconds.is_nan() {
                let message = "Invalid delay: NaN (not a number)";
                *state = State::Over;
                return Poll::Ready(Err(Exception::new("ValueError", message)));
            }
            let cell = aio.sleep_until(aio.time() + seconds, seconds, place);
            *state = State::Waiting(Wait::new(cell, place));
        }
        let result = match state {
            State::Waiting(wait) => ready!(Pin::new(wait).poll(cx)),
            State::New { .. } | State::Over => Ok(()),
        };
        state.finish();
        Poll::Ready(result)
    }
}

impl State {
    fn finish(&mut self) {
        if let State::Waiting(wait) = self
            && let Some(part) = wait.cell().sleep()
        {
            wait.cell().aio.end_sleep(part);
        }
        *self = State::Over;
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.0.finish();
    }
}
