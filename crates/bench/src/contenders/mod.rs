//! Those who do the work: the executor core, with and without an observer, and
//! others that run tasks on one thread.

mod core;
mod observed;
#[cfg(not(target_arch = "wasm32"))]
mod pool;
#[cfg(not(target_arch = "wasm32"))]
mod smol;
#[cfg(not(target_arch = "wasm32"))]
mod tokio;

use crate::row::Row;

/// Somebody who does the work of the rows. Each does it from nothing to nothing:
/// it makes its loop or runtime, runs the work to its end, and drops everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    /// The executor core, observed by nobody.
    Core,
    /// The core with an observer that only counts.
    Counted,
    /// The core under the engine, which records the whole trace as for a page.
    Recorded,
    /// tokio: `current_thread` with a `LocalSet`, on a paused clock.
    #[cfg(not(target_arch = "wasm32"))]
    Tokio,
    /// async-executor's `LocalExecutor`, with smol's channels and locks. It has
    /// no timers of its own, and those that go with it use the real clock.
    #[cfg(not(target_arch = "wasm32"))]
    Smol,
    /// futures' `LocalPool`, with its channels and locks; no timers either.
    #[cfg(not(target_arch = "wasm32"))]
    Pool,
}

impl Contender {
    /// What a table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "Coroscope",
            Self::Counted => "counting observer",
            Self::Recorded => "trace recorder",
            #[cfg(not(target_arch = "wasm32"))]
            Self::Tokio => "tokio",
            #[cfg(not(target_arch = "wasm32"))]
            Self::Smol => "async-executor",
            #[cfg(not(target_arch = "wasm32"))]
            Self::Pool => "futures LocalPool",
        }
    }

    /// Does the work and gives what it came to; `None` when it has no means for it.
    ///
    /// # Panics
    /// When a contender fails at work that cannot fail.
    pub fn run(self, row: Row, size: u64) -> Option<u64> {
        match self {
            Self::Core => Some(core::run(row, size)),
            Self::Counted => Some(observed::counted(row, size)),
            Self::Recorded => Some(observed::recorded(row, size)),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Tokio => tokio::run(row, size),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Smol => smol::run(row, size),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Pool => pool::run(row, size),
        }
    }

    /// Makes `count` tasks, each waiting for something of its own that does not
    /// come, calls `measure` while they wait, and drops them. `None` when it has
    /// no means for it.
    pub fn idle<R>(self, count: u64, measure: impl FnOnce() -> R) -> Option<R> {
        match self {
            Self::Core => Some(core::idle(count, measure)),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Tokio => Some(tokio::idle(count, measure)),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Smol => Some(smol::idle(count, measure)),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Pool => Some(pool::idle(count, measure)),
            _ => None,
        }
    }
}
