//! Ctrl-C (rule J7).

use crate::{event_loop::Loop, waker::Inbox};
use alloc::sync::Arc;
use core::sync::atomic::{AtomicU32, Ordering};

/// Interrupts whatever a runner does at the moment, as Ctrl-C does in asyncio:
/// the first one cancels the main task, the next one leaves the loop with
/// `KeyboardInterrupt` (rule J7).
///
/// It is a cheap handle that can be cloned and sent to another thread, for
/// instance into a signal handler, and may be used from inside a callback. It
/// only leaves word: whoever drives the run acts on it in the next
/// [`step`](crate::Drive::step), between two callbacks. The
/// [`driver`](crate::Builder::driver) of the loop is woken, so that a host that
/// waits for a deadline takes that step now.
///
/// ```
/// use asyncio::{Loop, Run};
/// let aio = Loop::new();
/// let run = Run::new(&aio, aio.sleep(3600.0));
/// let interrupt = run.interrupt_handle();
/// aio.call_later(1.0, "Ctrl-C", move || interrupt.interrupt());
/// let error = run.complete().unwrap_err();
/// assert!(error.is("KeyboardInterrupt"));
/// assert_eq!(aio.time(), 1.0);
/// ```
#[derive(Clone)]
pub struct Interrupt {
    /// How many were asked for, and not acted on yet.
    asked: Arc<AtomicU32>,
    inbox: Arc<Inbox>,
}

impl Interrupt {
    pub(super) fn new(aio: &Loop) -> Self {
        Self {
            asked: Arc::default(),
            inbox: aio.inbox().clone(),
        }
    }

    /// Asks for one interrupt. One that nobody has acted on by the end of a run
    /// is for the next one, or for the clean-up.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let run = asyncio::Run::new(&aio, aio.sleep(9.0));
    /// run.interrupt_handle().interrupt();
    /// assert!(run.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// ```
    pub fn interrupt(&self) {
        // More than this many in one step are no different from this many.
        let most = |asked: u32| Some(asked.saturating_add(1));
        self.asked
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, most)
            .ok();
        self.inbox.wake_driver();
    }

    /// Takes one, if one was asked for.
    pub(super) fn take(&self) -> bool {
        self.asked.load(Ordering::Relaxed) > 0
            && self
                .asked
                .fetch_update(Ordering::AcqRel, Ordering::Acquire, |asked| {
                    asked.checked_sub(1)
                })
                .is_ok()
    }
}
