//! `asyncio.run` (rules J1 to J8).

use super::{Close, Drive, Interrupt, Lease, Main, Progress, complete};
use crate::{awaitable::Awaitable, event_loop::Loop, exception::Result, value::Value};
use alloc::rc::Rc;
use core::panic::Location;

/// `asyncio.run(main())` as a state machine, so that whoever drives it decides
/// about time: create the main task, run it to its end, cancel and gather what
/// is left, close async generators and the executor, close the loop.
///
/// Dropped half-way, it closes the loop at once, and pending tasks are destroyed.
///
/// ```
/// use asyncio::{Loop, Progress, Run, Drive};
/// let aio = Loop::new();
/// let sleeper = aio.clone();
/// let main = aio.coroutine("main", async move {
///     sleeper.sleep(2.0).await?;
///     Ok("done")
/// });
/// let mut run = Run::new(&aio, main);
/// loop {
///     match run.step() {
///         Progress::Ran => {}
///         Progress::Idle { .. } => assert!(aio.advance_to_next_deadline()),
///         Progress::Finished => break,
///     }
/// }
/// assert_eq!(run.outcome()?, "done");
/// assert!(aio.is_closed());
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "nothing happens until it is driven"]
pub struct Run<T: Value> {
    main: Main<T>,
    close: Close,
}

impl<T: Value> Run<T> {
    /// Nothing happens until the first [`step`](Drive::step). The loop must be
    /// neither running nor closed; else the outcome says so. A coroutine becomes
    /// the main task; any other awaitable is awaited in one (rule J8).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::Run::new(&aio, aio.sleep(2.0)).complete(), Ok(()));
    /// ```
    #[track_caller]
    pub fn new<A: Awaitable<T>>(aio: &Loop, main: A) -> Self
    where
        A::Wait: 'static,
    {
        let place = Location::caller();
        let lease = Rc::new(Lease::new(aio));
        Self {
            main: Main::new(&lease, main, "asyncio.run()", place),
            close: Close::new(&lease, place),
        }
    }

    /// Turns debug mode of the loop on or off, as `asyncio.run(main(),
    /// debug=True)` does (rule W7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// asyncio::Run::new(&aio, aio.sleep(2.0)).debug(true).complete()?;
    /// assert!(aio.debug());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn debug(self, enabled: bool) -> Self {
        self.main.course.lease.aio.set_debug(enabled);
        self
    }

    /// How the main task ended, or what left the loop or the clean-up.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let run = asyncio::Run::new(&aio, aio.sleep(2.0));
    /// assert!(run.outcome().is_err_and(|error| error.is("InvalidStateError")));
    /// ```
    ///
    /// # Errors
    /// That exception. `KeyboardInterrupt` when an interrupt ended it (rule J7).
    /// `RuntimeError` when the loop was running or closed. `InvalidStateError`
    /// before the end.
    pub fn outcome(&self) -> Result<T> {
        match &self.close.failure {
            Some(error) => Err(error.clone()),
            None => self.main.outcome(),
        }
    }

    /// Runs to the end on virtual time: loop time jumps to the next deadline.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let never = aio.create_future::<()>();
    /// let stuck = asyncio::Run::new(&aio, &never).complete().unwrap_err();
    /// assert!(stuck.message().is_some_and(|message| message.starts_with("deadlock")));
    /// ```
    ///
    /// # Errors
    /// As [`outcome`](Self::outcome); `RuntimeError` on a deadlock (rule A19),
    /// after which the loop is closed.
    pub fn complete(mut self) -> Result<T> {
        let aio = self.main.course.lease.aio.clone();
        complete(&aio, &mut self)?;
        self.outcome()
    }

    /// The first call cancels the main task; the second one, and one during the
    /// clean-up, leaves the loop with `KeyboardInterrupt` (rule J7). All of them
    /// act in the next step.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let run = asyncio::Run::new(&aio, aio.sleep(2.0));
    /// run.interrupt();
    /// assert!(run.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// ```
    pub fn interrupt(&self) {
        self.main.interrupt();
    }

    /// A handle by which it can be interrupted while it is driven.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let run = asyncio::Run::new(&aio, aio.sleep(2.0));
    /// let interrupt = run.interrupt_handle();
    /// aio.call_later(1.0, "Ctrl-C", move || interrupt.interrupt());
    /// assert!(run.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// ```
    pub fn interrupt_handle(&self) -> Interrupt {
        self.main.interrupt_handle()
    }
}

impl<T: Value> Drive for Run<T> {
    fn step(&mut self) -> Progress {
        if !self.main.course.is_over() {
            return self.main.step();
        }
        if self.main.course.refused {
            return Progress::Finished;
        }
        self.close.step()
    }
}

impl<T: Value> Drop for Run<T> {
    fn drop(&mut self) {
        self.main.course.lease.give_up();
    }
}
