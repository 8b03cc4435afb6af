//! `run_until_complete` (rules A13, A14).

use super::{Progress, deadlock, forever::Running};
use crate::{
    awaitable::Awaitable,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{cell::FutureCell, done::DoneCallback},
    value::Value,
};
use alloc::rc::Rc;
use core::panic::Location;

/// `run_until_complete`, a step at a time. When this goes, the loop is not
/// running any more, and the future's end stops nobody.
pub(super) struct Until {
    pub(super) future: Rc<FutureCell>,
    running: Running,
}

impl Until {
    pub(super) fn begin(aio: &Loop, future: &Rc<FutureCell>) -> Result<Self> {
        let running = Running::begin(aio)?;
        future.add_callback(DoneCallback::StopLoop);
        Ok(Self {
            future: future.clone(),
            running,
        })
    }

    /// `None` when the future is done. What left the loop is an error.
    pub(super) fn step(&self) -> Result<Option<Progress>> {
        let progress = self.running.step()?;
        if progress.is_none() && !self.future.done() {
            return Err(Exception::runtime(
                "Event loop stopped before Future completed.",
            ));
        }
        Ok(progress)
    }
}

impl Drop for Until {
    fn drop(&mut self) {
        self.future
            .remove_callbacks(|c| matches!(c, DoneCallback::StopLoop));
    }
}

impl Loop {
    /// Runs until the awaitable is done, on virtual time: when nothing is ready,
    /// loop time jumps to the next deadline (rule A13). To drive a loop by a
    /// clock, use [`Run`](crate::Run), a [`Runner`](crate::Runner), or the verbs
    /// of [`Loop`].
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(aio.run_until_complete(aio.sleep(2.0)), Ok(()));
    /// assert_eq!(aio.time(), 2.0);
    /// ```
    ///
    /// # Errors
    /// What the awaitable ended with; `RuntimeError` when the loop is running,
    /// closed or stopped before, and when every task waits and nothing can wake
    /// one: asyncio would hang there without a word (rule A19).
    #[track_caller]
    pub fn run_until_complete<T: Value>(&self, awaitable: impl Awaitable<T>) -> Result<T> {
        self.check_closed()?;
        self.check_running()?;
        let made = awaitable.is_coroutine();
        let future = awaitable.ensure_future(self, Location::caller());
        if made {
            future.0.log_destroy_pending.set(false);
        }
        let until = Until::begin(self, &future.0)?;
        loop {
            match until.step() {
                Ok(None) => return future.result(),
                Ok(Some(Progress::Idle { .. })) if !self.advance_to_next_deadline() => {
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
