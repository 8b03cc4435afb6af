//! `run_until_complete` (rules A13, A14).

use crate::{
    awaitable::Awaitable,
    event_loop::{Loop, Turn},
    exception::{Exception, Result},
    future::{cell::FutureCell, done::DoneCallback},
    run::Progress,
    value::Value,
};
use alloc::rc::Rc;
use core::panic::Location;

/// `run_until_complete`, a step at a time.
pub(crate) struct Until {
    pub(crate) future: Rc<FutureCell>,
}

impl Until {
    pub(crate) fn begin(aio: &Loop, future: &Rc<FutureCell>) -> Result<Self> {
        future.add_callback(DoneCallback::StopLoop);
        aio.begin_running()?;
        Ok(Self {
            future: future.clone(),
        })
    }

    /// `None` when the loop stopped. What left the loop is an error.
    pub(crate) fn step(&self, aio: &Loop) -> Result<Option<Progress>> {
        match aio.run_callback() {
            Turn::Ran => Ok(Some(Progress::Ran)),
            Turn::Idle { deadline } => Ok(Some(Progress::Idle { deadline })),
            Turn::Stopped => {
                self.end(aio);
                if self.future.done() {
                    Ok(None)
                } else {
                    Err(Exception::runtime(
                        "Event loop stopped before Future completed.",
                    ))
                }
            }
            Turn::Raised(error) => {
                self.end(aio);
                Err(error)
            }
        }
    }

    pub(crate) fn end(&self, aio: &Loop) {
        aio.end_running();
        self.future
            .remove_callbacks(|c| matches!(c, DoneCallback::StopLoop));
    }
}

impl Loop {
    /// Runs until the awaitable is done, on virtual time: when nothing is ready,
    /// loop time jumps to the next deadline (rule A13). To drive a loop by a
    /// clock, use [`Run`], or the verbs of [`Loop`].
    ///
    /// # Errors
    /// What the awaitable ended with; `RuntimeError` when the loop is running,
    /// closed or stopped before, and when every task waits and nothing can wake
    /// one: asyncio would hang there without a word (rule A19).
    #[track_caller]
    pub fn run_until_complete<T: Value>(&self, awaitable: impl Awaitable<T>) -> Result<T> {
        self.check_closed()?;
        if self.is_running() {
            return Err(Exception::runtime("This event loop is already running"));
        }
        let made = awaitable.is_coroutine();
        let future = awaitable.ensure_future(self, Location::caller());
        if let (true, Some(part)) = (made, future.0.task()) {
            part.log_destroy_pending.set(false);
        }
        let until = Until::begin(self, &future.0)?;
        loop {
            match until.step(self) {
                Ok(None) => return future.result(),
                Ok(Some(Progress::Idle { .. })) if !self.advance_to_next_deadline() => {
                    until.end(self);
                    return Err(deadlock());
                }
                Ok(Some(_)) => {}
                Err(error) => {
                    // The caller has no task to look at: the exception that left
                    // the loop is all there is to retrieve.
                    if made {
                        future.0.mark_retrieved();
                    }
                    return Err(error);
                }
            }
        }
    }
}

pub(crate) fn deadlock() -> Exception {
    Exception::runtime("deadlock: every task waits, and no timer is left that could wake one")
}
