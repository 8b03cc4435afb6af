//! Small asyncio programs as data.
//!
//! A program is one line of JSON: the bodies of a few coroutines, made of statements that CPython's
//! asyncio and the executor core both can run. What a program does is written down as a transcript,
//! a list of lines. If the two transcripts are equal, the core does what CPython does.
//!
//! [`ast::Program`] is a program as a value; [`parse`] and [`write`](mod@write) bring it from and to JSON;
//! [`check`] says which programs may run; [`mention`] looks through one; [`run`](mod@run) runs one on the core.
//! [`generate`] makes programs by chance, [`fuzz`](mod@fuzz) compares them with CPython, and `cargo xtask mutants`
//! measures whether they would notice a core that is wrong.

use std::{env, path::PathBuf};

pub mod ast;
pub mod check;
pub mod coverage;
pub mod fuzz;
pub mod generate;
mod interpret;
mod ledger;
pub mod mention;
mod names;
pub mod oracle;
pub mod parse;
pub mod recording;
pub mod run;
pub mod shrink;
mod transcript;
mod variables;
mod witness;
mod words;
pub mod write;

/// The folder of this crate: there are the oracle's scripts, the cases and the recording.
///
/// Cargo names it at run time; what it was at compile time is only the fallback, because a
/// target folder can be shared between checkouts.
pub fn home() -> PathBuf {
    let now = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    // Whoever runs this program from a program of another crate's names that one.
    let ours = now.filter(|folder| folder.ends_with("crates/programs"));
    ours.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into())
}
