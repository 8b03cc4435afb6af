//! A task as it is shown.

use alloc::{rc::Rc, string::String, vec::Vec};

use crate::{Awaited, CancelEffect, CoroutineId, Exception, FutureId, Outcome, Place, TaskId};

/// Everything known of a task.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts, none of which is a state"
)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// The same thing as a future.
    pub future: FutureId,
    /// What a learner calls it: the name the program chose, else its
    /// coroutine's; with ` #2` and so on when it repeats. Unique in a run.
    pub label: Rc<str>,
    /// Its name in asyncio, as `Task-1`.
    pub name: Rc<str>,
    /// Whether the program chose the name.
    pub named: bool,
    /// The coroutine it drives.
    pub coroutine: CoroutineId,
    /// That coroutine's name.
    pub coroutine_name: Rc<str>,
    /// The task that created it; `None` for the module or a callback.
    pub parent: Option<TaskId>,
    /// Loop time of its creation, in seconds.
    pub created: f64,
    /// Position of the trace right after its creation.
    pub created_position: usize,
    /// Where it was created.
    pub place: Place,
    /// Its state.
    pub state: TaskState,
    /// Loop time since which it is in this state, in seconds.
    pub since: f64,
    /// Whether its body ever began.
    pub started: bool,
    /// Whether its next step was scheduled while it still runs; it will be ready
    /// as soon as it is suspended.
    pub queued: bool,
    /// The line at which it stands: the line that runs, or the `await` at which
    /// it is suspended. Unknown before it started.
    pub line: Place,
    /// The coroutines entered in it, outermost first.
    pub frames: Vec<Frame>,
    /// The exception that was thrown into it with its present step.
    pub receives: Option<Exception>,
    /// Who asked for its cancellation, in order.
    pub cancels: Vec<CancelRequest>,
    /// What `cancelling()` says.
    pub cancelling: u32,
    /// Tasks that stopped waiting for it because a `shield` stood between.
    pub let_go: Vec<LetGo>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Its colour.
    pub colour: Colour,
    /// Whether `asyncio.run` made it for its own clean-up. Such tasks have no
    /// lane, no colour and are not counted.
    pub internal: bool,
}

impl Task {
    /// Whether it has ended, in one way or another.
    pub fn is_done(&self) -> bool {
        self.state.is_done()
    }

    /// The last request for its cancellation that has not reached it yet.
    pub fn pending_cancel(&self) -> Option<&CancelRequest> {
        self.cancels
            .iter()
            .rev()
            .find(|request| request.is_pending() && !self.is_done())
    }
}

/// Where a task is in its life.
///
/// ```text
///        TaskCreated          HandleScheduled         TaskStepped
///   ─────────────────► New ───────────────► Ready ◄──────────────► Running
///                                             ▲    sleep(0)           │
///                             HandleScheduled │                       │ TaskSuspended
///                                             └───── Waiting ◄────────┤
///                                                                     │ TaskFinished
///                                 Finished │ Cancelled │ Failed ◄─────┘
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Created; its first step is not in the queue yet.
    New,
    /// In the ready queue. [`Task::started`] tells whether its body ever ran.
    Ready,
    /// Its step runs now.
    Running,
    /// Suspended at an `await` of this.
    Waiting(Awaited),
    /// Returned.
    Finished,
    /// Ended with `CancelledError`.
    Cancelled,
    /// Ended with another exception.
    Failed,
}

impl TaskState {
    /// Whether it is one of the three ends.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled | Self::Failed)
    }
}

/// A coroutine that was entered in a task and has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The coroutine.
    pub coroutine: CoroutineId,
    /// Its name.
    pub name: Rc<str>,
    /// The line at which it stands: for an outer frame, the `await` of the next
    /// one.
    pub line: Place,
}

/// Somebody asked for a task's cancellation.
#[derive(Clone, Debug, PartialEq)]
pub struct CancelRequest {
    /// Position of the trace right after the request.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
    /// The task that asked; `None` for the loop or a plain callback.
    pub by: Option<TaskId>,
    /// Whether it was the task's own time limit, of `timeout` or `wait_for`.
    pub time_limit: bool,
    /// The message.
    pub message: Option<String>,
    /// What `cancel()` did.
    pub effect: CancelEffect,
    /// Where.
    pub place: Place,
    /// Loop time at which `CancelledError` was thrown into the task.
    pub delivered: Option<f64>,
}

impl CancelRequest {
    /// Whether it is still to be delivered.
    pub fn is_pending(&self) -> bool {
        self.delivered.is_none() && self.effect != CancelEffect::AlreadyDone
    }
}

/// A task that stopped waiting for another because of a `shield`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LetGo {
    /// The task that waited.
    pub task: TaskId,
    /// Loop time in seconds.
    pub time: f64,
}

/// The colour of a task, by order of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// 1 to 6, a hue of the palette; 0 for none.
    pub hue: u8,
    /// Whether the hue is used a second time or more; its lane line is dashed.
    pub repeated: bool,
}

impl Colour {
    /// No colour: a task of the library's own.
    pub const NONE: Self = Self {
        hue: 0,
        repeated: false,
    };

    /// The colour of the task that was created as the `n`-th, from 0.
    pub fn nth(n: u32) -> Self {
        Self {
            hue: (n % 6) as u8 + 1,
            repeated: n >= 6,
        }
    }
}
