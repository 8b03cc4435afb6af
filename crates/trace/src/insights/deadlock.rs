//! Every task waits and nothing will wake any.

use alloc::{rc::Rc, vec::Vec};

use coroscope_texts::narrator::{common, insights as text, trouble::WAITS_FOR};

use crate::model::{Resource, TaskState};
use crate::narrator::{Lang, Sentence, Span, resource_wait};
use crate::{Awaited, Event, EventKind, Model, TaskId};

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
    /// Its turn at a lock or the like, which stood so then.
    Resource(Rc<Resource>),
    /// A future, by its label.
    Future(Rc<str>),
}

pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::Deadlocked { waiting } = &event.kind else {
        return None;
    };
    let waits = waiting.iter().filter_map(|id| {
        let task = after.task(*id)?;
        if let Some(resource) = after.queues_for(task) {
            return Some((*id, On::Resource(Rc::clone(resource))));
        }
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
            if index > 0 {
                sentence.fill(lang.text(common::SEMICOLON), &[]);
            }
            sentence.fill(lang.text(WAITS_FOR), &[Span::task(model, *task)]);
            match on {
                On::Task(task) => sentence.span(&Span::task(model, *task)),
                On::Resource(resource) => sentence.append(&resource_wait(resource, model, lang)),
                On::Future(label) => sentence.span(&Span::Code((**label).into())),
            }
        }
        sentence.fill(lang.text(text::NO_TIMER_IS_SET), &[]);
        sentence
    }
}
