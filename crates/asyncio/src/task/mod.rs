//! Tasks: a coroutine driven by the loop (rules D1 to D15).

pub(crate) mod cancel;
pub(crate) mod part;
pub(crate) mod registry;
pub(crate) mod slot;
pub(crate) mod step;

use crate::{
    context::{Context, Home},
    coroutine::Coroutine,
    debug::Thing,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{
        FutureRef, Wait,
        cell::{FutureCell, Kind},
    },
    handle::Action,
    name::Name,
    observe::{CoroutineId, Event, Place, TaskId},
    value::Value,
};
use alloc::{rc::Rc, string::String};
use core::{marker::PhantomData, ops::Deref, panic::Location};
use part::{Driven, TaskPart};

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
        self.part().map(TaskPart::name).unwrap_or_default()
    }

    /// Gives it another name.
    pub fn set_name(&self, name: impl Into<Name>) {
        if let Some(part) = self.part() {
            let name = name.into();
            self.0.0.aio.emit(&Event::TaskRenamed {
                task: part.id,
                name: &name,
            });
            part.set_name(name);
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
        self.part()?.waiter().map(Loop::future_ref)
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
    name: Option<Name>,
    context: Option<Context>,
    eager: Option<bool>,
}

impl TaskBuilder<'_> {
    /// The task's name; `Task-<n>` without one (rule D12).
    pub fn name(mut self, name: impl Into<Name>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The context of all its steps, in place of a copy of the current one
    /// (rule B2).
    pub fn context(mut self, context: &Context) -> Self {
        self.context = Some(context.clone());
        self
    }

    /// Whether its first step runs at once, inside the caller (rule K1); as
    /// [`Loop::set_eager`] says, unless this is called. Only a running loop
    /// starts tasks eagerly.
    pub fn eager(mut self, eager: bool) -> Self {
        self.eager = Some(eager);
        self
    }

    /// Makes the task; its first step is scheduled at once (rule D1), or run at
    /// once when it is eager (rule K1). `SystemExit` and `KeyboardInterrupt` out
    /// of an eager step are raised at the next `await` of the current task.
    #[track_caller]
    pub fn spawn<T: Value>(self, coroutine: Coroutine<T>) -> Task<T> {
        let aio = self.aio;
        let (task, raised) = self.start(coroutine, Location::caller());
        if let Some(error) = raised {
            aio.slot().throw(error);
        }
        task
    }

    /// [`spawn`](Self::spawn) for eager tasks, which says what their first step
    /// raised past the loop.
    ///
    /// # Errors
    /// `SystemExit` or `KeyboardInterrupt` out of an eager first step (rules A12,
    /// D4). The task has ended with it.
    #[track_caller]
    pub fn try_spawn<T: Value>(self, coroutine: Coroutine<T>) -> Result<Task<T>> {
        let (task, raised) = self.start(coroutine, Location::caller());
        raised.map_or(Ok(task), Err)
    }

    pub(crate) fn start<T: Value>(
        self,
        coroutine: Coroutine<T>,
        place: Place,
    ) -> (Task<T>, Option<Exception>) {
        let (cell, raised) = self.make(coroutine.id(), coroutine.into_object(), place);
        let task = Task {
            raw: TaskRef::from_cell(cell),
            result: PhantomData,
        };
        (task, raised)
    }

    fn make(
        self,
        coroutine_id: CoroutineId,
        coroutine: Driven,
        place: Place,
    ) -> (Rc<FutureCell>, Option<Exception>) {
        let aio = self.aio;
        let id = aio.next_task();
        let future = aio.next_future();
        let named = self.name.is_some();
        let number = if named { 0 } else { aio.next_name() };
        let home = match self.context {
            Some(context) => Home::Shared(context),
            None => aio.copy_home(),
        };
        let part = TaskPart::new(id, number, coroutine, home);
        if let Some(name) = self.name {
            part.set_name(name);
        }
        if aio.is_observed() || aio.debug() {
            part.remember_coroutine();
        }
        if aio.is_observed() {
            aio.emit(&Event::TaskCreated {
                task: id,
                future,
                name: &part.name(),
                named,
                coroutine: coroutine_id,
                parent: aio.current_id(),
                place,
            });
        }
        let cell = FutureCell::new(aio, future, Kind::Task(part));
        aio.note(Thing::Future(future), place);
        aio.note_body(coroutine_id, future);
        if aio.is_closed() {
            return (cell, None);
        }
        aio.remember_task(&cell);
        let eager = self.eager.unwrap_or(aio.is_eager());
        if eager && aio.is_running() {
            let raised = step::step(&cell, None);
            return (cell, raised);
        }
        aio.push(Action::Step(cell.clone(), None));
        (cell, None)
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
        self.task().spawn(coroutine)
    }

    /// Makes tasks with more than the default.
    pub fn task(&self) -> TaskBuilder<'_> {
        TaskBuilder {
            aio: self,
            name: None,
            context: None,
            eager: None,
        }
    }
}
