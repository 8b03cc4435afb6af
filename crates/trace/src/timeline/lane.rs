//! One task's lane, and the arrows between lanes.

use alloc::rc::Rc;

use crate::{FutureId, Outcome, TaskId, log::Log};

use super::Half;

/// One task's lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The task.
    pub task: TaskId,
    /// What it did, in order, without overlaps.
    pub segments: Log<Segment>,
    /// How it ended.
    pub cap: Option<Cap>,
}

/// A stretch of a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The state.
    pub kind: SegmentKind,
    /// Its left end.
    pub start: Half,
    /// Its right end; `None` while it lasts.
    pub end: Option<Half>,
    /// The position from which it holds.
    pub position: u32,
    /// What the task waits for, in a word; empty for other kinds.
    pub label: Rc<str>,
    /// The future for which it waits.
    pub on: Option<FutureId>,
}

/// The state a segment shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// In the ready queue.
    Ready,
    /// Running.
    Running,
    /// Suspended.
    Waiting,
}

/// The end of a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Cap {
    /// Where.
    pub at: Half,
    /// The position right after it.
    pub position: u32,
    /// How the task ended.
    pub outcome: Outcome,
}

/// An arrow from what caused something to the lane it happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// What it says.
    pub kind: ArrowKind,
    /// The column in whose middle it stands.
    pub column: u32,
    /// The lane it comes from; `None` for the loop's row.
    pub from: Option<u32>,
    /// The lane it leads to.
    pub to: u32,
    /// The position right after it.
    pub position: u32,
}

/// What an arrow says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// Created by; dotted.
    Created,
    /// Woken by a task, or by a callback of the loop.
    Wakes,
    /// Woken by a timer; from the loop's row, with a diamond.
    Timer,
    /// Asked to cancel.
    Cancel,
    /// Asked to cancel by a time limit; from the loop's row, with a diamond.
    TimeLimit,
}
