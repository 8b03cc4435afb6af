//! A callback that keeps the loop from everything else.

use alloc::vec::Vec;

use crate::narrator::{Lang, Sentence, Span, words};
use crate::{Event, EventKind, Model, TaskId};

use super::{Found, InsightKind};

/// So long a callback counts as slow; asyncio's own limit in debug mode, in
/// seconds.
const SLOW: f64 = 0.1;

/// A callback kept the loop from everything else.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocking {
    /// The task whose step it was.
    pub task: TaskId,
    /// For how long, in seconds.
    pub seconds: f64,
    /// How many other tasks had to wait.
    pub others: u32,
}

/// Remembers of whom it was told already: once a task is enough.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    told: Vec<TaskId>,
}

impl Watch {
    pub(super) fn observe(&mut self, after: &Model, event: &Event) -> Found {
        let (task, seconds) = match &event.kind {
            EventKind::Blocked { seconds, task, .. } => ((*task)?, *seconds),
            EventKind::SlowCallback { handle, seconds } => {
                let handle = after.recent_handle(*handle)?;
                (after.callback_task(&handle.callback)?, *seconds)
            }
            _ => return None,
        };
        // A task alone keeps nobody waiting.
        let own = u32::from(after.task(task).is_some_and(|task| !task.is_done()));
        let living = after.totals.tasks - after.totals.done;
        let others = living.saturating_sub(own);
        if seconds < SLOW || others == 0 || self.told.contains(&task) {
            return None;
        }
        self.told.push(task);
        let found = Blocking {
            task,
            seconds,
            others,
        };
        Some((InsightKind::Blocking(found), Vec::from([task])))
    }
}

impl Blocking {
    pub(super) fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        let others = words::plural(
            self.others,
            lang,
            [
                "one other task had to wait although it had nothing to do with it",
                "{2} other tasks had to wait although they had nothing to do with it",
            ],
            [
                "ещё {2} задача ждала, хотя была ни при чём",
                "ещё {2} задачи ждали, хотя были ни при чём",
                "ещё {2} задач ждали, хотя были ни при чём",
            ],
        );
        let args = [
            Span::task(model, self.task),
            Span::Text(words::seconds(self.seconds, lang)),
            Span::Text(words::number(f64::from(self.others), lang)),
        ];
        let mut sentence = Sentence::filled(
            lang.pick(
                "{0} held the thread for {1} without an `await`: ",
                "Задача {0} держала поток {1} без единого `await`: ",
            ),
            &args,
        );
        sentence.fill(others, &args);
        sentence.fill(
            lang.pick(
                ". A loop has one thread, and only an `await` hands it over.",
                ". Поток у цикла один, и уступает его только `await`.",
            ),
            &[],
        );
        sentence
    }
}
