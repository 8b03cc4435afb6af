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
    /// Something was pushed since the loop last looked.
    any: AtomicBool,
    /// Wakes whoever drives the loop.
    driver: Option<Waker>,
}

impl Inbox {
    pub(crate) fn new(driver: Option<Waker>) -> Arc<Self> {
        Arc::new(Self {
            woken: ConcurrentQueue::unbounded(),
            any: AtomicBool::new(false),
            driver,
        })
    }

    /// Takes no more wakes, and lets go of those that nobody took: they hold
    /// this in their turn.
    pub(crate) fn close(&self) {
        self.woken.close();
        while self.take().is_some() {}
    }

    /// Whether there may be something to take.
    pub(crate) fn look(&self) -> bool {
        self.any.load(Ordering::Relaxed) && self.any.swap(false, Ordering::AcqRel)
    }

    /// Something else than a task has news for whoever drives the loop.
    pub(crate) fn wake_driver(&self) {
        if let Some(driver) = &self.driver {
            driver.wake_by_ref();
        }
    }

    /// The next task that was woken.
    pub(crate) fn take(&self) -> Option<TaskId> {
        let waker = self.woken.pop().ok()?;
        waker.queued.store(false, Ordering::Release);
        Some(waker.task)
    }

    fn tell(&self) {
        self.any.store(true, Ordering::Release);
        self.wake_driver();
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
        if inbox.woken.push(self).is_ok() {
            inbox.tell();
        }
    }
}

/// The waker of all tasks that never needed one of their own: our own awaits use
/// none. When something keeps it or wakes it, the task gets a real one.
pub(crate) struct Probe {
    arc: Arc<Shared>,
    waker: Waker,
}

struct Shared {
    woken: AtomicBool,
    inbox: Arc<Inbox>,
}

impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            self.inbox.tell();
        }
    }
}

impl Probe {
    pub(crate) fn new(inbox: &Arc<Inbox>) -> Self {
        let arc = Arc::new(Shared {
            woken: AtomicBool::new(false),
            inbox: inbox.clone(),
        });
        let waker = Waker::from(arc.clone());
        Self { arc, waker }
    }

    pub(crate) fn waker(&self) -> &Waker {
        &self.waker
    }

    /// How many hold it: if that changes during a poll, something keeps it.
    pub(crate) fn holders(&self) -> usize {
        Arc::strong_count(&self.arc)
    }

    /// Whether something woke it since this was last asked.
    pub(crate) fn take_woken(&self) -> bool {
        self.arc.woken.load(Ordering::Relaxed) && self.arc.woken.swap(false, Ordering::AcqRel)
    }
}
