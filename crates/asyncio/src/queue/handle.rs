//! The handle by which a program holds a queue.

use super::{
    futures::{Get, Join, Put},
    shared::Shared,
    storage::Storage,
};
use crate::{
    exception::{Exception, Result},
    observe::ResourceId,
};
use alloc::rc::Rc;
use core::{fmt, panic::Location};

/// A queue between tasks: first in, first out. Cloning gives another reference
/// to the same queue.
///
/// With a `maxsize`, [`put`](Self::put) waits while the queue is full.
/// [`PriorityQueue`](crate::PriorityQueue) and [`LifoQueue`](crate::LifoQueue)
/// differ only in the order in which items
/// come out; as in Python they *are* queues, and have all the methods below.
///
/// ```
/// use asyncio::{Loop, Queue, Run};
///
/// let aio = Loop::new();
/// let queue = Queue::new(&aio, 2);
/// let baker = aio.coroutine("baker", {
///     let (aio, queue) = (aio.clone(), queue.clone());
///     async move {
///         for cake in ["lemon", "plum", "cherry"] {
///             aio.sleep(1.0).await?;
///             queue.put(cake).await?;
///         }
///         queue.shutdown(false);
///         Ok(())
///     }
/// });
/// let shop = aio.coroutine("shop", {
///     let aio = aio.clone();
///     async move {
///         aio.create_task(baker);
///         let mut sold = Vec::new();
///         loop {
///             match queue.get().await {
///                 Ok(cake) => sold.push(cake),
///                 Err(error) if error.is("QueueShutDown") => return Ok(sold),
///                 Err(error) => return Err(error),
///             }
///         }
///     }
/// });
/// assert_eq!(Run::new(&aio, shop).complete()?, ["lemon", "plum", "cherry"]);
/// # Ok::<(), asyncio::Exception>(())
/// ```
///
/// Rules I11 to I14; CPython's `queues.Queue`.
pub struct Queue<T>(pub(super) Rc<Shared<dyn Storage<T>>>);

impl<T> Queue<T> {
    /// Puts an item in; while the queue is full it waits, behind those who wait
    /// already. When there is room it does not suspend.
    ///
    /// Who was woken because there is room may find that somebody else was
    /// quicker, and then queues up once more at the end (rule I11).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// aio.run_until_complete(aio.coroutine("put", queue.put("tea")))?;
    /// assert_eq!(queue.qsize(), 1);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// `QueueShutDown` once the queue is shut down, also while waiting.
    ///
    /// # Cancellation
    /// The item is then not in the queue: either `put` gives `Ok` and the item
    /// is in, or an error and it is not. [`Put::into_item`] gives it back. If
    /// there is room meanwhile, the next in line is woken (rule I12).
    #[track_caller]
    pub fn put(&self, item: T) -> Put<T> {
        Put::new(self.0.clone(), item, Location::caller())
    }

    /// Takes an item out; while the queue is empty it waits, behind those who
    /// wait already. When there is an item it does not suspend.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// assert_eq!(aio.run_until_complete(aio.coroutine("get", queue.get())), Ok("tea"));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// `QueueShutDown` when the queue is shut down and empty, also while waiting.
    ///
    /// # Cancellation
    /// No item is taken out, even if the task had been woken for one: that stays
    /// in the queue, and the next in line is woken (rule I12).
    #[track_caller]
    pub fn get(&self) -> Get<T> {
        Get::new(self.0.clone(), Location::caller())
    }

    /// Waits until [`task_done`](Self::task_done) was called for each item that
    /// was ever put in; does not suspend when that is so (rule I13).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// let worker = queue.clone();
    /// aio.call_later(2.0, "work", move || {
    ///     worker.get_nowait()?;
    ///     worker.task_done()
    /// });
    /// aio.run_until_complete(aio.coroutine("join", queue.join()))?;
    /// assert_eq!(aio.time(), 2.0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// None of its own.
    ///
    /// # Cancellation
    /// Nothing but the waiting ends.
    #[track_caller]
    pub fn join(&self) -> Join<T> {
        Join::new(self.0.clone(), Location::caller())
    }

    /// Puts an item in without waiting. It wakes the first who waits in `get`,
    /// but does not keep the item for him (rule I11).
    ///
    /// ```
    /// let queue = asyncio::Queue::new(&asyncio::Loop::new(), 1);
    /// assert_eq!(queue.put_nowait("tea"), Ok(()));
    /// assert!(queue.put_nowait("more").is_err_and(|error| error.is("QueueFull")));
    /// ```
    ///
    /// # Errors
    /// `QueueShutDown` when the queue is shut down, else `QueueFull` when it is
    /// full (rules I13, I14). The item is dropped; [`try_put`](Self::try_put)
    /// gives it back. `RuntimeError` when called by a comparison of the items of
    /// this very queue.
    pub fn put_nowait(&self, item: T) -> Result<()> {
        self.try_put(item).map_err(|(error, _)| error)
    }

    /// [`put_nowait`](Self::put_nowait) that gives the item back when it is
    /// refused.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 1);
    /// queue.put_nowait("first")?;
    /// let (error, item) = queue.try_put("second").unwrap_err();
    /// assert!(error.is("QueueFull") && item == "second");
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// As [`put_nowait`](Self::put_nowait).
    pub fn try_put(&self, item: T) -> Result<(), (Exception, T)> {
        self.0.put_now(item)
    }

    /// Takes an item out without waiting. It wakes the first who waits in `put`.
    ///
    /// ```
    /// let queue = asyncio::Queue::<i32>::new(&asyncio::Loop::new(), 1);
    /// assert!(queue.get_nowait().is_err_and(|error| error.is("QueueEmpty")));
    /// ```
    ///
    /// # Errors
    /// When there is no item: `QueueShutDown` if the queue is shut down, else
    /// `QueueEmpty` (rules I13, I14). `RuntimeError` when called by a comparison
    /// of the items of this very queue.
    pub fn get_nowait(&self) -> Result<T> {
        self.0.get_now()
    }

    /// Says that the work on an item that was taken out is done. After the last
    /// one all who wait in [`join`](Self::join) are woken.
    ///
    /// ```
    /// let queue = asyncio::Queue::<i32>::new(&asyncio::Loop::new(), 1);
    /// assert!(queue.task_done().is_err_and(|error| error.is("ValueError")));
    /// ```
    ///
    /// # Errors
    /// `ValueError` when called more often than items were put in (rule I13).
    pub fn task_done(&self) -> Result<()> {
        self.0.task_done()
    }

    /// Shuts the queue down: nothing goes in any more, and what is in it can
    /// still be taken out. With `immediate` it is emptied at once, and what was
    /// in it counts as done. Everybody who waits is woken, and raises
    /// `QueueShutDown` when there is nothing left for him (rule I14).
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 0);
    /// queue.put_nowait(1)?;
    /// queue.shutdown(false);
    /// assert!(queue.put_nowait(2).is_err_and(|error| error.is("QueueShutDown")));
    /// assert_eq!(queue.get_nowait()?, 1);
    /// assert!(queue.get_nowait().is_err_and(|error| error.is("QueueShutDown")));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// Called by a comparison of the items of this very queue, it leaves them in.
    pub fn shutdown(&self, immediate: bool) {
        self.0.shut_down(immediate);
    }

    /// How many items are in it.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// assert_eq!(queue.qsize(), 1);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn qsize(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no item in it.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// assert!(!queue.empty());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is no room in it; never when it has no bound.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// assert!(!queue.full());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn full(&self) -> bool {
        self.0.is_full()
    }

    /// How many items it has room for; 0 means any number.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let queue = asyncio::Queue::new(&aio, 2);
    /// queue.put_nowait("tea")?;
    /// assert_eq!(queue.maxsize(), 2);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn maxsize(&self) -> usize {
        self.0.maxsize
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let [one, other] = [(); 2].map(|()| asyncio::Queue::<i32>::new(&aio, 0));
    /// assert!(one.id() < other.id());
    /// ```
    pub fn id(&self) -> ResourceId {
        self.0.resource.id()
    }

    /// What a trace calls it; empty when it was given no name and nobody
    /// observes the loop.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Queue::<i32>::named(&aio, "post", 0).name(), "post");
    /// ```
    pub fn name(&self) -> &str {
        self.0.resource.name()
    }
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// As Python prints a queue, with its name: `<Queue parcels maxsize=2 tasks=1>`.
impl<T: fmt::Debug> fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let queue = &*self.0;
        queue.resource.title(f)?;
        write!(f, " maxsize={}", queue.maxsize)?;
        if !queue.is_empty() {
            let items = queue.look(|items| alloc::format!("{items:?}"));
            write!(f, " _queue={}", items.as_deref().unwrap_or("..."))?;
        }
        for (name, line) in [("getters", &queue.getters), ("putters", &queue.putters)] {
            if line.len() > 0 {
                write!(f, " _{name}[{}]", line.len())?;
            }
        }
        if queue.unfinished() > 0 {
            write!(f, " tasks={}", queue.unfinished())?;
        }
        f.write_str(if queue.is_shut_down() {
            " shutdown>"
        } else {
            ">"
        })
    }
}
