//! Which rules decide something, seen in the loop's events: here those about the loop itself.

mod futures;
mod tasks;

use super::{plan::Plan, sharing::Sharing};
use crate::{
    ast::{Aw, Id},
    run::Watcher,
};
use asyncio::observe::{
    Callback, Complaint, Event, FutureId, FutureKind, HandleId, Outcome, RunStage, TaskId,
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Looks on while a program runs.
pub(super) struct Watch(RefCell<Seen>);

impl Watch {
    pub(super) fn new(plan: Plan) -> Self {
        Self(RefCell::new(Seen {
            plan,
            ..Seen::default()
        }))
    }

    /// What was seen; nothing is left.
    pub(super) fn seen(&self) -> Seen {
        self.0.take()
    }
}

impl Watcher for Watch {
    fn event(&self, time: f64, event: &Event<'_>) {
        let seen = &mut *self.0.borrow_mut();
        seen.turns(time, event);
        seen.tasks(event);
        seen.futures(event);
        seen.reports(event);
        let Seen {
            hits,
            sharing,
            running,
            ..
        } = seen;
        sharing.event(
            event,
            running.is_some_and(|what| what == What::Library),
            hits,
        );
    }

    fn statement(&self, _: &str, id: Id) {
        self.0.borrow_mut().statement(id);
    }
}

/// What a handle does, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Step(TaskId),
    Wakeup(FutureId),
    Limit(TaskId),
    Child(FutureId),
    Link(FutureId),
    Sleep,
    Stop,
    User,
    /// A callback of asyncio's own.
    Library,
}

impl From<Callback<'_>> for What {
    fn from(callback: Callback<'_>) -> Self {
        match callback {
            Callback::TaskStep(task) => Self::Step(task),
            Callback::TaskWakeup(_, future) => Self::Wakeup(future),
            Callback::SleepOver(_) => Self::Sleep,
            Callback::TimeLimit(task) => Self::Limit(task),
            Callback::GatherChild(_, outer) => Self::Child(outer),
            Callback::ShieldLink(_, outer) => Self::Link(outer),
            Callback::StopLoop(_) => Self::Stop,
            Callback::User("cb") => Self::User,
            Callback::User(_) => Self::Library,
        }
    }
}

#[derive(Default)]
struct Task {
    future: Option<FutureId>,
    waiting: Option<FutureId>,
    /// Steps taken.
    steps: u64,
    /// A cancellation is remembered.
    must: bool,
    /// Requests since the last step: all, and those by limits.
    requests: u32,
    by_limits: u32,
    /// The last statement, and the step in which it was reached.
    last: Option<(Id, u64)>,
}

struct Future {
    kind: FutureKind,
    children: Vec<FutureId>,
    end: Option<End>,
    waiters: u32,
    cancel_asked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Result,
    Failed,
    /// With a `CancelledError` as an exception.
    FailedCancelled,
    Cancelled,
}

impl From<&Outcome<'_>> for End {
    fn from(outcome: &Outcome<'_>) -> Self {
        match outcome {
            Outcome::Result(_) => Self::Result,
            Outcome::Exception(error) if error.is_cancelled() => Self::FailedCancelled,
            Outcome::Exception(_) => Self::Failed,
            Outcome::Cancelled(_) => Self::Cancelled,
        }
    }
}

/// All that was seen of a program.
#[derive(Default)]
pub(super) struct Seen {
    /// The rules.
    pub(super) hits: BTreeSet<&'static str>,
    /// The statements.
    pub(super) reached: BTreeSet<Id>,
    plan: Plan,
    sharing: Sharing,
    tasks: BTreeMap<TaskId, Task>,
    futures: BTreeMap<FutureId, Future>,
    handles: BTreeMap<HandleId, (What, f64)>,
    /// Handles in the ready queue; of the iteration that runs, all and those that had their turn.
    ready: usize,
    turn: (u32, u32),
    /// Deadlines of timers that came due for the next iteration.
    fired: Vec<f64>,
    running: Option<What>,
    /// The tasks whose steps run, eager ones inside others.
    current: Vec<TaskId>,
    /// What was scheduled since the running handle began.
    scheduled: Vec<What>,
    created: u32,
    /// The statement before, if nothing has happened since.
    statement: Option<Id>,
    stage: Option<RunStage>,
}

impl Seen {
    fn hit(&mut self, rule: &'static str, is: bool) {
        if is {
            self.hits.insert(rule);
        }
    }

    fn end(&self, future: FutureId) -> Option<End> {
        self.futures.get(&future).and_then(|future| future.end)
    }

    fn statement(&mut self, id: Id) {
        self.reached.insert(id);
        self.statement = Some(id);
        let Some(task) = self
            .current
            .last()
            .and_then(|task| self.tasks.get_mut(task))
        else {
            return;
        };
        let before = task.last.replace((id, task.steps));
        let here = task.steps;
        if let Some((before, step)) = before {
            self.went_on(before, step == here);
        }
    }

    /// A task is past a statement, in the same step or a later one.
    fn went_on(&mut self, statement: Id, at_once: bool) {
        let Some(awaits) = self
            .plan
            .statements
            .get(&statement)
            .and_then(|it| it.awaits.as_ref())
        else {
            return;
        };
        let call = matches!(awaits, Aw::Call { .. });
        let future = matches!(awaits, Aw::Task { .. } | Aw::Future { .. });
        self.hit("D10", at_once && call);
        self.hit("C10", at_once && future);
    }

    /// The loop and its handles.
    fn turns(&mut self, time: f64, event: &Event<'_>) {
        match event {
            Event::HandleScheduled { handle, callback } => {
                let what = What::from(*callback);
                self.handles.insert(*handle, (what, time));
                self.ready += 1;
                self.scheduled(what);
            }
            Event::TimerSet {
                handle,
                deadline,
                callback,
                ..
            } => {
                self.handles
                    .insert(*handle, (What::from(*callback), *deadline));
                self.hit("A8", *deadline <= time);
                self.hit("F2", matches!(callback, Callback::TimeLimit(_)));
            }
            Event::TimerFired { handle } => {
                self.hit("A3", self.ready > self.fired.len());
                self.ready += 1;
                self.fired.push(
                    self.handles
                        .get(handle)
                        .map_or(time, |(_, deadline)| *deadline),
                );
            }
            Event::TimerCancelled { handle } => {
                self.hit("A7", true);
                let what = self.handles.get(handle).map(|(what, _)| *what);
                self.hit("F1", what == Some(What::Sleep));
                self.hit("F5", matches!(what, Some(What::Limit(_))));
            }
            Event::IterationStarted { ready, .. } => {
                let fired = std::mem::take(&mut self.fired);
                for pair in fired.windows(2) {
                    self.hit("A6", pair[0] == pair[1]);
                    self.hit("A5", pair[0] != pair[1]);
                }
                self.turn = (*ready, 0);
            }
            Event::HandleStarted { handle } => self.started(*handle),
            Event::HandleSkipped { .. } => {
                self.ready = self.ready.saturating_sub(1);
                self.turn.1 += 1;
                self.hit("A2", true);
            }
            Event::HandleFinished { .. } => {
                self.running = None;
                self.scheduled.clear();
            }
            Event::Idle { until: Some(_) } => self.hit("A4", true),
            Event::LoopStopped => {
                self.hit("A12", self.turn.1 < self.turn.0);
                self.hit("A10", self.ready > 0 && self.turn.1 == self.turn.0);
                self.running = None;
                self.current.clear();
            }
            Event::LoopClosed { dropped } => self.hit("A16", *dropped > 0),
            _ => {}
        }
    }

    fn scheduled(&mut self, what: What) {
        self.hit("A1", self.turn.1 < self.turn.0);
        self.hit("F3", matches!(what, What::Limit(_)));
        if what == What::User {
            let on_done = self.statement.and_then(|id| self.plan.statements.get(&id));
            self.hit("C6", on_done.is_some_and(|it| it.word() == "on_done"));
            self.hit("A9", self.scheduled.contains(&What::User));
        }
        let woken = |what: &What| matches!(what, What::Wakeup(_));
        self.hit("C5", woken(&what) && self.scheduled.contains(&What::User));
        self.hit("C5", what == What::User && self.scheduled.iter().any(woken));
        self.scheduled.push(what);
    }

    fn started(&mut self, handle: HandleId) {
        self.ready = self.ready.saturating_sub(1);
        self.turn.1 += 1;
        let what = self.handles.get(&handle).map(|(what, _)| *what);
        (self.running, self.statement, self.created) = (what, None, 0);
        self.scheduled.clear();
        match what {
            Some(What::Wakeup(future)) => {
                self.hit("D9", true);
                self.hit("D8", self.end(future).is_some_and(|end| end != End::Result));
            }
            Some(What::Child(_)) => self.hit("G3", true),
            Some(What::Link(_)) => self.hit("G11", true),
            Some(What::Stop) => self.hit("A13", self.turn.0 > 1),
            _ => {}
        }
    }

    /// The exception handler, and the stages of a run.
    fn reports(&mut self, event: &Event<'_>) {
        match event {
            Event::ExceptionHandler { complaint, .. } => {
                self.hit("A17", true);
                self.hit("A11", *complaint == Complaint::CallbackFailed);
                self.hit("G13", *complaint == Complaint::ShieldedFailed);
            }
            Event::RunStage { stage, tasks } => {
                self.stage = Some(*stage);
                let leftovers = *stage == RunStage::CancelLeftovers;
                self.hit("J2", leftovers);
                self.hit("J3", leftovers && *tasks == 0);
                self.hit("J4", leftovers && *tasks > 0);
                self.hit("D14", leftovers && *tasks > 1);
            }
            Event::ClockAdvanced { .. } => {
                self.hit("J5", self.stage == Some(RunStage::CancelLeftovers));
            }
            Event::CoroutineNeverAwaited { .. } => self.hit("W1", true),
            _ => {}
        }
    }
}
