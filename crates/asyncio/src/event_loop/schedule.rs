//! Putting handles into the ready queue and behind timers.

use super::{Loop, UserAction};
use crate::{
    context::{Context, Home},
    debug::Thing,
    exception::{Exception, Result},
    future::cell::{FutureCell, Kind, SleepPart},
    handle::{Action, CallbackOutcome, Entry, Handle, HandleCell, Standing, Timed, UserCall},
    name::Name,
    observe::{Callback, Event, FutureKind, HandleId, Place},
    value::decimal,
};
use alloc::{boxed::Box, rc::Rc};
use core::{
    cell::{Cell, RefCell},
    panic::Location,
};

impl Loop {
    /// Appends a callback to the ready queue (rule A9). `name` is what a trace
    /// calls it. An error that it returns goes to the exception handler (A11).
    ///
    /// On a closed loop the handle comes back cancelled and nothing is
    /// scheduled; [`try_call_soon`](Self::try_call_soon) says so with an error.
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// let nested = aio.clone();
    /// aio.call_soon("stop", move || nested.stop());
    /// assert_eq!(aio.run_until_stalled(), Turn::Stopped);
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_soon<R: CallbackOutcome>(
        &self,
        name: impl Into<Name>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        self.soon(self.user(name.into(), user(callback)), Location::caller())
    }

    /// [`call_soon`](Self::call_soon) with the context in which the callback
    /// runs, in place of a copy of the current one (rule B1).
    ///
    /// ```
    /// use asyncio::{Context, ContextVar, Loop, Turn};
    /// let aio = Loop::new();
    /// let (user, context) = (ContextVar::new("user"), Context::new());
    /// let (nested, sets) = (aio.clone(), user.clone());
    /// aio.call_soon_in(&context, "set", move || {
    ///     let _token = sets.set(&nested, "ada");
    /// });
    /// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: None });
    /// assert_eq!(context.run(&aio, || user.get(&aio)), Some("ada"));
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_soon_in<R: CallbackOutcome>(
        &self,
        context: &Context,
        name: impl Into<Name>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        let action = Action::User(Box::new(UserCall {
            name: name.into(),
            home: Home::shared(context),
            callback: user(callback),
        }));
        self.soon(action, Location::caller())
    }

    /// [`call_soon`](Self::call_soon) that says when the loop is closed.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.close()?;
    /// assert!(aio.try_call_soon("never", || ()).is_err());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// `RuntimeError` "Event loop is closed" (rule A9).
    #[track_caller]
    pub fn try_call_soon<R: CallbackOutcome>(
        &self,
        name: impl Into<Name>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Result<Handle> {
        self.check_closed()?;
        Ok(self.call_soon(name, callback))
    }

    /// Calls back after `delay` seconds of loop time; a negative delay is
    /// already due (rule A8), and still comes after all that is ready (A3).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.advance_to(1.0);
    /// assert_eq!(aio.call_later(2.0, "late", || ()).when(), Some(3.0));
    /// # aio.close().unwrap();
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_later<R: CallbackOutcome>(
        &self,
        delay: f64,
        name: impl Into<Name>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        let action = self.user(name.into(), user(callback));
        self.at(self.time() + delay, action, Location::caller())
    }

    /// Calls back at a loop time in seconds.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.call_at(3.0, "late", || ());
    /// assert_eq!(aio.next_deadline(), Some(3.0));
    /// # aio.close().unwrap();
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_at<R: CallbackOutcome>(
        &self,
        deadline: f64,
        name: impl Into<Name>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        let action = self.user(name.into(), user(callback));
        self.at(deadline, action, Location::caller())
    }

    fn user(&self, name: Name, callback: UserAction) -> Action {
        Action::User(Box::new(UserCall {
            name,
            home: self.copy_home(),
            callback,
        }))
    }

    pub(crate) fn check_closed(&self) -> Result<()> {
        if self.is_closed() {
            return Err(Exception::runtime("Event loop is closed"));
        }
        Ok(())
    }

    /// Schedules one of the executor's own callbacks, which nobody can cancel.
    pub(crate) fn push(&self, action: Action) {
        if self.is_closed() {
            return;
        }
        let handle = self.next_handle();
        if !action.is_observed() {
            self.0.unobserved.set(self.0.unobserved.get() + 1);
        } else if self.is_observed() {
            self.emit(&Event::HandleScheduled {
                handle,
                callback: action.describe(),
            });
        }
        self.0
            .ready
            .borrow_mut()
            .push_back(Entry::Own(handle, action));
    }

    // Those that follow do what `push` does; that it is known what is pushed spares
    // a copy of it, and a processor the wait for what it has just written.

    /// The next step of a task.
    pub(crate) fn push_step(&self, task: &Rc<FutureCell>) {
        if !self.is_closed() {
            let handle = self.announce(|| Callback::TaskStep(task.task_id()));
            let entry = Entry::Own(handle, Action::Step(task.clone(), None));
            self.0.ready.borrow_mut().push_back(entry);
        }
    }

    /// The next step of a task, as the future is done for which it waits.
    pub(crate) fn push_wakeup(&self, task: Rc<FutureCell>, future: Rc<FutureCell>) {
        if !self.is_closed() {
            let handle = self.announce(|| Callback::TaskWakeup(task.task_id(), future.id));
            let entry = Entry::Own(handle, Action::Wakeup(task, future));
            self.0.ready.borrow_mut().push_back(entry);
        }
    }

    #[inline]
    fn announce<'a>(&self, callback: impl FnOnce() -> Callback<'a>) -> HandleId {
        let handle = self.next_handle();
        if self.is_observed() {
            self.emit(&Event::HandleScheduled {
                handle,
                callback: callback(),
            });
        }
        handle
    }

    pub(crate) fn soon(&self, action: Action, place: Place) -> Handle {
        let handle = self.handle(action, None, Standing::Ready);
        if !handle.cancelled() {
            if let Some(action) = &*handle.cell.action.borrow() {
                self.emit(&Event::HandleScheduled {
                    handle: handle.cell.id,
                    callback: action.describe(),
                });
            }
            self.0
                .ready
                .borrow_mut()
                .push_back(Entry::Shared(handle.cell.clone()));
            self.note(Thing::Handle(handle.cell.id), place);
        }
        handle
    }

    pub(crate) fn at(&self, deadline: f64, action: Action, place: Place) -> Handle {
        let handle = self.handle(action, Some(deadline), Standing::Timer);
        if !handle.cancelled() {
            if let Some(action) = &*handle.cell.action.borrow() {
                self.emit_with(|| Event::TimerSet {
                    handle: handle.cell.id,
                    deadline,
                    callback: action.describe(),
                    place,
                });
            }
            let timed = Timed::Handle(handle.cell.clone());
            self.0.timers.borrow_mut().push(deadline, timed);
            self.note(Thing::Handle(handle.cell.id), place);
        }
        handle
    }

    /// A `sleep`'s future, and the timer that sets it. On a closed loop it stays
    /// pending, as nothing runs there.
    pub(crate) fn sleep_until(&self, deadline: f64, seconds: f64, place: Place) -> Rc<FutureCell> {
        let future = self.next_future();
        if self.is_observed() {
            self.emit(&Event::FutureCreated {
                future,
                kind: FutureKind::Sleep,
                label: &["sleep(", &decimal(seconds), ")"].concat(),
                children: &[],
                place,
            });
        }
        let handle = self.next_handle();
        let closed = self.is_closed();
        let standing = if closed {
            Standing::Over
        } else {
            Standing::Timer
        };
        let part = SleepPart {
            handle,
            standing: Cell::new(standing),
            cancelled: Cell::new(closed),
        };
        let cell = FutureCell::new(self, future, Kind::Sleep(part));
        self.note(Thing::Future(future), place);
        if !closed {
            self.emit_with(|| Event::TimerSet {
                handle,
                deadline,
                callback: Callback::SleepOver(future),
                place,
            });
            let timed = Timed::Sleep(cell.clone());
            self.0.timers.borrow_mut().push(deadline, timed);
        }
        cell
    }

    /// A `sleep` is left: its timer must not fire any more.
    pub(crate) fn end_sleep(&self, part: &SleepPart) {
        let standing = part.standing.get();
        if standing == Standing::Over || part.cancelled.replace(true) {
            return;
        }
        let handle = part.handle;
        if standing == Standing::Timer {
            self.timer_cancelled();
            self.emit_with(|| Event::TimerCancelled { handle });
        } else {
            self.emit(&Event::HandleCancelled { handle });
        }
    }

    pub(crate) fn timer_cancelled(&self) {
        self.0.timers.borrow_mut().note_cancelled();
    }

    fn handle(&self, action: Action, when: Option<f64>, standing: Standing) -> Handle {
        let closed = self.is_closed();
        Handle {
            cell: Rc::new(HandleCell {
                id: self.next_handle(),
                action: RefCell::new((!closed).then_some(action)),
                standing: Cell::new(if closed { Standing::Over } else { standing }),
                cancelled: Cell::new(closed),
                when,
            }),
            aio: self.clone(),
        }
    }
}

fn user<R: CallbackOutcome>(callback: impl FnOnce() -> R + 'static) -> UserAction {
    Box::new(move || callback().into_result())
}
