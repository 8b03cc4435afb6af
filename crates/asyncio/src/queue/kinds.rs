//! The three kinds of queue: how each is made, and that each is a [`Queue`].

use super::{
    handle::Queue,
    heap::Heap,
    shared::Shared,
    storage::{Fifo, Stack},
};
use crate::{
    event_loop::Loop,
    observe::{Place, ResourceKind},
};
use alloc::{collections::VecDeque, rc::Rc, vec::Vec};
use core::{fmt, ops::Deref, panic::Location};

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

macro_rules! kinds {
    ($($kind:ident<$t:ident $(: $bound:ident)?> = $wrap:expr, $storage:expr;)*) => {$(
        impl<$t: $($bound +)? 'static> $kind<$t> {
            /// An empty queue for at most `maxsize` items; 0 means any number.
            ///
            /// ```
            /// let aio = asyncio::Loop::new();
            #[doc = concat!("let queue = asyncio::", stringify!($kind), "::<i32>::new(&aio, 0);")]
            /// assert!(queue.empty());
            /// ```
            #[track_caller]
            pub fn new(aio: &Loop, maxsize: usize) -> Self {
                Self::make(aio, None, maxsize, Location::caller())
            }

            /// The same with a name, which a trace shows.
            ///
            /// ```
            /// let aio = asyncio::Loop::new();
            #[doc = concat!("let queue = asyncio::", stringify!($kind), "::<i32>::named(&aio, \"post\", 0);")]
            /// assert_eq!(queue.name(), "post");
            /// ```
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
