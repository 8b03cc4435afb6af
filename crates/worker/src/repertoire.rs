//! What a pilot can run.

use std::rc::Rc;

use coroscope_protocol::{Program, RunId, WorkerError, python};

use crate::{engine::Engine, publisher::Publisher};

/// Programs of one kind. There are two: [`Lessons`](crate::Lessons) and [`Python`](crate::Python).
///
/// A pilot is made for one of them at compile time, so that a file has the code of what it
/// runs and no other.
pub trait Repertoire: 'static {
    /// What such a program runs on.
    type Engine: Engine;

    /// The names of the lessons, from the one who speaks for the worker: greets the page, and
    /// complains of what is wrong with its messages.
    fn speaks(&self) -> Option<Vec<String>>;

    /// What runs this program; nothing if it is for somebody else.
    ///
    /// # Errors
    /// When nobody can run it.
    fn engine(
        &mut self,
        run: RunId,
        program: Program,
        publisher: &Rc<Publisher>,
    ) -> Result<Option<Self::Engine>, WorkerError>;

    /// Where the Python engine is.
    fn load(&mut self, script: String, module: String, bytes: u32);

    /// Runs what an engine wants to be run in a fresh Python worker. Says whether it can.
    fn run(&mut self, _program: &python::Program) -> bool {
        false
    }

    /// Ends what runs there.
    fn stop(&mut self) {}
}
