//! Handles: a callback in the ready queue, or behind a timer.

use crate::{
    as_completed::Completions,
    context::Home,
    debug::Thing,
    event_loop::{Loop, UserAction},
    exception::Result,
    future::{cell::FutureCell, done::DoneCallback},
    name::Name,
    observe::{Callback, Event, HandleId},
    timeout::TimeoutCell,
};
use alloc::{boxed::Box, rc::Rc};
use core::cell::{Cell, RefCell};

/// What the loop does when it comes to a handle. The executor's own callbacks
/// are variants, so that they cost no allocation and can be named in a trace.
pub(crate) enum Action {
    /// Resume a task, throwing the exception if there is one.
    Step(Rc<FutureCell>, Option<crate::Exception>),
    /// Resume a task, because the future is done.
    Wakeup(Rc<FutureCell>, Rc<FutureCell>),
    /// `Timeout._on_timeout`.
    TimeLimit(Rc<TimeoutCell>),
    /// `_release_waiter`, when the time of a `wait` is up.
    Release(Rc<FutureCell>),
    /// `as_completed`'s `_handle_timeout`.
    CompletionsOver(Rc<Completions>),
    /// A done callback of the future.
    Done(DoneCallback, Rc<FutureCell>),
    /// A callback of the program's own.
    User(Box<UserCall>),
    /// Something that a guest does.
    Guest(Box<GuestCall>),
    /// One iteration of a duty that has nothing to do; it is not observed.
    /// The number is how many more iterations the duty takes before it stops
    /// the loop.
    Idle(u32),
}

impl Action {
    /// Whether observers hear of it.
    pub(crate) fn is_observed(&self) -> bool {
        !matches!(self, Action::Idle(_))
    }

    /// What observers are told it will do.
    pub(crate) fn describe(&self) -> Callback<'_> {
        match self {
            Action::Step(task, _) => Callback::TaskStep(task.task_id()),
            Action::Wakeup(task, future) => Callback::TaskWakeup(task.task_id(), future.id),
            Action::TimeLimit(limit) => limit.describe(),
            Action::Release(_) => Callback::User("_release_waiter"),
            Action::CompletionsOver(_) => Callback::User("_handle_timeout"),
            Action::Done(callback, future) => callback.describe(future),
            Action::User(call) => Callback::User(&call.name),
            Action::Guest(call) => call.shown,
            Action::Idle(_) => Callback::User(""),
        }
    }
}

/// A callback of the program's own, and the context in which it runs (rule B1).
pub(crate) struct UserCall {
    pub(crate) name: Name,
    pub(crate) home: Home,
    pub(crate) callback: UserAction,
}

/// A callback of a guest, which sees to its context itself.
pub(crate) struct GuestCall {
    pub(crate) shown: Callback<'static>,
    pub(crate) callback: UserAction,
}

/// Where a cancellable handle stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Timer,
    Ready,
    Over,
}

/// A handle that somebody may cancel.
pub(crate) struct HandleCell {
    pub(crate) id: HandleId,
    pub(crate) action: RefCell<Option<Action>>,
    pub(crate) standing: Cell<Standing>,
    pub(crate) cancelled: Cell<bool>,
    pub(crate) when: Option<f64>,
}

/// An entry of the ready queue.
pub(crate) enum Entry {
    /// Nobody holds a handle to it.
    Own(HandleId, Action),
    /// Somebody may cancel it.
    Shared(Rc<HandleCell>),
    /// A `sleep` is over, unless it was left meanwhile.
    Sleep(Rc<FutureCell>),
}

/// What stands behind a timer: a handle, or the future of a `sleep`, which is
/// its own handle.
pub(crate) enum Timed {
    Handle(Rc<HandleCell>),
    Sleep(Rc<FutureCell>),
}

impl Timed {
    pub(crate) fn is_cancelled(&self) -> bool {
        match self {
            Timed::Handle(cell) => cell.cancelled.get(),
            Timed::Sleep(cell) => cell.sleep().is_none_or(|part| part.cancelled.get()),
        }
    }

    pub(crate) fn stand(&self, standing: Standing) {
        match self {
            Timed::Handle(cell) => cell.standing.set(standing),
            Timed::Sleep(cell) => {
                if let Some(part) = cell.sleep() {
                    part.standing.set(standing);
                }
            }
        }
    }

    pub(crate) fn id(&self) -> HandleId {
        match self {
            Timed::Handle(cell) => cell.id,
            Timed::Sleep(cell) => cell.sleep().map_or(HandleId(u32::MAX), |part| part.handle),
        }
    }

    /// Lets go of the callback without running it.
    pub(crate) fn abandon(self) {
        if let Timed::Handle(cell) = self {
            let action = cell.action.borrow_mut().take();
            drop(action);
        }
    }
}

impl From<Timed> for Entry {
    fn from(timed: Timed) -> Self {
        match timed {
            Timed::Handle(cell) => Entry::Shared(cell),
            Timed::Sleep(cell) => Entry::Sleep(cell),
        }
    }
}

/// A callback that was scheduled with `call_soon`, `call_later` or `call_at`,
/// and can be cancelled until it runs (rules A2, B4).
///
/// ```
/// let aio = asyncio::Loop::new();
/// let handle = aio.call_soon("never", || ());
/// handle.cancel();
/// assert!(handle.cancelled());
/// ```
#[derive(Clone)]
pub struct Handle {
    pub(crate) cell: Rc<HandleCell>,
    pub(crate) aio: Loop,
}

impl Handle {
    /// Prevents the callback and drops it with all it holds. Cancelling twice,
    /// or after it ran, changes nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let handle = aio.call_later(3.0, "never", || ());
    /// handle.cancel();
    /// assert_eq!(aio.next_deadline(), None);
    /// ```
    pub fn cancel(&self) {
        let cell = &self.cell;
        if cell.cancelled.replace(true) {
            return;
        }
        // The action may own this handle: let it go only after the borrow.
        let action = cell.action.borrow_mut().take();
        let handle = cell.id;
        self.aio.forget(Thing::Handle(handle));
        match cell.standing.get() {
            Standing::Timer => {
                self.aio.timer_cancelled();
                self.aio.emit(&Event::TimerCancelled { handle });
            }
            Standing::Ready => self.aio.emit(&Event::HandleCancelled { handle }),
            Standing::Over => {}
        }
        drop(action);
    }

    /// Whether [`cancel`](Self::cancel) was called.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let handle = aio.call_soon("soon", || ());
    /// assert!(!handle.cancelled());
    /// # aio.close().unwrap();
    /// ```
    pub fn cancelled(&self) -> bool {
        self.cell.cancelled.get()
    }

    /// The deadline in seconds of loop time, if this is a timer.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.call_later(3.0, "late", || ()).when(), Some(3.0));
    /// assert_eq!(aio.call_soon("soon", || ()).when(), None);
    /// # aio.close().unwrap();
    /// ```
    pub fn when(&self) -> Option<f64> {
        self.cell.when
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let [one, other] = ["one", "other"].map(|name| aio.call_soon(name, || ()));
    /// assert!(one.id() < other.id());
    /// # aio.close().unwrap();
    /// ```
    pub fn id(&self) -> HandleId {
        self.cell.id
    }
}

/// What a callback may return: nothing, or a result whose error goes to the
/// exception handler (rule A11).
///
/// ```
/// use asyncio::{Exception, Loop, Turn};
/// let aio = Loop::new();
/// aio.call_soon("fine", || ());
/// // An exit leaves the loop (rule A12).
/// aio.call_soon("exits", || Err(Exception::system_exit(1)));
/// assert_eq!(aio.run_until_stalled(), Turn::Raised(Exception::system_exit(1)));
/// ```
pub trait CallbackOutcome {
    /// The same as a `Result`.
    fn into_result(self) -> Result<()>;
}

impl CallbackOutcome for () {
    fn into_result(self) -> Result<()> {
        Ok(())
    }
}

impl CallbackOutcome for Result<()> {
    fn into_result(self) -> Result<()> {
        self
    }
}
