//! What the page says beside the run.

use crate::table::Table;

mod frame;
mod panes;
pub mod phrases;

pub use frame::Words;
pub use panes::PaneWords;

/// In the order of their keys.
pub(crate) const TABLES: &[Table] = &[frame::TABLE, panes::TABLE, phrases::TABLE];
pub(crate) const END: u16 = phrases::END;
