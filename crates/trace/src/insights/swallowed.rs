//! A task that went on after its cancellation as if nothing had happened.

use alloc::vec::Vec;

use coroscope_texts::narrator::insights as text;

use crate::narrator::{Lang, Sentence, Span};
use crate::{Event, EventKind, Model, Outcome, TaskId};

use super::{Found, InsightKind};

/// A task went on after its cancellation as if nothing had happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Swallowed {
    /// The task.
    pub task: TaskId,
}

/// A task that returns although a cancellation reached it and was not taken back
/// by `uncancel()`, as a time limit does, has caught `CancelledError` and kept
/// it. That a request never reached it is not its fault.
pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::TaskFinished {
        task,
        outcome: Outcome::Result(_),
    } = &event.kind
    else {
        return None;
    };
    let record = after.task(*task)?;
    let reached = record
        .cancels
        .iter()
        .any(|request| request.delivered.is_some() && !request.time_limit);
    (reached && record.cancelling > 0).then(|| {
        let found = Swallowed { task: *task };
        (InsightKind::Swallowed(found), Vec::from([*task]))
    })
}

impl Swallowed {
    pub(super) fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        Sentence::filled(
            lang.text(text::WAS_CANCELLED_CAUGHT_CANCELLEDERROR),
            &[Span::task(model, self.task)],
        )
    }
}
