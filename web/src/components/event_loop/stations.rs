//! What stands where in the loop: ready, running, waiting. Pure.

use std::rc::Rc;

use coroscope_trace::{
    Awaited, Callback, FutureId, FutureKind, HandleId, Model, TaskId,
    model::{Fired, Handle, Task, TaskState},
};

/// How many callbacks of this iteration are listed.
pub const READY_SHOWN: usize = 6;
/// How many callbacks of the next iteration are listed.
pub const NEXT_SHOWN: usize = 4;
/// How many waits are listed.
pub const WAITS_SHOWN: usize = 6;
/// How many timers that fired in this moment are listed.
pub const FIRED_SHOWN: usize = 4;

/// The first few of many, and how many are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Few<T> {
    /// The first ones.
    pub shown: Vec<T>,
    /// How many more there are.
    pub more: usize,
}

impl<T> Few<T> {
    /// Takes the first `limit`. One more than the limit is shown as well: the
    /// words "and 1 more" take the same room.
    pub fn of(all: impl Iterator<Item = T>, total: usize, limit: usize) -> Self {
        let limit = if total == limit + 1 { total } else { limit };
        let shown: Vec<T> = all.take(limit).collect();
        let more = total.saturating_sub(shown.len());
        Self { shown, more }
    }
}

/// A place in the ready queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// The handle.
    pub handle: Rc<Handle>,
    /// The number of the callback in its iteration, from 1.
    pub number: usize,
}

/// Something that waits: a suspended task, a timer, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// The suspended task; `None` for a timer that no suspended task waits for.
    pub task: Option<Rc<Task>>,
    /// On what the task waits.
    pub on: Option<Awaited>,
    /// The timer that will end or limit the wait.
    pub timer: Option<Rc<Handle>>,
}

/// The three places.
#[derive(Clone, Debug, PartialEq)]
pub struct Stations {
    /// Callbacks that this iteration still runs.
    pub now: Few<Queued>,
    /// Callbacks for the next iteration.
    pub next: Few<Queued>,
    /// What waits, the earliest deadline first, then by creation.
    pub waits: Few<Wait>,
    /// Timers that fired in this moment.
    pub fired: Few<Fired>,
}

impl Stations {
    /// The places as they are in a model.
    pub fn of(model: &Model) -> Self {
        let left = model.left_now();
        let queued = |first: usize| {
            move |(at, handle): (usize, &Rc<Handle>)| Queued {
                handle: Rc::clone(handle),
                number: first + at + 1,
            }
        };
        let begun = model.begun as usize;
        Self {
            now: Few::of(
                model.ready_now().enumerate().map(queued(begun)),
                left,
                READY_SHOWN,
            ),
            next: Few::of(
                model.ready_next().enumerate().map(queued(0)),
                model.ready.len() - left,
                NEXT_SHOWN,
            ),
            waits: waits(model),
            fired: Few::of(model.fired.iter().cloned(), model.fired.len(), FIRED_SHOWN),
        }
    }
}

/// Timers with the tasks behind them, then the other suspended tasks.
fn waits(model: &Model) -> Few<Wait> {
    let mut shown: Vec<Wait> = Vec::new();
    let mut paired = 0;
    for timer in model.timers() {
        let owner = waiting_owner(model, timer);
        let known = owner
            .as_ref()
            .is_some_and(|owner| shown.iter().any(|it| it.task.as_ref() == Some(owner)));
        if known || shown.len() > WAITS_SHOWN {
            continue;
        }
        shown.push(Wait {
            on: owner.as_deref().and_then(awaited),
            task: owner,
            timer: Some(Rc::clone(timer)),
        });
    }
    // How many timers stand for a suspended task decides how many rows there are.
    let mut behind: Vec<TaskId> = model
        .timers()
        .filter_map(|timer| waiting_owner(model, timer).map(|task| task.id))
        .collect();
    let timers = behind.len();
    behind.sort_unstable();
    behind.dedup();
    paired += timers - behind.len();
    let mut others = 0;
    for task in model.visible_tasks() {
        let Some(on) = awaited(task) else { continue };
        if behind.binary_search(&task.id).is_ok() {
            continue;
        }
        others += 1;
        if shown.len() <= WAITS_SHOWN {
            shown.push(Wait {
                task: Some(Rc::clone(task)),
                on: Some(on),
                timer: None,
            });
        }
    }
    let total = model.timers.len() - paired + others;
    Few::of(shown.into_iter(), total, WAITS_SHOWN)
}

fn awaited(task: &Task) -> Option<Awaited> {
    match task.state {
        TaskState::Waiting(on) => Some(on),
        _ => None,
    }
}

/// The suspended task a timer is for.
fn waiting_owner(model: &Model, timer: &Handle) -> Option<Rc<Task>> {
    let task = model.task(model.callback_task(&timer.callback)?)?;
    (!task.internal && awaited(task).is_some()).then(|| Rc::clone(task))
}

/// The share of a timer's time that is over, 0 to 1.
pub fn elapsed(start: f64, deadline: f64, now: f64) -> f64 {
    let whole = deadline - start;
    if whole.is_nan() || whole <= 0.0 {
        1.0
    } else {
        ((now - start) / whole).clamp(0.0, 1.0)
    }
}

/// What a callback shows of itself: a task to resume, or a piece of the
/// library's own work on something.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Resumes a task.
    Resume(TaskId),
    /// Sets the result of a sleep's future.
    SleepOver(FutureId),
    /// Cancels a task because its time is up.
    TimeLimit(TaskId),
    /// Counts a child of `gather`.
    Gather(FutureId),
    /// Hands a result through `shield`.
    Shield(FutureId),
    /// Stops the loop: `run_until_complete` has what it waited for.
    Stop,
    /// A callback of the program's own.
    User(String),
}

/// What a callback does, in the page's terms.
pub fn work(callback: &Callback) -> Work {
    match callback {
        Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } => Work::Resume(*task),
        Callback::SleepOver { future } => Work::SleepOver(*future),
        Callback::TimeLimit { task } => Work::TimeLimit(*task),
        Callback::GatherChild { outer, .. } => Work::Gather(*outer),
        Callback::ShieldLink { outer, .. } => Work::Shield(*outer),
        Callback::StopLoop { .. } => Work::Stop,
        Callback::User { name } => Work::User(name.clone()),
    }
}

/// The timer that ends the wait for a future, if it is a `sleep`'s.
pub fn is_sleep(model: &Model, on: Awaited) -> bool {
    match on {
        Awaited::Future(future) => model
            .future(future)
            .is_some_and(|it| it.kind == FutureKind::Sleep),
        Awaited::NextIteration | Awaited::Foreign => false,
    }
}

/// The handle of a wait's timer, for selection.
pub fn handle_of(wait: &Wait) -> Option<HandleId> {
    wait.timer.as_ref().map(|timer| timer.id)
}
