//! Python behind the worker contract: one program, straight through, in virtual time.
//!
//! [`start`] makes an interpreter, says that it is there, and waits for a program. What the messages mean is
//! written in [`coroscope_protocol::python`]; what Python is here, in [`coroscope_python`].
//!
//! # Invariants
//! - A worker runs one program. Whoever wants another takes another worker, of the same compiled module.
//! - Events leave in order and without gaps, and none is left behind when the run ends.
//! - Nothing here waits, and a clock decides when events are posted, never which.

mod courier;
mod port;
mod terms;

pub use courier::Courier;
pub use port::start;
