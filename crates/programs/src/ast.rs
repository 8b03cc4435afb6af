//! What a program may say: the whole format, as types. What cannot be said here cannot
//! be in a file either, so whoever runs a program has no case left that it does not expect.

pub use crate::names::{AnySemaphore, Aw, Caught, How, Lockable, Raised, Target, Until};
pub use crate::variables::{
    BarrierVar, BoundedVar, ConditionVar, EventVar, FutureVar, GroupVar, HandleVar, LockVar,
    QueueVar, SemaphoreVar, TaskVar,
};

/// The number of a statement, unique in its program; a transcript shows it.
pub type Id = u64;

/// The number of a coroutine function: `c0`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Coro(pub usize);

/// The number of a `timeout` statement around this one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimeoutId(pub Id);

/// One program.
#[derive(Clone, PartialEq, Debug)]
pub struct Program {
    /// What it was generated from; says nothing about how it runs.
    pub seed: u64,
    /// What kind of program it was meant to be; says nothing about how it runs.
    pub profile: String,
    /// How the loop is set up.
    pub options: Options,
    /// What exists before the first statement.
    pub objects: Objects,
    /// The coroutine functions `c0`, `c1`, …; each calls only those that come after it.
    pub coroutines: Vec<Vec<Stmt>>,
    /// The body of the main coroutine.
    pub main: Vec<Stmt>,
}

/// How the loop of a program is set up.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Options {
    /// Tasks are eager: each takes its first step where it is made (rule K1).
    pub eager: bool,
    /// Debug mode (rule W5).
    pub debug: bool,
}

/// How many of everything there are, or what each is made with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Objects {
    /// How many futures.
    pub futures: u32,
    /// How many events.
    pub events: u32,
    /// How many locks.
    pub locks: u32,
    /// The first value of each semaphore.
    pub semaphores: Vec<i64>,
    /// The first value of each bounded semaphore.
    pub bounded: Vec<i64>,
    /// The size of each queue; 0 is unbounded.
    pub queues: Vec<i64>,
    /// How many conditions.
    pub conditions: u32,
    /// The parties of each barrier.
    pub barriers: Vec<i64>,
}

/// A value that a program hands about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Str(String),
    /// A list.
    List(Vec<Value>),
}

/// A statement with its number.
#[derive(Clone, PartialEq, Debug)]
pub struct Line<T> {
    /// The number, unique in the program.
    pub id: Id,
    /// What it does.
    pub what: T,
}

/// A statement of a coroutine.
pub type Stmt = Line<What>;

/// A statement of a callback.
pub type SyncStmt = Line<Sync>;

/// What a statement does that may stand anywhere, in a callback too.
#[derive(Clone, PartialEq, Debug)]
pub enum Sync {
    /// Logs its number.
    Print {},
    /// Raises.
    Raise {
        /// Of which class.
        class: Raised,
        /// With which message.
        message: String,
    },
    /// `task.cancel(message)`; logs what it says.
    Cancel {
        /// The task.
        task: TaskVar,
        /// The message, if it has one.
        message: Option<String>,
    },
    /// `task.uncancel()`; logs the count.
    Uncancel {
        /// The task.
        task: TaskVar,
    },
    /// `task.cancelling()`; logs the count.
    Cancelling {
        /// The task.
        task: TaskVar,
    },
    /// Logs the state of a task or future, without retrieving anything.
    State {
        /// Of what.
        of: Target,
    },
    /// `future.set_result(value)`.
    SetResult {
        /// The future.
        future: FutureVar,
        /// The result.
        value: Value,
    },
    /// `future.set_exception(E(message))`.
    SetException {
        /// The future.
        future: FutureVar,
        /// The message.
        message: String,
    },
    /// `future.cancel()`; logs what it says.
    CancelFuture {
        /// The future.
        future: FutureVar,
    },
    /// `event.set()`.
    EventSet {
        /// The event.
        event: EventVar,
    },
    /// `event.clear()`.
    EventClear {
        /// The event.
        event: EventVar,
    },
    /// `release()` of a lock or semaphore.
    Release {
        /// Of what.
        of: Lockable,
    },
    /// `queue.put_nowait(value)`.
    PutNowait {
        /// The queue.
        queue: QueueVar,
        /// The item.
        value: Value,
    },
    /// `queue.get_nowait()`; logs the item.
    GetNowait {
        /// The queue.
        queue: QueueVar,
    },
    /// `queue.task_done()`.
    TaskDone {
        /// The queue.
        queue: QueueVar,
    },
    /// `condition.notify(count)`.
    Notify {
        /// The condition.
        condition: ConditionVar,
        /// How many to wake.
        count: u32,
    },
    /// `loop.call_soon(…)`.
    CallSoon {
        /// What the callback does.
        body: Vec<SyncStmt>,
    },
    /// `handle = loop.call_later(delay, …)`.
    CallLater {
        /// The variable for the handle.
        handle: HandleVar,
        /// In so many seconds; finite.
        delay: f64,
        /// What the callback does.
        body: Vec<SyncStmt>,
    },
    /// `handle.cancel()`, if the variable is set.
    CancelHandle {
        /// The handle.
        handle: HandleVar,
    },
    /// `add_done_callback(…)`, if the variable is set.
    OnDone {
        /// On what.
        of: Target,
        /// What the callback does.
        body: Vec<SyncStmt>,
    },
    /// `task = create_task(…)`.
    Spawn {
        /// The variable for the task.
        task: TaskVar,
        /// The coroutine function.
        coroutine: Coro,
    },
    /// `task = group.create_task(…)`.
    GroupSpawn {
        /// The group.
        group: GroupVar,
        /// The variable for the task.
        task: TaskVar,
        /// The coroutine function.
        coroutine: Coro,
    },
    /// `queue.shutdown(immediate)`.
    ShutDown {
        /// The queue.
        queue: QueueVar,
        /// Whether what is in it is thrown away.
        immediate: bool,
    },
    /// `variable.set(value)`, the one context variable.
    SetContext {
        /// The value.
        value: Value,
    },
    /// `variable.get(None)`, the one context variable; logs the value.
    GetContext {},
}

/// What a statement of a coroutine does.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    /// What may stand in a callback too.
    Sync(Sync),
    /// `await asyncio.sleep(seconds)`.
    Sleep {
        /// How long; finite.
        seconds: f64,
    },
    /// `await …`; logs the result.
    Await {
        /// What is awaited.
        what: Aw,
    },
    /// `return value`.
    Return {
        /// The value.
        value: Value,
    },
    /// `try … except … else … finally …`.
    Try {
        /// The statements of `try`.
        body: Vec<Stmt>,
        /// The `except` clauses.
        handlers: Vec<Handler>,
        /// The statements of `else`, if there is one.
        otherwise: Option<Vec<Stmt>>,
        /// The statements of `finally`, if there is one.
        finally: Option<Vec<Stmt>>,
    },
    /// `async with asyncio.timeout(seconds)`.
    Timeout {
        /// How long; none is for ever.
        seconds: Option<f64>,
        /// What is limited.
        body: Vec<Stmt>,
    },
    /// `async with lock`.
    Lock {
        /// The lock.
        lock: LockVar,
        /// What is done under it.
        body: Vec<Stmt>,
    },
    /// `async with semaphore`.
    Semaphore {
        /// The semaphore.
        semaphore: AnySemaphore,
        /// What is done with a permit.
        body: Vec<Stmt>,
    },
    /// `async with condition`.
    Condition {
        /// The condition.
        condition: ConditionVar,
        /// What is done under its lock.
        body: Vec<Stmt>,
    },
    /// `async with asyncio.TaskGroup() as group`.
    Group {
        /// The variable for the group.
        group: GroupVar,
        /// What is done in it.
        body: Vec<Stmt>,
    },
    /// `await asyncio.wait(…)`; logs who is done and who is not.
    Wait {
        /// The tasks.
        tasks: Vec<TaskVar>,
        /// How long; none is for ever.
        timeout: Option<f64>,
        /// For what.
        until: Until,
    },
    /// `for … in asyncio.as_completed(…)`, each awaited in a `try`; logs how each ended.
    AsCompleted {
        /// The tasks.
        tasks: Vec<TaskVar>,
        /// How long; none is for ever.
        timeout: Option<f64>,
    },
    /// `async for … in asyncio.as_completed(…)`; logs which task it is, and its state.
    AsCompletedAsync {
        /// The tasks.
        tasks: Vec<TaskVar>,
        /// How long; none is for ever.
        timeout: Option<f64>,
    },
    /// `timeout.reschedule(…)`, inside that timeout.
    Reschedule {
        /// The `timeout` statement.
        timeout: TimeoutId,
        /// From now; none takes the deadline away.
        seconds: Option<f64>,
    },
}

/// One `except` clause.
#[derive(Clone, PartialEq, Debug)]
pub struct Handler {
    /// What it catches.
    pub class: Caught,
    /// What it does.
    pub body: Vec<Stmt>,
    /// What becomes of the exception after that.
    pub how: How,
}
