//! Making tasks (rules D1, D12, K1).

use super::{
    Task, TaskRef,
    part::{Driven, TaskPart},
    step,
};
use crate::{
    context::{Context, Home},
    coroutine::Coroutine,
    debug::Thing,
    event_loop::{Loop, depth::EAGER_START},
    exception::{Exception, Result},
    future::cell::{FutureCell, Kind},
    name::Name,
    observe::{CoroutineId, Event, Place},
    value::Value,
};
use alloc::{rc::Rc, string::ToString};
use core::{marker::PhantomData, panic::Location};

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
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.task().name("tea").spawn(aio.coroutine("brew", async { Ok(()) }));
    /// assert_eq!(task.name(), "tea");
    /// # aio.close().unwrap();
    /// ```
    pub fn name(mut self, name: impl Into<Name>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The context of all its steps, in place of a copy of the current one
    /// (rule B2).
    ///
    /// ```
    /// use asyncio::{Context, ContextVar, Loop};
    /// let aio = Loop::new();
    /// let (user, context) = (ContextVar::new("user"), Context::new());
    /// let _token = context.run(&aio, || user.set(&aio, "eve"));
    /// let body = aio.coroutine("who", {
    ///     let aio = aio.clone();
    ///     async move { Ok(user.get(&aio)) }
    /// });
    /// let task = aio.task().context(&context).spawn(body);
    /// assert_eq!(aio.run_until_complete(task), Ok(Some("eve")));
    /// ```
    pub fn context(mut self, context: &Context) -> Self {
        self.context = Some(context.clone());
        self
    }

    /// Whether its first step runs at once, inside the caller (rule K1); as
    /// [`Loop::set_eager`] says, unless this is called. Only a running loop
    /// starts tasks eagerly.
    ///
    /// ```
    /// use asyncio::Loop;
    /// let aio = Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let quick = aio.coroutine("quick", async { Ok(()) });
    ///         Ok(aio.task().eager(true).spawn(quick).done())
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// ```
    pub fn eager(mut self, eager: bool) -> Self {
        self.eager = Some(eager);
        self
    }

    /// Makes the task; its first step is scheduled at once (rule D1), or run at
    /// once when it is eager (rule K1). `SystemExit` and `KeyboardInterrupt` out
    /// of an eager step are raised at the next `await` of the current task.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.task().spawn(aio.coroutine("answer", async { Ok(42) }));
    /// assert_eq!(aio.run_until_complete(task), Ok(42));
    /// ```
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
    /// ```
    /// use asyncio::{Exception, Loop};
    /// let aio = Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let exits = aio.coroutine("exits", async { Err::<(), _>(Exception::system_exit(1)) });
    ///         let exited = aio.task().eager(true).try_spawn(exits);
    ///         Ok(exited.is_err_and(|error| error.is_exit()))
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// ```
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
        mut coroutine: Driven,
        place: Place,
    ) -> (Rc<FutureCell>, Option<Exception>) {
        let aio = self.aio;
        let id = aio.next_task();
        let future = aio.next_future();
        let named = self.name.is_some();
        let number = if named { 0 } else { aio.next_name() };
        let home = match self.context {
            Some(context) => Home::shared(&context),
            None => aio.copy_home(),
        };
        let eager = self.eager.unwrap_or(aio.is_eager()) && aio.is_running();
        if aio.is_observed() {
            aio.emit(&Event::TaskCreated {
                task: id,
                future,
                name: &match &self.name {
                    Some(name) => name.to_string(),
                    None => TaskPart::number_name(number),
                },
                named,
                coroutine: coroutine_id,
                parent: aio.current_id(),
                eager,
                place,
            });
        }
        let known = (aio.is_observed() || aio.debug()).then(|| coroutine.as_mut().name().clone());
        let kind = Kind::Task(TaskPart::new(id, number, home));
        let cell = FutureCell::with(aio, future, kind, Some(coroutine));
        if let Some(name) = self.name {
            cell.set_task_name(name);
        }
        if let Some(name) = known {
            cell.remember_name(&name);
        }
        aio.note(Thing::Future(future), place);
        aio.note_body(coroutine_id, future);
        if aio.is_closed() {
            return (cell, None);
        }
        aio.remember_task(&cell);
        if eager {
            let raised = match aio.descend(EAGER_START) {
                Ok(_deeper) => step::step(&cell, None),
                // As if the coroutine itself had found no room (rule E4).
                Err(error) => step::step(&cell, Some(error)),
            };
            return (cell, raised);
        }
        aio.push_step(&cell);
        (cell, None)
    }
}

impl Loop {
    /// Makes a task out of a coroutine and schedules its first step: it starts
    /// in the next iteration, after the tasks created before it (rule D1). The
    /// caller goes on at once.
    ///
    /// On a closed loop the task is never run.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.create_task(aio.coroutine("nap", aio.sleep(1.0)));
    /// assert!(!task.done());
    /// assert_eq!(aio.run_until_complete(task), Ok(()));
    /// ```
    #[track_caller]
    pub fn create_task<T: Value>(&self, coroutine: Coroutine<T>) -> Task<T> {
        self.task().spawn(coroutine)
    }

    /// Makes tasks with more than the default.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let task = aio.task().name("nap").spawn(aio.coroutine("nap", aio.sleep(1.0)));
    /// assert_eq!(aio.run_until_complete(task), Ok(()));
    /// ```
    pub fn task(&self) -> TaskBuilder<'_> {
        TaskBuilder {
            aio: self,
            name: None,
            context: None,
            eager: None,
        }
    }
}
