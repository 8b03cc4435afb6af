//! A future that is over and becomes the next one.

use super::{
    cell::{FutureCell, Kind},
    state::Phase,
};
use crate::{event_loop::Loop, peek::peek};
use alloc::rc::Rc;
use core::cell::Cell;

/// Where tasks wait for each other again and again, the future of one wait can be
/// that of the next, under a number of its own: nobody holds it who could tell. It
/// does not count as one meanwhile.
#[derive(Default)]
pub(crate) struct Spare(Cell<Option<Rc<FutureCell>>>);

impl Spare {
    /// Keeps a future, unless somebody holds it, or has asked for more of it than
    /// whether it is done.
    pub(crate) fn put(&self, mut cell: Rc<FutureCell>) {
        let is_vacant = peek(&self.0, Option::is_none);
        if let Some(future) = Rc::get_mut(&mut cell)
            && is_vacant
            && matches!(future.kind, Kind::Plain)
            && future.is_forgettable()
        {
            future.phase.set(Phase::Pending);
            drop(future.state.take());
            cell.aio.note_future(-1);
            self.0.set(Some(cell));
        }
    }

    /// The one that is kept, as a new one.
    pub(crate) fn take(&self, aio: &Loop) -> Option<Rc<FutureCell>> {
        let mut cell = self.0.take()?;
        aio.note_future(1);
        Rc::get_mut(&mut cell)?.id = aio.next_future();
        Some(cell)
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        if let Some(cell) = self.0.take() {
            cell.aio.note_future(1);
        }
    }
}
