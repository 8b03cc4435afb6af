//! The axis of the timeline: columns, and what spans several of them.

use crate::{HandleId, TaskId};

/// What the axis counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Time: a cell a callback, and a gap wherever the loop was idle.
    #[default]
    Seconds,
    /// Steps: a cell a step, and no gaps.
    Steps,
}

/// A place on the axis in half columns: `2 * n` is the left edge of column `n`,
/// `2 * n + 1` its middle.
pub type Half = u32;

/// One column of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// What it stands for.
    pub kind: ColumnKind,
    /// The first position that lies in it.
    pub first: u32,
    /// The last position that lies in it; `u32::MAX` while it lasts.
    pub last: u32,
    /// Loop time in seconds at its beginning.
    pub time: f64,
    /// The iteration it belongs to; 0 outside any.
    pub iteration: u32,
    /// The task that runs in it.
    pub task: Option<TaskId>,
    /// Seconds of loop time for which it blocked the loop.
    pub blocked: f64,
}

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnKind {
    /// A callback that is run; fixed in width.
    Callback {
        /// The handle.
        handle: HandleId,
        /// Whether a timer brought it: a diamond in the loop's row.
        timer: bool,
    },
    /// A step (only on [`Axis::Steps`]); fixed in width.
    Step,
    /// The loop is idle; elastic in width.
    Gap {
        /// Loop time in seconds at its end: known once it is over, before that
        /// the earliest deadline; `None` when only the outside can end it.
        until: Option<f64>,
        /// Whether it is over.
        over: bool,
    },
}

impl Column {
    /// Whether it is an idle gap.
    pub fn is_gap(&self) -> bool {
        matches!(self.kind, ColumnKind::Gap { .. })
    }

    /// The length in seconds of an idle gap, if it is known.
    pub fn seconds(&self) -> Option<f64> {
        match self.kind {
            ColumnKind::Gap { until, .. } => until.map(|until| until - self.time),
            _ => None,
        }
    }
}

/// Columns `start..end`, in which loop time stands still.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Loop time in seconds.
    pub time: f64,
    /// Its first column.
    pub start: u32,
    /// One past its last column.
    pub end: u32,
}

/// Columns `start..end`, which belong to one iteration of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Iteration {
    /// Its number, from 1.
    pub number: u32,
    /// Its first column.
    pub start: u32,
    /// One past its last column.
    pub end: u32,
}

/// Where a position lies on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    /// In columns from the left edge. What lies to the right of it is ahead.
    pub at: f32,
    /// The column in which the position lies; `None` between two columns.
    pub column: Option<u32>,
}
