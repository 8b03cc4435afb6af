//! The executor core as one of the sides.

use super::Side;
use crate::{
    ast::Program,
    run::{Ran, run},
};
use anyhow::Result;

/// The executor core.
#[derive(Clone, Copy, Debug)]
pub struct Core;

impl Side for Core {
    /// Never fails: a broken promise of the core is a transcript that nobody else has.
    fn transcript(&mut self, program: &Program) -> Result<Vec<String>> {
        Ok(match run(program) {
            Ran::Transcript(lines) => lines,
            Ran::Failed(how) => vec![how],
        })
    }
}
