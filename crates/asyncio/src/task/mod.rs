//! Tasks: a coroutine driven by the loop (rules D1 to D15).

mod builder;
pub(crate) mod cancel;
pub(crate) mod part;
pub(crate) mod registry;
pub(crate) mod slot;
pub(crate) mod step;

use crate::{
    event_loop::Loop,
    exception::Result,
    future::{FutureRef, Wait, cell::FutureCell},
    name::Name,
    observe::{Event, TaskId},
    value::Value,
};
use alloc::{rc::Rc, string::String};
pub use builder::TaskBuilder;
use core::{marker::PhantomData, ops::Deref, panic::Location};
use part::TaskPart;

/// A task of any kind, without the type of its result.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let task = aio.create_task(aio.coroutine("brew", aio.sleep(1.0)));
/// let one: &asyncio::TaskRef = &aio.all_tasks()[0];
/// assert_eq!(one.task_id(), task.task_id());
/// # aio.close().unwrap();
/// ```
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
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("brew", async { Ok(()) }));
    /// assert_eq!(task.task_id(), asyncio::observe::TaskId(0));
    /// # aio.close().unwrap();
    /// ```
    pub fn task_id(&self) -> TaskId {
        self.0.0.task_id()
    }

    /// Its name: `Task-1`, or what the program chose (rule D12).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("brew", async { Ok(()) }));
    /// assert_eq!(task.name(), "Task-1");
    /// # aio.close().unwrap();
    /// ```
    pub fn name(&self) -> String {
        self.0.0.task_name()
    }

    /// Gives it another name.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("brew", async { Ok(()) }));
    /// task.set_name("tea");
    /// assert_eq!(task.name(), "tea");
    /// # aio.close().unwrap();
    /// ```
    pub fn set_name(&self, name: impl Into<Name>) {
        if let Some(part) = self.part() {
            let name = name.into();
            self.0.0.aio.emit(&Event::TaskRenamed {
                task: part.id,
                name: &name,
            });
            self.0.0.set_task_name(name);
        }
    }

    /// How many cancellations were asked for and not taken back (rule E7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("brew", aio.sleep(1.0)));
    /// task.cancel();
    /// task.cancel();
    /// assert_eq!(task.cancelling(), 2);
    /// # aio.close().unwrap();
    /// ```
    pub fn cancelling(&self) -> u32 {
        self.part().map_or(0, |part| part.cancels.get())
    }

    /// Takes back one cancellation; gives what is left. At 0 a cancellation that
    /// was not delivered yet is withdrawn (rule E7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("brew", aio.sleep(1.0)));
    /// task.cancel();
    /// assert_eq!(task.uncancel(), 0);
    /// assert_eq!(aio.run_until_complete(task), Ok(()));
    /// ```
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
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// let parcel = aio.create_future::<()>();
    /// let waited = parcel.clone();
    /// let task = aio.create_task(aio.coroutine("wait", async move { waited.await }));
    /// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: None });
    /// assert!(task.waiting_on().is_some_and(|future| future.is_same(&parcel)));
    /// # aio.close().unwrap();
    /// ```
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
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("answer", async { Ok(42) }));
    /// assert!(task.result().is_err());
    /// aio.run_until_complete(&task)?;
    /// assert_eq!(task.result(), Ok(42));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
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
