//! `timeout` and `timeout_at` (rules F2 to F10).

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::cell::FutureCell,
    handle::{Action, Handle},
    observe::{Callback, Place, TaskId},
    task::{TaskRef, cancel},
};
use alloc::{format, rc::Rc};
use core::{
    cell::{Cell, RefCell},
    future::Future as CoreFuture,
    panic::Location,
};

/// Where a time limit stands; the words are CPython's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Created,
    Active,
    Expiring,
    Expired,
    Finished,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Created => "created",
            State::Active => "active",
            State::Expiring => "expiring",
            State::Expired => "expired",
            State::Finished => "finished",
        }
    }
}

pub(crate) struct TimeoutCell {
    aio: Loop,
    place: Place,
    state: Cell<State>,
    when: Cell<Option<f64>>,
    task: RefCell<Option<Rc<FutureCell>>>,
    timer: RefCell<Option<Handle>>,
    /// The task's `cancelling()` when it entered.
    cancelling: Cell<u32>,
}

impl TimeoutCell {
    pub(crate) fn describe(&self) -> Callback<'static> {
        let task = self.task.borrow();
        Callback::TimeLimit(
            task.as_ref()
                .map_or(TaskId(u32::MAX), |task| task.task_id()),
        )
    }

    /// `_on_timeout` (rule F4).
    pub(crate) fn expire(&self) {
        let task = self.task.borrow().clone();
        if let Some(task) = task {
            cancel::cancel(&task, None, self.place);
        }
        self.state.set(State::Expiring);
        self.timer.borrow_mut().take();
    }

    fn cancel_timer(&self) {
        let timer = self.timer.borrow_mut().take();
        if let Some(timer) = timer {
            timer.cancel();
        }
    }
}

/// A time limit around a part of a coroutine: `async with asyncio.timeout(d)`.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move {
///         let limit = aio.timeout(1.0);
///         let late = limit.scope(aio.sleep(5.0)).await;
///         Ok((late.is_err_and(|e| e.is("TimeoutError")), limit.expired()))
///     }
/// });
/// assert_eq!(aio.run_until_complete(main)?, (true, true));
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Timeout(Rc<TimeoutCell>);

impl Loop {
    /// A limit of `seconds` of loop time from now (rule F2), or none.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.advance_to(2.0);
    /// assert_eq!(aio.timeout(1.5).when(), Some(3.5));
    /// assert_eq!(aio.timeout(None).when(), None);
    /// ```
    #[track_caller]
    pub fn timeout(&self, seconds: impl Into<Option<f64>>) -> Timeout {
        let when = seconds.into().map(|seconds| self.time() + seconds);
        self.limit(when, Location::caller())
    }

    /// A limit at a loop time in seconds, or none.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.timeout_at(10.0).when(), Some(10.0));
    /// ```
    #[track_caller]
    pub fn timeout_at(&self, when: impl Into<Option<f64>>) -> Timeout {
        self.limit(when.into(), Location::caller())
    }

    pub(crate) fn limit(&self, when: Option<f64>, place: Place) -> Timeout {
        Timeout(Rc::new(TimeoutCell {
            aio: self.clone(),
            place,
            state: Cell::new(State::Created),
            when: Cell::new(when),
            task: RefCell::default(),
            timer: RefCell::default(),
            cancelling: Cell::new(0),
        }))
    }
}

impl Timeout {
    /// The deadline in seconds of loop time.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.timeout(1.0).when(), Some(1.0));
    /// ```
    pub fn when(&self) -> Option<f64> {
        self.0.when.get()
    }

    /// Whether the limit was hit.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let limit = aio.timeout(1.0);
    /// let main = aio.coroutine("main", limit.scope(aio.sleep(5.0)));
    /// assert!(aio.run_until_complete(main).is_err());
    /// assert!(limit.expired());
    /// ```
    pub fn expired(&self) -> bool {
        matches!(self.0.state.get(), State::Expiring | State::Expired)
    }

    /// Moves the deadline (rule F10).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let limit = aio.timeout(1.0);
    /// let mover = limit.clone();
    /// aio.call_later(0.5, "more time", move || mover.reschedule(9.0));
    /// let main = aio.coroutine("main", limit.scope(aio.sleep(5.0)));
    /// assert_eq!(aio.run_until_complete(main), Ok(()));
    /// ```
    ///
    /// # Errors
    /// `RuntimeError` unless it was entered and neither expired nor left.
    pub fn reschedule(&self, when: impl Into<Option<f64>>) -> Result<()> {
        match self.0.state.get() {
            State::Active => {}
            State::Created => return Err(Exception::runtime("Timeout has not been entered")),
            other => {
                let message = format!("Cannot change state of {} Timeout", other.word());
                return Err(Exception::runtime(&message));
            }
        }
        let when = when.into();
        self.0.when.set(when);
        self.0.cancel_timer();
        if let Some(when) = when {
            let aio = &self.0.aio;
            let action = Action::TimeLimit(self.0.clone());
            let timer = if when <= aio.time() {
                aio.soon(action, self.0.place)
            } else {
                aio.at(when, action, self.0.place)
            };
            *self.0.timer.borrow_mut() = Some(timer);
        }
        Ok(())
    }

    /// Runs `body` under the limit, in the same task.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let limit = aio.timeout(1.0);
    /// let main = aio.coroutine("main", limit.scope(aio.sleep(5.0)));
    /// let error = aio.run_until_complete(main).unwrap_err();
    /// assert!(error.is("TimeoutError"));
    /// ```
    ///
    /// # Errors
    /// `TimeoutError` when the limit was hit and nobody else cancelled the task
    /// (rules F5, F8); else whatever the body gave. `RuntimeError` outside a
    /// task, or when it was entered before (rule F3).
    ///
    /// # Cancellation
    /// When time is up the task is cancelled at its current or next `await`; a
    /// body that swallows that goes on (rule F6).
    pub fn scope<T, B>(&self, body: B) -> impl CoreFuture<Output = Result<T>> + use<T, B>
    where
        B: IntoFuture<Output = Result<T>>,
    {
        let limit = self.clone();
        let body = body.into_future();
        async move {
            limit.enter()?;
            let guard = Guard(&limit);
            let result = body.await;
            core::mem::forget(guard);
            limit.exit(result)
        }
    }

    /// `__aenter__` (rule F3).
    fn enter(&self) -> Result<()> {
        if self.0.state.get() != State::Created {
            return Err(Exception::runtime("Timeout has already been entered"));
        }
        let Some(task) = self.0.aio.current_cell() else {
            let message = "Timeout should be used inside a task";
            return Err(Exception::runtime(message));
        };
        self.0.state.set(State::Active);
        self.0
            .cancelling
            .set(TaskRef::from_cell(task.clone()).cancelling());
        *self.0.task.borrow_mut() = Some(task);
        self.reschedule(self.when())
    }

    /// `__aexit__` (rules F5 to F9).
    fn exit<T>(&self, result: Result<T>) -> Result<T> {
        let Some(left) = self.leave() else {
            return result;
        };
        result.map_err(|error| {
            if left > self.0.cancelling.get() {
                // Somebody else cancelled the task as well (rule F8).
                return error;
            }
            if error.is_cancelled() {
                return Exception::timeout().from_cause(error);
            }
            error.note_time_out();
            error
        })
    }

    /// The limit is over. If it was hit, it takes its request back; gives how many
    /// are left then.
    fn leave(&self) -> Option<u32> {
        self.0.cancel_timer();
        let task = self.0.task.borrow_mut().take();
        if self.0.state.get() != State::Expiring {
            self.0.state.set(State::Finished);
            return None;
        }
        self.0.state.set(State::Expired);
        Some(task.map_or(0, |task| TaskRef::from_cell(task).uncancel()))
    }
}

/// Ends the limit when its scope is dropped half-way, so that it leaves no timer
/// and no request behind.
struct Guard<'a>(&'a Timeout);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}
