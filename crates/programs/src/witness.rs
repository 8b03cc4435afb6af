//! Remembers, from the events alone, what there was and how it ended.

use crate::{ast::Id, ledger::Ledger, transcript::Shown};
use asyncio::Exception;
use asyncio::observe::{Event, FutureId, HandleId, Observer, Outcome, RunStage, TaskId};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// What the end of a transcript lists as one task.
#[derive(Clone, Copy)]
pub(crate) enum Listed {
    Task(TaskId, FutureId),
    /// The task of a clean-up duty that has nothing to do; the executor core spends its iterations
    /// without one. Done in the first of them, unless something leaves the loop in it.
    Duty {
        done: bool,
    },
}

/// Somebody else who looks on while a program runs.
pub trait Watcher {
    /// Something happened in the loop.
    fn event(&self, time: f64, event: &Event<'_>);
    /// The statement is about to run, in the main coroutine, a call or a callback named `who`.
    fn statement(&self, who: &str, id: Id);
}

/// The observer of a run.
#[derive(Default)]
pub(crate) struct Witness {
    seen: RefCell<Seen>,
    watcher: Option<Rc<dyn Watcher>>,
}

#[derive(Default)]
struct Seen {
    ledger: Ledger,
    listed: Vec<Listed>,
    futures: BTreeMap<TaskId, FutureId>,
    ended: BTreeMap<FutureId, String>,
    duty: Option<Duty>,
    running: Option<HandleId>,
}

/// The duty of the clean-up that goes on.
struct Duty {
    /// Where it is listed.
    index: usize,
    /// How many iterations it has taken.
    iterations: usize,
    /// Timers that came due in it.
    fired: BTreeSet<HandleId>,
}

impl Witness {
    pub(crate) fn new(watcher: Option<Rc<dyn Watcher>>) -> Self {
        Self {
            watcher,
            ..Self::default()
        }
    }

    /// The statement is about to run.
    pub(crate) fn reached(&self, who: &str, id: Id) {
        if let Some(watcher) = &self.watcher {
            watcher.statement(who, id);
        }
    }

    /// All tasks in the order of their creation.
    pub(crate) fn listed(&self) -> Vec<Listed> {
        self.seen.borrow().listed.clone()
    }

    /// How many tasks were made.
    pub(crate) fn tasks(&self) -> usize {
        self.seen.borrow().futures.len()
    }

    /// `pending`, `cancelled`, `exc:…` or `res:…`.
    pub(crate) fn state(&self, future: FutureId) -> String {
        let seen = self.seen.borrow();
        seen.ended
            .get(&future)
            .map_or_else(|| "pending".into(), Clone::clone)
    }

    /// An exception is about to leave a callback or a task. If it leaves the loop, a duty's task may
    /// not have had its turn.
    pub(crate) fn raised(&self, error: &Exception) {
        let mut seen = self.seen.borrow_mut();
        let Seen {
            duty: Some(duty),
            listed,
            running: Some(running),
            ..
        } = &mut *seen
        else {
            return;
        };
        // Timers that came due have their turn after it.
        let before = duty.iterations == 1 && !duty.fired.contains(running);
        if error.is_exit() && before {
            listed[duty.index] = Listed::Duty { done: false };
        }
    }
}

fn ending(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Result(repr) => format!("res:{repr}"),
        Outcome::Exception(error) => format!("exc:{}", Shown(error)),
        Outcome::Cancelled(_) => "cancelled".into(),
    }
}

impl Observer for Witness {
    fn observe(&self, time: f64, event: &Event<'_>) {
        self.seen.borrow_mut().enter(time, event);
        if let Some(watcher) = &self.watcher {
            watcher.event(time, event);
        }
        if let Event::TaskFinished {
            outcome: Outcome::Exception(error),
            ..
        } = event
        {
            self.raised(error);
        }
    }
}

impl Seen {
    fn enter(&mut self, time: f64, event: &Event<'_>) {
        self.ledger.enter(time, event);
        match event {
            Event::TaskCreated { task, future, .. } => {
                self.listed.push(Listed::Task(*task, *future));
                self.futures.insert(*task, *future);
            }
            Event::TaskFinished { task, outcome } => {
                self.ended.insert(self.futures[task], ending(outcome));
            }
            Event::FutureResolved { future, outcome } => {
                self.ended.insert(*future, ending(outcome));
            }
            Event::RunStage {
                stage: RunStage::CloseAsyncgens | RunStage::CloseExecutor,
                ..
            } => {
                self.duty = Some(Duty {
                    index: self.listed.len(),
                    iterations: 0,
                    fired: BTreeSet::new(),
                });
                self.listed.push(Listed::Duty { done: true });
            }
            Event::HandleStarted { handle } => self.running = Some(*handle),
            Event::IterationStarted { .. } => {
                if let Some(duty) = &mut self.duty {
                    duty.iterations += 1;
                }
            }
            Event::TimerFired { handle } => {
                if let Some(duty) = &mut self.duty {
                    duty.fired.insert(*handle);
                }
            }
            _ => {}
        }
    }
}
