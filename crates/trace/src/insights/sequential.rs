//! Waits that stand one after the other and could be one.

use alloc::{rc::Rc, vec::Vec};

use coroscope_texts::narrator::insights as text;

use crate::narrator::{Lang, Sentence, Span, words};
use crate::{CoroutineId, Event, EventKind, Model, Outcome, TaskId};

use super::{Found, InsightKind};

/// The same coroutine function was awaited twice in a row, and each time the
/// whole program did nothing but wait for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential {
    /// The task that awaited.
    pub task: TaskId,
    /// The coroutine function.
    pub name: Rc<str>,
    /// How long the first wait took, in seconds.
    pub first: f64,
    /// How long the second took, in seconds.
    pub second: f64,
}

/// One awaited call.
#[derive(Clone, Debug)]
struct Piece {
    task: TaskId,
    /// The coroutine that awaits.
    outer: CoroutineId,
    /// The coroutine that is awaited.
    inner: CoroutineId,
    name: Rc<str>,
    start: f64,
    end: f64,
}

/// Watches a task that is alone: a second living task may have something to do in
/// the time, so that nothing is wasted. Whether one call needs what the other gave
/// cannot be seen in a trace. Hence the narrow rule, the same function twice in a
/// row, and a sentence that says "if".
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    open: Option<Piece>,
    last: Option<Piece>,
    told: bool,
}

impl Watch {
    pub(super) fn observe(&mut self, after: &Model, event: &Event) -> Found {
        match &event.kind {
            EventKind::TaskCreated { .. } if living(after) > 1 => {
                self.open = None;
                self.last = None;
                None
            }
            EventKind::CoroutineEntered {
                coroutine,
                task: Some(task),
                ..
            } => {
                self.enter(after, *task, *coroutine);
                None
            }
            EventKind::CoroutineFinished { coroutine, outcome } => {
                self.finish(after, *coroutine, outcome)
            }
            _ => None,
        }
    }

    fn enter(&mut self, after: &Model, task: TaskId, inner: CoroutineId) {
        if living(after) != 1 || self.open.is_some() {
            return;
        }
        let Some(record) = after.task(task) else {
            return;
        };
        let [.., outer, frame] = &*record.frames else {
            return;
        };
        self.open = Some(Piece {
            task,
            outer: outer.coroutine,
            inner,
            name: Rc::clone(&frame.name),
            start: after.now,
            end: after.now,
        });
    }

    fn finish(&mut self, after: &Model, inner: CoroutineId, outcome: &Outcome) -> Found {
        let mut piece = self.open.take_if(|open| open.inner == inner)?;
        piece.end = after.now;
        let last = self.last.replace(piece.clone())?;
        let fits = last.task == piece.task
            && last.outer == piece.outer
            && last.name == piece.name
            && last.end == piece.start
            && last.end > last.start
            && piece.end > piece.start
            && matches!(outcome, Outcome::Result(_));
        if !fits || core::mem::replace(&mut self.told, true) {
            return None;
        }
        let found = Sequential {
            task: piece.task,
            name: piece.name,
            first: last.end - last.start,
            second: piece.end - piece.start,
        };
        Some((InsightKind::Sequential(found), Vec::from([piece.task])))
    }
}

/// How many tasks are not done.
fn living(model: &Model) -> u32 {
    model.totals.tasks - model.totals.done
}

impl Sequential {
    pub(super) fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        let longer = self.first.max(self.second);
        Sentence::filled(
            lang.text(text::AWAITED_TWICE_IN_A_ROW),
            &[
                Span::task(model, self.task),
                Span::Code((*self.name).into()),
                Span::Text(words::seconds(self.first, lang)),
                Span::Text(words::seconds(self.second, lang)),
                Span::Text(words::seconds(longer, lang)),
            ],
        )
    }
}
