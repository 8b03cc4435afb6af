//! `Semaphore` (rules I5, I6).

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

/// What a semaphore has, with a bound or without.
pub(crate) struct SemaphoreCell {
    resource: Resource,
    value: Cell<i64>,
    /// More than this cannot be released.
    bound: Option<i64>,
    waiters: Waiters,
}

impl SemaphoreCell {
    pub(crate) fn new(
        aio: &Loop,
        kind: ResourceKind,
        value: i64,
        name: Option<&str>,
        place: Place,
    ) -> Result<Rc<Self>> {
        if value < 0 {
            let message = "Semaphore initial value must be >= 0";
            return Err(Exception::new("ValueError", message));
        }
        let bounded = kind == ResourceKind::BoundedSemaphore;
        let cell = Self {
            resource: Resource::new(aio, kind, name, place),
            value: Cell::new(value),
            bound: bounded.then_some(value),
            waiters: Waiters::default(),
        };
        cell.tell(ResourceState::Permits);
        Ok(Rc::new(cell))
    }

    pub(crate) fn id(&self) -> ResourceId {
        self.resource.id()
    }

    fn tell(&self, state: impl FnOnce(u32) -> ResourceState) {
        let left = u32::try_from(self.value.get()).unwrap_or(u32::MAX);
        self.resource.changed(state(left));
    }

    /// Rule I5: also when there are permits, as long as somebody waits who was
    /// not cancelled.
    pub(crate) fn is_locked(&self) -> bool {
        self.value.get() == 0 || !self.waiters.all_cancelled()
    }

    pub(crate) async fn acquire(&self, place: Place) -> Result<()> {
        if self.is_locked() {
            let future = self.resource.waiter("acquire", place);
            // Who woke this task has taken the permit for it.
            Turn::new(self, future).wait(place).await?;
        } else {
            self.value.set(self.value.get() - 1);
        }
        self.tell(ResourceState::Acquired);
        Ok(())
    }

    pub(crate) fn release(&self) -> Result<()> {
        if self.bound.is_some_and(|bound| self.value.get() >= bound) {
            let message = "BoundedSemaphore released too many times";
            return Err(Exception::new("ValueError", message));
        }
        self.give_back();
        Ok(())
    }

    pub(crate) fn give_back(&self) {
        self.value.set(self.value.get().saturating_add(1));
        self.pass_on();
        self.tell(ResourceState::Released);
    }

    /// The permit travels to the first who waits, before that one runs; says
    /// whether there was one.
    fn pass_on(&self) -> bool {
        let woken = self.waiters.wake_next();
        if woken {
            self.value.set(self.value.get() - 1);
        }
        woken
    }

    pub(crate) fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = self.waiters.len();
        if self.is_locked() {
            return self.resource.describe(f, &"locked", waiting);
        }
        let state = format_args!("unlocked, value:{}", self.value.get());
        self.resource.describe(f, &state, waiting)
    }
}

impl Line for SemaphoreCell {
    fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    /// Rule I6.
    fn left(&self, future: &FutureCell, got: bool) {
        let given = future.done() && !future.cancelled();
        if !got && given {
            self.value.set(self.value.get().saturating_add(1));
        }
        // Newcomers had to queue up although there were permits.
        while self.value.get() > 0 && self.pass_on() {}
        if !got && given {
            self.tell(ResourceState::Permits);
        }
    }
}

/// A number of permits; who finds none waits, in the order of arrival:
/// `asyncio.Semaphore`.
///
/// ```
/// use asyncio::{Loop, Semaphore};
/// let aio = Loop::new();
/// let seats = Semaphore::named(&aio, 2, "seats")?;
/// let guests = (0..3).map(|_| {
///     let (sits, seats) = (aio.clone(), seats.clone());
///     aio.coroutine("guest", async move {
///         let _seat = seats.permit().await?;
///         sits.sleep(1.0).await?;
///         Ok(sits.time())
///     })
/// });
/// assert_eq!(aio.run_until_complete(aio.gather(guests))?, [1.0, 1.0, 2.0]);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreCell>);

impl Semaphore {
    /// A semaphore with `value` permits. A trace calls it `Semaphore-0` after its
    /// number.
    ///
    /// # Errors
    /// `ValueError` when `value` is negative (rule I7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::Semaphore::new(&aio, 0)?.locked());
    /// assert!(asyncio::Semaphore::new(&aio, -1).is_err());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop, value: i64) -> Result<Self> {
        Self::at(aio, value, None, Location::caller())
    }

    /// A semaphore with a name for the trace.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Semaphore::named(&aio, 2, "seats")?.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, value: i64, name: &str) -> Result<Self> {
        Self::at(aio, value, Some(name), Location::caller())
    }

    fn at(aio: &Loop, value: i64, name: Option<&str>, place: Place) -> Result<Self> {
        SemaphoreCell::new(aio, ResourceKind::Semaphore, value, name, place).map(Self)
    }

    /// Waits for a permit and takes it. That is at once, without suspending, when
    /// there is one and nobody waits; else at the end of the queue (rule I5).
    /// [`permit`](Self::permit) gives a guard that releases it.
    ///
    /// # Errors
    /// What is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// A cancelled task leaves the queue; if it was given a permit already, the
    /// next one gets it (rule I6). The same happens when the waiting is dropped
    /// half-way.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::Semaphore::new(&aio, 1)?;
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

    /// Waits as [`acquire`](Self::acquire) does, for a guard that releases the
    /// permit when it is dropped: `async with semaphore`.
    ///
    /// # Errors
    /// As [`acquire`](Self::acquire).
    ///
    /// # Cancellation
    /// As [`acquire`](Self::acquire).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::Semaphore::new(&aio, 1)?;
    /// let main = aio.coroutine("main", async move {
    ///     let seat = seats.permit().await?;
    ///     assert!(seats.locked());
    ///     drop(seat);
    ///     Ok(seats.locked())
    /// });
    /// assert!(!aio.run_until_complete(main)?);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn permit(&self) -> impl CoreFuture<Output = Result<Permit>> + use<> {
        Permit::acquire(self.0.clone(), Location::caller())
    }

    /// Gives a permit back, or one more than there were. It goes to the first who
    /// waits, if there is one (rule I5). Any task may do this. The number of
    /// permits stays at `i64::MAX` when it gets there.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::Semaphore::new(&aio, 0)?;
    /// seats.release();
    /// assert!(!seats.locked());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn release(&self) {
        self.0.give_back();
    }

    /// Whether [`acquire`](Self::acquire) would have to wait.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(asyncio::Semaphore::new(&aio, 0)?.locked());
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
    /// let first = asyncio::Semaphore::new(&aio, 1)?;
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.id()
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.describe(f)
    }
}

/// Holds a permit of a [`Semaphore`] or a
/// [`BoundedSemaphore`](crate::BoundedSemaphore) and releases it when it is
/// dropped, also when an exception or the closing of the loop ends the coroutine
/// it stands in.
///
/// Where `async with` would raise, because a bounded semaphore was released by
/// hand in the meantime, dropping the guard tells the exception handler.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let seats = asyncio::Semaphore::new(&aio, 1)?;
/// let main = aio.coroutine("main", async move {
///     {
///         let _seat = seats.permit().await?;
///         assert!(seats.locked());
///     }
///     Ok(seats.locked())
/// });
/// assert!(!aio.run_until_complete(main)?);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "the permit is released when the guard is dropped"]
pub struct Permit(Option<Rc<SemaphoreCell>>);

impl Permit {
    pub(crate) async fn acquire(cell: Rc<SemaphoreCell>, place: Place) -> Result<Self> {
        cell.acquire(place).await?;
        Ok(Self(Some(cell)))
    }

    /// Releases the permit now.
    ///
    /// # Errors
    /// `ValueError` when a bounded semaphore has all of its permits already (rule
    /// I7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let seats = asyncio::BoundedSemaphore::new(&aio, 1)?;
    /// let main = aio.coroutine("main", async move {
    ///     let seat = seats.permit().await?;
    ///     seats.release()?;
    ///     assert!(seat.release().is_err());
    ///     Ok(())
    /// });
    /// aio.run_until_complete(main)?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn release(mut self) -> Result<()> {
        self.0.take().map_or(Ok(()), |cell| cell.release())
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(cell) = self.0.take()
            && let Err(error) = cell.release()
        {
            let aio = &cell.resource.aio;
            let message = "Exception in the end of a Permit";
            // An exit that the handler raises leaves nothing, as in a `__del__`.
            drop(aio.call_exception_handler(message, Some(&error)));
        }
    }
}
