//! A task that went on after its cancellation as if nothing had happened.

use alloc::vec::Vec;

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
            lang.pick(
                "{0} was cancelled, caught ^CancelledError^ and returned as usual, so whoever cancelled it cannot tell. After cleaning up, a coroutine should `raise` it again.",
                "Задачу {0} отменили, но она перехватила ^CancelledError^ и вернулась как ни в чём не бывало: тот, кто отменял, этого не узнает. Прибрав за собой, корутине следует выбросить его снова — `raise`.",
            ),
            &[Span::task(model, self.task)],
        )
    }
}
