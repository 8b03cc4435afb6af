//! Futures and coroutine objects as they are shown.

use alloc::{rc::Rc, vec::Vec};

use crate::{CoroutineId, FutureId, FutureKind, HandleId, Outcome, Place, ResourceId, TaskId};

/// Everything known of a future.
#[derive(Clone, Debug, PartialEq)]
pub struct Future {
    /// Its number.
    pub id: FutureId,
    /// What it stands for.
    pub kind: FutureKind,
    /// How the program wrote it: `sleep(3)`, `gather`, a name; a task's name is
    /// in [`Task::label`](super::Task::label).
    pub label: Rc<str>,
    /// The task, if it is one.
    pub task: Option<TaskId>,
    /// The futures on which it depends (`gather`, `shield`).
    pub children: Rc<[FutureId]>,
    /// The futures that depend on it: the other end of `children`.
    pub parents: Vec<FutureId>,
    /// The tasks that are suspended on it now.
    pub waiters: Vec<TaskId>,
    /// The resource for which whoever waits for it queues.
    pub resource: Option<ResourceId>,
    /// The task that created it.
    pub created_by: Option<TaskId>,
    /// Loop time of its creation, in seconds.
    pub created: f64,
    /// Where it was created.
    pub place: Place,
    /// The timer that will set its result.
    pub timer: Option<HandleId>,
    /// Loop time in seconds for which that timer was set.
    pub due: Option<f64>,
    /// How it ended; `None` while it is pending.
    pub outcome: Option<Outcome>,
    /// Loop time at which it ended, in seconds.
    pub resolved: Option<f64>,
}

impl Future {
    /// Whether it has a result, an exception, or was cancelled.
    pub fn is_done(&self) -> bool {
        self.outcome.is_some()
    }
}

/// Everything known of a coroutine object.
#[derive(Clone, Debug, PartialEq)]
pub struct Coroutine {
    /// Its number.
    pub id: CoroutineId,
    /// The coroutine function's name.
    pub name: Rc<str>,
    /// Where the function was called.
    pub place: Place,
    /// Where its `async def` stands.
    pub definition: Place,
    /// The task that called it; `None` for the module or a callback.
    pub created_by: Option<TaskId>,
    /// Loop time of the call, in seconds.
    pub created: f64,
    /// The task that drives it, once it has begun or a task was made of it.
    pub task: Option<TaskId>,
    /// Where it is awaited or driven.
    pub awaited: Place,
    /// Its state.
    pub state: CoroutineState,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// Where a coroutine object is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoroutineState {
    /// Called; nothing of its body ran.
    Created,
    /// Its body runs, or awaits another coroutine whose body runs.
    Running,
    /// It stands at an `await`.
    Suspended,
    /// Its body ended.
    Finished,
    /// It died and its body had never begun.
    NeverAwaited,
}
