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
pub mod run;
pub mod shrink;
mod transcript;
mod variables;
mod witness;
mod words;
pub mod write;
