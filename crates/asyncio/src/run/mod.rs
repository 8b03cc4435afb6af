//! Running something to its end: `asyncio.run`, `Runner`, `run_until_complete`,
//! `run_forever` (rules A10, A13 to A15, J1 to J8).
//!
//! Each is a state machine that somebody drives, so that whoever drives it
//! decides about time:
//!
//! ```text
//!  Run = asyncio.run         Main            Close
//!  ┌───────────────────────────────────┐
//!  │  start ─► main task ─► MainDone ──┼─► cancel ─► gather ─► generators
//!  └───────────────────────────────────┘        └─ none left ─►│
//!                                             closed ◄─ executor ◄┘
//! ```
//!
//! A [`Runner`] hands out any number of [`Main`]s, one after the other, and one
//! [`Close`]. What they have in common, the loop and its life, is the [`Lease`].

mod close;
mod forever;
mod interrupt;
mod lease;
mod main_task;
mod once;
mod runner;
mod until;

pub use close::Close;
pub use forever::Forever;
pub use interrupt::Interrupt;
pub use main_task::Main;
pub use once::Run;
pub use runner::Runner;

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
};
use lease::Lease;

/// What one step of a [`Drive`] came to.
///
/// ```
/// use asyncio::{Drive, Loop, Progress, Run};
/// let aio = Loop::new();
/// let mut run = Run::new(&aio, aio.sleep(2.0));
/// let mut progress = run.step();
/// while progress == Progress::Ran {
///     progress = run.step();
/// }
/// assert_eq!(progress, Progress::Idle { deadline: Some(2.0) });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub enum Progress {
    /// A callback ran, or a duty was entered; there may be more to do now.
    Ran,
    /// Nothing is ready. Wait until `deadline`, in seconds of loop time, or for
    /// something from outside; then [`advance_to`](Loop::advance_to) and step on.
    Idle {
        /// The earliest deadline.
        deadline: Option<f64>,
    },
    /// It is over, and its outcome is there.
    Finished,
}

/// Something that is driven step by step, whatever its result is.
///
/// ```
/// use asyncio::{Drive, Loop, Progress};
/// /// Real seconds pass while nothing is ready.
/// fn drive(aio: &Loop, what: &mut dyn Drive, sleep: impl Fn(f64)) {
///     loop {
///         match what.step() {
///             Progress::Ran => {}
///             Progress::Idle { deadline: Some(deadline) } => {
///                 sleep(deadline - aio.time());
///                 aio.advance_to(deadline);
///             }
///             Progress::Idle { deadline: None } | Progress::Finished => break,
///         }
///     }
/// }
/// let aio = Loop::new();
/// let mut run = asyncio::Run::new(&aio, aio.sleep(0.5));
/// let slept = std::cell::Cell::new(0.0);
/// drive(&aio, &mut run, |seconds| slept.set(slept.get() + seconds));
/// assert_eq!((run.outcome(), slept.get()), (Ok(()), 0.5));
/// ```
pub trait Drive {
    /// Runs one callback, or enters one duty.
    fn step(&mut self) -> Progress;
}

/// Drives to the end on virtual time: loop time jumps to the next deadline.
fn complete(aio: &Loop, what: &mut dyn Drive) -> Result<()> {
    loop {
        match what.step() {
            Progress::Ran => {}
            Progress::Idle { .. } if aio.advance_to_next_deadline() => {}
            Progress::Idle { .. } => return Err(deadlock()),
            Progress::Finished => return Ok(()),
        }
    }
}

/// Rule A19: asyncio would hang here without a word.
fn deadlock() -> Exception {
    Exception::runtime("deadlock: every task waits, and no timer is left that could wake one")
}
