//! What a runner, its runs and its clean-up have in common.

use super::Interrupt;
use crate::{
    context::Context,
    event_loop::Loop,
    observe::{Event, RunStage},
};
use core::cell::{Cell, OnceCell};

/// Where a runner stands; CPython's `_State`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing was run yet.
    Created,
    /// A run began.
    Initialized,
    /// The loop was closed.
    Closed,
}

/// The loop, and how far its life has come. The last one who lets go of it
/// closes a loop that was used and is not closed: what is left in it would keep
/// itself alive.
pub(super) struct Lease {
    pub(super) aio: Loop,
    pub(super) state: Cell<State>,
    pub(super) interrupt: Interrupt,
    /// The context of all main tasks: a copy of the one in which the first run
    /// began (rule J1).
    context: OnceCell<Context>,
}

impl Lease {
    pub(super) fn new(aio: &Loop) -> Self {
        Self {
            aio: aio.clone(),
            state: Cell::new(State::Created),
            interrupt: Interrupt::new(aio),
            context: OnceCell::new(),
        }
    }

    /// A run begins, in this context; the first one takes the loop over.
    pub(super) fn begin(&self) -> &Context {
        if self.state.get() == State::Created {
            self.state.set(State::Initialized);
            self.enter(RunStage::NewLoop, 0);
        }
        self.context.get_or_init(|| self.aio.copy_context())
    }

    pub(super) fn enter(&self, stage: RunStage, tasks: usize) {
        self.aio.emit(&Event::RunStage {
            stage,
            tasks: tasks as u32,
        });
    }

    /// Closes the loop at once, without any clean-up, if it was used.
    pub(super) fn give_up(&self) {
        if self.state.get() == State::Initialized {
            self.state.set(State::Closed);
            self.aio.abandon();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_up();
    }
}
