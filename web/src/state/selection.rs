//! What is lit everywhere.

use coroscope_trace::{CoroutineId, FutureId, HandleId, ResourceId, TaskId};

/// Something that can be chosen in one pane and is then lit in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// A task.
    Task(TaskId),
    /// A future that is no task.
    Future(FutureId),
    /// A timer.
    Timer(HandleId),
    /// A coroutine object.
    Coroutine(CoroutineId),
    /// A lock, a queue or the like.
    Resource(ResourceId),
    /// A line of the edition that is shown.
    Line(u32),
}
