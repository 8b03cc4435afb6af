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
    task::{Context, Poll},
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
        Sleep {
            aio: self.clone(),
            seconds,
            place: Location::caller(),
            state: State::New,
        }
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
    New,
    /// `sleep(0)`: suspended without a future.
    Yielded,
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
pub struct Sleep {
    aio: Loop,
    seconds: f64,
    place: Place,
    state: State,
}

impl CoreFuture for Sleep {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let this = self.get_mut();
        if let State::New = this.state {
            if this.seconds <= 0.0 {
                this.state = State::Yielded;
                let slot = this.aio.slot();
                if slot.offer(Suspension::NextIteration, this.place, cx.waker()) {
                    return Poll::Pending;
                }
                // Nobody of ours polls: yield to whoever does.
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            if this.seconds.is_nan() {
                this.state = State::Over;
                let message = "Invalid delay: NaN (not a number)";
                return Poll::Ready(Err(Exception::new("ValueError", message)));
            }
            let deadline = this.aio.time() + this.seconds;
            let cell = this.aio.sleep_until(deadline, this.seconds, this.place);
            this.state = State::Waiting(Wait::new(cell, this.place));
        }
        let result = match &mut this.state {
            State::Waiting(wait) => match Pin::new(wait).poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(result) => result,
            },
            _ => this.aio.slot().take_thrown().map_or(Ok(()), Err),
        };
        this.finish();
        Poll::Ready(result)
    }
}

impl Sleep {
    fn finish(&mut self) {
        if let State::Waiting(wait) = &self.state
            && let Some(part) = wait.cell().sleep()
        {
            self.aio.end_sleep(part);
        }
        self.state = State::Over;
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.finish();
    }
}
