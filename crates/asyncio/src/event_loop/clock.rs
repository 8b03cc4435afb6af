//! Loop time: it is what whoever drives the loop says it is.

use super::Loop;
use crate::observe::Event;

impl Loop {
    /// Moves loop time forwards to `time`, in seconds. Time never goes back: an
    /// earlier time, or NaN, changes nothing.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.advance_to(2.5);
    /// aio.advance_to(1.0);
    /// assert_eq!(aio.time(), 2.5);
    /// ```
    pub fn advance_to(&self, time: f64) {
        let from = self.time();
        if time > from && time.is_finite() {
            self.0.time.set(time);
            self.0.idle_told.set(false);
            self.emit(&Event::ClockAdvanced { from });
        }
    }

    /// The earliest deadline of a timer that is not cancelled, in seconds of
    /// loop time; `None` also when it is infinitely far away.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.call_later(2.0, "late", || ());
    /// assert_eq!(aio.next_deadline(), Some(2.0));
    /// # aio.close().unwrap();
    /// ```
    pub fn next_deadline(&self) -> Option<f64> {
        let mut timers = self.0.timers.borrow_mut();
        timers.purge();
        timers.next_deadline().filter(|time| time.is_finite())
    }

    /// Moves loop time to the earliest deadline; says whether there is one.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.call_later(2.0, "late", || ());
    /// assert!(aio.advance_to_next_deadline());
    /// assert_eq!(aio.time(), 2.0);
    /// # aio.close().unwrap();
    /// ```
    #[allow(clippy::must_use_candidate)]
    pub fn advance_to_next_deadline(&self) -> bool {
        match self.next_deadline() {
            Some(deadline) => {
                self.advance_to(deadline);
                true
            }
            None => false,
        }
    }
}
