//! Python on the executor core: RustPython's virtual machine, whose asyncio runs on our loop.
//!
//! A run is a function of the program's source and of a script of outside events: time is
//! virtual, chance has a seed, and every run has an interpreter of its own. It goes straight
//! through and streams its trace to a [`Sink`]; whoever watches plays that back at any pace.
//!
//! ```
//! use std::rc::Rc;
//! use coroscope_python::{Bounds, End, Nobody, Program, run};
//! let program = Program::new("print(6 * 7)");
//! assert_eq!(run(&program, Bounds::PAGE, Rc::new(Nobody)), End::Finished { exit_code: 0 });
//! ```

// A native function has to look as RustPython calls it.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    clippy::unused_self
)]

#[macro_use]
extern crate rustpython_derive;

mod bounds;
mod compiled;
mod depth;
mod end;
mod engine;
mod frozen;
mod host;
mod memory;
mod native;
mod offer;
mod patience;
mod program;
mod quotes;
mod rounds;
mod scan;
mod surroundings;
mod tabs;
mod turn;

pub use bounds::{Bounds, Horizon};
pub use coroscope_engine::{Nobody, Outbox, Outside as Sink};
pub use end::End;
pub use engine::{Engine, run};
pub use offer::{Argument, Value};
pub use program::{Answer, Press, Program, Script};
pub use surroundings::Surroundings;
