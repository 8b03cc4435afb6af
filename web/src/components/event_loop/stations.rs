//! What stands where in the loop: ready, running, waiting. Pure.

use std::rc::Rc;

use coroscope_trace::{
    Awaited, Callback, FutureId, Model, TaskId,
    decimal::within,
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
    // Timers that no suspended task waits for.
    let mut free = 0;
    for timer in model.timers() {
        let owner = waiting_owner(model, timer);
        free += usize::from(owner.is_none());
        // Two timers of one suspended task share a row.
        let known = |it: &Wait| owner.is_some() && it.task.as_ref() == owner;
        if shown.len() > WAITS_SHOWN || shown.iter().any(known) {
            continue;
        }
        shown.push(Wait {
            on: owner.and_then(|task| awaited(task)),
            task: owner.map(Rc::clone),
            timer: Some(Rc::clone(timer)),
        });
    }
    let with_timer = shown.len();
    for task in model.visible_tasks() {
        if shown.len() > WAITS_SHOWN {
            break;
        }
        let Some(on) = awaited(task) else { continue };
        let known = |it: &Wait| it.task.as_ref() == Some(task);
        if !shown[..with_timer].iter().any(known) {
            shown.push(Wait {
                task: Some(Rc::clone(task)),
                on: Some(on),
                timer: None,
            });
        }
    }
    let total = free + model.totals.waiting as usize;
    Few::of(shown.into_iter(), total, WAITS_SHOWN)
}

fn awaited(task: &Task) -> Option<Awaited> {
    match task.state {
        TaskState::Waiting(on) => Some(on),
        _ => None,
    }
}

/// The suspended task a timer is for.
fn waiting_owner<'a>(model: &'a Model, timer: &Handle) -> Option<&'a Rc<Task>> {
    let task = model.task(model.callback_task(&timer.callback)?)?;
    (!task.internal && awaited(task).is_some()).then_some(task)
}

/// The share of a timer's time that is over, 0 to 1.
pub fn elapsed(start: f64, deadline: f64, now: f64) -> f64 {
    let whole = deadline - start;
    if whole.is_nan() || whole <= 0.0 {
        1.0
    } else {
        within((now - start) / whole, 0.0, 1.0)
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

#[cfg(test)]
mod tests {
    use coroscope_trace::{CoroutineId, Event, EventKind, FutureKind, HandleId, Place, apply};

    use super::*;

    fn fold(events: impl IntoIterator<Item = EventKind>) -> Model {
        let mut model = Model::new();
        for kind in events {
            apply(&mut model, &Event { time: 0.0, kind });
        }
        model
    }

    fn created(n: u32) -> EventKind {
        EventKind::TaskCreated {
            task: TaskId(n),
            future: FutureId(n),
            name: format!("task {n}"),
            named: true,
            coroutine: CoroutineId(n),
            parent: None,
            eager: false,
            place: Place::default(),
        }
    }

    fn scheduled(n: u32) -> EventKind {
        EventKind::HandleScheduled {
            handle: HandleId(n),
            callback: Callback::TaskStep { task: TaskId(n) },
        }
    }

    /// One of so many tasks sleeps: a future, its timer, and the task suspended
    /// on it.
    fn sleeps(task: u32, deadline: f64, tasks: u32) -> [EventKind; 3] {
        let future = FutureId(tasks + task);
        [
            EventKind::FutureCreated {
                future,
                kind: FutureKind::Sleep,
                label: format!("sleep({deadline})"),
                children: Vec::new(),
                place: Place::default(),
            },
            EventKind::TimerSet {
                handle: HandleId(task),
                deadline,
                callback: Callback::SleepOver { future },
                place: Place::default(),
            },
            EventKind::TaskSuspended {
                task: TaskId(task),
                on: Awaited::Future(future),
                place: Place::default(),
            },
        ]
    }

    fn waiting(model: &Model) -> (Vec<Option<u32>>, usize) {
        let waits = Stations::of(model).waits;
        let tasks = waits
            .shown
            .iter()
            .map(|it| it.task.as_ref().map(|task| task.id.0));
        (tasks.collect(), waits.more)
    }

    #[test]
    fn the_queue_is_split_at_the_end_of_the_iteration() {
        let iteration = EventKind::IterationStarted {
            iteration: 4,
            ready: 2,
        };
        let events = [
            created(0),
            created(1),
            created(2),
            scheduled(0),
            scheduled(1),
            iteration,
        ];
        let begun = EventKind::HandleStarted {
            handle: HandleId(0),
        };
        let model = fold(events.into_iter().chain([begun, scheduled(2)]));
        let stations = Stations::of(&model);
        let numbers = |few: &Few<Queued>| -> Vec<(u32, usize)> {
            few.shown
                .iter()
                .map(|it| (it.handle.id.0, it.number))
                .collect()
        };
        assert_eq!(numbers(&stations.now), [(1, 2)]);
        assert_eq!(numbers(&stations.next), [(2, 1)]);
    }

    #[test]
    fn the_earliest_deadline_stands_first_and_those_without_one_last() {
        let mut events: Vec<EventKind> = (0..4).map(created).collect();
        events.push(EventKind::TaskSuspended {
            task: TaskId(0),
            on: Awaited::Future(FutureId(1)),
            place: Place::default(),
        });
        events.extend(sleeps(1, 3.0, 4));
        events.extend(sleeps(2, 1.0, 4));
        let model = fold(events);
        assert_eq!(waiting(&model), (vec![Some(2), Some(1), Some(0)], 0));
    }

    #[test]
    fn a_time_limit_stands_with_the_wait_that_it_limits() {
        let limit = EventKind::TimerSet {
            handle: HandleId(7),
            deadline: 1.0,
            callback: Callback::TimeLimit { task: TaskId(0) },
            place: Place::default(),
        };
        let events = [created(0), limit].into_iter().chain(sleeps(0, 2.0, 8));
        let model = fold(events);
        assert_eq!(model.timers.len(), 2);
        let waits = Stations::of(&model).waits;
        assert_eq!((waits.shown.len(), waits.more), (1, 0));
        assert_eq!(
            waits.shown[0].timer.as_ref().map(|it| it.id),
            Some(HandleId(7))
        );
    }

    #[test]
    fn of_many_only_the_first_are_shown_and_the_rest_is_counted() {
        let tasks = 10_000;
        let asleep = (0..tasks).flat_map(|n| sleeps(n, 1.0, tasks));
        let model = fold((0..tasks).map(created).chain(asleep));
        let (shown, more) = waiting(&model);
        assert_eq!(
            (shown.len(), more),
            (WAITS_SHOWN, tasks as usize - WAITS_SHOWN)
        );
        let few = Few::of(0..7, 7, 6);
        assert_eq!(
            (few.shown.len(), few.more),
            (7, 0),
            "one more takes no more room"
        );
    }

    #[test]
    fn a_timer_that_was_set_in_the_past_is_over() {
        assert_eq!(elapsed(0.0, 4.0, 1.0), 0.25);
        assert_eq!(elapsed(2.0, 2.0, 2.0), 1.0);
        assert_eq!(elapsed(0.0, f64::NAN, 2.0), 1.0);
        assert_eq!(elapsed(3.0, 4.0, 1.0), 0.0);
    }
}
