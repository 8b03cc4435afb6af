//! `Lock` (rules I1 to I3).

use super::waiters::{Line, Turn, Waiters};
use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::cell::FutureCell,
    observe::{Place, ResourceId, ResourceKind, ResourceState},
    resource::Resource,
};
use alloc::rc::Rc;
use core::{cell::Cell, fmt, future::Future as CoreFuture, panic::Location};

pub(crate) struct LockCell {
    resource: Resource,
    locked: Cell<bool>,
    /// So many releases free nothing: they belong to waits on a condition that
    /// were dropped while they did not hold the lock.
    owed: Cell<u32>,
    waiters: Waiters,
}

impl LockCell {
    pub(crate) fn aio(&self) -> &Loop {
        &self.resource.aio
    }

    pub(crate) fn is_locked(&self) -> bool {
        self.locked.get()
    }

    /// Nobody barges past those who wait (rule I2).
    fn is_free(&self) -> bool {
        !self.locked.get() && self.waiters.all_cancelled()
    }

    fn set(&self, locked: bool) {
        self.locked.set(locked);
        self.resource.changed(ResourceState::Locked(locked));
    }

    pub(crate) async fn acquire(&self, place: Place) -> Result<()> {
        if !self.is_free() {
            let future = self.resource.waiter("acquire", place);
            Turn::new(self, future).wait(place).await?;
        }
        self.set(true);
        Ok(())
    }

    pub(crate) fn release(&self) -> Result<()> {
        if self.owed.get() > 0 {
            self.owed.set(self.owed.get() - 1);
            return Ok(());
        }
        if !self.locked.get() {
            return Err(Exception::runtime("Lock is not acquired."));
        }
        self.set(false);
        self.waiters.wake_first();
        Ok(())
    }

    /// Evens out a release whose acquire will never come. If the lock cannot be
    /// had at once, the next release frees nothing.
    pub(crate) fn even_out(&self) {
        if self.is_free() {
            self.set(true);
        } else {
            self.owed.set(self.owed.get().saturating_add(1));
        }
    }
}

impl Line for LockCell {
    fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    /// Rule I3.
    fn left(&self, _: &FutureCell, got: bool) {
        if !got && !self.locked.get() {
            self.waiters.wake_first();
        }
    }
}

/// Mutual exclusion between tasks, served in the order of arrival:
/// `asyncio.Lock`.
///
/// ```
/// use asyncio::{Lock, Loop};
/// let aio = Loop::new();
/// let door = Lock::named(&aio, "door");
/// let main = aio.coroutine("main", {
///     let (aio, door) = (aio.clone(), door.clone());
///     async move {
///         let inside = door.lock().await?;
///         assert!(door.locked());
///         aio.sleep(1.0).await?;
///         drop(inside);
///         Ok(door.locked())
///     }
/// });
/// assert_eq!(aio.run_until_complete(main)?, false);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Lock(pub(crate) Rc<LockCell>);

impl Lock {
    /// A lock that is free. A trace calls it `Lock-0` after its number.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Lock::new(&aio).locked());
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop) -> Self {
        Self::at(aio, None, Location::caller())
    }

    /// A lock with a name for the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Lock::named(&aio, "door").locked());
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, name: &str) -> Self {
        Self::at(aio, Some(name), Location::caller())
    }

    pub(crate) fn at(aio: &Loop, name: Option<&str>, place: Place) -> Self {
        Self(Rc::new(LockCell {
            resource: Resource::new(aio, ResourceKind::Lock, name, place),
            locked: Cell::new(false),
            owed: Cell::new(0),
            waiters: Waiters::default(),
        }))
    }

    /// Waits until the lock is free and takes it. That is at once, without
    /// suspending, when it is free and nobody waits; else at the end of the
    /// queue (rule I2). [`lock`](Self::lock) gives a guard that releases it.
    ///
    /// # Errors
    /// What is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// A cancelled task leaves the queue without the lock; if it had its turn
    /// already, the next one has it (rule I3). The same happens when the waiting
    /// is dropped half-way.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// let door = asyncio::Lock::new(&aio);
    /// let main = aio.coroutine("main", {
    ///     let door = door.clone();
    ///     async move {
    ///         door.acquire().await?;
    ///         door.release()
    ///     }
    /// });
    /// aio.run_until_complete(main)?;
    /// assert!(!door.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn acquire(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.acquire(place).await }
    }

    /// Waits as [`acquire`](Self::acquire) does, for a guard that releases the
    /// lock when it is dropped: `async with lock`.
    ///
    /// # Errors
    /// As [`acquire`](Self::acquire).
    ///
    /// # Cancellation
    /// As [`acquire`](Self::acquire).
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// let door = asyncio::Lock::new(&aio);
    /// let main = aio.coroutine("main", async move {
    ///     let inside = door.lock().await?;
    ///     assert!(door.locked());
    ///     drop(inside);
    ///     Ok(door.locked())
    /// });
    /// assert!(!aio.run_until_complete(main)?);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn lock(&self) -> impl CoreFuture<Output = Result<LockGuard>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move {
            cell.acquire(place).await?;
            Ok(LockGuard(Some(cell)))
        }
    }

    /// Frees the lock; the first who waits is woken and takes it when it runs.
    /// Any task may do this, not only the one that acquired it.
    ///
    /// # Errors
    /// `RuntimeError` "Lock is not acquired." (rule I2).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let error = asyncio::Lock::new(&aio).release().unwrap_err();
    /// assert_eq!(error.message(), Some("Lock is not acquired."));
    /// ```
    pub fn release(&self) -> Result<()> {
        self.0.release()
    }

    /// Whether somebody holds it. While a woken task has not run yet it is free,
    /// and nobody else can have it.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Lock::new(&aio).locked());
    /// ```
    #[must_use]
    pub fn locked(&self) -> bool {
        self.0.is_locked()
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let first = asyncio::Lock::new(&aio);
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.resource.id()
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.locked() { "locked" } else { "unlocked" };
        self.0.resource.describe(f, &state, self.0.waiters.len())
    }
}

/// Holds a [`Lock`] and releases it when it is dropped, also when an exception
/// or the closing of the loop ends the coroutine it stands in.
///
/// A lock that was released by hand in the meantime and is free cannot be
/// released again; where `async with` would raise, dropping the guard tells the
/// exception handler.
///
/// ```
/// # let aio = asyncio::Loop::new();
/// let door = asyncio::Lock::new(&aio);
/// let main = aio.coroutine("main", async move {
///     {
///         let _inside = door.lock().await?;
///         assert!(door.locked());
///     }
///     Ok(door.locked())
/// });
/// assert!(!aio.run_until_complete(main)?);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "the lock is released when the guard is dropped"]
pub struct LockGuard(Option<Rc<LockCell>>);

impl LockGuard {
    pub(crate) fn new(cell: Rc<LockCell>) -> Self {
        Self(Some(cell))
    }

    /// Releases the lock now.
    ///
    /// # Errors
    /// `RuntimeError` when it was released by hand already.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// let door = asyncio::Lock::new(&aio);
    /// let main = aio.coroutine("main", async move {
    ///     let inside = door.lock().await?;
    ///     door.release()?;
    ///     assert!(inside.release().is_err());
    ///     Ok(())
    /// });
    /// aio.run_until_complete(main)?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn release(mut self) -> Result<()> {
        self.0.take().map_or(Ok(()), |cell| cell.release())
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        if let Some(cell) = self.0.take()
            && let Err(error) = cell.release()
        {
            let message = "Exception in the end of a LockGuard";
            // An exit that the handler raises leaves nothing, as in a `__del__`.
            drop(cell.aio().call_exception_handler(message, Some(&error)));
        }
    }
}
