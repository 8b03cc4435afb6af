//! `Condition` (rules I8, I9).

mod cell;

use super::lock::{Lock, LockGuard};
use crate::{
    event_loop::Loop,
    exception::Result,
    observe::{Place, ResourceId, ResourceKind},
    resource::Resource,
};
use alloc::rc::Rc;
pub(crate) use cell::ConditionCell;
use core::{fmt, future::Future as CoreFuture, panic::Location};

/// Lets tasks wait for each other's news under a lock: `asyncio.Condition`.
///
/// ```
/// use asyncio::{Condition, Loop};
/// use std::{cell::Cell, rc::Rc};
/// let aio = Loop::new();
/// let news = Condition::named(&aio, "news");
/// let ready = Rc::new(Cell::new(false));
/// let reader = aio.coroutine("reader", {
///     let (news, ready) = (news.clone(), ready.clone());
///     async move {
///         let _held = news.lock().await?;
///         news.wait_for(|| ready.get()).await
///     }
/// });
/// let writer = aio.coroutine("writer", async move {
///     let _held = news.lock().await?;
///     ready.set(true);
///     news.notify_all()
/// });
/// assert_eq!(aio.run_until_complete(aio.gather([reader, writer]))?, [(), ()]);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Condition(Rc<ConditionCell>);

impl Condition {
    /// A condition with a lock of its own. A trace calls it `Condition-0` after
    /// its number.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Condition::new(&aio).locked());
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop) -> Self {
        Self::at(aio, None, None, Location::caller())
    }

    /// A condition with a lock of its own, and a name for the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Condition::named(&aio, "news").locked());
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, name: &str) -> Self {
        Self::at(aio, None, Some(name), Location::caller())
    }

    /// A condition on a lock that others use, too: another condition, say.
    ///
    /// ```
    /// use asyncio::{Condition, Lock, Loop};
    /// let aio = Loop::new();
    /// let lock = Lock::new(&aio);
    /// let (full, empty) = (Condition::with_lock(&lock), Condition::with_lock(&lock));
    /// aio.run_until_complete(aio.coroutine("main", lock.acquire()))?;
    /// assert!(full.locked() && empty.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn with_lock(lock: &Lock) -> Self {
        Self::at(lock.0.aio(), Some(lock), None, Location::caller())
    }

    fn at(aio: &Loop, lock: Option<&Lock>, name: Option<&str>, place: Place) -> Self {
        let resource = Resource::new(aio, ResourceKind::Condition, name, place);
        Self(ConditionCell::new(resource, lock, place))
    }

    /// Acquires the lock, as [`Lock::acquire`].
    ///
    /// # Errors
    /// What is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// As [`Lock::acquire`].
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let news = asyncio::Condition::new(&aio);
    /// aio.run_until_complete(aio.coroutine("main", news.acquire()))?;
    /// assert!(news.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn acquire(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        self.0.lock.acquire()
    }

    /// Acquires the lock until the guard is dropped, as [`Lock::lock`]: `async
    /// with condition`.
    ///
    /// # Errors
    /// As [`acquire`](Self::acquire).
    ///
    /// # Cancellation
    /// As [`Lock::acquire`].
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let news = asyncio::Condition::new(&aio);
    /// let main = aio.coroutine("main", async move {
    ///     let held = news.lock().await?;
    ///     news.notify(1)?;
    ///     drop(held);
    ///     Ok(news.locked())
    /// });
    /// assert!(!aio.run_until_complete(main)?);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn lock(&self) -> impl CoreFuture<Output = Result<LockGuard>> + use<> {
        self.0.lock.lock()
    }

    /// Releases the lock, as [`Lock::release`].
    ///
    /// # Errors
    /// As [`Lock::release`].
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::Condition::new(&aio).release().is_err());
    /// ```
    pub fn release(&self) -> Result<()> {
        self.0.lock.release()
    }

    /// Whether somebody holds the lock.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Condition::new(&aio).locked());
    /// ```
    #[must_use]
    pub fn locked(&self) -> bool {
        self.0.lock.locked()
    }

    /// Releases the lock, waits to be notified, and acquires the lock again. It
    /// may come back without news: look before you go on, or use
    /// [`wait_for`](Self::wait_for).
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held (rule I8); what is thrown into
    /// the task while it waits.
    ///
    /// # Cancellation
    /// A cancelled task acquires the lock again before it learns of it, however
    /// often it is cancelled meanwhile; then the last `CancelledError` comes back
    /// (rule I8), and somebody else is notified in its place (rule I9).
    ///
    /// Dropped half-way, it cannot wait for the lock. If the lock is free it is
    /// taken for the guard around the wait; else the next release of the lock
    /// frees nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let news = asyncio::Condition::new(&aio);
    /// let error = aio.run_until_complete(aio.coroutine("main", news.wait())).unwrap_err();
    /// assert_eq!(error.message(), Some("cannot wait on un-acquired lock"));
    /// ```
    #[track_caller]
    pub fn wait(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.wait(place).await }
    }

    /// [`wait`](Self::wait)s until `predicate` holds; not at all if it holds now.
    /// It is asked while the lock is held. In Python its last value is returned.
    ///
    /// # Errors
    /// As [`wait`](Self::wait).
    ///
    /// # Cancellation
    /// As [`wait`](Self::wait).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let news = asyncio::Condition::new(&aio);
    /// let main = aio.coroutine("main", async move {
    ///     let _held = news.lock().await?;
    ///     news.wait_for(|| true).await
    /// });
    /// aio.run_until_complete(main)?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn wait_for<P: FnMut() -> bool>(
        &self,
        predicate: P,
    ) -> impl CoreFuture<Output = Result<()>> + use<P> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.wait_for(predicate, place).await }
    }

    /// Wakes the first `n` tasks that wait and were not woken yet, or as many as
    /// there are. They queue up for the lock when they run (rule I9).
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let error = asyncio::Condition::new(&aio).notify(1).unwrap_err();
    /// assert_eq!(error.message(), Some("cannot notify on un-acquired lock"));
    /// ```
    pub fn notify(&self, n: usize) -> Result<()> {
        self.0.check_locked()?;
        self.0.wake(n);
        Ok(())
    }

    /// Wakes all who wait.
    ///
    /// # Errors
    /// As [`notify`](Self::notify).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::Condition::new(&aio).notify_all().is_err());
    /// ```
    pub fn notify_all(&self) -> Result<()> {
        self.notify(usize::MAX)
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let first = asyncio::Condition::new(&aio);
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.resource.id()
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.locked() { "locked" } else { "unlocked" };
        self.0.resource.describe(f, &state, self.0.waiters.len())
    }
}
