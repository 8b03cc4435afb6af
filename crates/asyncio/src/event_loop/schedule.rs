//! Putting handles into the ready queue and behind timers.

use super::{Loop, UserAction};
use crate::{
    exception::{Exception, Result},
    handle::{Action, CallbackOutcome, Entry, Handle, HandleCell, Standing},
    observe::{Event, Place},
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
    #[allow(clippy::must_use_candidate)]
    pub fn call_soon<R: CallbackOutcome>(
        &self,
        name: &str,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        self.soon(Action::User(name.into(), user(callback)))
    }

    /// [`call_soon`](Self::call_soon) that says when the loop is closed.
    ///
    /// # Errors
    /// `RuntimeError` "Event loop is closed" (rule A9).
    pub fn try_call_soon<R: CallbackOutcome>(
        &self,
        name: &str,
        callback: impl FnOnce() -> R + 'static,
    ) -> Result<Handle> {
        self.check_closed()?;
        Ok(self.call_soon(name, callback))
    }

    /// Calls back after `delay` seconds of loop time; a negative delay is
    /// already due (rule A8), and still comes after all that is ready (A3).
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_later<R: CallbackOutcome>(
        &self,
        delay: f64,
        name: &str,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        let action = Action::User(name.into(), user(callback));
        self.at(self.time() + delay, action, Location::caller())
    }

    /// Calls back at a loop time in seconds.
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_at<R: CallbackOutcome>(
        &self,
        deadline: f64,
        name: &str,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        let action = Action::User(name.into(), user(callback));
        self.at(deadline, action, Location::caller())
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
        if action.is_observed() {
            self.emit(&Event::HandleScheduled {
                handle,
                callback: action.describe(),
            });
        } else {
            self.0.unobserved.set(self.0.unobserved.get() + 1);
        }
        self.0
            .ready
            .borrow_mut()
            .push_back(Entry::Own(handle, action));
    }

    pub(crate) fn soon(&self, action: Action) -> Handle {
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
        }
        handle
    }

    pub(crate) fn at(&self, deadline: f64, action: Action, place: Place) -> Handle {
        let handle = self.handle(action, Some(deadline), Standing::Timer);
        if !handle.cancelled() {
            if let Some(action) = &*handle.cell.action.borrow() {
                self.emit(&Event::TimerSet {
                    handle: handle.cell.id,
                    deadline,
                    callback: action.describe(),
                    place,
                });
            }
            self.0
                .timers
                .borrow_mut()
                .push(deadline, handle.cell.clone());
        }
        handle
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
