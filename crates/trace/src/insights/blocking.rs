//! A callback that keeps the loop from everything else.

use alloc::vec::Vec;

use coroscope_texts::narrator::insights as text;

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
        let others = lang.plural(self.others, text::OTHER_TASKS_HAD_TO_WAIT);
        let args = [
            Span::task(model, self.task),
            Span::Text(words::seconds(self.seconds, lang)),
            Span::Text(words::number(f64::from(self.others), lang)),
        ];
        let mut sentence = Sentence::filled(lang.text(text::HELD_THE_THREAD_FOR_WITHOUT), &args);
        sentence.fill(others, &args);
        sentence.fill(lang.text(text::LOOP_HAS_ONE_THREAD), &[]);
        sentence
    }
}
