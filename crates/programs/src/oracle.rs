//! CPython, kept open in another process, which says what a program does.

use crate::ast::Program;
use anyhow::{Context, Result, bail};
use serde_json::Value as Json;
use std::{
    fmt,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Where a CPython is to be found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// This program, a Python 3.11 or later.
    Python(PathBuf),
    /// The one that npm's `pyodide` carries, run by Node; `pyodide` is installed in this folder.
    Node(PathBuf),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python(program) => program.display().fmt(f),
            Self::Node(_) => f.write_str("Pyodide in Node"),
        }
    }
}

/// A running oracle.
pub struct Oracle {
    /// Which CPython it is: `3.14.2`.
    pub version: String,
    /// Where programs go.
    pub questions: Questions,
    /// Where transcripts come from, in the order of the programs.
    pub answers: Answers,
    /// The process; it ends when this is dropped.
    pub process: Process,
}

/// A process that ends when this is dropped.
pub struct Process(Child);

/// The end of an oracle that takes programs.
pub struct Questions(ChildStdin);

/// The end of an oracle that gives transcripts.
pub struct Answers(BufReader<ChildStdout>);

impl Kind {
    /// Starts the process and waits until it is ready, which takes Pyodide a second or two.
    ///
    /// # Errors
    /// When it cannot be started, or ends without a word; its own errors go to standard error.
    pub fn start(&self) -> Result<Oracle> {
        let scripts = crate::home().join("oracle");
        let mut command = match self {
            Self::Python(program) => {
                let mut python = Command::new(program);
                python.arg("-B").arg(scripts.join("record.py"));
                python
            }
            Self::Node(folder) => {
                let mut node = Command::new("node");
                node.arg(scripts.join("record.mjs")).current_dir(folder);
                node
            }
        };
        command
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {self}"))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("{self} has no pipes");
        };
        let mut answers = Answers(BufReader::new(stdout));
        let version = answers
            .line()
            .with_context(|| format!("{self} cannot be used"))?;
        Ok(Oracle {
            version,
            questions: Questions(stdin),
            answers,
            process: Process(child),
        })
    }
}

impl Oracle {
    /// What CPython does with one program.
    ///
    /// # Errors
    /// When the process has ended, or says that it cannot run the program.
    pub fn ask(&mut self, program: &Program) -> Result<Vec<String>> {
        self.questions.put(program)?;
        self.answers.take()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // What can fail here is only that it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Questions {
    /// Hands in a program; its transcript comes later.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn put(&mut self, program: &Program) -> Result<()> {
        writeln!(self.0, "{}", program.to_json()).context("the oracle takes no more programs")
    }
}

impl Answers {
    /// The transcript of the next program that was handed in.
    ///
    /// # Errors
    /// When the process has ended, or says that it cannot run the program.
    pub fn take(&mut self) -> Result<Vec<String>> {
        let line = self.line()?;
        let answer: Json = serde_json::from_str(&line)
            .with_context(|| format!("the oracle said what is no JSON: {line}"))?;
        if let Some(error) = answer["error"].as_str() {
            bail!("the oracle cannot run a program: {error}");
        }
        serde_json::from_value(answer).context("the oracle said what is no transcript")
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self
            .0
            .read_line(&mut line)
            .context("the oracle cannot be read")?
            == 0
        {
            bail!("the oracle has ended");
        }
        Ok(line.trim_end().to_owned())
    }
}
