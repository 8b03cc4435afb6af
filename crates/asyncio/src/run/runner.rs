//! `Runner` (rules J1, J7, J8).

use super::{Close, Interrupt, Lease, Main};
use crate::{awaitable::Awaitable, event_loop::Loop, exception::Result, value::Value};
use alloc::rc::Rc;
use core::panic::Location;

/// Several runs on one loop: what one of them leaves pending goes on in the next
/// (rule J1). [`close`](Self::close) cleans up.
///
/// Where asyncio's `Runner` makes a loop, this is given one. Dropped without
/// `close`, it closes the loop at once, and pending tasks are destroyed.
///
/// ```
/// use asyncio::{Loop, Runner};
/// let aio = Loop::new();
/// let runner = Runner::new(&aio);
/// let tea = aio.create_task(aio.coroutine("brew", aio.sleep(3.0)));
/// runner.run(aio.sleep(1.0))?;
/// assert!(!tea.done());
/// runner.run(&tea)?;
/// assert_eq!(aio.time(), 3.0);
/// runner.close().complete()?;
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct Runner {
    lease: Rc<Lease>,
}

impl Runner {
    /// A runner on this loop, which must be neither running nor closed when the
    /// first run begins.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// assert!(!runner.get_loop().is_running());
    /// ```
    pub fn new(aio: &Loop) -> Self {
        Self {
            lease: Rc::new(Lease::new(aio)),
        }
    }

    /// Turns debug mode of the loop on or off (rule W7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio).debug(true);
    /// runner.run(aio.sleep(1.0))?;
    /// assert!(aio.debug());
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[must_use]
    pub fn debug(self, enabled: bool) -> Self {
        self.lease.aio.set_debug(enabled);
        self
    }

    /// The loop.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// assert_eq!(runner.get_loop().time(), 0.0);
    /// ```
    pub fn get_loop(&self) -> &Loop {
        &self.lease.aio
    }

    /// Runs something to its end, on virtual time: a coroutine as the main task,
    /// any other awaitable in a main task that awaits it (rule J8).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let answer = aio.coroutine("answer", async { Ok(42) });
    /// assert_eq!(runner.run(answer), Ok(42));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// As [`Main::outcome`] and [`Main::complete`].
    #[track_caller]
    pub fn run<T: Value, A: Awaitable<T>>(&self, main: A) -> Result<T>
    where
        A::Wait: 'static,
    {
        self.start(main).complete()
    }

    /// The same, to be driven by the caller.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let main = runner.start(aio.sleep(1.0));
    /// assert_eq!(main.complete(), Ok(()));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn start<T: Value, A: Awaitable<T>>(&self, main: A) -> Main<T>
    where
        A::Wait: 'static,
    {
        Main::new(&self.lease, main, "Runner.run()", Location::caller())
    }

    /// Cleans up and closes the loop; nothing happens until it is driven. After
    /// that, running is an error and closing changes nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let nap = aio.create_task(aio.coroutine("nap", aio.sleep(9.0)));
    /// runner.run(aio.sleep(1.0))?;
    /// runner.close().complete()?;
    /// assert!(nap.cancelled());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn close(&self) -> Close {
        Close::new(&self.lease, Location::caller())
    }

    /// Interrupts whatever of this runner is driven now or next (rule J7).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// runner.interrupt_handle().interrupt();
    /// assert!(runner.run(aio.sleep(1.0)).is_err_and(|error| error.is("KeyboardInterrupt")));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn interrupt_handle(&self) -> Interrupt {
        self.lease.interrupt.clone()
    }
}
