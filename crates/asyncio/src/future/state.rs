//! Where a future stands, and what came of it.

use crate::{
    exception::Exception,
    task::part::Driven,
    value::{Erased, Kept},
};

/// Where a future stands. Asked far more often than for what came of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Pending,
    Result,
    Failed,
    Cancelled,
}

/// What a future holds. A task holds its coroutine, or what that left, in the place
/// where others have their result.
pub(crate) enum State {
    /// A task also has its coroutine here, while no step has it in hand.
    Pending(Option<Driven>),
    Result(Erased),
    /// A task's result, in the block of memory in which its coroutine was.
    Kept(Driven),
    Failed(Exception),
    /// With the instance that the first asker gets, if a coroutine ended with
    /// one (rule C9).
    Cancelled(Option<Exception>),
}

impl Default for State {
    fn default() -> Self {
        Self::Pending(None)
    }
}

impl State {
    pub(super) fn phase(&self) -> Phase {
        match self {
            State::Pending(_) => Phase::Pending,
            State::Result(_) | State::Kept(_) => Phase::Result,
            State::Failed(_) => Phase::Failed,
            State::Cancelled(_) => Phase::Cancelled,
        }
    }

    /// The result, if there is one.
    pub(super) fn result(&mut self) -> Option<Erased> {
        match self {
            State::Result(value) => Some(value.clone()),
            State::Kept(object) => object.as_mut().kept().map(Kept::erased),
            _ => None,
        }
    }

    /// Whether there may be other futures in it.
    pub(super) fn holds_any(&mut self) -> bool {
        match self {
            State::Pending(coroutine) => coroutine.is_some(),
            State::Result(value) => value.holds_any(),
            State::Kept(object) => object.as_mut().kept().is_some_and(Kept::holds_any),
            State::Failed(_) | State::Cancelled(_) => false,
        }
    }
}
