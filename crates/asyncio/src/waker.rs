//! Wakes from outside asyncio: a wake only enqueues the task's number; the loop
//! turns it into a step when it next looks.

use crate::observe::TaskId;
use alloc::{sync::Arc, task::Wake};
use concurrent_queue::ConcurrentQueue;
use core::{
    sync::atomic::{AtomicBool, Ordering},
    task::Waker,
};

/// Where foreign wakes arrive, from any thread.
pub(crate) struct Inbox {
    woken: ConcurrentQueue<Arc<TaskWaker>>,
    /// Wakes whoever drives the loop.
    driver: Option<Waker>,
}

impl Inbox {
    pub(crate) fn new(driver: Option<Waker>) -> Arc<Self> {
        Arc::new(Self {
            woken: ConcurrentQueue::unbounded(),
            driver,
        })
    }

    /// Takes no more wakes, and lets go of those that nobody took: they hold
    /// this in their turn.
    pub(crate) fn close(&self) {
        self.woken.close();
        while self.take().is_some() {}
    }

    /// The next task that was woken.
    pub(crate) fn take(&self) -> Option<TaskId> {
        let waker = self.woken.pop().ok()?;
        waker.queued.store(false, Ordering::Release);
        Some(waker.task)
    }
}

/// A task's `core::task::Waker`.
pub(crate) struct TaskWaker {
    task: TaskId,
    /// Set while the task stands in the inbox, so that it stands there once.
    queued: AtomicBool,
    inbox: Arc<Inbox>,
}

impl TaskWaker {
    pub(crate) fn waker(task: TaskId, inbox: &Arc<Inbox>) -> Waker {
        Waker::from(Arc::new(Self {
            task,
            queued: AtomicBool::new(false),
            inbox: inbox.clone(),
        }))
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let inbox = self.inbox.clone();
        // A push fails only when the loop is closed, and then nobody is woken.
        if inbox.woken.push(self).is_ok()
            && let Some(driver) = &inbox.driver
        {
            driver.wake_by_ref();
        }
    }
}
