//! What a program may ask of wherever it runs.

use crate::{Answer, Outbox};

/// The world around a program, as far as it can ask it for something. A page has nothing to give: what
/// is answered there is in the [`Script`](crate::Script), so that a run can be repeated.
pub trait Surroundings {
    /// The source of a module, by its path below the folder of further modules: `package/module.py`.
    fn read(&self, path: &str) -> Option<String> {
        let _ = path;
        None
    }

    /// The answer to an `input()` for which the script has none; `None` when nobody is there to ask.
    /// What was recorded so far is in `outbox`, the prompt included.
    fn ask(&self, prompt: &str, outbox: Outbox<'_>) -> Option<Answer> {
        let _ = (prompt, outbox);
        None
    }

    /// Whether further modules are there to be [read](Self::read).
    fn has_library(&self) -> bool {
        false
    }

    /// An idle loop is about to jump over so many seconds: whoever runs in real time waits here.
    fn wait(&self, seconds: f64, outbox: Outbox<'_>) {
        let _ = (seconds, outbox);
    }
}

/// No surroundings.
impl Surroundings for () {}
