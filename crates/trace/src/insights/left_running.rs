//! Tasks that were not done when `asyncio.run` returned.

use alloc::vec::Vec;

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
            0 => lang.pick(
                "{0} was not done when the main coroutine returned, so `asyncio.run` cancelled it. ",
                "Задача {0} не успела завершиться до возврата из главной корутины, и `asyncio.run` её отменил. ",
            ),
            more => words::plural(
                more,
                lang,
                [
                    "{0} and one more task were not done when the main coroutine returned, so `asyncio.run` cancelled them. ",
                    "{0} and {1} more tasks were not done when the main coroutine returned, so `asyncio.run` cancelled them. ",
                ],
                [
                    "{0} и ещё {1} задача не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. ",
                    "{0} и ещё {1} задачи не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. ",
                    "{0} и ещё {1} задач не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. ",
                ],
            ),
        };
        let mut sentence = Sentence::filled(who, &args);
        sentence.fill(
            lang.pick(
                "If their work matters, `await` them before you return.",
                "Если их работа важна, дождитесь их через `await` до возврата.",
            ),
            &[],
        );
        sentence
    }
}
