//! Tasks that were not done when `asyncio.run` returned.

use alloc::vec::Vec;

use coroscope_texts::narrator::insights as text;

use crate::narrator::{Lang, Sentence, Span, words};
use crate::{Event, EventKind, Model, RunStage, TaskId};

use super::{Found, InsightKind};

/// Tasks were not done when `asyncio.run` returned.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftRunning {
    /// The first of them.
    pub first: TaskId,
    /// How many more.
    pub more: u32,
}

pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::RunStage {
        stage: RunStage::CancelLeftovers,
        tasks: 1..,
    } = event.kind
    else {
        return None;
    };
    let left = after.visible_tasks().filter(|task| !task.is_done());
    let left: Vec<TaskId> = left.map(|task| task.id).collect();
    let (&first, rest) = left.split_first()?;
    let found = LeftRunning {
        first,
        more: rest.len() as u32,
    };
    Some((InsightKind::LeftRunning(found), left))
}

impl LeftRunning {
    pub(super) fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        let args = [
            Span::task(model, self.first),
            Span::Text(words::number(f64::from(self.more), lang)),
        ];
        let who = match self.more {
            0 => lang.text(text::WAS_NOT_DONE),
            more => lang.plural(more, text::AND_MORE_TASKS),
        };
        let mut sentence = Sentence::filled(who, &args);
        sentence.fill(lang.text(text::IF_THEIR_WORK_MATTERS_AWAIT), &[]);
        sentence
    }
}
