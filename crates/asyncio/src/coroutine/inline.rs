//! A coroutine awaited in another.

use super::Coroutine;
use crate::{
    exception::Result,
    graph::{How, Inside},
    observe::Place,
    value::Value,
};
use core::{
    future::Future as CoreFuture,
    pin::Pin,
    task::{Context, Poll},
};

/// A coroutine that is awaited in the task of the one that awaits it: that costs
/// no iteration (rules B3, D10).
///
/// ```
/// let aio = asyncio::Loop::new();
/// let answer = aio.coroutine("answer", async { Ok(42) });
/// // Awaiting it polls an `Inline`.
/// let main = aio.coroutine("main", async move { answer.await.map(|answer| answer + 1) });
/// assert_eq!(aio.run_until_complete(main), Ok(43));
/// ```
#[must_use = "nothing happens unless it is awaited"]
pub struct Inline<T> {
    coroutine: Coroutine<T>,
    place: Place,
    /// As its coroutine is, asked once.
    noted: bool,
}

impl<T: Value> Inline<T> {
    pub(crate) fn new(mut coroutine: Coroutine<T>, place: Place) -> Self {
        Self {
            noted: coroutine.object_mut().head_mut().noted,
            coroutine,
            place,
        }
    }

    /// Polls it, and has call graphs know.
    #[cold]
    fn poll_noted(&mut self, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let head = self.coroutine.object_mut().head_mut();
        let noted = Inside::new(&head.aio, &head.name, How::Awaited(self.place));
        let polled = self.coroutine.object_mut().poll_body(Some(self.place), cx);
        noted.end(polled.is_pending());
        polled
    }
}

impl<T: Value> CoreFuture for Inline<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let this = self.get_mut();
        if this.noted {
            return this.poll_noted(cx);
        }
        this.coroutine.object_mut().poll_body(Some(this.place), cx)
    }
}
