//! How fast the executor core is, beside others that do the same work.
//!
//! A [`Row`] is a piece of work, a [`Contender`] somebody who does it, and
//! [`race`](race::race) lets several of them do it in turns, so that whatever
//! else the machine does meets all of them alike. The binary `table` prints
//! everything; `docs/BENCHMARKS.md` holds what it printed last.
//!
//! ```
//! use coroscope_bench::{Contender, Row};
//! assert_eq!(Contender::Core.run(Row::Spawn, 10), Some(Row::Spawn.answer(10)));
//! ```

mod contenders;
#[cfg(not(target_arch = "wasm32"))]
pub mod race;
mod row;

pub use contenders::Contender;
pub use row::Row;
