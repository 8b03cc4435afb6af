//! Tasks: a coroutine driven by the loop (rules D1 to D15).

pub(crate) mod cancel;
pub(crate) mod part;
pub(crate) mod slot;
pub(crate) mod step;

use crate::{
    coroutine::Coroutine,
    event_loop::Loop,
    exception::Result,
    future::{
        FutureRef, Wait,
        cell::{FutureCell, Kind},
    },
    handle::Action,
    observe::{Event, Place, TaskId},
    value::Value,
};
use alloc::{
    boxed::Box,
    format,
    rc::Rc,
    string::{String, ToString},
};
use core::{marker::PhantomData, ops::Deref, panic::Location};
use part::TaskPart;

/// A task of any kind, without the type of its result.
#[derive(Clone)]
pub struct TaskRef(FutureRef);

impl Deref for TaskRef {
    type Target = FutureRef;
    fn deref(&self) -> &FutureRef {
        &self.0
    }
}

impl TaskRef {
    /// The cell must be a task's.
    pub(crate) fn from_cell(cell: Rc<FutureCell>) -> Self {
        Self(FutureRef(cell))
    }

    fn part(&self) -> Option<&TaskPart> {
        self.0.0.task()
    }

    /// Its number in the trace.
    pub fn task_id(&self) -> TaskId {
        self.0.0.task_id()
    }

    /// Its name: `Task-1`, or what the program chose (rule D12).
    pub fn name(&self) -> String {
        self.part()
            .map(|part| part.name.borrow().to_string())
            .unwrap_or_default()
    }

    /// Gives it another name.
    pub fn set_name(&self, name: &str) {
        if let Some(part) = self.part() {
            *part.name.borrow_mut() = name.into();
            part.named.set(true);
            self.0.0.aio.emit(&Event::TaskRenamed {
                task: part.id,
                name,
            });
        }
    }

    /// How many cancellations were asked for and not taken back (rule E7).
    pub fn cancelling(&self) -> u32 {
        self.part().map_or(0, |part| part.cancels.get())
    }

    /// Takes back one cancellation; gives what is left. At 0 a cancellation that
    /// was not delivered yet is withdrawn (rule E7).
    #[allow(clippy::must_use_candidate)]
    pub fn uncancel(&self) -> u32 {
        let Some(part) = self.part() else { return 0 };
        let remaining = part.cancels.get().saturating_sub(1);
        part.cancels.set(remaining);
        if remaining == 0 {
            part.must_cancel.set(false);
        }
        self.0.0.aio.emit(&Event::TaskUncancelled {
            task: part.id,
            remaining,
        });
        remaining
    }

    /// What it waits for at the moment.
    pub fn waiting_on(&self) -> Option<FutureRef> {
        let waiter = self.part()?.waiter.borrow().clone();
        waiter.map(Loop::future_ref)
    }
}

/// A task whose coroutine returns a `T`. Cloning gives another reference to the
/// same task; dropping all of them does not stop it.
///
/// ```
/// use asyncio::Loop;
/// let aio = Loop::new();
/// let task = aio.create_task(aio.coroutine("answer", async { Ok(42) }));
/// assert!(!task.done());
/// assert_eq!(aio.run_until_complete(&task)?, 42);
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct Task<T> {
    raw: TaskRef,
    result: PhantomData<fn() -> T>,
}

impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            result: PhantomData,
        }
    }
}

impl<T> Deref for Task<T> {
    type Target = TaskRef;
    fn deref(&self) -> &TaskRef {
        &self.raw
    }
}

impl<T: Value> Task<T> {
    /// The result.
    ///
    /// # Errors
    /// The exception with which the coroutine ended, `CancelledError` when it
    /// was cancelled, `InvalidStateError` while it is not done (rule C8).
    pub fn result(&self) -> Result<T> {
        crate::future::cell_result(&self.raw.0.0)
    }

    pub(crate) fn cell(&self) -> &Rc<FutureCell> {
        &self.raw.0.0
    }
}

impl<T: Value> IntoFuture for Task<T> {
    type Output = Result<T>;
    type IntoFuture = Wait<T>;
    #[track_caller]
    fn into_future(self) -> Wait<T> {
        Wait::new(self.raw.0.0, Location::caller())
    }
}

impl<T: Value> IntoFuture for &Task<T> {
    type Output = Result<T>;
    type IntoFuture = Wait<T>;
    #[track_caller]
    fn into_future(self) -> Wait<T> {
        Wait::new(self.raw.0.0.clone(), Location::caller())
    }
}

/// Makes a task with more than the default.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let task = aio.task().name("tea").spawn(aio.coroutine("brew", async { Ok(()) }));
/// assert_eq!(task.name(), "tea");
/// # aio.close().unwrap();
/// ```
#[must_use = "a builder makes no task until `spawn`"]
pub struct TaskBuilder<'a> {
    aio: &'a Loop,
    name: Option<&'a str>,
}

impl<'a> TaskBuilder<'a> {
    /// The task's name.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Makes the task; its first step is scheduled at once (rule D1).
    #[track_caller]
    pub fn spawn<T: Value>(self, coroutine: Coroutine<T>) -> Task<T> {
        spawn(self.aio, coroutine, self.name, Location::caller())
    }
}

impl Loop {
    /// Makes a task out of a coroutine and schedules its first step: it starts
    /// in the next iteration, after the tasks created before it (rule D1). The
    /// caller goes on at once.
    ///
    /// On a closed loop the task is never run.
    #[track_caller]
    pub fn create_task<T: Value>(&self, coroutine: Coroutine<T>) -> Task<T> {
        spawn(self, coroutine, None, Location::caller())
    }

    /// Makes tasks with more than the default.
    pub fn task(&self) -> TaskBuilder<'_> {
        TaskBuilder {
            aio: self,
            name: None,
        }
    }
}

pub(crate) fn spawn<T: Value>(
    aio: &Loop,
    coroutine: Coroutine<T>,
    name: Option<&str>,
    place: Place,
) -> Task<T> {
    let id = aio.next_task();
    let future = aio.next_future();
    let coroutine_id = coroutine.id();
    let named = name.is_some();
    let name: Rc<str> = match name {
        Some(name) => name.into(),
        None => format!("Task-{}", aio.next_name()).into(),
    };
    let part = TaskPart::new(
        id,
        name.clone(),
        named,
        coroutine.name(),
        Box::new(coroutine),
    );
    let cell = FutureCell::new(aio, future, Kind::Task(part));
    aio.emit(&Event::TaskCreated {
        task: id,
        future,
        name: &name,
        named,
        coroutine: coroutine_id,
        parent: aio.current_id(),
        place,
    });
    if !aio.is_closed() {
        aio.remember_task(id, &cell);
        aio.push(Action::Step(cell.clone(), None));
    }
    Task {
        raw: TaskRef::from_cell(cell),
        result: PhantomData,
    }
}
