//! The events of a run, and everything a page shows of them.
#![no_std]

extern crate alloc;

mod event;

pub use event::*;
