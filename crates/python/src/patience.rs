//! How long a clock that stands still is looked at before it moves.
//!
//! Time is virtual: it passes while a program sleeps, and not while it computes. A program that
//! waits by computing (`while time.monotonic() < end: pass`, or `await sleep(0)` again and again until a
//! timer has fired) ends all the same where time is real, so it has to end here.

/// Looks at the clock.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Looks {
    time: f64,
    events: u32,
    /// With nothing recorded between them.
    pub(crate) alone: u32,
    pub(crate) at_this_time: u32,
}

impl Looks {
    /// One more, when `events` were recorded so far.
    pub(crate) fn next(self, time: f64, events: u32) -> Self {
        let counted = |same: bool, before: u32| if same { before.saturating_add(1) } else { 1 };
        let same_time = self.time.total_cmp(&time).is_eq();
        Self {
            time,
            events,
            alone: counted(same_time && self.events == events, self.alone),
            at_this_time: counted(same_time, self.at_this_time),
        }
    }
}

/// Iterations of a loop.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Turns {
    time: f64,
    iteration: u32,
    pub(crate) at_this_time: u32,
}

impl Turns {
    /// A callback of `iteration` has run.
    pub(crate) fn next(self, time: f64, iteration: u32) -> Self {
        let at_this_time = if self.time.total_cmp(&time).is_ne() {
            1
        } else {
            self.at_this_time + u32::from(self.iteration != iteration)
        };
        Self {
            time,
            iteration,
            at_this_time,
        }
    }
}
