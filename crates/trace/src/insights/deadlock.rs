//! Every task waits and nothing will wake any.

use alloc::{rc::Rc, vec::Vec};

use crate::narrator::{Lang, Sentence, Span};
use crate::{Awaited, Event, EventKind, Model, TaskId, model::TaskState};

use super::{Found, InsightKind};

/// Every task waits and nothing will wake any.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadlock {
    /// Who waits for whom or what.
    pub waits: Vec<(TaskId, On)>,
}

/// What a task in a deadlock waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum On {
    /// Another task, or itself.
    Task(TaskId),
    /// A future, by its label.
    Future(Rc<str>),
}

pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::Deadlocked { waiting } = &event.kind else {
        return None;
    };
    let waits = waiting.iter().filter_map(|id| {
        let task = after.task(*id)?;
        let on = match task.state {
            TaskState::Waiting(Awaited::Future(future)) => after.future(future)?.task,
            _ => None,
        };
        let on = match on {
            Some(task) => On::Task(task),
            None => On::Future(after.waiting_on(task).unwrap_or("?").into()),
        };
        Some((*id, on))
    });
    let found = Deadlock {
        waits: waits.collect(),
    };
    Some((InsightKind::Deadlock(found), waiting.clone()))
}

/// So many tasks are named.
const NAMED: usize = 4;

impl Deadlock {
    pub(super) fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        let mut sentence = Sentence::default();
        for (index, (task, on)) in self.waits.iter().take(NAMED).enumerate() {
            let on = match on {
                On::Task(task) => Span::task(model, *task),
                On::Future(label) => Span::Code((**label).into()),
            };
            if index > 0 {
                sentence.fill("; ", &[]);
            }
            sentence.fill(
                lang.pick("{0} waits for {1}", "{0} ждёт {1}"),
                &[Span::task(model, *task), on],
            );
        }
        sentence.fill(
            lang.pick(
                ". No timer is set, and nothing outside can happen. Python would hang here without a word; we stop and say so.",
                ". Таймеров нет, и снаружи ничего не случится. Python молча завис бы; мы останавливаемся и говорим об этом.",
            ),
            &[],
        );
        sentence
    }
}
