//! What is the same in all coroutine objects.

use crate::{
    debug::Thing,
    event_loop::Loop,
    exception::Result,
    name::Name,
    observe::{CoroutineId, Event, Outcome, Place},
    value::Repr,
};
use core::mem;

pub(super) struct Head {
    pub(super) id: CoroutineId,
    pub(super) name: Name,
    pub(super) aio: Loop,
    pub(super) entered: bool,
    /// Call graphs and messages show where it stands.
    pub(super) noted: bool,
    /// The coroutine is gone, though this is still here.
    over: bool,
}

impl Head {
    pub(super) fn new(aio: &Loop, name: Name, place: Place) -> Self {
        let id = aio.next_coroutine();
        aio.note_coroutine(1);
        aio.note(Thing::Coroutine(id), place);
        aio.emit_with(|| Event::CoroutineCreated {
            coroutine: id,
            name: &name,
            place,
        });
        Self {
            id,
            name,
            aio: aio.clone(),
            entered: false,
            noted: aio.debug(),
            over: false,
        }
    }

    #[inline]
    pub(super) fn enter(&mut self, place: Option<Place>) {
        if !mem::replace(&mut self.entered, true) && self.aio.is_observed() {
            self.aio.emit(&Event::CoroutineEntered {
                coroutine: self.id,
                task: self.aio.current_id(),
                place,
            });
        }
    }

    #[inline]
    pub(super) fn leave<T: Repr>(&self, result: &Result<T>) {
        if self.aio.is_observed() {
            self.tell_end(result);
        }
    }

    fn tell_end<T: Repr>(&self, result: &Result<T>) {
        let outcome = match result {
            Ok(value) => Outcome::Result(value),
            Err(error) if error.is_cancelled() => Outcome::Cancelled(error.message()),
            Err(error) => Outcome::Exception(error),
        };
        self.aio.emit(&Event::CoroutineFinished {
            coroutine: self.id,
            outcome,
        });
    }

    /// The coroutine goes.
    #[inline]
    pub(super) fn go(&mut self) {
        if mem::replace(&mut self.over, true) {
            return;
        }
        self.aio.note_coroutine(-1);
        if !self.entered {
            self.tell_never_awaited();
        }
        self.aio.forget(Thing::Coroutine(self.id));
    }

    #[cold]
    fn tell_never_awaited(&self) {
        self.aio
            .emit(&Event::CoroutineNeverAwaited { coroutine: self.id });
        if let Some(log) = self.aio.log() {
            log.never_awaited(&self.aio, &self.name, self.id);
        }
    }
}

impl Drop for Head {
    #[inline]
    fn drop(&mut self) {
        self.go();
    }
}
