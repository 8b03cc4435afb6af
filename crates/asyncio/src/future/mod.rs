//! Futures: a result that is not there yet (rules C1 to C11).

pub(crate) mod callbacks;
pub(crate) mod cell;
mod distinct;
pub(crate) mod done;
mod handle;
mod wait;

pub(crate) use distinct::distinct;
pub use done::CallbackId;
pub use handle::{Future, FutureRef};
pub use wait::Wait;

/// The result behind a typed handle of a task.
pub(crate) fn cell_result<T: crate::value::Value>(
    cell: &cell::FutureCell,
) -> crate::exception::Result<T> {
    handle::typed(&cell.result()?)
}
