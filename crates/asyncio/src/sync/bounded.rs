//! `BoundedSemaphore` (rule I7).

use super::semaphore::{Permit, SemaphoreCell};
use crate::{
    event_loop::Loop,
    exception::Result,
    observe::{Place, ResourceId, ResourceKind},
};
use alloc::rc::Rc;
use core::{fmt, future::Future as CoreFuture, panic::Location};

/// A [`Semaphore`](crate::Semaphore) that cannot have more permits than it began
/// with: `asyncio.BoundedSemaphore`.
///
/// ```
/// use asyncio::{BoundedSemaphore, Loop};
/// let aio = Loop::new();
/// let seats = BoundedSemaphore::new(&aio, 1)?;
/// let error = seats.release().unwrap_err();
/// assert_eq!(error.repr(), "ValueError('BoundedSemaphore released too many times')");
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct BoundedSemaphore(Rc<SemaphoreCell>);

impl BoundedSemaphore {
    /// A semaphore with `value` permits at most. A trace calls it
    /// `BoundedSemaphore-0` after its number.
    ///
    /// # Errors
    /// `ValueError` when `value` is negative (rule I7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::BoundedSemaphore::new(&aio, 2)?.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop, value: i64) -> Result<Self> {
        Self::at(aio, value, None, Location::caller())
    }

    /// A bounded semaphore with a name for the trace.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::BoundedSemaphore::named(&aio, 2, "seats")?.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, value: i64, name: &str) -> Result<Self> {
        Self::at(aio, value, Some(name), Location::caller())
    }

    fn at(aio: &Loop, value: i64, name: Option<&str>, place: Place) -> Result<Self> {
        SemaphoreCell::new(aio, ResourceKind::BoundedSemaphore, value, name, place).map(Self)
    }

    /// As [`Semaphore::acquire`](crate::Semaphore::acquire).
    ///
    /// # Errors
    /// What is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// As [`Semaphore::acquire`](crate::Semaphore::acquire).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::BoundedSemaphore::new(&aio, 1)?;
    /// aio.run_until_complete(aio.coroutine("main", seats.acquire()))?;
    /// assert!(seats.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn acquire(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.acquire(place).await }
    }

    /// As [`Semaphore::permit`](crate::Semaphore::permit): `async with semaphore`.
    ///
    /// # Errors
    /// As [`acquire`](Self::acquire).
    ///
    /// # Cancellation
    /// As [`acquire`](Self::acquire).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::BoundedSemaphore::new(&aio, 1)?;
    /// let main = aio.coroutine("main", async move {
    ///     drop(seats.permit().await?);
    ///     Ok(seats.locked())
    /// });
    /// assert!(!aio.run_until_complete(main)?);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn permit(&self) -> impl CoreFuture<Output = Result<Permit>> + use<> {
        Permit::acquire(self.0.clone(), Location::caller())
    }

    /// Gives a permit back; it goes to the first who waits, if there is one
    /// (rule I5).
    ///
    /// # Errors
    /// `ValueError` when there are as many as in the beginning (rule I7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::BoundedSemaphore::new(&aio, 1)?.release().is_err());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn release(&self) -> Result<()> {
        self.0.release()
    }

    /// Whether [`acquire`](Self::acquire) would have to wait.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::BoundedSemaphore::new(&aio, 0)?.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn locked(&self) -> bool {
        self.0.is_locked()
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let first = asyncio::BoundedSemaphore::new(&aio, 1)?;
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.id()
    }
}

impl fmt::Debug for BoundedSemaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.describe(f)
    }
}
