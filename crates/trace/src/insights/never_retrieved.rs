//! A task failed and nobody asked.

use alloc::vec::Vec;

use crate::narrator::{Lang, Sentence, Span, words};
use crate::{Complaint, Event, EventKind, Exception, Model};

use super::{Found, InsightKind};

/// A task failed and nobody asked.
#[derive(Clone, Debug, PartialEq)]
pub struct NeverRetrieved {
    /// The task or future.
    pub what: Span,
    /// Its exception.
    pub exception: Option<Exception>,
}

pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::ExceptionHandler {
        complaint: Complaint::NeverRetrieved,
        future: Some(future),
        exception,
        ..
    } = &event.kind
    else {
        return None;
    };
    let task = after.future(*future)?.task;
    let what = match task {
        Some(task) => Span::task(after, task),
        None => Span::Code(after.future_label(*future).into()),
    };
    let found = NeverRetrieved {
        what,
        exception: exception.clone(),
    };
    Some((InsightKind::NeverRetrieved(found), Vec::from_iter(task)))
}

impl NeverRetrieved {
    pub(super) fn sentence(&self, lang: Lang) -> Sentence {
        let error = match &self.exception {
            Some(exception) => words::exception(exception),
            None => lang.pick("an exception", "исключение").into(),
        };
        Sentence::filled(
            lang.pick(
                "{0} ended with {1}, but nothing ever awaited it or asked for its result. The program went on without knowing. Keep the task and `await` it.",
                "{0} — здесь случилось {1}, но никто не применил к задаче `await` и не спросил о результате. Программа продолжала работу, ничего не зная. Сохраните задачу и дождитесь её.",
            ),
            &[self.what.clone(), Span::Alarm(error)],
        )
    }
}
