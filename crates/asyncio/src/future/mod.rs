//! Futures: a result that is not there yet (rules C1 to C11).

pub(crate) mod callbacks;
pub(crate) mod cell;
mod distinct;
pub(crate) mod done;
mod end;
mod handle;
mod outcome;
pub(crate) mod spare;
pub(crate) mod state;
mod wait;

pub(crate) use distinct::distinct;
pub use done::CallbackId;
pub use handle::{Future, FutureRef};
pub(crate) use outcome::cell_result;
pub use wait::Wait;
