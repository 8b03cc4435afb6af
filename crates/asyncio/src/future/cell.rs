//! The state of a future, whatever it stands for.
//!
//! ```text
//!            set_result (1)      ┌──────────┐
//!          ┌───────────────────► │ Result   │
//! ┌────────┴┐  set_exception (2) ├──────────┤
//! │ Pending ├──────────────────► │ Failed   │
//! └────────┬┘  cancel (3)        ├──────────┤
//!          └───────────────────► │ Cancelled│
//!                                └──────────┘
//! ```
//!
//! (1) [`FutureCell::set_result`], (2) [`FutureCell::set_exception`],
//! (3) [`FutureCell::cancel_pending`]; all of them through
//! [`FutureCell::resolve`], which schedules the callbacks. Nothing leaves the
//! three states on the right.

use super::{callbacks::Callbacks, done::DoneCallback};
use crate::{
    debug::Thing,
    event_loop::{
        Loop,
        depth::{Garbage, Held},
    },
    exception::{Exception, Result},
    gather::GatherPart,
    handle::{Action, Standing},
    observe::{Complaint, Event, FutureId, FutureKind, HandleId, Outcome, Place, TaskId},
    peek::peek,
    report::{Report, Subject},
    task::part::TaskPart,
    value::Erased,
};
use alloc::{boxed::Box, rc::Rc};
use core::cell::Cell;

#[derive(Default)]
pub(crate) enum State {
    #[default]
    Pending,
    Result(Erased),
    Failed(Exception),
    /// With the instance that the first asker gets, if a coroutine ended with
    /// one (rule C9).
    Cancelled(Option<Exception>),
}

pub(crate) enum Kind {
    Plain,
    Sleep(SleepPart),
    Gather(GatherPart),
    Task(TaskPart),
}

/// What the future of a `sleep` has beyond a plain one: it is its own timer.
pub(crate) struct SleepPart {
    pub(crate) handle: HandleId,
    pub(crate) standing: Cell<Standing>,
    /// The `sleep` was left before the timer's callback ran.
    pub(crate) cancelled: Cell<bool>,
}

pub(crate) struct FutureCell {
    pub(crate) id: FutureId,
    pub(crate) aio: Loop,
    pub(crate) kind: Kind,
    state: Cell<State>,
    pub(crate) callbacks: Cell<Callbacks>,
    // A thin pointer, as hardly any cancellation has a message.
    cancel_message: Cell<Option<Box<Rc<str>>>>,
    /// An exception was set and nobody has looked at it (rule C11).
    unretrieved: Cell<bool>,
    /// Set only while somebody counts futures each once.
    pub(crate) marked: Cell<bool>,
}

impl FutureCell {
    pub(crate) fn new(aio: &Loop, id: FutureId, kind: Kind) -> Rc<Self> {
        aio.note_future(1);
        Rc::new(Self {
            id,
            aio: aio.clone(),
            kind,
            state: Cell::default(),
            callbacks: Cell::default(),
            cancel_message: Cell::default(),
            unretrieved: Cell::new(false),
            marked: Cell::new(false),
        })
    }

    /// A pending future that is no task, and the event that says so.
    pub(crate) fn plain(aio: &Loop, kind: FutureKind, label: &str, place: Place) -> Rc<Self> {
        let cell = Self::new(aio, aio.next_future(), Kind::Plain);
        aio.note(Thing::Future(cell.id), place);
        aio.emit(&Event::FutureCreated {
            future: cell.id,
            kind,
            label,
            children: &[],
            place,
        });
        cell
    }

    /// The task's part, if this is one.
    pub(crate) fn task(&self) -> Option<&TaskPart> {
        match &self.kind {
            Kind::Task(part) => Some(part),
            _ => None,
        }
    }

    /// The `sleep`'s part, if this is one's future.
    pub(crate) fn sleep(&self) -> Option<&SleepPart> {
        match &self.kind {
            Kind::Sleep(part) => Some(part),
            _ => None,
        }
    }

    /// The task's number; of a future that is no task, one that no task has.
    pub(crate) fn task_id(&self) -> TaskId {
        self.task().map_or(TaskId(u32::MAX), |part| part.id)
    }

    pub(crate) fn done(&self) -> bool {
        peek(&self.state, |state| !matches!(state, State::Pending))
    }

    pub(crate) fn cancelled(&self) -> bool {
        peek(&self.state, |state| matches!(state, State::Cancelled(_)))
    }

    /// The result; the exception, or `CancelledError`, as an error (rule C8).
    pub(crate) fn result(&self) -> Result<Erased> {
        peek(&self.state, |state| match state {
            State::Pending => Some(Err(Exception::invalid_state("Result is not set."))),
            State::Result(value) => Some(Ok(value.clone())),
            State::Failed(error) => {
                self.unretrieved.set(false);
                Some(Err(error.clone()))
            }
            State::Cancelled(_) => None,
        })
        .unwrap_or_else(|| Err(self.cancelled_error()))
    }

    /// The exception or `None`; an error when cancelled or pending (rule C8).
    pub(crate) fn exception(&self) -> Result<Option<Exception>> {
        peek(&self.state, |state| match state {
            State::Pending => Some(Err(Exception::invalid_state("Exception is not set."))),
            State::Result(_) => Some(Ok(None)),
            State::Failed(error) => {
                self.unretrieved.set(false);
                Some(Ok(Some(error.clone())))
            }
            State::Cancelled(_) => None,
        })
        .unwrap_or_else(|| Err(self.cancelled_error()))
    }

    /// `_make_cancelled_error`: the instance that ended the coroutine, once;
    /// then fresh ones (rule C9).
    pub(crate) fn cancelled_error(&self) -> Exception {
        let mut state = self.state.take();
        let first = match &mut state {
            State::Cancelled(first) => first.take(),
            _ => None,
        };
        self.state.set(state);
        first.unwrap_or_else(|| Exception::cancelled(self.cancel_message().as_deref()))
    }

    /// A task remembers the message until it delivers the cancellation.
    pub(crate) fn set_cancel_message(&self, message: Option<Rc<str>>) {
        self.cancel_message.set(message.map(Box::new));
    }

    /// The message with which it was, or is to be, cancelled.
    pub(crate) fn cancel_message(&self) -> Option<Rc<str>> {
        peek(&self.cancel_message, |it| it.as_deref().cloned())
    }

    /// Rule C2.
    pub(crate) fn set_result(self: &Rc<Self>, value: Erased) -> Result<()> {
        if self.done() {
            return Err(Exception::invalid_state("invalid state"));
        }
        self.resolve(State::Result(value));
        Ok(())
    }

    /// Rules C2, C11.
    pub(crate) fn set_exception(self: &Rc<Self>, error: Exception) -> Result<()> {
        if self.done() {
            return Err(Exception::invalid_state("invalid state"));
        }
        self.unretrieved.set(true);
        self.resolve(State::Failed(error));
        Ok(())
    }

    /// The base class's `cancel`: from pending to cancelled at once (rule C4).
    /// `first` is the exception that ended a coroutine.
    pub(crate) fn cancel_pending(
        self: &Rc<Self>,
        message: Option<Rc<str>>,
        first: Option<Exception>,
    ) -> bool {
        self.mark_retrieved();
        if self.done() {
            return false;
        }
        self.set_cancel_message(message);
        self.resolve(State::Cancelled(first));
        true
    }

    pub(crate) fn mark_retrieved(&self) {
        self.unretrieved.set(false);
    }

    pub(crate) fn is_unretrieved(&self) -> bool {
        self.unretrieved.get()
    }

    /// The one place where a future leaves `Pending`: its callbacks are
    /// scheduled in the order of registration (rule C5).
    fn resolve(self: &Rc<Self>, state: State) {
        if self.aio.is_observed() {
            self.tell_outcome(&state);
        }
        self.state.set(state);
        if let Some(task) = self.task() {
            self.aio.forget_task(task);
        }
        for callback in self.callbacks.take() {
            self.schedule(callback);
        }
    }

    fn tell_outcome(&self, state: &State) {
        let message;
        let outcome = match state {
            State::Pending => return,
            State::Result(value) => Outcome::Result(value),
            State::Failed(error) => Outcome::Exception(error),
            State::Cancelled(first) => {
                message = match first {
                    Some(error) => error.message().map(Rc::from),
                    None => self.cancel_message(),
                };
                Outcome::Cancelled(message.as_deref())
            }
        };
        self.aio.emit(&match self.task() {
            Some(task) => Event::TaskFinished {
                task: task.id,
                outcome,
            },
            None => Event::FutureResolved {
                future: self.id,
                outcome,
            },
        });
    }

    /// Rules C5, C6: at once when done, else in the list.
    pub(crate) fn add_callback(self: &Rc<Self>, callback: DoneCallback) {
        if self.done() {
            self.schedule(callback);
        } else {
            let mut callbacks = self.callbacks.take();
            callbacks.push(callback);
            self.callbacks.set(callbacks);
        }
    }

    /// Rule C7: removes every matching callback, says how many.
    pub(crate) fn remove_callbacks(&self, matches: impl Fn(&DoneCallback) -> bool) -> usize {
        let mut callbacks = self.callbacks.take();
        let removed = callbacks.remove(matches);
        self.callbacks.set(callbacks);
        // They are dropped only now: what they hold may come back here.
        removed.len()
    }

    fn schedule(self: &Rc<Self>, callback: DoneCallback) {
        match callback {
            DoneCallback::Wakeup(task) => self.aio.push(Action::Wakeup(task, self.clone())),
            DoneCallback::Waker(foreign) => foreign.wake_by_ref(),
            callback => self.aio.push(Action::Done(callback, self.clone())),
        }
    }

    /// In which state it is, and the outcome if it has one; that does not count as
    /// looking at it (rule C11).
    pub(crate) fn state_and_outcome(&self) -> (&'static str, Option<Result<Erased>>) {
        peek(&self.state, |state| match state {
            State::Pending => ("pending", None),
            State::Result(value) => ("finished", Some(Ok(value.clone()))),
            State::Failed(error) => ("finished", Some(Err(error.clone()))),
            State::Cancelled(_) => ("cancelled", None),
        })
    }

    /// Runs this in the context of the task, if it is one and not running: then
    /// the current context is its own.
    pub(crate) fn in_context<R>(&self, body: impl FnOnce() -> R) -> R {
        match self.task() {
            Some(part) if self.aio.current_id() != Some(part.id) => {
                let (result, home) = self.aio.within(part.home.take(), body);
                part.home.set(home);
                result
            }
            _ => body(),
        }
    }

    /// Lets go of everything that could hold it in a cycle; used when the loop
    /// is closed under a pending future.
    pub(crate) fn abandon(&self) {
        drop(self.callbacks.take());
        match &self.kind {
            Kind::Plain | Kind::Sleep(_) => {}
            Kind::Gather(part) => part.abandon(),
            Kind::Task(part) => part.abandon(),
        }
    }
}

impl FutureCell {
    /// Lets go of all that may hold other futures; a long chain of them must not
    /// be dropped by recursion.
    #[inline]
    fn let_go(&mut self) {
        let result = matches!(self.state.get_mut(), State::Result(value) if value.holds_any());
        let callbacks = !matches!(self.callbacks.get_mut(), Callbacks::None);
        let more = match &mut self.kind {
            Kind::Plain | Kind::Sleep(_) => false,
            Kind::Gather(_) => true,
            Kind::Task(part) => part.holds_any(),
        };
        if result || callbacks || more {
            self.discard();
        }
    }

    #[cold]
    fn discard(&self) {
        let mut held = Held {
            state: self.state.take(),
            callbacks: self.callbacks.take(),
            ..Held::default()
        };
        match &self.kind {
            Kind::Plain | Kind::Sleep(_) => {}
            Kind::Gather(part) => held.children = part.take_children(),
            Kind::Task(part) => {
                held.coroutine = part.coroutine.take();
                held.waiter = part.waiter.take();
            }
        }
        self.aio.discard(Garbage::Future(held));
    }
}

impl Drop for FutureCell {
    fn drop(&mut self) {
        self.aio.note_future(-1);
        if self.unretrieved.get()
            && let (_, Some(Err(error))) = self.state_and_outcome()
        {
            let message = match &self.kind {
                Kind::Task(_) => "Task exception was never retrieved",
                Kind::Gather(_) => "_GatheringFuture exception was never retrieved",
                Kind::Plain | Kind::Sleep(_) => "Future exception was never retrieved",
            };
            let aio = &self.aio;
            let complaint = Complaint::NeverRetrieved;
            let subject = Subject::Future(self);
            let report = Report::new(aio, complaint, message, Some(&error), subject);
            // Nobody is there who could be left by an exit, as in a `__del__`.
            drop(aio.complain(&report));
        }
        if self.aio.watch().is_some() {
            for thing in [Thing::Future, Thing::Body, Thing::Await] {
                self.aio.forget(thing(self.id));
            }
        }
        self.let_go();
    }
}
