//! What locks, queues and their like have in common: a name and a number in the
//! trace, and futures on which tasks queue up.

use crate::{
    debug::Thing,
    event_loop::Loop,
    future::{Wait, cell::FutureCell, spare::Spare},
    observe::{Event, FutureKind, Place, ResourceId, ResourceKind, ResourceState},
};
use alloc::{format, rc::Rc, string::String};
use core::fmt;

/// A resource's side of the trace. The primitive it belongs to keeps the queue.
pub(crate) struct Resource {
    pub(crate) aio: Loop,
    id: ResourceId,
    kind: ResourceKind,
    /// What an observer is told; not kept when there is none, unless the program
    /// chose it.
    name: Option<Rc<str>>,
    /// A waiter of before.
    spare: Spare,
}

impl Resource {
    /// `name` is what a page calls it; without one it is called after its kind
    /// and number, as `Lock-0`.
    pub(crate) fn new(aio: &Loop, kind: ResourceKind, name: Option<&str>, place: Place) -> Self {
        let id = aio.next_resource();
        let name: Option<Rc<str>> = match name {
            Some(name) => Some(name.into()),
            None if aio.is_observed() => Some(format!("{kind:?}-{}", id.0).into()),
            None => None,
        };
        aio.emit(&Event::ResourceCreated {
            resource: id,
            kind,
            name: name.as_deref().unwrap_or_default(),
            place,
        });
        Self {
            aio: aio.clone(),
            id,
            kind,
            name,
            spare: Spare::default(),
        }
    }

    /// Its number in the trace.
    pub(crate) fn id(&self) -> ResourceId {
        self.id
    }

    /// What a page calls it; empty when it has no name and nobody observes.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// A name for something that belongs to it, when there is anybody to be told.
    pub(crate) fn part(&self, part: &str) -> Option<String> {
        let is_observed = self.aio.is_observed();
        is_observed.then(|| [self.name(), ".", part].concat())
    }

    /// A pending future on which a task is going to queue up; `verb` is the
    /// method that waits: `acquire`, `put`, `get`, `wait`, `join`.
    pub(crate) fn waiter(&self, verb: &str, place: Place) -> Rc<FutureCell> {
        if !self.aio.is_observed() {
            let Some(waiter) = self.spare.take(&self.aio) else {
                return FutureCell::plain(&self.aio, FutureKind::Waiter, "", place);
            };
            self.aio.note(Thing::Future(waiter.id), place);
            return waiter;
        }
        let label = [self.name(), ".", verb, "()"].concat();
        let future = FutureCell::plain(&self.aio, FutureKind::Waiter, &label, place);
        self.aio.emit(&Event::ResourceAwaited {
            resource: self.id,
            future: future.id,
        });
        future
    }

    /// The wait is over.
    pub(crate) fn reuse(&self, wait: Wait<()>) {
        let waiter = wait.cell().clone();
        drop(wait);
        self.spare.put(waiter);
    }

    /// Tells how it stands now.
    pub(crate) fn changed(&self, state: ResourceState) {
        if !self.aio.is_observed() {
            return;
        }
        self.aio.emit(&Event::ResourceChanged {
            resource: self.id,
            by: self.aio.current_id(),
            state,
        });
    }

    /// The beginning of Python's `repr`: `<Lock door`.
    pub(crate) fn title(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{:?}", self.kind)?;
        match &self.name {
            Some(name) => write!(f, " {name}"),
            None => Ok(()),
        }
    }

    /// As Python's `repr`: `<Lock door [locked, waiters:2]>`.
    pub(crate) fn describe(
        &self,
        f: &mut fmt::Formatter<'_>,
        state: &dyn fmt::Display,
        waiting: usize,
    ) -> fmt::Result {
        self.title(f)?;
        write!(f, " [{state}")?;
        if waiting > 0 {
            write!(f, ", waiters:{waiting}")?;
        }
        f.write_str("]>")
    }
}
