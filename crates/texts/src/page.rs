//! What the page says beside the run.

mod frame;
mod panes;
pub mod phrases;

pub use frame::Words;
pub use panes::PaneWords;

pub(crate) const EN: [&[&str]; 3] = [frame::EN, panes::EN, phrases::EN];
pub(crate) const RU: [&[&str]; 3] = [frame::RU, panes::RU, phrases::RU];
pub(crate) const END: u16 = phrases::END;
