//! The handles by which a program holds a queue.

use super::{
    futures::{Get, Join, Put},
    heap::Heap,
    shared::Shared,
    storage::{Fifo, Stack, Storage},
};
use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    observe::{Place, ResourceId, ResourceKind},
};
use alloc::{collections::VecDeque, rc::Rc, vec::Vec};
use core::{fmt, ops::Deref, panic::Location};

/// A queue between tasks: first in, first out. Cloning gives another reference
/// to the same queue.
///
/// With a `maxsize`, [`put`](Self::put) waits while the queue is full.
/// [`PriorityQueue`] and [`LifoQueue`] differ only in the order in which items
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
///         while let Ok(cake) = queue.get().await {
///             sold.push(cake);
///         }
///         Ok(sold)
///     }
/// });
/// assert_eq!(Run::new(&aio, shop).complete()?, ["lemon", "plum", "cherry"]);
/// # Ok::<(), asyncio::Exception>(())
/// ```
///
/// Rules I11 to I14; CPython's `queues.Queue`.
pub struct Queue<T>(Rc<Shared<dyn Storage<T>>>);

/// A [`Queue`] that gives the least item first.
///
/// Items are compared with `<` alone. Those of which neither is less come out
/// in the order of Python's `heapq`, which is not the one in which they went in;
/// where that matters, put `(priority, number, item)` in.
///
/// ```
/// # let aio = asyncio::Loop::new();
/// let queue = asyncio::PriorityQueue::new(&aio, 0);
/// for item in [(2, "tidy"), (1, "wash"), (3, "rest")] {
///     queue.put_nowait(item)?;
/// }
/// assert_eq!(queue.get_nowait()?, (1, "wash"));
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct PriorityQueue<T>(Queue<T>);

/// A [`Queue`] that gives the newest item first.
///
/// ```
/// # let aio = asyncio::Loop::new();
/// let plates = asyncio::LifoQueue::new(&aio, 0);
/// plates.put_nowait("lower")?;
/// plates.put_nowait("upper")?;
/// assert_eq!(plates.get_nowait()?, "upper");
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct LifoQueue<T>(Queue<T>);

impl<T> Queue<T> {
    /// Puts an item in; while the queue is full it waits, behind those who wait
    /// already. When there is room it does not suspend.
    ///
    /// Who was woken because there is room may find that somebody else was
    /// quicker, and then queues up once more at the end (rule I11).
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
    pub fn qsize(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no item in it.
    pub fn empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is no room in it; never when it has no bound.
    pub fn full(&self) -> bool {
        self.0.is_full()
    }

    /// How many items it has room for; 0 means any number.
    pub fn maxsize(&self) -> usize {
        self.0.maxsize
    }

    /// Its number in the trace.
    pub fn id(&self) -> ResourceId {
        self.0.resource.id()
    }

    /// What a trace calls it; empty when it was given no name and nobody
    /// observes the loop.
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

macro_rules! kinds {
    ($($kind:ident<$t:ident $(: $bound:ident)?> = $wrap:expr, $storage:expr;)*) => {$(
        impl<$t: $($bound +)? 'static> $kind<$t> {
            /// An empty queue for at most `maxsize` items; 0 means any number.
            #[track_caller]
            pub fn new(aio: &Loop, maxsize: usize) -> Self {
                Self::make(aio, None, maxsize, Location::caller())
            }

            /// The same with a name, which a trace shows.
            #[track_caller]
            pub fn named(aio: &Loop, name: &str, maxsize: usize) -> Self {
                Self::make(aio, Some(name), maxsize, Location::caller())
            }

            fn make(aio: &Loop, name: Option<&str>, maxsize: usize, place: Place) -> Self {
                let kind = ResourceKind::$kind;
                $wrap(Rc::new(Shared::new(aio, kind, name, maxsize, $storage, place)))
            }
        }
    )*};
}

kinds! {
    Queue<T> = Queue, Fifo(VecDeque::new());
    PriorityQueue<T: PartialOrd> = |shared| PriorityQueue(Queue(shared)), Heap::default();
    LifoQueue<T> = |shared| LifoQueue(Queue(shared)), Stack(Vec::new());
}

macro_rules! are_queues {
    ($($kind:ident)*) => {$(
        impl<T> Deref for $kind<T> {
            type Target = Queue<T>;
            fn deref(&self) -> &Queue<T> {
                &self.0
            }
        }

        impl<T> Clone for $kind<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        /// The same queue, without saying in what order items come out.
        impl<T> From<$kind<T>> for Queue<T> {
            fn from(queue: $kind<T>) -> Self {
                queue.0
            }
        }

        impl<T: fmt::Debug> fmt::Debug for $kind<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
are_queues!(PriorityQueue LifoQueue);
