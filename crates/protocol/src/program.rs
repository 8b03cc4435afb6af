//! What a run is of, and the engine that a Python program needs.

use serde::{Deserialize, Serialize};

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Program {
    /// A lesson on the compiled engine: its name in URLs, as in
    /// [`FromWorker::Ready`](crate::FromWorker::Ready).
    Lesson(String),
    /// Python source, on the Python engine. It wants
    /// [`ToWorker::LoadPython`](crate::ToWorker::LoadPython) before.
    Python(Source),
}

/// A Python program. The same source, file name and seed give the same run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The text of the file.
    pub source: String,
    /// The name that tracebacks give it: `program.py`.
    pub file: String,
    /// What `random` starts from.
    pub seed: u32,
}

/// How it stands with the Python engine, once a worker was told where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PythonEngine {
    /// It is being downloaded and compiled.
    Loading {
        /// How many bytes have come, unpacked.
        received: u32,
        /// How many there will be, as [`ToWorker::LoadPython`](crate::ToWorker::LoadPython) said.
        total: u32,
    },
    /// It is compiled. Runs begin at once.
    Ready,
    /// It could not be had. [`ToWorker::LoadPython`](crate::ToWorker::LoadPython) tries again.
    Failed {
        /// Why, in the browser's words.
        reason: String,
    },
}
