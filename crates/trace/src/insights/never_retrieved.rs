//! A task failed and nobody asked.

use alloc::vec::Vec;

use coroscope_texts::narrator::insights as text;

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
            None => lang.text(text::EXCEPTION).into(),
        };
        Sentence::filled(
            lang.text(text::ENDED_WITH_BUT_NOTHING_EVER),
            &[self.what.clone(), Span::Alarm(error)],
        )
    }
}
