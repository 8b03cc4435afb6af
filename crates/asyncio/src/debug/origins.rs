//! Where things were made (rule W6).

use super::{Ran, repr};
use crate::{
    graph::{Chains, Trail},
    handle::Action,
    observe::{CoroutineId, FutureId, HandleId, Place},
};
use alloc::collections::BTreeMap;
use core::cell::RefCell;

/// Something with a place that is worth remembering.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    /// Where a future or task was made.
    Future(FutureId),
    /// Where the coroutine of this task was made.
    Body(FutureId),
    /// Where this task waits.
    Await(FutureId),
    /// Where a callback was scheduled.
    Handle(HandleId),
    /// Where a coroutine object was made.
    Coroutine(CoroutineId),
}

/// What debug mode remembers.
pub(crate) trait Watch {
    /// Remembers the place of a thing.
    fn note(&self, thing: Thing, place: Place);
    /// The thing is gone.
    fn forget(&self, thing: Thing);
    /// Its place, if it was remembered.
    fn place(&self, thing: Thing) -> Option<Place>;
    /// How many places it remembers.
    fn len(&self) -> usize;
    /// What a handle is about to do, in case that turns out to be slow.
    fn about_to(&self, action: &Action) -> Ran;
    /// Which coroutine stands in which.
    fn trail(&self) -> &dyn Trail;
}

/// What is remembered of things that are alive and were made in debug mode.
#[derive(Default)]
pub(super) struct Origins {
    places: RefCell<BTreeMap<Thing, Place>>,
    chains: Chains,
}

impl Watch for Origins {
    fn note(&self, thing: Thing, place: Place) {
        self.places.borrow_mut().insert(thing, place);
    }

    fn forget(&self, thing: Thing) {
        self.places.borrow_mut().remove(&thing);
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        self.places.borrow().get(&thing).copied()
    }

    fn len(&self) -> usize {
        self.places.borrow().len()
    }

    fn trail(&self) -> &dyn Trail {
        &self.chains
    }

    fn about_to(&self, action: &Action) -> Ran {
        match action {
            Action::Step(task, _) | Action::Wakeup(task, _) => Ran::Task(task.clone()),
            Action::TimeLimit(_) => Ran::Callback("Timeout._on_timeout".into()),
            Action::Release(_) => Ran::Callback("_release_waiter".into()),
            Action::CompletionsOver(_) => {
                Ran::Callback("_AsCompletedIterator._handle_timeout".into())
            }
            Action::Done(callback, _) => Ran::Callback(repr::called(callback)),
            Action::User(call) => Ran::Callback(call.name.clone()),
            Action::Guest(_) | Action::Idle(_) => Ran::Callback("".into()),
        }
    }
}
