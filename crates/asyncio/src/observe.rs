//! What can be observed of a loop, and by whom.
//!
//! An [`Observer`] is handed in when a loop is made. It is told of every moment
//! that can be observed, in order, and changes nothing. Without one, no event is
//! built at all.

use crate::{exception::Exception, value::Repr};
use core::panic::Location;

/// A place in the Rust source, as `#[track_caller]` gives it.
///
/// ```
/// fn place(place: asyncio::observe::Place) -> String {
///     format!("{}:{}", place.file(), place.line())
/// }
/// assert!(place(std::panic::Location::caller()).contains(".rs:"));
/// ```
pub type Place = &'static Location<'static>;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A task, numbered from 0 in the order of creation.
    TaskId;
    /// A future, numbered from 0 in the order of creation; tasks have one too.
    FutureId;
    /// A coroutine object, numbered from 0 in the order of creation.
    CoroutineId;
    /// A handle in the ready queue or behind a timer, numbered from 0.
    HandleId;
    /// A lock, a queue or another thing for which tasks queue, numbered from 0.
    ResourceId;
}

/// Sees every observable moment of a loop.
///
/// An observer must not call back into the loop that it observes.
///
/// ```
/// use asyncio::{Loop, Observer, observe::Event};
/// use std::{cell::RefCell, rc::Rc};
/// #[derive(Default)]
/// struct Tasks(RefCell<Vec<String>>);
/// impl Observer for Tasks {
///     fn observe(&self, time: f64, event: &Event<'_>) {
///         if let Event::TaskSuspended { task, on, place } = event {
///             let line = place.map_or(0, |place| place.line());
///             self.0.borrow_mut().push(format!("{time}: {task:?} on {on:?} in line {line}"));
///         }
///     }
/// }
/// let tasks = Rc::new(Tasks::default());
/// let aio = Loop::with_observer(tasks.clone());
/// aio.run_until_complete(aio.sleep(2.0))?;
/// assert!(tasks.0.borrow()[0].starts_with("0: TaskId(0) on Future(FutureId("));
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub trait Observer {
    /// `event` happened at loop time `time`, in seconds.
    fn observe(&self, time: f64, event: &Event<'_>);
}

/// How a coroutine, task or future ended.
#[derive(Clone, Debug)]
pub enum Outcome<'a> {
    /// With a result. Its text is made for those who ask for it.
    Result(&'a dyn Repr),
    /// With an exception.
    Exception(&'a Exception),
    /// Cancelled, perhaps with a message.
    Cancelled(Option<&'a str>),
}

/// What kind of thing a future stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FutureKind {
    /// Made by `create_future`.
    Plain,
    /// A task.
    Task,
    /// Made by `sleep`.
    Sleep,
    /// The outer future of `gather`.
    Gather,
    /// The outer future of `shield`.
    Shield,
    /// A future on which a library function waits by itself.
    Waiter,
}

/// What tasks can queue for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// A `Lock`.
    Lock,
    /// An `Event`.
    Event,
    /// A `Condition`; its lock is a resource of its own.
    Condition,
    /// A `Semaphore`.
    Semaphore,
    /// A `BoundedSemaphore`.
    BoundedSemaphore,
    /// A `Barrier`.
    Barrier,
    /// A `Queue`.
    Queue,
    /// A `PriorityQueue`.
    PriorityQueue,
    /// A `LifoQueue`.
    LifoQueue,
    /// A `TaskGroup`.
    TaskGroup,
}

/// How a resource stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceState {
    /// A lock is held or free; whoever brought that about holds it or held it.
    Locked(bool),
    /// An event is set or not.
    Flag(bool),
    /// How many permits a semaphore has left: in the beginning, or when one comes
    /// back from a task that was cancelled before it could take it.
    Permits(u32),
    /// A semaphore has so many permits left; whoever brought that about took one,
    /// or had been given it before.
    Acquired(u32),
    /// A semaphore has so many permits left; whoever brought that about gave one
    /// back, or on to the first who waits.
    Released(u32),
    /// A queue's items, and how many of them and of those taken out are not
    /// reported done.
    Items {
        /// In the queue now.
        items: u32,
        /// Put in and not yet reported done.
        unfinished: u32,
    },
    /// How many tasks a barrier is for.
    Parties(u32),
    /// How many tasks stand at a barrier.
    Arrived(u32),
    /// A barrier has opened; so many tasks have not left yet.
    Draining(u32),
    /// A barrier was reset; so many tasks have not left yet.
    Resetting(u32),
    /// A barrier is broken.
    Broken,
    /// How many tasks of a group are not done.
    Tasks(u32),
    /// A queue was shut down, a group is over.
    Closed,
}

/// What a handle will do when it is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callback<'a> {
    /// Resume the task: its first step, a step after `sleep(0)`, or one that
    /// throws an error into it.
    TaskStep(TaskId),
    /// Resume the task, because the future is done.
    TaskWakeup(TaskId, FutureId),
    /// Set the result of a `sleep`'s future.
    SleepOver(FutureId),
    /// A time limit: cancel the task.
    TimeLimit(TaskId),
    /// Count a child of `gather` as done: child, outer.
    GatherChild(FutureId, FutureId),
    /// Copy between the futures of a `shield`: inner, outer.
    ShieldLink(FutureId, FutureId),
    /// `run_until_complete` stops the loop.
    StopLoop(FutureId),
    /// A callback of the program's own, by name.
    User(&'a str),
}

/// What a suspended task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// A future.
    Future(FutureId),
    /// Nothing but its next turn (`sleep(0)`).
    NextIteration,
    /// A waker from outside asyncio.
    Foreign,
}

/// What `cancel()` did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelEffect {
    /// Nothing, the task was done.
    AlreadyDone,
    /// Passed on to the future for which the task waits.
    PassedTo(FutureId),
    /// Remembered; the task's next step or next `await` raises.
    Remembered,
}

/// The duties of `asyncio.run`, in its order (rule J2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunStage {
    /// A new loop, and the main task in it.
    NewLoop,
    /// The main task is done.
    MainDone,
    /// Every unfinished task is cancelled and awaited.
    CancelLeftovers,
    /// Async generators are closed.
    CloseAsyncgens,
    /// The default executor is shut down.
    CloseExecutor,
    /// The loop is closed.
    CloseLoop,
}

/// What the exception handler is told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// "Task exception was never retrieved", or the same of a future.
    NeverRetrieved,
    /// "Task was destroyed but it is pending!"
    DestroyedPending,
    /// "Exception in callback …"
    CallbackFailed,
    /// "… exception in shielded future"
    ShieldedFailed,
    /// "unhandled exception during asyncio.run() shutdown"
    ShutdownFailed,
    /// Anything a program passed to `call_exception_handler` itself.
    Other,
}

/// Everything that can be observed. The fields are what the words say; see
/// SEMANTICS for the rules behind them.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Event<'a> {
    /// `asyncio.run` entered one of its duties; `tasks` are left over.
    RunStage { stage: RunStage, tasks: u32 },
    /// `run_forever` began.
    LoopStarted,
    /// An iteration began; it will run exactly `ready` handles (rule A1).
    IterationStarted { iteration: u32, ready: u32 },
    /// Loop time moved from `from` to the event's time.
    ClockAdvanced { from: f64 },
    /// Nothing is ready; the loop waits for a deadline, or for the outside.
    Idle { until: Option<f64> },
    /// `run_forever` returned.
    LoopStopped,
    /// The loop was closed with this many handles and timers left (rule A16).
    LoopClosed { dropped: u32 },

    /// A handle was appended to the ready queue.
    HandleScheduled {
        handle: HandleId,
        callback: Callback<'a>,
    },
    /// The loop calls the handle.
    HandleStarted { handle: HandleId },
    /// The handle's callback returned.
    HandleFinished { handle: HandleId },
    /// The handle was cancelled while it stood in the ready queue.
    HandleCancelled { handle: HandleId },
    /// A cancelled handle was taken from the queue and skipped (rule A2).
    HandleSkipped { handle: HandleId },
    /// A timer was set.
    TimerSet {
        handle: HandleId,
        deadline: f64,
        callback: Callback<'a>,
        place: Place,
    },
    /// A timer came due and its handle was appended to the ready queue.
    TimerFired { handle: HandleId },
    /// A timer was cancelled before it came due.
    TimerCancelled { handle: HandleId },

    /// A coroutine function was called.
    CoroutineCreated {
        coroutine: CoroutineId,
        name: &'a str,
        place: Place,
    },
    /// A coroutine's body began to run; `place` is where it is awaited.
    CoroutineEntered {
        coroutine: CoroutineId,
        task: Option<TaskId>,
        place: Option<Place>,
    },
    /// A coroutine that is driven by hand suspended at the `await` at `place`.
    CoroutineSuspended {
        coroutine: CoroutineId,
        place: Option<Place>,
    },
    /// A coroutine that had suspended is driven by hand once more.
    CoroutineResumed {
        coroutine: CoroutineId,
        place: Place,
    },
    /// A coroutine's body ended.
    CoroutineFinished {
        coroutine: CoroutineId,
        outcome: Outcome<'a>,
    },
    /// A coroutine object died before its body began (rule W1).
    CoroutineNeverAwaited { coroutine: CoroutineId },

    /// A task was created. If it is eager, its first step follows at once, inside
    /// whatever runs (rule K1).
    TaskCreated {
        task: TaskId,
        future: FutureId,
        name: &'a str,
        named: bool,
        coroutine: CoroutineId,
        parent: Option<TaskId>,
        eager: bool,
        place: Place,
    },
    /// A task was renamed.
    TaskRenamed { task: TaskId, name: &'a str },
    /// A task is resumed, perhaps by throwing `exception` into it (rule D3).
    TaskStepped {
        task: TaskId,
        exception: Option<&'a Exception>,
    },
    /// A task suspended (rules D5, D6).
    TaskSuspended {
        task: TaskId,
        on: Awaited,
        place: Option<Place>,
    },
    /// `cancel()` was called (rule E1).
    TaskCancelRequested {
        task: TaskId,
        by: Option<TaskId>,
        message: Option<&'a str>,
        effect: CancelEffect,
        place: Place,
    },
    /// `uncancel()` was called (rule E7).
    TaskUncancelled { task: TaskId, remaining: u32 },
    /// A task is done (rule D4).
    TaskFinished { task: TaskId, outcome: Outcome<'a> },

    /// A future that is no task was created.
    FutureCreated {
        future: FutureId,
        kind: FutureKind,
        label: &'a str,
        children: &'a [FutureId],
        place: Place,
    },
    /// A future that is no task is done.
    FutureResolved {
        future: FutureId,
        outcome: Outcome<'a>,
    },

    /// A lock, queue or the like was made.
    ResourceCreated {
        resource: ResourceId,
        kind: ResourceKind,
        name: &'a str,
        place: Place,
    },
    /// Somebody queues up: the future is set, or cancelled, when that is over.
    ResourceAwaited {
        resource: ResourceId,
        future: FutureId,
    },
    /// A resource stands differently now, because of `by` (`None`: a callback).
    ResourceChanged {
        resource: ResourceId,
        by: Option<TaskId>,
        state: ResourceState,
    },

    /// The exception handler was called (rule A17).
    ExceptionHandler {
        complaint: Complaint,
        message: &'a str,
        future: Option<FutureId>,
        exception: Option<&'a Exception>,
    },
    /// A callback took `seconds` of loop time.
    SlowCallback { handle: HandleId, seconds: f64 },
}
