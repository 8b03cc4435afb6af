//! Queues: `Queue`, `PriorityQueue` and `LifoQueue` (rules I11 to I14).
//!
//! There is one queue, [`shared::Shared`], and three ways to store its items,
//! each a [`storage::Storage`].

mod futures;
mod handle;
mod heap;
mod kinds;
mod line;
mod shared;
mod storage;
mod turn;

pub use futures::{Get, Join, Put};
pub use handle::Queue;
pub use kinds::{LifoQueue, PriorityQueue};
