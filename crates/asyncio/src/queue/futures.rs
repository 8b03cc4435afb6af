//! What `put`, `get` and `join` give to be awaited.

use super::{
    shared::Shared,
    storage::Storage,
    turn::{End, Turn, over},
};
use crate::{exception::Result, future::Wait, observe::Place};
use alloc::rc::Rc;
use core::{
    future::Future as CoreFuture,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// What [`Queue::put`](super::Queue::put) gives; nothing happens until it is awaited.
///
/// It owns the item until the queue does. Awaited by reference, it gives the
/// item back when it did not go in:
///
/// ```
/// # use asyncio::{Loop, Queue, Run};
/// # let aio = Loop::new();
/// # let queue = Queue::new(&aio, 0);
/// # let main = aio.coroutine("main", async move {
/// queue.shutdown(false);
/// let mut put = queue.put("parcel");
/// assert!((&mut put).await.is_err());
/// assert_eq!(put.into_item(), Some("parcel"));
/// # Ok(())
/// # });
/// # Run::new(&aio, main).complete()?;
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "nothing happens unless it is awaited"]
pub struct Put<T> {
    turn: Turn<T>,
    item: Option<T>,
}

/// The item is moved, never pinned.
impl<T> Unpin for Put<T> {}

impl<T> Put<T> {
    pub(super) fn new(queue: Rc<Shared<dyn Storage<T>>>, item: T, place: Place) -> Self {
        Self {
            turn: Turn::new(queue, End::Put, place),
            item: Some(item),
        }
    }

    /// The item, unless it is in the queue.
    ///
    /// ```
    /// let queue = asyncio::Queue::new(&asyncio::Loop::new(), 1);
    /// assert_eq!(queue.put("tea").into_item(), Some("tea"));
    /// ```
    pub fn into_item(self) -> Option<T> {
        self.item
    }
}

impl<T> CoreFuture for Put<T> {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.turn.poll(cx))?;
        let Some(item) = self.item.take() else {
            return Poll::Ready(Err(over()));
        };
        Poll::Ready(self.turn.queue.put_now(item).map_err(|(error, item)| {
            self.item = Some(item);
            error
        }))
    }
}

/// What [`Queue::get`](super::Queue::get) gives; nothing happens until it is awaited.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let queue = asyncio::Queue::new(&aio, 2);
/// queue.put_nowait("tea")?;
/// let get: asyncio::Get<&str> = queue.get();
/// assert_eq!(aio.run_until_complete(aio.coroutine("get", get)), Ok("tea"));
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "nothing happens unless it is awaited"]
pub struct Get<T> {
    turn: Turn<T>,
}

impl<T> Get<T> {
    pub(super) fn new(queue: Rc<Shared<dyn Storage<T>>>, place: Place) -> Self {
        Self {
            turn: Turn::new(queue, End::Get, place),
        }
    }
}

impl<T> CoreFuture for Get<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        ready!(self.turn.poll(cx))?;
        Poll::Ready(self.turn.queue.get_now())
    }
}

/// What [`Queue::join`](super::Queue::join) gives; nothing happens until it is awaited.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let queue = asyncio::Queue::new(&aio, 2);
/// # queue.put_nowait(1)?;
/// # queue.get_nowait()?;
/// # queue.task_done()?;
/// let join: asyncio::Join<i32> = queue.join();
/// assert_eq!(aio.run_until_complete(aio.coroutine("join", join)), Ok(()));
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "nothing happens unless it is awaited"]
pub struct Join<T> {
    queue: Rc<Shared<dyn Storage<T>>>,
    place: Place,
    standing: Option<Wait<()>>,
    over: bool,
}

impl<T> Join<T> {
    pub(super) fn new(queue: Rc<Shared<dyn Storage<T>>>, place: Place) -> Self {
        Self {
            queue,
            place,
            standing: None,
            over: false,
        }
    }

    fn poll_join(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if self.standing.is_none() && self.queue.unfinished() == 0 {
            return Poll::Ready(Ok(()));
        }
        let wait = self.standing.get_or_insert_with(|| {
            let waiter = self.queue.resource.waiter("join", self.place);
            self.queue.joiners.queue_up(waiter.clone());
            Wait::new(waiter, self.place)
        });
        // Woken, it does not look whether something came in since: an event
        // that was set and cleared has happened all the same (rule I4).
        Pin::new(wait).poll(cx)
    }

    fn leave(&mut self) {
        if let Some(wait) = self.standing.take() {
            self.queue.joiners.leave(wait.cell());
        }
    }
}

impl<T> CoreFuture for Join<T> {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if self.over {
            return Poll::Ready(Err(over()));
        }
        let joined = ready!(self.poll_join(cx));
        self.leave();
        self.over = true;
        Poll::Ready(joined)
    }
}

impl<T> Drop for Join<T> {
    fn drop(&mut self) {
        self.leave();
    }
}
