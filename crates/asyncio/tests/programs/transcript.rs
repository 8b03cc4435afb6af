//! What a transcript shows: values, exceptions, and how tasks and futures ended.

use crate::ledger::Ledger;
use asyncio::{
    Exception, Repr,
    observe::{Event, FutureId, HandleId, Observer, Outcome, RunStage, TaskId},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// A value of a program.
#[derive(Clone)]
pub(crate) enum Val {
    None,
    Bool(bool),
    Int(i64),
    List(Vec<Val>),
    Exc(Exception),
}

impl Repr for Val {
    fn repr(&self) -> String {
        match self {
            Val::None => "None".into(),
            Val::Bool(true) => "True".into(),
            Val::Bool(false) => "False".into(),
            Val::Int(number) => number.to_string(),
            Val::List(items) => {
                let items: Vec<String> = items.iter().map(Repr::repr).collect();
                format!("[{}]", items.join(","))
            }
            Val::Exc(error) => exception(error),
        }
    }
}

/// `E(msg)`, `Cancelled()`, or the bare name of a library's class.
pub(crate) fn exception(error: &Exception) -> String {
    let message = error.message().unwrap_or_default();
    match error.type_name() {
        "CancelledError" => format!("Cancelled({message})"),
        name @ ("E" | "B") => format!("{name}({message})"),
        name => name.into(),
    }
}

/// What the end of a transcript lists as one task.
#[derive(Clone, Copy)]
pub(crate) enum Listed {
    Task(TaskId, FutureId),
    /// The task of a clean-up duty that has nothing to do; the executor core
    /// spends its iterations without one. Ends in the first of them, unless
    /// something leaves the loop in it.
    Duty {
        done: bool,
    },
}

/// Remembers, from the events alone, what there was and how it ended.
#[derive(Default)]
pub(crate) struct Witness(RefCell<Seen>);

#[derive(Default)]
struct Seen {
    listed: Vec<Listed>,
    ended: BTreeMap<FutureId, String>,
    futures: BTreeMap<TaskId, FutureId>,
    ledger: Ledger,
    main_done: bool,
    /// What left the loop for good after that.
    left: Option<String>,
    /// Iterations since a duty began.
    iterations: usize,
    /// Timers that came due, and the handle that runs.
    fired: BTreeSet<Option<HandleId>>,
    running: Option<HandleId>,
}

impl Witness {
    pub(crate) fn listed(&self) -> Vec<Listed> {
        self.0.borrow().listed.clone()
    }

    /// Whether `run` is through with the main task.
    pub(crate) fn main_done(&self) -> bool {
        self.0.borrow().main_done
    }

    /// What left the loop during the clean-up.
    pub(crate) fn left(&self) -> Option<String> {
        self.0.borrow().left.clone()
    }

    /// An exception is about to leave a callback or a task.
    pub(crate) fn raised(&self, error: &Exception) {
        let mut seen = self.0.borrow_mut();
        if seen.main_done && error.is_exit() {
            seen.left = Some(exception(error));
            // Timers that came due run after it.
            let first = seen.iterations == 1 && !seen.fired.contains(&seen.running);
            if let Some(Listed::Duty { done }) = seen.listed.last_mut() {
                *done = !first;
            }
        }
    }

    /// `pending`, `cancelled`, `exc:…` or `res:…`.
    pub(crate) fn state(&self, future: FutureId) -> String {
        let seen = self.0.borrow();
        seen.ended
            .get(&future)
            .map_or("pending".into(), Clone::clone)
    }
}

fn ending(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Result(repr) => format!("res:{repr}"),
        Outcome::Exception(error) => format!("exc:{}", exception(error)),
        Outcome::Cancelled(_) => "cancelled".into(),
    }
}

impl Observer for Witness {
    fn observe(&self, time: f64, event: &Event<'_>) {
        self.0.borrow_mut().ledger.enter(time, event);
        if let Event::TaskFinished {
            outcome: Outcome::Exception(error),
            ..
        } = event
        {
            self.raised(error);
        }
        let mut seen = self.0.borrow_mut();
        match event {
            Event::TaskCreated { task, future, .. } => {
                seen.listed.push(Listed::Task(*task, *future));
                seen.futures.insert(*task, *future);
            }
            Event::RunStage {
                stage: RunStage::CloseAsyncgens | RunStage::CloseExecutor,
                ..
            } => {
                seen.listed.push(Listed::Duty { done: true });
                seen.iterations = 0;
                seen.fired.clear();
            }
            Event::IterationStarted { .. } => seen.iterations += 1,
            Event::TimerFired { handle } => {
                seen.fired.insert(Some(*handle));
            }
            Event::HandleStarted { handle } => seen.running = Some(*handle),
            Event::RunStage {
                stage: RunStage::MainDone,
                ..
            } => seen.main_done = true,
            Event::TaskFinished { task, outcome } => {
                let future = seen.futures[task];
                seen.ended.insert(future, ending(outcome));
            }
            Event::FutureResolved { future, outcome } => {
                seen.ended.insert(*future, ending(outcome));
            }
            _ => {}
        }
    }
}
