//! `as_completed`, as an iterator and as a stream (rules G18 to G20).

mod queue;

use crate::{
    awaitable::Awaitable,
    coroutine::Coroutine,
    event_loop::Loop,
    exception::Result,
    future::{Future, cell_result},
    observe::Place,
    value::Value,
};
use alloc::rc::Rc;
use core::{
    future::{Future as CoreFuture, poll_fn},
    marker::PhantomData,
    panic::Location,
    pin::Pin,
    task::{Context, Poll},
};
use futures_core::Stream;
pub(crate) use queue::Completions;
use queue::Take;

impl Loop {
    /// Awaits several things at once and gives their results one by one, in the
    /// order in which they end (rule G18). Coroutines become tasks, in the order
    /// of the arguments; the same future twice counts once.
    ///
    /// ```
    /// use asyncio::{Coroutine, Loop};
    /// fn after(aio: &Loop, seconds: f64) -> Coroutine<f64> {
    ///     let aio = aio.clone();
    ///     aio.clone().coroutine("after", async move {
    ///         aio.sleep(seconds).await?;
    ///         Ok(seconds)
    ///     })
    /// }
    /// let aio = Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let mut first = 0.0;
    ///         for (place, next) in aio
    ///             .as_completed([after(&aio, 2.0), after(&aio, 1.0)], None)
    ///             .enumerate()
    ///         {
    ///             let seconds = next.await?;
    ///             if place == 0 {
    ///                 first = seconds;
    ///             }
    ///         }
    ///         Ok(first)
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(1.0));
    /// ```
    ///
    /// # Errors
    /// Each completion gives what its future ended with. After `timeout` seconds
    /// of loop time all that are still to come give `TimeoutError` (rule G19). A
    /// future of another loop gives `ValueError` in place of all completions
    /// (CPython raises it in the call).
    ///
    /// # Cancellation
    /// Neither the time limit nor a cancelled waiter cancels any of the futures.
    #[track_caller]
    pub fn as_completed<T: Value, A: Awaitable<T>>(
        &self,
        awaitables: impl IntoIterator<Item = A>,
        timeout: Option<f64>,
    ) -> AsCompleted<T> {
        let place = Location::caller();
        let futures = awaitables
            .into_iter()
            .map(|awaitable| awaitable.ensure_future(self, place).0.clone());
        AsCompleted {
            shared: Completions::begin(self, futures, timeout, place),
            result: PhantomData,
        }
    }
}

/// What [`Loop::as_completed`] gives: an iterator over coroutines, each of which
/// returns, or raises, what the next future to end ended with.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let nap = aio.coroutine("nap", aio.sleep(1.0));
/// assert_eq!(aio.as_completed([nap], None).len(), 1);
/// # aio.close().unwrap();
/// ```
#[must_use = "it gives nothing unless it is iterated"]
pub struct AsCompleted<T> {
    shared: Rc<Completions>,
    result: PhantomData<fn() -> T>,
}

impl<T: Value> AsCompleted<T> {
    /// The other form, `async for`: it gives the futures themselves, done (rule
    /// G20).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let naps = [2.0, 1.0].map(|seconds| aio.coroutine("nap", aio.sleep(seconds)));
    ///         let mut stream = aio.as_completed(naps, None).stream();
    ///         let mut times = Vec::new();
    ///         while let Some(nap) = stream.next().await {
    ///             nap?.result()?;
    ///             times.push(aio.time());
    ///         }
    ///         Ok(times)
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main)?, [1.0, 2.0]);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn stream(self) -> CompletedStream<T> {
        CompletedStream {
            shared: self.shared,
            take: None,
            result: PhantomData,
        }
    }
}

/// What [`AsCompleted`] iterates over: one of the results, whichever is next.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let answer = aio.coroutine("answer", async { Ok(42) });
/// let first: asyncio::Completion<i32> = aio.as_completed([answer], None).next().unwrap();
/// assert_eq!(aio.run_until_complete(first), Ok(42));
/// ```
///
/// # Cancellation
/// Cancelling the task that awaits it cancels none of the futures; the result
/// goes to the next who asks.
pub type Completion<T> = Coroutine<T>;

impl<T: Value> Iterator for AsCompleted<T> {
    type Item = Completion<T>;

    #[track_caller]
    fn next(&mut self) -> Option<Completion<T>> {
        if !self.shared.count_down() {
            return None;
        }
        let take = Take::new(&self.shared, self.shared.place());
        let body = async move { cell_result(&*take.await?) };
        Some(self.shared.aio.coroutine("_wait_for_one", body))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.shared.left(), Some(self.shared.left()))
    }
}

impl<T: Value> ExactSizeIterator for AsCompleted<T> {}

/// The futures given to [`Loop::as_completed`], each as soon as it is done (rule
/// G20). Coroutines are given as the tasks that were made of them.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move {
///         let naps = [2.0, 1.0].map(|s| aio.create_task(aio.coroutine("nap", aio.sleep(s))));
///         let mut ended = aio.as_completed(&naps, None).stream();
///         let first = ended.next().await.transpose()?;
///         assert!(first.is_some_and(|first| first.is_same(&naps[1])));
///         Ok(())
///     }
/// });
/// assert_eq!(aio.run_until_complete(main), Ok(()));
/// ```
#[must_use = "it gives nothing unless it is polled"]
pub struct CompletedStream<T> {
    shared: Rc<Completions>,
    take: Option<Take>,
    result: PhantomData<fn() -> T>,
}

impl<T: Value> CompletedStream<T> {
    /// The next future to be done; `None` after the last. Errors are those of the
    /// stream, not of the futures: `TimeoutError` when time is up (rule G20).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let mut stream = aio.as_completed([aio.sleep(5.0)], Some(1.0)).stream();
    ///         let late = stream.next().await.transpose();
    ///         Ok(late.is_err_and(|error| error.is("TimeoutError")))
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// # aio.close().unwrap();
    /// ```
    ///
    /// # Cancellation
    /// Cancels none of the futures, but counts as one of them: after it the
    /// stream ends one earlier, as CPython's does. When the future that this
    /// gives is dropped half-way, the next one goes on where it was.
    #[track_caller]
    #[allow(
        clippy::should_implement_trait,
        reason = "it is awaited, as a stream's"
    )]
    pub fn next(&mut self) -> impl CoreFuture<Output = Option<Result<Future<T>>>> + use<'_, T> {
        let place = Location::caller();
        poll_fn(move |cx| self.poll_at(place, cx))
    }

    fn poll_at(&mut self, place: Place, cx: &mut Context<'_>) -> Poll<Option<Result<Future<T>>>> {
        if self.take.is_none() && !self.shared.count_down() {
            return Poll::Ready(None);
        }
        let take = self
            .take
            .get_or_insert_with(|| Take::new(&self.shared, place));
        let polled = Pin::new(take).poll(cx);
        polled.map(|future| {
            self.take = None;
            Some(future.map(Future::from_cell))
        })
    }
}

impl<T: Value> Stream for CompletedStream<T> {
    type Item = Result<Future<T>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        this.poll_at(this.shared.place(), cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.shared.left() + usize::from(self.take.is_some());
        (left, Some(left))
    }
}
