//! What came of a future; and of a task, its coroutine, which stands in the same
//! place before.

use super::{
    cell::FutureCell,
    handle::typed,
    state::{Phase, State},
};
use crate::{
    exception::{Exception, Result},
    task::part::Driven,
    value::{Erased, Value},
};
use core::any::Any;

/// The result behind a typed handle of a task.
pub(crate) fn cell_result<T: Value>(cell: &FutureCell) -> Result<T> {
    let mut kept = None;
    cell.show_kept(&mut |value| kept = value.downcast_ref::<T>().cloned());
    match kept {
        Some(value) => Ok(value),
        None => typed(&cell.result()?),
    }
}

impl FutureCell {
    /// The result; the exception, or `CancelledError`, as an error (rule C8).
    pub(crate) fn result(&self) -> Result<Erased> {
        if let Some(error) = self.failure() {
            return Err(error);
        }
        let result = self.with_state(State::result);
        result.ok_or_else(|| Exception::invalid_state("Result is not set."))
    }

    /// Shows the result where a task keeps it, if it is there.
    pub(crate) fn show_kept(&self, look: &mut dyn FnMut(&dyn Any)) {
        if self.phase.get() == Phase::Result && self.task().is_some() {
            self.with_state(|state| {
                if let State::Kept(object) = state
                    && let Some(value) = object.as_mut().kept()
                {
                    look(value.as_any());
                }
            });
        }
    }

    /// The exception, or `CancelledError`, if it ended with one; that counts as
    /// looking at it (rules C8, C11).
    pub(crate) fn failure(&self) -> Option<Exception> {
        match self.phase.get() {
            Phase::Pending | Phase::Result => None,
            Phase::Failed => {
                self.unretrieved.set(false);
                self.with_state(|state| match state {
                    State::Failed(error) => Some(error.clone()),
                    _ => None,
                })
            }
            Phase::Cancelled => Some(self.cancelled_error()),
        }
    }

    /// The exception or `None`; an error when cancelled or pending (rule C8).
    pub(crate) fn exception(&self) -> Result<Option<Exception>> {
        match self.phase.get() {
            Phase::Pending => Err(Exception::invalid_state("Exception is not set.")),
            Phase::Result | Phase::Failed => Ok(self.failure()),
            Phase::Cancelled => Err(self.cancelled_error()),
        }
    }

    #[inline]
    fn with_state<R>(&self, look: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.state.take();
        let seen = look(&mut state);
        self.state.set(state);
        seen
    }

    /// A task's coroutine, which is driven now, or dropped.
    pub(crate) fn take_coroutine(&self) -> Option<Driven> {
        if self.done() {
            return None;
        }
        match self.state.take() {
            State::Pending(coroutine) => coroutine,
            _ => None,
        }
    }

    /// Whether it is a task that could be stepped now.
    pub(crate) fn has_coroutine(&self) -> bool {
        self.with_state(|state| matches!(state, State::Pending(Some(_))))
    }

    /// It suspended.
    pub(crate) fn put_coroutine(&self, coroutine: Driven) {
        self.state.set(State::Pending(Some(coroutine)));
    }

    /// `_make_cancelled_error`: the instance that ended the coroutine, once;
    /// then fresh ones (rule C9).
    pub(crate) fn cancelled_error(&self) -> Exception {
        let first = self.with_state(|state| match state {
            State::Cancelled(first) => first.take(),
            _ => None,
        });
        first.unwrap_or_else(|| Exception::cancelled(self.cancel_message().as_deref()))
    }

    /// In which state it is, and the outcome if it has one; that does not count as
    /// looking at it (rule C11).
    pub(crate) fn state_and_outcome(&self) -> (&'static str, Option<Result<Erased>>) {
        self.with_state(|state| match state {
            State::Pending(_) => ("pending", None),
            State::Failed(error) => ("finished", Some(Err(error.clone()))),
            State::Cancelled(_) => ("cancelled", None),
            done => ("finished", done.result().map(Ok)),
        })
    }
}
