//! The handles by which a program holds a future.

use super::{
    cell::{FutureCell, Kind},
    cell_result,
    done::{CallbackId, DoneCallback, UserCallback, UserDone},
    wait::Wait,
};
use crate::{
    context::{Context, Home},
    exception::{Exception, Result},
    handle::CallbackOutcome,
    name::Name,
    observe::FutureId,
    task,
    value::{Erased, Value},
};
use alloc::{boxed::Box, rc::Rc, string::String};
use core::{marker::PhantomData, ops::Deref, panic::Location};

/// A future of any kind, without the type of its result. Cloning gives another
/// reference to the same future.
///
/// What it gives when it is awaited is [`Erased`], so that futures of several
/// types can be awaited by one call:
///
/// ```
/// use asyncio::Loop;
/// let aio = Loop::new();
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move {
///         let (cups, tea) = (aio.create_future::<i32>(), aio.create_future::<&str>());
///         cups.set_result(2)?;
///         tea.set_result("green")?;
///         let both = aio.gather([&*cups, &*tea]).await?;
///         Ok(both[0].get() == Some(2) && both[1].get() == Some("green"))
///     }
/// });
/// assert_eq!(aio.run_until_complete(main), Ok(true));
/// ```
#[derive(Clone)]
pub struct FutureRef(pub(crate) Rc<FutureCell>);

impl FutureRef {
    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let [one, other] = [(); 2].map(|()| aio.create_future::<()>());
    /// assert!(one.id() < other.id());
    /// ```
    pub fn id(&self) -> FutureId {
        self.0.id
    }

    /// Whether it has a result or an exception, or was cancelled.
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future();
    /// assert!(!future.done());
    /// future.set_result(3)?;
    /// assert!(future.done());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn done(&self) -> bool {
        self.0.done()
    }

    /// Whether it ended cancelled (for tasks rule E9).
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// future.cancel();
    /// assert!(future.cancelled());
    /// ```
    pub fn cancelled(&self) -> bool {
        self.0.cancelled()
    }

    /// The exception with which it ended, or `None`. Marks it as retrieved.
    ///
    /// ```
    /// use asyncio::Exception;
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// future.set_exception(Exception::timeout())?;
    /// assert_eq!(future.exception()?, Some(Exception::timeout()));
    /// # Ok::<(), Exception>(())
    /// ```
    ///
    /// # Errors
    /// `InvalidStateError` while it is pending, `CancelledError` when cancelled
    /// (rule C8).
    pub fn exception(&self) -> Result<Option<Exception>> {
        self.0.exception()
    }

    /// Asks for cancellation: a plain future is cancelled at once (rule C4), a
    /// task at its current or next `await` (rule E1), a `gather` through its
    /// children (rule G8). Says whether there was anything to cancel.
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// assert!(future.cancel());
    /// assert!(!future.cancel());
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn cancel(&self) -> bool {
        task::cancel::cancel(&self.0, None, Location::caller())
    }

    /// The same with a message for the `CancelledError`.
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// future.cancel_with("enough");
    /// assert_eq!(future.result().unwrap_err().message(), Some("enough"));
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn cancel_with(&self, message: &str) -> bool {
        task::cancel::cancel(&self.0, Some(&message.into()), Location::caller())
    }

    /// Calls `callback` through the ready queue when the future is done; at once
    /// scheduled if it is done already (rule C6). An error that it returns goes
    /// to the exception handler (rule A11).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let [parcel, seen] = [(); 2].map(|()| aio.create_future());
    /// let tells = seen.clone();
    /// parcel.add_done_callback("tell", move |_| tells.set_result("it is there"));
    /// parcel.set_result("tea")?;
    /// assert_eq!(aio.run_until_complete(&seen)?, "it is there");
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[allow(clippy::must_use_candidate)]
    pub fn add_done_callback<R: CallbackOutcome>(
        &self,
        name: impl Into<Name>,
        callback: impl Fn(&FutureRef) -> R + 'static,
    ) -> CallbackId {
        let home = self.0.aio.copy_home();
        let callback = Box::new(move |future: &FutureRef| callback(future).into_result());
        self.add_user(name.into(), home, callback)
    }

    /// [`add_done_callback`](Self::add_done_callback) with the context in which
    /// the callback runs (rule B1).
    ///
    /// ```
    /// use asyncio::{Context, ContextVar, Loop, Turn};
    /// let aio = Loop::new();
    /// let (user, context) = (ContextVar::new("user"), Context::new());
    /// let parcel = aio.create_future();
    /// let (sets, nested) = (user.clone(), aio.clone());
    /// parcel.add_done_callback_in(&context, "set", move |_| {
    ///     let _token = sets.set(&nested, "ada");
    /// });
    /// parcel.set_result("tea")?;
    /// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: None });
    /// assert_eq!(context.run(&aio, || user.get(&aio)), Some("ada"));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[allow(clippy::must_use_candidate)]
    pub fn add_done_callback_in<R: CallbackOutcome>(
        &self,
        context: &Context,
        name: impl Into<Name>,
        callback: impl Fn(&FutureRef) -> R + 'static,
    ) -> CallbackId {
        let home = Home::shared(context);
        let callback = Box::new(move |future: &FutureRef| callback(future).into_result());
        self.add_user(name.into(), home, callback)
    }

    fn add_user(&self, name: Name, home: Home, callback: UserCallback) -> CallbackId {
        let id = CallbackId(self.0.aio.next_sequence());
        self.0.add_callback(DoneCallback::User(Box::new(UserDone {
            id,
            name,
            home,
            callback,
        })));
        id
    }

    /// Removes a callback that is not scheduled yet; says how many it removed
    /// (rule C7).
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// let id = future.add_done_callback("never", |_| ());
    /// assert_eq!(future.remove_done_callback(id), 1);
    /// assert_eq!(future.remove_done_callback(id), 0);
    /// ```
    #[allow(clippy::must_use_candidate)]
    pub fn remove_done_callback(&self, id: CallbackId) -> usize {
        self.0
            .remove_callbacks(|c| matches!(c, DoneCallback::User(user) if user.id == id))
    }

    /// Whether it ended with an exception at which nobody has looked (rule C11).
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// future.set_exception(asyncio::Exception::timeout())?;
    /// assert!(future.exception_unretrieved());
    /// assert!(future.result().is_err() && !future.exception_unretrieved());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn exception_unretrieved(&self) -> bool {
        self.0.is_unretrieved()
    }

    /// Whether both are the same future.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let future = aio.create_future::<()>();
    /// assert!(future.is_same(&future.clone()));
    /// assert!(!future.is_same(&aio.create_future::<()>()));
    /// ```
    pub fn is_same(&self, other: &FutureRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// What a page calls it.
    pub(crate) fn label(&self) -> String {
        match &self.0.kind {
            Kind::Task(_) => self.0.task_label(),
            Kind::Gather(_) => "gather".into(),
            Kind::Plain | Kind::Sleep(_) => "future".into(),
        }
    }
}

impl IntoFuture for FutureRef {
    type Output = Result<Erased>;
    type IntoFuture = Wait<Erased>;
    #[track_caller]
    fn into_future(self) -> Wait<Erased> {
        Wait::new(self.0, Location::caller())
    }
}

/// A result that is not there yet.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let parcel = aio.create_future::<&str>();
/// assert!(!parcel.done());
/// parcel.set_result("tea")?;
/// assert_eq!(parcel.result()?, "tea");
/// assert!(parcel.set_result("again").is_err());
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct Future<T> {
    raw: FutureRef,
    result: PhantomData<fn() -> T>,
}

impl<T> Clone for Future<T> {
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            result: PhantomData,
        }
    }
}

impl<T> Deref for Future<T> {
    type Target = FutureRef;
    fn deref(&self) -> &FutureRef {
        &self.raw
    }
}

impl<T: Value> Future<T> {
    pub(crate) fn from_cell(cell: Rc<FutureCell>) -> Self {
        Self {
            raw: FutureRef(cell),
            result: PhantomData,
        }
    }

    /// The result.
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future::<i32>();
    /// assert!(future.result().is_err_and(|error| error.is("InvalidStateError")));
    /// future.set_result(3)?;
    /// assert_eq!(future.result(), Ok(3));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// The exception with which it ended, `CancelledError` when cancelled,
    /// `InvalidStateError` while pending (rule C8).
    pub fn result(&self) -> Result<T> {
        cell_result(&self.raw.0)
    }

    /// Gives it its result.
    ///
    /// ```
    /// let future = asyncio::Loop::new().create_future();
    /// assert_eq!(future.set_result("tea"), Ok(()));
    /// assert!(future.set_result("again").is_err());
    /// ```
    ///
    /// # Errors
    /// `InvalidStateError` if it is done already (rule C2); `RuntimeError` for a
    /// task (rule D11).
    pub fn set_result(&self, value: T) -> Result<()> {
        if self.raw.0.task().is_some() {
            return Err(Exception::runtime(
                "Task does not support set_result operation",
            ));
        }
        self.raw.0.set_result(Erased::new(value))
    }

    /// Makes it end with an exception. A `StopIteration`, which Python cannot
    /// raise where something is awaited, becomes the cause of a `RuntimeError`
    /// (rule C3).
    ///
    /// ```
    /// use asyncio::Exception;
    /// let future = asyncio::Loop::new().create_future::<()>();
    /// future.set_exception(Exception::new("OSError", "lost"))?;
    /// assert!(future.result().is_err_and(|error| error.is("OSError")));
    /// # Ok::<(), Exception>(())
    /// ```
    ///
    /// # Errors
    /// As [`set_result`](Self::set_result).
    pub fn set_exception(&self, error: Exception) -> Result<()> {
        if self.raw.0.task().is_some() {
            return Err(Exception::runtime(
                "Task does not support set_exception operation",
            ));
        }
        let error = if error.is("StopIteration") {
            Exception::runtime(
                "StopIteration interacts badly with generators and cannot be raised into a Future",
            )
            .from_cause(error)
        } else {
            error
        };
        self.raw.0.set_exception(error)
    }
}

/// The value behind a typed handle.
pub(crate) fn typed<T: Value>(value: &Erased) -> Result<T> {
    value
        .get()
        .ok_or_else(|| Exception::new("TypeError", "the result has another type than its handle"))
}

impl<T: Value> IntoFuture for Future<T> {
    type Output = Result<T>;
    type IntoFuture = Wait<T>;
    #[track_caller]
    fn into_future(self) -> Wait<T> {
        Wait::new(self.raw.0, Location::caller())
    }
}

impl<T: Value> IntoFuture for &Future<T> {
    type Output = Result<T>;
    type IntoFuture = Wait<T>;
    #[track_caller]
    fn into_future(self) -> Wait<T> {
        Wait::new(self.raw.0.clone(), Location::caller())
    }
}
