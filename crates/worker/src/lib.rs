//! The lesson engine behind the worker contract, paced by `setTimeout`.
//!
//! [`start`] listens to the page; a [`Pilot`] answers. What the messages mean is
//! written in [`coroscope_protocol`].
//!
//! # Invariants
//! - Before `Hello` nothing is posted but errors.
//! - The program runs in slices of a few milliseconds, so that `Pause` and
//!   `PressButton` come through however busy it is. Only a single callback that
//!   does not return cannot be interrupted; that is what `terminate()` is for.
//! - `setTimeout` decides when the loop's time jumps, never where to: a
//!   transcript is the same at every speed and in every mode.

mod clock;
mod engine;
mod lesson;
mod pilot;
mod port;
mod publisher;
mod python;
mod repertoire;
mod run;

pub use lesson::Lessons;
pub use pilot::Pilot;
pub use port::{python, start};
pub use python::Python;
