//! The values that events carry: numbers, places, outcomes.

use alloc::string::String;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A task, numbered from 0 in the order of creation.
    TaskId;
    /// A future, numbered from 0 in the order of creation. Every task is also a
    /// future and has a number of each kind.
    FutureId;
    /// A coroutine object, numbered from 0 in the order of creation.
    CoroutineId;
    /// A handle: a callback in the ready queue or behind a timer. A timer keeps
    /// its handle's number when it comes due.
    HandleId;
    /// A button of the page on which the program waits.
    ButtonId;
    /// A lock, a queue or another thing for which tasks queue, numbered from 0.
    ResourceId;
}

/// A line of the program, in both of its editions. Lines count from 1; 0 means
/// unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The line in the Python edition.
    pub python: u32,
    /// The line in the Rust edition.
    pub rust: u32,
}

/// An exception as it is shown: `TypeName('message')`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The class name, as `CancelledError` or `ValueError`.
    pub type_name: String,
    /// `str(exception)`, empty when it has no arguments.
    pub message: String,
    /// Whether it is a `CancelledError`.
    pub cancelled: bool,
}

/// How a coroutine, task or future ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// With a result, given as Python's `repr`.
    Result(String),
    /// With an exception.
    Exception(Exception),
    /// Cancelled, perhaps with a message.
    Cancelled(Option<String>),
}

/// What kind of thing a future stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FutureKind {
    /// Made by `loop.create_future()`.
    Plain,
    /// A task; the same thing seen as a future.
    Task,
    /// Made by `sleep`; a timer sets its result.
    Sleep,
    /// The outer future of `gather`.
    Gather,
    /// The outer future of `shield`.
    Shield,
    /// A future on which a library function waits by itself.
    Waiter,
    /// Something from outside asyncio, known only by its waker.
    Foreign,
}

/// What a handle will do when it is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Callback {
    /// Resume the task: its first step, the step after `sleep(0)`, or a step
    /// that throws an error into it.
    TaskStep {
        /// The task.
        task: TaskId,
    },
    /// Resume the task, because the future it waited for is done.
    TaskWakeup {
        /// The task.
        task: TaskId,
        /// The future that is done.
        future: FutureId,
    },
    /// Set the result of a `sleep`'s future.
    SleepOver {
        /// The future.
        future: FutureId,
    },
    /// Time limit of `timeout` or `wait_for`: cancel the task.
    TimeLimit {
        /// The task that will be cancelled.
        task: TaskId,
    },
    /// A child of `gather` is done; count it.
    GatherChild {
        /// The child.
        child: FutureId,
        /// The outer future.
        outer: FutureId,
    },
    /// The inner or the outer future of a `shield` is done.
    ShieldLink {
        /// The inner future.
        inner: FutureId,
        /// The outer future.
        outer: FutureId,
    },
    /// `run_until_complete`'s own callback, which stops the loop.
    StopLoop {
        /// The future that is done.
        future: FutureId,
    },
    /// A callback of the program's own.
    User {
        /// The callback's name, as in the source where it has one.
        name: String,
    },
}

/// What a suspended task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Awaited {
    /// A future, or a task, which is one.
    Future(FutureId),
    /// Nothing but its next turn: `sleep(0)`.
    NextIteration,
    /// A waker from outside asyncio.
    Foreign,
}

/// What `cancel()` did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CancelEffect {
    /// Nothing: the task was done. `cancel()` returned `False`.
    AlreadyDone,
    /// It was passed on to the future for which the task waits.
    PassedTo(FutureId),
    /// It is remembered; the task's next step, or its next `await`, raises.
    Remembered,
}

/// Which output stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The duties of `asyncio.run`, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RunStage {
    /// A new event loop is made and the main task is created.
    NewLoop,
    /// The main task is done; its outcome is kept for the caller.
    MainDone,
    /// Every task that is left is cancelled and awaited.
    CancelLeftovers,
    /// Async generators that were left half-way are closed.
    CloseAsyncgens,
    /// The default executor is shut down.
    CloseExecutor,
    /// The loop is closed and the outcome given to the caller.
    CloseLoop,
}

/// What the loop's exception handler was told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Complaint {
    /// "Task exception was never retrieved", or the same of a future.
    NeverRetrieved,
    /// "Task was destroyed but it is pending!"
    DestroyedPending,
    /// "Exception in callback …"
    CallbackFailed,
    /// "… exception in shielded future"
    ShieldedFailed,
    /// "unhandled exception during `asyncio.run()` shutdown"
    ShutdownFailed,
    /// Anything a program passed to `call_exception_handler` itself.
    Other,
}
