//! A line of the console.

use alloc::rc::Rc;

use crate::{Place, Stream, TaskId};

/// What one `print` wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Position of the trace right after it was written.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
    /// The task that wrote it.
    pub task: Option<TaskId>,
    /// To which stream.
    pub stream: Stream,
    /// The text without its last line break.
    pub text: Rc<str>,
    /// Whether the text ended with a line break.
    pub complete: bool,
    /// Where it was written.
    pub place: Place,
}
