//! The parts of a program that are chosen from a few: classes, kinds of objects, things to await.

use crate::ast::{
    BarrierVar, BoundedVar, ConditionVar, Coro, EventVar, FutureVar, LockVar, QueueVar,
    SemaphoreVar, TaskVar, Value,
};
use std::fmt;

/// Makes an enum whose cases are words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $case:ident $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$of])* $case,)* }

        impl $name {
            /// Every case.
            pub const ALL: &'static [Self] = &[$(Self::$case,)*];

            /// The word in a program.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$case => $word,)* }
            }
        }
    )*};
}

words! {
    /// What a statement may raise.
    Raised {
        /// A subclass of `Exception`.
        E "E",
        /// A subclass of `BaseException`.
        B "B",
        /// A cancellation that nobody requested.
        CancelledError "CancelledError",
        /// Leaves the loop.
        SystemExit "SystemExit",
        /// Leaves the loop.
        KeyboardInterrupt "KeyboardInterrupt",
    }

    /// What an `except` clause may name.
    Caught {
        /// A subclass of `Exception`.
        E "E",
        /// A subclass of `BaseException`.
        B "B",
        /// What most exceptions are.
        Exception "Exception",
        /// What all exceptions are.
        BaseException "BaseException",
        /// A cancellation.
        CancelledError "CancelledError",
        /// A deadline that passed.
        TimeoutError "TimeoutError",
        /// A broken rule of the library.
        RuntimeError "RuntimeError",
        /// A value that cannot be.
        ValueError "ValueError",
        /// A future that is done, or not yet.
        InvalidStateError "InvalidStateError",
        /// `put_nowait` at a full queue.
        QueueFull "QueueFull",
        /// `get_nowait` at an empty queue.
        QueueEmpty "QueueEmpty",
        /// A queue that was shut down.
        QueueShutDown "QueueShutDown",
        /// A barrier that was reset or aborted.
        BrokenBarrierError "BrokenBarrierError",
        /// What a task group raises, if all its members are `Exception`s.
        ExceptionGroup "ExceptionGroup",
        /// What a task group raises.
        BaseExceptionGroup "BaseExceptionGroup",
        /// Leaves the loop.
        SystemExit "SystemExit",
        /// Leaves the loop.
        KeyboardInterrupt "KeyboardInterrupt",
    }

    /// What becomes of a caught exception.
    How {
        /// It is forgotten.
        Swallow "swallow",
        /// It is raised again at the end of the clause.
        Reraise "reraise",
    }

    /// What `wait` waits for.
    Until {
        /// Everything is done.
        All "ALL",
        /// Something is done.
        First "FIRST",
        /// Something ended with an exception, or everything is done.
        Exception "EXC",
    }
}

/// Something with a state and done callbacks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// A task.
    Task(TaskVar),
    /// A future.
    Future(FutureVar),
}

/// Something to acquire and to release.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lockable {
    /// A lock.
    Lock(LockVar),
    /// A semaphore.
    Semaphore(SemaphoreVar),
    /// A bounded semaphore.
    Bounded(BoundedVar),
}

/// A semaphore of either kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AnySemaphore {
    /// A semaphore.
    Semaphore(SemaphoreVar),
    /// A bounded semaphore.
    Bounded(BoundedVar),
}

/// One of several kinds of variables.
macro_rules! either {
    ($($name:ident { $($case:ident),* })*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$case(name) => name.fmt(f),)* }
            }
        }
    )*};
}

either! {
    Target { Task, Future }
    Lockable { Lock, Semaphore, Bounded }
    AnySemaphore { Semaphore, Bounded }
}

/// Something to await.
#[derive(Clone, PartialEq, Debug)]
pub enum Aw {
    /// A task.
    Task {
        /// The task.
        task: TaskVar,
    },
    /// A future.
    Future {
        /// The future.
        future: FutureVar,
    },
    /// A fresh coroutine object.
    Call {
        /// The coroutine function.
        coroutine: Coro,
    },
    /// `wait_for(…, seconds)`.
    WaitFor {
        /// What is limited.
        inner: Box<Aw>,
        /// How long; none is for ever.
        seconds: Option<f64>,
    },
    /// `shield(…)`.
    Shield {
        /// What is shielded.
        inner: Box<Aw>,
    },
    /// `gather(…)`.
    Gather {
        /// What is gathered.
        all: Vec<Aw>,
        /// Whether exceptions become items of the list.
        return_exceptions: bool,
    },
    /// `event.wait()`.
    EventWait {
        /// The event.
        event: EventVar,
    },
    /// `acquire()` of a lock or semaphore.
    Acquire {
        /// Of what.
        of: Lockable,
    },
    /// `queue.put(value)`.
    Put {
        /// The queue.
        queue: QueueVar,
        /// The item.
        value: Value,
    },
    /// `queue.get()`.
    Get {
        /// The queue.
        queue: QueueVar,
    },
    /// `queue.join()`.
    Join {
        /// The queue.
        queue: QueueVar,
    },
    /// `condition.wait()`.
    ConditionWait {
        /// The condition.
        condition: ConditionVar,
    },
    /// `barrier.wait()`.
    BarrierWait {
        /// The barrier.
        barrier: BarrierVar,
    },
    /// `barrier.reset()`.
    BarrierReset {
        /// The barrier.
        barrier: BarrierVar,
    },
    /// `barrier.abort()`.
    BarrierAbort {
        /// The barrier.
        barrier: BarrierVar,
    },
}
