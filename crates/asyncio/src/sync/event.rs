//! `Event` (rule I4).

use super::waiters::{Line, Turn, Waiters};
use crate::{
    event_loop::Loop,
    exception::Result,
    future::cell::FutureCell,
    observe::{Place, ResourceId, ResourceKind, ResourceState},
    resource::Resource,
};
use alloc::rc::Rc;
use core::{cell::Cell, fmt, future::Future as CoreFuture, panic::Location};

struct EventCell {
    resource: Resource,
    is_set: Cell<bool>,
    waiters: Waiters,
}

impl Line for EventCell {
    fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    fn left(&self, _: &FutureCell, _: bool) {}
}

/// A flag for which tasks can wait: `asyncio.Event`.
///
/// ```
/// use asyncio::{Event, Loop};
/// let aio = Loop::new();
/// let open = Event::named(&aio, "open");
/// let main = aio.coroutine("main", {
///     let (aio, open) = (aio.clone(), open.clone());
///     async move {
///         let opens = open.clone();
///         aio.call_later(2.0, "open", move || opens.set());
///         open.wait().await?;
///         Ok(aio.time())
///     }
/// });
/// assert_eq!(aio.run_until_complete(main)?, 2.0);
/// assert!(open.is_set());
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Event(Rc<EventCell>);

impl Event {
    /// An event that is not set. A trace calls it `Event-0` after its number.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Event::new(&aio).is_set());
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop) -> Self {
        Self::at(aio, None, Location::caller())
    }

    /// An event with a name for the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Event::named(&aio, "open").is_set());
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, name: &str) -> Self {
        Self::at(aio, Some(name), Location::caller())
    }

    fn at(aio: &Loop, name: Option<&str>, place: Place) -> Self {
        Self(Rc::new(EventCell {
            resource: Resource::new(aio, ResourceKind::Event, name, place),
            is_set: Cell::new(false),
            waiters: Waiters::default(),
        }))
    }

    /// Sets it, and wakes all who wait, in the order in which they came. They go
    /// on even if it is cleared before they run (rule I4). Setting it twice
    /// changes nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let open = asyncio::Event::new(&aio);
    /// open.set();
    /// assert!(open.is_set());
    /// ```
    pub fn set(&self) {
        if !self.0.is_set.replace(true) {
            self.0.resource.changed(ResourceState::Flag(true));
            while self.0.waiters.wake_next() {}
        }
    }

    /// Clears it: who comes from now on has to wait.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let open = asyncio::Event::new(&aio);
    /// open.set();
    /// open.clear();
    /// assert!(!open.is_set());
    /// ```
    pub fn clear(&self) {
        if self.0.is_set.replace(false) {
            self.0.resource.changed(ResourceState::Flag(false));
        }
    }

    /// Whether it is set.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Event::new(&aio).is_set());
    /// ```
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.is_set.get()
    }

    /// Waits until it is set. That is at once, without suspending, when it is
    /// set already (rule I4). In Python it returns `True`, always.
    ///
    /// # Errors
    /// What is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// A cancelled task leaves the queue; nobody else is touched.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let open = asyncio::Event::new(&aio);
    /// open.set();
    /// aio.run_until_complete(aio.coroutine("main", open.wait()))?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn wait(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move {
            if cell.is_set.get() {
                return Ok(());
            }
            let future = cell.resource.waiter("wait", place);
            Turn::new(&*cell, future).wait(place).await
        }
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let first = asyncio::Event::new(&aio);
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.resource.id()
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_set() { "set" } else { "unset" };
        self.0.resource.describe(f, &state, self.0.waiters.len())
    }
}
