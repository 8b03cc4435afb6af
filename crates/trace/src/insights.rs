//! What a learner ought to be told about a run, beyond its single events.
//!
//! Each insight is one small observer of the trace. It is pure, it never takes
//! anything back, and it is silent about ordinary programs: a false alarm would
//! teach something wrong.

mod blocking;
mod deadlock;
mod left_running;
mod never_awaited;
mod never_retrieved;
mod sequential;
mod swallowed;

use alloc::vec::Vec;

use coroscope_texts::narrator::insights as text;

use crate::{
    Event, Model, TaskId,
    log::Log,
    narrator::{Lang, Sentence},
};

pub use blocking::Blocking;
pub use deadlock::{Deadlock, On};
pub use left_running::LeftRunning;
pub use never_awaited::NeverAwaited;
pub use never_retrieved::NeverRetrieved;
pub use sequential::Sequential;
pub use swallowed::Swallowed;

/// Something worth telling, found at a position of the trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// What.
    pub kind: InsightKind,
    /// The position from which it is true.
    pub position: usize,
    /// Loop time in seconds.
    pub time: f64,
    /// The tasks concerned, the first of them first.
    pub tasks: Vec<TaskId>,
}

/// What an insight is about.
#[derive(Clone, Debug, PartialEq)]
pub enum InsightKind {
    /// A coroutine object died and its body never ran.
    NeverAwaited(NeverAwaited),
    /// A callback kept the loop from everything else.
    Blocking(Blocking),
    /// A task went on after its cancellation as if nothing had happened.
    Swallowed(Swallowed),
    /// A task failed and nobody asked.
    NeverRetrieved(NeverRetrieved),
    /// Every task waits and nothing will wake any.
    Deadlock(Deadlock),
    /// Tasks were not done when `asyncio.run` returned.
    LeftRunning(LeftRunning),
    /// Waits that stood one after the other could have been one.
    Sequential(Sequential),
}

impl Insight {
    /// A few words.
    pub fn title(&self, lang: Lang) -> &'static str {
        let title = match self.kind {
            InsightKind::NeverAwaited(_) => text::NEVER_AWAITED,
            InsightKind::Blocking(_) => text::LOOP_WAS_BLOCKED,
            InsightKind::Swallowed(_) => text::CANCELLATION_WAS_SWALLOWED,
            InsightKind::NeverRetrieved(_) => text::EXCEPTION_THAT_NOBODY_ASKED_ABOUT,
            InsightKind::Deadlock(_) => text::DEADLOCK,
            InsightKind::LeftRunning(_) => text::LEFT_BEHIND,
            InsightKind::Sequential(_) => text::THESE_WAITS_COULD_OVERLAP,
        };
        lang.text(title)
    }

    /// A sentence or two. `model` need only know the tasks' labels.
    pub fn sentence(&self, model: &Model, lang: Lang) -> Sentence {
        match &self.kind {
            InsightKind::NeverAwaited(it) => it.sentence(lang),
            InsightKind::Blocking(it) => it.sentence(model, lang),
            InsightKind::Swallowed(it) => it.sentence(model, lang),
            InsightKind::NeverRetrieved(it) => it.sentence(lang),
            InsightKind::Deadlock(it) => it.sentence(model, lang),
            InsightKind::LeftRunning(it) => it.sentence(model, lang),
            InsightKind::Sequential(it) => it.sentence(model, lang),
        }
    }

    /// The lesson that explains it.
    pub fn lesson(&self) -> &'static str {
        match self.kind {
            InsightKind::NeverAwaited(_) => "calling-is-not-running",
            InsightKind::Blocking(_) => "blocking",
            InsightKind::Swallowed(_) => "cancel",
            InsightKind::NeverRetrieved(_) | InsightKind::Sequential(_) => "create-task",
            InsightKind::Deadlock(_) => "future",
            InsightKind::LeftRunning(_) => "run",
        }
    }

    /// Whether something went wrong, rather than could be better.
    pub fn is_alarm(&self) -> bool {
        !matches!(
            self.kind,
            InsightKind::Sequential(_) | InsightKind::LeftRunning(_)
        )
    }
}

/// All observers, and what they found.
#[derive(Clone, Debug, Default)]
pub struct Insights {
    found: Log<Insight>,
    blocking: blocking::Watch,
    sequential: sequential::Watch,
}

/// So many insights are kept; a program that makes one mistake a thousand times
/// needs to be told once.
const MOST: usize = 100;

impl Insights {
    /// Takes one more event in; `after` is the model right after it.
    pub fn push(&mut self, after: &Model, event: &Event) {
        let blocking = self.blocking.observe(after, event);
        let sequential = self.sequential.observe(after, event);
        let found = [
            never_awaited::observe(after, event),
            blocking,
            swallowed::observe(after, event),
            never_retrieved::observe(after, event),
            deadlock::observe(after, event),
            left_running::observe(after, event),
            sequential,
        ];
        for (kind, tasks) in found.into_iter().flatten() {
            if self.found.len() < MOST {
                self.found.push(Insight {
                    kind,
                    position: after.position,
                    time: event.time,
                    tasks,
                });
            }
        }
    }

    /// What was found, in order.
    pub fn found(&self) -> &Log<Insight> {
        &self.found
    }

    /// What had been found at a position.
    pub fn at(&self, position: usize) -> impl Iterator<Item = &Insight> {
        let count = self.found.partition_point(|it| it.position <= position);
        self.found.range(0, count)
    }
}

/// What an observer finds: the insight and the tasks concerned.
type Found = Option<(InsightKind, Vec<TaskId>)>;
