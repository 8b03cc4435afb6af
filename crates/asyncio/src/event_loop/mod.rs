//! The event loop: ready queue, timers, iterations (rules A1 to A17).

mod about;
mod calling;
mod clock;
pub(crate) mod depth;
mod drive;
mod guest;
mod internal;
mod schedule;

use crate::{
    context::Home,
    debug::{self, Log, Watch},
    exception::Exception,
    future::cell::FutureCell,
    handle::{Entry, Timed},
    observe::{Complaint, Event, Observer},
    report::{Handler, Report, Subject},
    task::{registry::Registry, slot::Slot},
    timers::Timers,
    waker::{Inbox, Probe},
};
use alloc::{
    boxed::Box,
    collections::VecDeque,
    rc::{Rc, Weak},
    sync::Arc,
    vec::Vec,
};
use calling::Calling;
use core::{
    cell::{Cell, OnceCell, RefCell},
    mem,
    task::Waker,
};
use depth::Depth;
pub use drive::{CLOCK_RESOLUTION, Turn};

/// Numbers of things that are alive, to find leaks.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let future = aio.create_future::<()>();
/// assert_eq!(aio.live().futures, 1);
/// drop(future);
/// assert_eq!(aio.live(), asyncio::Live::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// Futures, tasks among them.
    pub futures: usize,
    /// Coroutine objects.
    pub coroutines: usize,
    /// Places that [debug mode](Loop::set_debug) remembers.
    pub places: usize,
}

#[derive(Default)]
pub(crate) struct Ids {
    tasks: Cell<u32>,
    futures: Cell<u32>,
    coroutines: Cell<u32>,
    handles: Cell<u32>,
    resources: Cell<u32>,
    names: Cell<u32>,
    sequence: Cell<u64>,
}

pub(crate) struct Inner {
    observer: Option<Rc<dyn Observer>>,
    handler: RefCell<Option<Handler>>,
    time: Cell<f64>,
    ready: RefCell<VecDeque<Entry>>,
    timers: RefCell<Timers>,
    /// How many handles the iteration in progress has still to run.
    batch: Cell<usize>,
    iteration: Cell<u32>,
    /// How many handles in the ready queue are not observed.
    unobserved: Cell<usize>,
    running: Cell<bool>,
    calling: Cell<Calling>,
    depth: Depth,
    /// Tasks whose coroutine panicked, until the loop looks at them.
    panicked: RefCell<Vec<Rc<FutureCell>>>,
    stopping: Cell<bool>,
    closed: Cell<bool>,
    /// Observers know already that the loop is idle.
    idle_told: Cell<bool>,
    slow_after: Cell<f64>,
    debug: Cell<bool>,
    /// There once debug mode was on.
    watch: OnceCell<Rc<dyn Watch>>,
    log: RefCell<Option<Rc<dyn Log>>>,
    /// How many futures are being written out, one within the other.
    writing: Cell<usize>,
    current: RefCell<Option<Rc<FutureCell>>>,
    slot: Slot,
    /// Tasks that are not done.
    tasks: RefCell<Registry>,
    /// The context of what runs now.
    home: Cell<Home>,
    /// Whether tasks start eagerly unless they are told not to (rule K1).
    eager: Cell<bool>,
    /// Futures that stand in a cycle while pending (`gather`, `shield`).
    linked: RefCell<Vec<Weak<FutureCell>>>,
    inbox: Arc<Inbox>,
    probe: Probe,
    /// Shared with the loops that follow this one.
    ids: Rc<Ids>,
    live: Cell<Live>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.inbox.close();
    }
}

/// An event loop. Cloning gives another reference to the same loop.
///
/// The loop reads no clock, never sleeps and never calls its host: whoever
/// drives it hands it the time with [`advance_to`](Self::advance_to) and calls
/// one of its verbs, such as [`run_iteration`](Self::run_iteration).
///
/// Tasks that are left in it, and callbacks, hold references to it: dropping the
/// last one of your own neither runs nor destroys them, they keep each other
/// alive. [`close`](Self::close) a loop that did not run to its end, or let a
/// [`Run`](crate::Run) or a [`Runner`](crate::Runner) have it: those close it even
/// when they are dropped half-way.
///
/// ```
/// use asyncio::{Loop, Turn};
/// let aio = Loop::new();
/// aio.call_later(1.5, "late", || ());
/// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: Some(1.5) });
/// aio.advance_to(1.5);
/// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: None });
/// ```
#[derive(Clone)]
pub struct Loop(Rc<Inner>);

/// Makes loops with more than the default.
///
/// ```
/// let aio = asyncio::Loop::builder().debug(true).build();
/// assert!(aio.debug());
/// ```
#[derive(Default)]
pub struct Builder {
    observer: Option<Rc<dyn Observer>>,
    driver: Option<Waker>,
    watch: Option<Rc<dyn Watch>>,
    following: Option<(f64, Rc<Ids>)>,
}

impl Builder {
    /// `observer` sees every moment of the loop.
    ///
    /// ```
    /// use asyncio::{Loop, Observer, observe::Event};
    /// use std::{cell::Cell, rc::Rc};
    /// #[derive(Default)]
    /// struct Count(Cell<u32>);
    /// impl Observer for Count {
    ///     fn observe(&self, _time: f64, _event: &Event<'_>) {
    ///         self.0.set(self.0.get() + 1);
    ///     }
    /// }
    /// let count = Rc::new(Count::default());
    /// let aio = Loop::builder().observer(count.clone()).build();
    /// aio.run_until_complete(aio.sleep(1.0))?;
    /// assert!(count.0.get() > 5);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn observer(mut self, observer: Rc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// `waker` is woken when something outside asyncio wakes a task, so that
    /// the host knows it has to drive the loop again.
    ///
    /// ```
    /// use std::{sync::{Arc, atomic::{AtomicBool, Ordering}}, task::{Wake, Waker}};
    /// #[derive(Default)]
    /// struct Host(AtomicBool);
    /// impl Wake for Host {
    ///     fn wake(self: Arc<Self>) {
    ///         // Here a host would see to it that it drives the loop again.
    ///         self.0.store(true, Ordering::Relaxed);
    ///     }
    /// }
    /// let host = Arc::new(Host::default());
    /// let aio = asyncio::Loop::builder().driver(Waker::from(host.clone())).build();
    /// let run = asyncio::Run::new(&aio, aio.sleep(1.0));
    /// run.interrupt_handle().interrupt();
    /// assert!(host.0.load(Ordering::Relaxed));
    /// ```
    #[must_use]
    pub fn driver(mut self, waker: Waker) -> Self {
        self.driver = Some(waker);
        self
    }

    /// Has the loop begin in [debug mode](Loop::set_debug), or not (rule W7).
    ///
    /// ```
    /// assert!(asyncio::Loop::builder().debug(true).build().debug());
    /// ```
    #[must_use]
    pub fn debug(mut self, enabled: bool) -> Self {
        self.watch = enabled.then(debug::watch);
        self
    }

    /// The loop. Its time starts at 0 seconds.
    ///
    /// ```
    /// assert_eq!(asyncio::Loop::builder().build().time(), 0.0);
    /// ```
    pub fn build(self) -> Loop {
        let inbox = Inbox::new(self.driver);
        let (time, ids) = self.following.unwrap_or_default();
        Loop(Rc::new(Inner {
            observer: self.observer,
            handler: RefCell::default(),
            time: Cell::new(time),
            ready: RefCell::default(),
            timers: RefCell::default(),
            batch: Cell::new(0),
            iteration: Cell::new(0),
            unobserved: Cell::new(0),
            running: Cell::new(false),
            calling: Cell::default(),
            depth: Depth::default(),
            panicked: RefCell::default(),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            idle_told: Cell::new(false),
            slow_after: Cell::new(0.1),
            debug: Cell::new(self.watch.is_some()),
            watch: self.watch.map_or_else(OnceCell::new, OnceCell::from),
            log: RefCell::default(),
            writing: Cell::new(0),
            current: RefCell::default(),
            slot: Slot::default(),
            tasks: RefCell::default(),
            linked: RefCell::default(),
            home: Cell::default(),
            eager: Cell::new(false),
            probe: Probe::new(&inbox),
            inbox,
            ids,
            live: Cell::default(),
        }))
    }
}

impl Default for Loop {
    fn default() -> Self {
        Self::new()
    }
}

impl Loop {
    /// A loop that nobody observes.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(!aio.is_running());
    /// ```
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A loop with an observer.
    ///
    /// ```
    /// use asyncio::{Loop, Observer, observe::Event};
    /// struct Print;
    /// impl Observer for Print {
    ///     fn observe(&self, time: f64, event: &Event<'_>) {
    ///         println!("{time}: {event:?}");
    ///     }
    /// }
    /// let aio = Loop::with_observer(std::rc::Rc::new(Print));
    /// aio.run_until_complete(aio.sleep(1.0))?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn with_observer(observer: Rc<dyn Observer>) -> Self {
        Self::builder().observer(observer).build()
    }

    /// Makes loops with more than the default.
    ///
    /// ```
    /// let aio = asyncio::Loop::builder().debug(true).build();
    /// assert!(aio.debug());
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Closes the loop: what is left in its queues is dropped without being
    /// run (rule A16), and pending tasks are destroyed (rule W3). Closing twice
    /// changes nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.call_soon("never", || ());
    /// aio.close()?;
    /// assert!(aio.is_closed());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// `RuntimeError` while the loop is running or in the middle of a callback
    /// (rule A15).
    pub fn close(&self) -> crate::Result<()> {
        if self.check_running().is_err() {
            return Err(Exception::runtime("Cannot close a running event loop"));
        }
        if self.is_closed() {
            return Ok(());
        }
        if self.debug()
            && let Some(log) = self.log()
        {
            log.closing(self);
        }
        self.0.closed.set(true);
        self.0.batch.set(0);
        let ready = mem::take(&mut *self.0.ready.borrow_mut());
        let timers: Vec<_> = self.0.timers.borrow_mut().take().collect();
        let live_timers = timers.iter().filter(|timed| !timed.is_cancelled()).count();
        let dropped = (ready.len() + live_timers) as u32;
        self.emit(&Event::LoopClosed { dropped });
        timers.into_iter().for_each(Timed::abandon);
        for entry in ready {
            if let Entry::Shared(cell) = &entry {
                let action = cell.action.borrow_mut().take();
                drop(action);
            }
        }
        self.destroy_pending();
        if let Some(trail) = self.trail() {
            trail.clear();
        }
        self.0.inbox.close();
        Ok(())
    }

    fn destroy_pending(&self) {
        for task in self.tasks_in_order() {
            // What one of them holds may end another when it is dropped.
            let Some(part) = task.task().filter(|_| !task.done()) else {
                continue;
            };
            self.forget_task(part.id);
            if task.log_destroy_pending.get() {
                let message = "Task was destroyed but it is pending!";
                let complaint = Complaint::DestroyedPending;
                let subject = Subject::Task(&task);
                // Nobody is there who could be left by an exit, as in a `__del__`.
                drop(self.complain(&Report::new(self, complaint, message, None, subject)));
            }
            task.abandon();
        }
        let linked = mem::take(&mut *self.0.linked.borrow_mut());
        for future in linked.iter().filter_map(Weak::upgrade) {
            future.abandon();
        }
    }
}

pub(crate) type UserAction = Box<dyn FnOnce() -> crate::Result<()>>;
