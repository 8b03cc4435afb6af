//! A program and what CPython does with it, in a file of its own.

use crate::ast::Program;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A program and its transcript.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// The program.
    pub program: Program,
    /// What CPython 3.14 does with it.
    pub transcript: Vec<String>,
}

impl Case {
    /// Writes the two into the folder, one a line, in a file named after the program's profile and seed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Path) -> Result<PathBuf> {
        let name = format!("{}-{}.jsonl", self.program.profile, self.program.seed);
        let path = folder.join(name);
        let transcript = serde_json::to_string(&self.transcript)?;
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, format!("{}\n{transcript}\n", self.program.to_json())))
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// Reads what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a program and a transcript.
    pub fn load(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let (program, transcript) = text
            .split_once('\n')
            .with_context(|| format!("{} has one line; it should have two", path.display()))?;
        Ok(Self {
            program: Program::parse(program).with_context(|| path.display().to_string())?,
            transcript: serde_json::from_str(transcript)
                .with_context(|| format!("{} has no transcript", path.display()))?,
        })
    }

    /// The text of the program alone: two seeds may lead to the same one.
    pub(super) fn without_name(&self) -> String {
        Program {
            seed: 0,
            profile: String::new(),
            ..self.program.clone()
        }
        .to_json()
    }
}
