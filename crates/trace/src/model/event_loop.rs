//! The loop as it is shown: its state, handles and timers.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cmp::Ordering;

use crate::{ButtonId, Callback, Complaint, Exception, FutureId, HandleId, Outcome, Place, TaskId};

use super::Frame;

/// What the event loop does.
#[derive(Clone, Debug, PartialEq)]
pub enum LoopState {
    /// No loop runs yet.
    NotStarted,
    /// It runs callbacks.
    Running,
    /// It waits: until a deadline, or for something outside.
    Idle {
        /// Loop time in seconds of the earliest deadline.
        until: Option<f64>,
    },
    /// It would wait for ever.
    Deadlocked {
        /// The tasks that will never go on.
        waiting: Rc<[TaskId]>,
    },
    /// It stopped and could be run again.
    Stopped,
    /// It is closed.
    Closed,
}

/// The program around the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgramState {
    /// Its first line has not run.
    NotStarted,
    /// It runs.
    Running,
    /// It ended.
    Finished(Outcome),
}

/// The part of the program that runs outside any task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The line at which the module's top level stands.
    pub line: Place,
    /// Coroutines that are driven by hand, outermost first.
    pub frames: Vec<Frame>,
}

/// A callback in the ready queue, behind a timer, or running.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// Its number.
    pub id: HandleId,
    /// What it will do.
    pub callback: Callback,
    /// Loop time in seconds at which it was scheduled or its timer set.
    pub start: f64,
    /// Loop time in seconds at which it is or was due; `None` if it never had a
    /// timer.
    pub deadline: Option<f64>,
    /// Where it was set.
    pub place: Place,
    /// The task that scheduled it.
    pub by: Option<TaskId>,
    /// Whether it was cancelled and will be skipped.
    pub cancelled: bool,
    /// Where it is.
    pub state: HandleState,
}

/// Where a handle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleState {
    /// Behind its timer.
    Timer,
    /// In the ready queue.
    Ready,
    /// The loop is in it.
    Running,
}

/// The place of a timer among all timers: by deadline, then by creation.
#[derive(Clone, Copy, Debug)]
pub struct TimerKey {
    /// Loop time in seconds.
    pub deadline: f64,
    /// The handle, whose number is the order of creation.
    pub handle: HandleId,
}

impl Ord for TimerKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.deadline
            .total_cmp(&other.deadline)
            .then(self.handle.cmp(&other.handle))
    }
}

impl PartialOrd for TimerKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for TimerKey {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for TimerKey {}

/// A timer that fired in the present moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// Loop time in seconds.
    pub time: f64,
    /// Its handle.
    pub handle: HandleId,
    /// What it does.
    pub callback: Callback,
    /// The task it is for.
    pub task: Option<TaskId>,
}

/// A button of the page on which the program waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Its number.
    pub id: ButtonId,
    /// What it says.
    pub label: Rc<str>,
    /// Where it was offered.
    pub place: Place,
    /// How often it was pressed.
    pub presses: u32,
}

/// What the loop's exception handler was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Position of the trace right after it.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
    /// About what.
    pub complaint: Complaint,
    /// The message, as asyncio words it.
    pub message: String,
    /// The task or future it is about.
    pub future: Option<FutureId>,
    /// The exception.
    pub exception: Option<Exception>,
}

/// How many tasks there are; the library's own are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All tasks so far.
    pub tasks: u32,
    /// Those that ended, in one way or another.
    pub done: u32,
    /// Those in the ready queue.
    pub ready: u32,
    /// Those that are suspended.
    pub waiting: u32,
}
