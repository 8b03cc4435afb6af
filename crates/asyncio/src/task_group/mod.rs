//! `TaskGroup` (rules H1 to H15).

mod cell;

use crate::{
    context::Context,
    coroutine::Coroutine,
    event_loop::Loop,
    exception::Result,
    future::done::DoneCallback,
    name::Name,
    observe::{Place, ResourceId},
    task::{Task, TaskBuilder},
    value::Value,
};
use alloc::rc::Rc;
pub(crate) use cell::GroupCell;
use core::{fmt, future::Future as CoreFuture, panic::Location};

/// Tasks that belong together: `async with asyncio.TaskGroup()`. All of them are
/// awaited at the end of the [`scope`](Self::scope); when one fails the others
/// are cancelled, and the failures come out together in an exception group.
/// Cloning gives another reference to the same group.
///
/// ```
/// use asyncio::{Coroutine, Loop};
/// fn fetch(aio: &Loop, seconds: f64) -> Coroutine<f64> {
///     let aio = aio.clone();
///     aio.clone().coroutine("fetch", async move {
///         aio.sleep(seconds).await?;
///         Ok(seconds)
///     })
/// }
/// let aio = Loop::new();
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move {
///         let group = aio.task_group();
///         let (slow, quick) = group
///             .scope(async {
///                 let slow = group.create_task(fetch(&aio, 2.0))?;
///                 let quick = group.create_task(fetch(&aio, 1.0))?;
///                 Ok((slow, quick))
///             })
///             .await?;
///         Ok((slow.result()?, quick.result()?))
///     }
/// });
/// assert_eq!(aio.run_until_complete(main)?, (2.0, 1.0));
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct TaskGroup(Rc<GroupCell>);

impl Loop {
    /// A group for tasks of this loop. It is entered with
    /// [`scope`](TaskGroup::scope).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let refused = group.create_task(aio.coroutine("early", async { Ok(()) }));
    /// assert!(refused.is_err_and(|error| error.is("RuntimeError")));
    /// ```
    #[track_caller]
    pub fn task_group(&self) -> TaskGroup {
        TaskGroup::make(self, None, Location::caller())
    }
}

impl TaskGroup {
    /// A group with a name for the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::TaskGroup::named(&aio, "crew").name(), "crew");
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, name: &str) -> Self {
        Self::make(aio, Some(name), Location::caller())
    }

    fn make(aio: &Loop, name: Option<&str>, place: Place) -> Self {
        Self(Rc::new(GroupCell::new(aio, name, place)))
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(aio.task_group().id() < aio.task_group().id());
    /// ```
    pub fn id(&self) -> ResourceId {
        self.0.id()
    }

    /// What the trace calls it; empty when it has no name and nobody observes.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.task_group().name(), "");
    /// ```
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// How many of its tasks are not over: a task counts until its done callback
    /// ran, an iteration after its end.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let group = aio.task_group();
    ///         let nap = aio.coroutine("nap", aio.sleep(1.0));
    ///         group.scope(async {
    ///             group.create_task(nap)?;
    ///             assert_eq!(group.len(), 1);
    ///             Ok(())
    ///         }).await?;
    ///         Ok(group.is_empty())
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// ```
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none of its tasks is left.
    ///
    /// ```
    /// assert!(asyncio::Loop::new().task_group().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// Makes a task that belongs to the group. Tasks of the group may do this
    /// too, also while the parent waits at the end of the scope.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
    /// let scope = group.scope(async move { inside.create_task(nap).map(|_| ()) });
    /// assert_eq!(aio.run_until_complete(aio.coroutine("main", scope)), Ok(()));
    /// assert_eq!(aio.time(), 2.0);
    /// ```
    ///
    /// # Errors
    /// `RuntimeError` before the scope is entered, after it is over, and while
    /// the group is aborting (rule H2), and on a closed loop. The coroutine is
    /// closed then, without a warning that it was never awaited.
    ///
    /// # Cancellation
    /// When a task of the group, or the scope's body, fails, every other task of
    /// the group is cancelled, in the order of creation (rules H4, H7, H13). A
    /// task that ends cancelled does not disturb the others (rule H5).
    #[track_caller]
    pub fn create_task<T: Value>(&self, coroutine: Coroutine<T>) -> Result<Task<T>> {
        self.task().start(coroutine, Location::caller())
    }

    fn spawn<T: Value>(
        &self,
        builder: TaskBuilder<'_>,
        coroutine: Coroutine<T>,
        place: Place,
    ) -> Result<Task<T>> {
        let group = &self.0;
        if let Err(error) = group.admit() {
            coroutine.close();
            return Err(error);
        }
        let (task, raised) = builder.start(coroutine, place);
        if let Some(error) = raised {
            return Err(error);
        }
        group.add(task.cell());
        // Scheduled at once if the task is done already: an eager child must not
        // abort the group inside this call (rule H14).
        task.cell()
            .add_callback(DoneCallback::GroupChild(group.clone()));
        Ok(task)
    }

    /// Makes tasks of the group with more than the default.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let group = aio.task_group();
    ///         group.scope(async {
    ///             let nap = aio.coroutine("nap", aio.sleep(1.0));
    ///             let task = group.task().name("tea").spawn(nap)?;
    ///             Ok(task.name())
    ///         }).await
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
    /// ```
    pub fn task(&self) -> GroupTaskBuilder<'_> {
        GroupTaskBuilder {
            group: self,
            builder: self.0.aio().task(),
        }
    }

    /// Runs `body` in the current task, then waits for every task of the group;
    /// if none is left, without suspending (rule H3). Gives what the body gave.
    ///
    /// ```
    /// use asyncio::{Exception, Loop};
    /// let aio = Loop::new();
    /// let group = aio.task_group();
    /// let body = async { Err::<(), _>(Exception::timeout()) };
    /// let main = aio.coroutine("main", group.scope(body));
    /// let error = aio.run_until_complete(main).unwrap_err();
    /// assert_eq!(error.members(), [Exception::timeout()]);
    /// ```
    ///
    /// # Errors
    /// `ExceptionGroup` "unhandled errors in a TaskGroup" of all failures, in the
    /// order in which they were noticed and the body's own last; a
    /// `BaseExceptionGroup` when one of them is no `Exception`; a bare
    /// `SystemExit` or `KeyboardInterrupt` (rule H9). `RuntimeError` outside a
    /// task, or when it was entered before (rule H1).
    ///
    /// # Cancellation
    /// Cancelling the task cancels every task of the group; `CancelledError`
    /// follows when all have ended, unless one failed: then the group of
    /// exceptions is raised, and the next `await` raises `CancelledError` (rules
    /// H8, H11). A failing child cancels the body at its current or next
    /// `await`, and that is taken back at the end (rule H10). Dropping the scope
    /// half-way cancels the tasks and waits for none.
    #[track_caller]
    pub fn scope<T, B>(&self, body: B) -> impl CoreFuture<Output = Result<T>> + use<T, B>
    where
        B: IntoFuture<Output = Result<T>>,
    {
        let group = self.0.clone();
        let place = Location::caller();
        let body = body.into_future();
        async move {
            let entered = group.enter(place)?;
            let result = body.await;
            let result = group.exit(result).await;
            drop(entered);
            result
        }
    }
}

/// CPython's `repr`: `<TaskGroup tasks=2 entered>`.
impl fmt::Debug for TaskGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Makes tasks of a group with more than the default; see [`TaskGroup::task`].
///
/// ```
/// let aio = asyncio::Loop::new();
/// let group = aio.task_group();
/// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
/// let body = async move { Ok(inside.task().name("tea").eager(false).spawn(nap)?.name()) };
/// let main = aio.coroutine("main", group.scope(body));
/// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
/// ```
#[must_use = "a builder makes no task until `spawn`"]
pub struct GroupTaskBuilder<'a> {
    group: &'a TaskGroup,
    builder: TaskBuilder<'a>,
}

impl GroupTaskBuilder<'_> {
    /// The task's name.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
    /// let body = async move { Ok(inside.task().name("tea").spawn(nap)?.name()) };
    /// let main = aio.coroutine("main", group.scope(body));
    /// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
    /// ```
    pub fn name(mut self, name: impl Into<Name>) -> Self {
        self.builder = self.builder.name(name);
        self
    }

    /// The context of all its steps (rule B2).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
    /// let body = async move { Ok(inside.task().name("tea").context(&asyncio::Context::new()).spawn(nap)?.name()) };
    /// let main = aio.coroutine("main", group.scope(body));
    /// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
    /// ```
    pub fn context(mut self, context: &Context) -> Self {
        self.builder = self.builder.context(context);
        self
    }

    /// Whether its first step runs at once (rule K1).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
    /// let body = async move { Ok(inside.task().name("tea").eager(false).spawn(nap)?.name()) };
    /// let main = aio.coroutine("main", group.scope(body));
    /// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
    /// ```
    pub fn eager(mut self, eager: bool) -> Self {
        self.builder = self.builder.eager(eager);
        self
    }

    /// Makes the task.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let group = aio.task_group();
    /// let (inside, nap) = (group.clone(), aio.coroutine("nap", aio.sleep(2.0)));
    /// let body = async move { Ok(inside.task().name("tea").spawn(nap)?.name()) };
    /// let main = aio.coroutine("main", group.scope(body));
    /// assert_eq!(aio.run_until_complete(main).as_deref(), Ok("tea"));
    /// ```
    ///
    /// # Errors
    /// As [`TaskGroup::create_task`].
    #[track_caller]
    pub fn spawn<T: Value>(self, coroutine: Coroutine<T>) -> Result<Task<T>> {
        self.start(coroutine, Location::caller())
    }

    fn start<T: Value>(self, coroutine: Coroutine<T>, place: Place) -> Result<Task<T>> {
        self.group.spawn(self.builder, coroutine, place)
    }
}
