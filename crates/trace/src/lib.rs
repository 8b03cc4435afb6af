//! The events of a run, and everything a page shows of them.
//!
//! A run is a sequence of [`Event`]s. What a person sees is a fold over a
//! prefix of it: [`Model`] is that fold and [`apply`] its step.
#![no_std]

extern crate alloc;

pub mod decimal;
mod event;
mod file;
pub mod history;
pub mod insights;
mod log;
pub mod model;
pub mod narrator;
mod packed;
pub mod timeline;

pub use event::*;
pub use file::TraceFile;
pub use history::{History, Mark};
pub use insights::{Insight, InsightKind, Insights};
pub use log::Log;
pub use model::{Model, apply};
pub use narrator::{Lang, Sentence, Span, narrate};
pub use packed::{Pack, Packed, Packer, Tag, UnpackError, unpack};
pub use timeline::{Axis, Timeline};
