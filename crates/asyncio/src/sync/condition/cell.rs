//! The state of a condition, and of what is built on one: who has let go of the
//! lock, and how they come back to it.

use crate::{
    exception::{Exception, Result},
    future::cell::FutureCell,
    observe::Place,
    resource::Resource,
    sync::{
        lock::{Lock, LockGuard},
        waiters::{Line, Turn, Waiters},
    },
};
use alloc::rc::Rc;

/// What a condition and a barrier have in common: a lock, and a queue of those
/// who have let go of it.
pub(crate) struct ConditionCell {
    pub(super) resource: Resource,
    pub(super) lock: Lock,
    pub(super) waiters: Waiters,
}

impl ConditionCell {
    pub(crate) fn new(resource: Resource, lock: Option<&Lock>, place: Place) -> Rc<Self> {
        let lock = lock.cloned().unwrap_or_else(|| {
            let name = resource.part("lock");
            Lock::at(&resource.aio, name.as_deref(), place)
        });
        Rc::new(Self {
            resource,
            lock,
            waiters: Waiters::default(),
        })
    }

    pub(crate) fn resource(&self) -> &Resource {
        &self.resource
    }

    /// Acquires the lock, for the time that the guard lives.
    pub(crate) async fn lock(&self, place: Place) -> Result<LockGuard> {
        self.lock.0.acquire(place).await?;
        Ok(LockGuard::new(self.lock.0.clone()))
    }

    /// Rule I8.
    pub(crate) async fn wait(&self, place: Place) -> Result<()> {
        if !self.lock.locked() {
            return Err(Exception::runtime("cannot wait on un-acquired lock"));
        }
        let future = self.resource.waiter("wait", place);
        self.lock.release()?;
        let mut away = Away {
            condition: self,
            back: false,
            notified: false,
        };
        let woken = Turn::new(self, future).wait(place).await;
        let back = self.come_back(place).await;
        away.back = true;
        // A cancellation that came while the lock was acquired replaces the one
        // that ended the waiting.
        let result = match (back, woken) {
            (Ok(()), woken) => woken,
            (Err(error), Ok(())) => Err(error),
            (Err(error), Err(before)) => Err(error.with_context(before)),
        };
        away.notified = result.is_ok();
        result
    }

    /// Acquires the lock again, however often the task is cancelled meanwhile;
    /// gives the last of these cancellations.
    async fn come_back(&self, place: Place) -> Result<()> {
        let mut last = Ok(());
        loop {
            match self.lock.0.acquire(place).await {
                Ok(()) => return last,
                Err(error) if error.is_cancelled() => last = Err(error),
                other => return other,
            }
        }
    }

    pub(crate) async fn wait_for(
        &self,
        mut predicate: impl FnMut() -> bool,
        place: Place,
    ) -> Result<()> {
        while !predicate() {
            self.wait(place).await?;
        }
        Ok(())
    }

    /// Wakes the first `n` who are still waiting, whoever holds the lock.
    pub(crate) fn wake(&self, n: usize) {
        for _ in 0..n {
            if !self.waiters.wake_next() {
                break;
            }
        }
    }

    pub(crate) fn wake_all(&self) {
        self.wake(usize::MAX);
    }

    pub(super) fn check_locked(&self) -> Result<()> {
        if self.lock.locked() {
            return Ok(());
        }
        Err(Exception::runtime("cannot notify on un-acquired lock"))
    }
}

impl Line for ConditionCell {
    fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    fn left(&self, _: &FutureCell, _: bool) {}
}

/// A task that waits on a condition, while it does not hold the lock.
struct Away<'a> {
    condition: &'a ConditionCell,
    /// It holds the lock again, or failed to get it.
    back: bool,
    notified: bool,
}

impl Drop for Away<'_> {
    fn drop(&mut self) {
        if !self.back {
            // Nobody can wait for the lock here; yet whoever holds a guard of it
            // around the wait is going to release it.
            self.condition.lock.0.even_out();
        }
        if !self.notified {
            // It may have been notified in vain: somebody else must know.
            self.condition.wake(1);
        }
    }
}
