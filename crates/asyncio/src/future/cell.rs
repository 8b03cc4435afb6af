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

use super::{
    callbacks::Callbacks,
    done::DoneCallback,
    state::{Phase, State},
};
use crate::{
    debug::Thing,
    event_loop::Loop,
    exception::{Exception, Result},
    gather::GatherPart,
    handle::{Action, Standing},
    observe::{Event, FutureId, FutureKind, HandleId, Outcome, Place, TaskId},
    peek::peek,
    task::part::{Driven, Rare, TaskPart},
    value::Erased,
};
use alloc::{boxed::Box, rc::Rc};
use core::cell::{Cell, OnceCell};

pub(crate) enum Kind {
    Plain,
    Sleep(SleepPart),
    // Few futures are one, and none of the others shall be larger for it.
    Gather(Box<GatherPart>),
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
    pub(super) phase: Cell<Phase>,
    pub(crate) aio: Loop,
    pub(crate) kind: Kind,
    pub(super) state: Cell<State>,
    pub(crate) callbacks: Cell<Callbacks>,
    rare: OnceCell<Box<Rare>>,
    /// An exception was set and nobody has looked at it (rule C11).
    pub(super) unretrieved: Cell<bool>,
    /// Whether destroying it while pending is worth a report, if it is a task.
    pub(crate) log_destroy_pending: Cell<bool>,
    /// Set only while somebody counts futures each once.
    pub(crate) marked: Cell<bool>,
}

impl FutureCell {
    pub(crate) fn new(aio: &Loop, id: FutureId, kind: Kind) -> Rc<Self> {
        Self::with(aio, id, kind, None)
    }

    /// A task has a coroutine, too.
    #[inline]
    pub(crate) fn with(
        aio: &Loop,
        id: FutureId,
        kind: Kind,
        coroutine: Option<Driven>,
    ) -> Rc<Self> {
        aio.note_future(1);
        Rc::new(Self {
            id,
            phase: Cell::new(Phase::Pending),
            aio: aio.clone(),
            kind,
            state: Cell::new(State::Pending(coroutine)),
            callbacks: Cell::default(),
            rare: OnceCell::new(),
            unretrieved: Cell::new(false),
            log_destroy_pending: Cell::new(true),
            marked: Cell::new(false),
        })
    }

    /// A pending future that is no task, and the event that says so.
    pub(crate) fn plain(aio: &Loop, kind: FutureKind, label: &str, place: Place) -> Rc<Self> {
        let cell = Self::new(aio, aio.next_future(), Kind::Plain);
        aio.note(Thing::Future(cell.id), place);
        aio.emit_with(|| Event::FutureCreated {
            future: cell.id,
            kind,
            label,
            children: &[],
            place,
        });
        cell
    }

    /// Whether nothing would be missed if it had never been.
    pub(super) fn is_forgettable(&mut self) -> bool {
        let is_watched = self.aio.is_observed() || self.aio.watch().is_some();
        let is_bare =
            matches!(self.callbacks.get_mut(), Callbacks::None) && self.rare.get().is_none();
        is_bare && !is_watched && !self.unretrieved.get() && !self.marked.get()
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
        self.phase.get() != Phase::Pending
    }

    pub(crate) fn cancelled(&self) -> bool {
        self.phase.get() == Phase::Cancelled
    }

    /// What few futures need.
    pub(crate) fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    pub(crate) fn known_rare(&self) -> Option<&Rare> {
        self.rare.get().map(|rare| &**rare)
    }

    /// A task remembers the message until it delivers the cancellation.
    pub(crate) fn set_cancel_message(&self, message: Option<Rc<str>>) {
        if message.is_some() || self.rare.get().is_some() {
            self.rare().cancel_message.set(message);
        }
    }

    /// The message with which it was, or is to be, cancelled.
    pub(crate) fn cancel_message(&self) -> Option<Rc<str>> {
        peek(&self.known_rare()?.cancel_message, Clone::clone)
    }

    /// Rule C2.
    pub(crate) fn set_result(self: &Rc<Self>, value: Erased) -> Result<()> {
        if self.done() {
            return Err(Exception::invalid_state("invalid state"));
        }
        self.resolve(State::Result(value));
        Ok(())
    }

    /// The same for a result that stays where the coroutine was.
    pub(crate) fn set_kept(self: &Rc<Self>, object: Driven) -> Result<()> {
        if self.done() {
            return Err(Exception::invalid_state("invalid state"));
        }
        self.resolve(State::Kept(object));
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
    // Inlined, the state is written to its place, and not to another before that.
    #[expect(
        clippy::inline_always,
        reason = "the compiler would not, and it is a tenth of a step"
    )]
    #[inline(always)]
    fn resolve(self: &Rc<Self>, state: State) {
        if self.aio.is_observed() {
            self.tell_outcome(&state);
        }
        self.phase.set(state.phase());
        self.state.set(state);
        if let Some(task) = self.task() {
            self.aio.forget_task(task.id);
        }
        self.schedule_all();
    }

    fn schedule_all(self: &Rc<Self>) {
        for callback in self.callbacks.take() {
            self.schedule(callback);
        }
    }

    fn tell_outcome(&self, state: &State) {
        let message;
        let outcome = match state {
            // What is kept is not observed.
            State::Pending(_) | State::Kept(_) => return,
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
    #[inline]
    pub(crate) fn add_callback(self: &Rc<Self>, callback: DoneCallback) {
        if self.done() {
            self.schedule(callback);
        } else {
            match self.callbacks.take() {
                Callbacks::None => self.callbacks.set(Callbacks::One(callback)),
                some => self.callbacks.set(some.and(callback)),
            }
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
            DoneCallback::Wakeup(task) => self.aio.push_wakeup(task, self.clone()),
            DoneCallback::Waker(foreign) => foreign.wake_by_ref(),
            callback => self.aio.push(Action::Done(callback, self.clone())),
        }
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
}

// With the two counts of its `Rc`, 120 bytes: glibc has quicker lists for blocks up
// to this size, and there may be a million tasks.
#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<FutureCell>() <= 104);
