//! `Barrier` (rule I10).
//!
//! ```text
//!              the last of `parties` arrives (1)
//!   ┌─────────┐ ─────────────────────────────────► ┌──────────┐
//!   │ Filling │ ◄───────────────────────────────── │ Draining │
//!   └─┬───────┘          the last leaves (2)       └────┬─────┘
//!     │  ▲  ▲                                           │ reset (3), while some
//!     │  │  │ the last leaves (2)                       │ are still inside
//!     │  │  └───────────────────── ┌───────────┐ ◄──────┘
//!     │  │ reset, nobody inside    │ Resetting │
//!     │  │                         └───────────┘
//!     └──┼────── reset (3), while some wait ─▲
//!        │
//!      ┌─┴──────┐
//!      │ Broken │ ◄── abort (4), from anywhere
//!      └────────┘
//! ```
//!
//! (1) [`BarrierCell::wait`], (2) dropping [`Inside`], (3) [`Barrier::reset`],
//! (4) [`Barrier::abort`].

use super::condition::ConditionCell;
use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    observe::{Place, ResourceId, ResourceKind, ResourceState},
    resource::Resource,
};
use alloc::rc::Rc;
use core::{cell::Cell, fmt, future::Future as CoreFuture, panic::Location};

/// The words are CPython's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Filling,
    Draining,
    Resetting,
    Broken,
}

struct BarrierCell {
    /// Its lock is held while the state changes.
    condition: Rc<ConditionCell>,
    parties: usize,
    state: Cell<State>,
    /// How many tasks are inside.
    count: Cell<usize>,
}

impl BarrierCell {
    async fn wait(&self, place: Place) -> Result<usize> {
        let _held = self.condition.lock(place).await?;
        let is_closed = || matches!(self.state.get(), State::Draining | State::Resetting);
        self.condition.wait_for(|| !is_closed(), place).await?;
        if self.state.get() == State::Broken {
            return Err(broken("Barrier aborted"));
        }
        let index = self.count.get();
        let _inside = Inside::enter(self);
        if index + 1 == self.parties {
            self.enter(State::Draining);
            return Ok(index);
        }
        let is_filling = || self.state.get() == State::Filling;
        self.condition.wait_for(|| !is_filling(), place).await?;
        match self.state.get() {
            State::Filling | State::Draining => Ok(index),
            State::Resetting | State::Broken => Err(broken("Abort or reset of barrier")),
        }
    }

    async fn reset(&self, place: Place) -> Result<()> {
        let _held = self.condition.lock(place).await?;
        self.enter(match self.count.get() {
            0 => State::Filling,
            _ => State::Resetting,
        });
        Ok(())
    }

    async fn abort(&self, place: Place) -> Result<()> {
        let _held = self.condition.lock(place).await?;
        self.enter(State::Broken);
        Ok(())
    }

    /// Changes the state, and lets everybody who waits look at it.
    fn enter(&self, state: State) {
        self.state.set(state);
        self.tell();
        self.condition.wake_all();
    }

    fn tell(&self) {
        let count = self.count.get() as u32;
        self.condition.resource().changed(match self.state.get() {
            State::Filling => ResourceState::Arrived(count),
            State::Draining => ResourceState::Draining(count),
            State::Resetting => ResourceState::Resetting(count),
            State::Broken => ResourceState::Broken,
        });
    }
}

fn broken(message: &str) -> Exception {
    Exception::new("BrokenBarrierError", message)
}

/// A task that has arrived, until it leaves in whatever way.
struct Inside<'a>(&'a BarrierCell);

impl<'a> Inside<'a> {
    fn enter(barrier: &'a BarrierCell) -> Self {
        barrier.count.set(barrier.count.get() + 1);
        barrier.tell();
        Self(barrier)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let barrier = self.0;
        let left = barrier.count.get().saturating_sub(1);
        barrier.count.set(left);
        match barrier.state.get() {
            // The last one out opens it to those who came meanwhile.
            State::Draining | State::Resetting if left == 0 => barrier.enter(State::Filling),
            state if left == 0 => barrier.enter(state),
            _ => barrier.tell(),
        }
    }
}

/// Holds tasks back until a number of them has arrived, then lets them all go
/// on: `asyncio.Barrier`.
///
/// `async with barrier` does nothing on leaving; here that is
/// `barrier.wait().await?` at the beginning of a block.
///
/// ```
/// use asyncio::{Barrier, Loop};
/// let aio = Loop::new();
/// let start = Barrier::named(&aio, 3, "start")?;
/// let runners = (0..3).map(|number| {
///     let (runner, start) = (aio.clone(), start.clone());
///     aio.coroutine("runner", async move {
///         runner.sleep(f64::from(3 - number)).await?;
///         let index = start.wait().await?;
///         Ok((index, runner.time()))
///     })
/// });
/// let ended = aio.run_until_complete(aio.gather(runners))?;
/// assert_eq!(ended, [(2, 3.0), (1, 3.0), (0, 3.0)]);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[derive(Clone)]
pub struct Barrier(Rc<BarrierCell>);

impl Barrier {
    /// A barrier for `parties` tasks. A trace calls it `Barrier-0` after its
    /// number.
    ///
    /// # Errors
    /// `ValueError` when `parties` is 0.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Barrier::new(&aio, 3)?.parties(), 3);
    /// assert!(asyncio::Barrier::new(&aio, 0).is_err());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn new(aio: &Loop, parties: usize) -> Result<Self> {
        Self::at(aio, parties, None, Location::caller())
    }

    /// A barrier with a name for the trace.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Barrier::named(&aio, 3, "start")?.n_waiting(), 0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn named(aio: &Loop, parties: usize, name: &str) -> Result<Self> {
        Self::at(aio, parties, Some(name), Location::caller())
    }

    fn at(aio: &Loop, parties: usize, name: Option<&str>, place: Place) -> Result<Self> {
        if parties < 1 {
            return Err(Exception::new("ValueError", "parties must be >= 1"));
        }
        let resource = Resource::new(aio, ResourceKind::Barrier, name, place);
        resource.changed(ResourceState::Parties(
            u32::try_from(parties).unwrap_or(u32::MAX),
        ));
        Ok(Self(Rc::new(BarrierCell {
            condition: ConditionCell::new(resource, None, place),
            parties,
            state: Cell::new(State::Filling),
            count: Cell::new(0),
        })))
    }

    /// Waits until as many tasks have arrived as the barrier is for; gives the
    /// place in the order of arrival, from 0. The last one goes on at once. Who
    /// comes while the others are leaving waits for the next round (rule I10).
    ///
    /// # Errors
    /// `BrokenBarrierError` when the barrier is reset or aborted meanwhile, or
    /// was aborted before; what is thrown into the task while it waits.
    ///
    /// # Cancellation
    /// A cancelled task just leaves, and another one has to come in its place.
    /// The same happens when the waiting is dropped half-way.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let alone = asyncio::Barrier::new(&aio, 1)?;
    /// assert_eq!(aio.run_until_complete(aio.coroutine("main", alone.wait()))?, 0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn wait(&self) -> impl CoreFuture<Output = Result<usize>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.wait(place).await }
    }

    /// Begins anew; who waits now gets `BrokenBarrierError`. A broken barrier can
    /// be used again afterwards.
    ///
    /// # Errors
    /// What is thrown into the task while it waits for the barrier's lock.
    ///
    /// # Cancellation
    /// A task that is cancelled while it waits for the barrier's lock changes
    /// nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let start = asyncio::Barrier::new(&aio, 2)?;
    /// aio.run_until_complete(aio.coroutine("main", start.reset()))?;
    /// assert!(!start.broken());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn reset(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.reset(place).await }
    }

    /// Breaks it: who waits now, and who comes, gets `BrokenBarrierError`, until
    /// it is [`reset`](Self::reset).
    ///
    /// # Errors
    /// What is thrown into the task while it waits for the barrier's lock.
    ///
    /// # Cancellation
    /// A task that is cancelled while it waits for the barrier's lock changes
    /// nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let start = asyncio::Barrier::new(&aio, 2)?;
    /// aio.run_until_complete(aio.coroutine("main", start.abort()))?;
    /// assert!(start.broken());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn abort(&self) -> impl CoreFuture<Output = Result<()>> + use<> {
        let cell = self.0.clone();
        let place = Location::caller();
        async move { cell.abort(place).await }
    }

    /// How many tasks it is for.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Barrier::new(&aio, 3)?.parties(), 3);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn parties(&self) -> usize {
        self.0.parties
    }

    /// How many tasks have arrived; 0 as soon as it opens, and while it is broken.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Barrier::new(&aio, 3)?.n_waiting(), 0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn n_waiting(&self) -> usize {
        match self.0.state.get() {
            State::Filling => self.0.count.get(),
            State::Draining | State::Resetting | State::Broken => 0,
        }
    }

    /// Whether it was aborted.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!asyncio::Barrier::new(&aio, 3)?.broken());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn broken(&self) -> bool {
        self.0.state.get() == State::Broken
    }

    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let first = asyncio::Barrier::new(&aio, 2)?;
    /// assert_eq!(first.id(), asyncio::observe::ResourceId(0));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> ResourceId {
        self.0.condition.resource().id()
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resource = self.0.condition.resource();
        let (waiting, parties) = (self.n_waiting(), self.parties());
        let state = match self.0.state.get() {
            State::Filling => "filling",
            State::Draining => "draining",
            State::Resetting => "resetting",
            State::Broken => return resource.describe(f, &"broken", 0),
        };
        resource.describe(f, &format_args!("{state}, waiters:{waiting}/{parties}"), 0)
    }
}
