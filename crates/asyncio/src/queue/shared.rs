//! What the handles of a queue share: its items, its counters, and who waits.

use super::{line::Line, storage::Storage};
use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    observe::{Place, ResourceKind, ResourceState},
    resource::Resource,
};
use core::cell::{Cell, RefCell};

/// A queue, however it stores its items; `dyn Storage` in the handles.
pub(super) struct Shared<S: ?Sized> {
    pub(super) resource: Resource,
    /// 0 means without a bound.
    pub(super) maxsize: usize,
    len: Cell<usize>,
    /// Items put in for which nobody called `task_done` yet.
    unfinished: Cell<usize>,
    shut_down: Cell<bool>,
    pub(super) getters: Line,
    pub(super) putters: Line,
    /// Those who wait in `join`. CPython has an event, which is set exactly
    /// while nothing is unfinished; who waits for it waits here.
    pub(super) joiners: Line,
    storage: RefCell<S>,
}

impl<S> Shared<S> {
    pub(super) fn new(
        aio: &Loop,
        kind: ResourceKind,
        name: Option<&str>,
        maxsize: usize,
        storage: S,
        place: Place,
    ) -> Self {
        Self {
            resource: Resource::new(aio, kind, name, place),
            maxsize,
            len: Cell::new(0),
            unfinished: Cell::new(0),
            shut_down: Cell::new(false),
            getters: Line::default(),
            putters: Line::default(),
            joiners: Line::default(),
            storage: RefCell::new(storage),
        }
    }
}

impl<S: ?Sized> Shared<S> {
    pub(super) fn len(&self) -> usize {
        self.len.get()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    pub(super) fn is_full(&self) -> bool {
        self.maxsize > 0 && self.len.get() >= self.maxsize
    }

    pub(super) fn is_shut_down(&self) -> bool {
        self.shut_down.get()
    }

    pub(super) fn unfinished(&self) -> usize {
        self.unfinished.get()
    }

    /// `put_nowait`; who is refused gets the item back.
    pub(super) fn put_now<T>(&self, item: T) -> Result<(), (Exception, T)>
    where
        S: Storage<T>,
    {
        if self.is_shut_down() {
            return Err((shut_down(), item));
        }
        if self.is_full() {
            return Err((Exception::bare("QueueFull"), item));
        }
        {
            let Ok(mut storage) = self.storage.try_borrow_mut() else {
                return Err((in_comparison(), item));
            };
            self.len.set(self.len.get() + 1);
            storage.put(item);
        }
        self.unfinished.set(self.unfinished.get() + 1);
        self.tell_items();
        self.getters.wake_next();
        Ok(())
    }

    /// `get_nowait`.
    pub(super) fn get_now<T>(&self) -> Result<T>
    where
        S: Storage<T>,
    {
        let Some(item) = self.take()? else {
            return Err(if self.is_shut_down() {
                shut_down()
            } else {
                Exception::bare("QueueEmpty")
            });
        };
        self.tell_items();
        self.putters.wake_next();
        Ok(item)
    }

    /// The item whose turn it is, without telling anybody.
    fn take<T>(&self) -> Result<Option<T>>
    where
        S: Storage<T>,
    {
        let Some(rest) = self.len.get().checked_sub(1) else {
            return Ok(None);
        };
        let Ok(mut storage) = self.storage.try_borrow_mut() else {
            return Err(in_comparison());
        };
        self.len.set(rest);
        Ok(storage.get())
    }

    pub(super) fn task_done(&self) -> Result<()> {
        let Some(rest) = self.unfinished.get().checked_sub(1) else {
            let message = "task_done() called too many times";
            return Err(Exception::new("ValueError", message));
        };
        self.unfinished.set(rest);
        self.tell_items();
        if rest == 0 {
            self.joiners.wake_all();
        }
        Ok(())
    }

    /// Rule I14. Wakes those who join, then those who get, then those who put.
    pub(super) fn shut_down<T>(&self, immediate: bool)
    where
        S: Storage<T>,
    {
        self.shut_down.set(true);
        if immediate {
            let had_items = !self.is_empty();
            // One at a time, as dropping an item may call back into the queue.
            while let Ok(Some(item)) = self.take() {
                drop(item);
                self.unfinished.set(self.unfinished.get().saturating_sub(1));
            }
            if had_items {
                self.tell_items();
            }
            if self.unfinished.get() == 0 {
                self.joiners.wake_all();
            }
        }
        self.resource.changed(ResourceState::Closed);
        self.getters.wake_all();
        self.putters.wake_all();
    }

    /// Lets `look` see the items, unless they are just being sorted.
    pub(super) fn look<T, R>(&self, look: impl FnOnce(&[&T]) -> R) -> Option<R>
    where
        S: Storage<T>,
    {
        let storage = self.storage.try_borrow().ok()?;
        Some(look(&storage.list()))
    }

    fn tell_items(&self) {
        if self.resource.aio.is_observed() {
            let short = |count| u32::try_from(count).unwrap_or(u32::MAX);
            self.resource.changed(ResourceState::Items {
                items: short(self.len()),
                unfinished: short(self.unfinished()),
            });
        }
    }
}

pub(super) fn shut_down() -> Exception {
    Exception::bare("QueueShutDown")
}

/// A priority queue compares its items while it is being changed.
fn in_comparison() -> Exception {
    Exception::runtime("a comparison of items must not change the queue they are in")
}
