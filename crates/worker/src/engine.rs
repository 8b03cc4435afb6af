//! What a run runs on.

use coroscope_engine::{Course, End, Halt, Idle};
use coroscope_protocol::{
    WorkerError,
    python::{Answer, FromPython, Program},
};
use coroscope_trace::ButtonId;

/// What came of looking for more of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum More {
    /// There is more.
    Here,
    /// It comes later, and by itself.
    Later,
    /// The program asks for a line.
    Input {
        /// What it says to whoever is to write it.
        prompt: String,
    },
}

/// A program that is run step by step, or the recording of one.
pub trait Engine: Course<Halt = Halt> {
    /// Loop time, in seconds.
    fn time(&self) -> f64;

    /// How it is over, if it is.
    fn end(&self) -> Option<End>;

    /// What it waits for, if it is idle.
    fn idle(&self) -> Option<Idle>;

    /// Passes a wait, up to its deadline.
    ///
    /// # Errors
    /// When it is not known what comes then.
    fn pass_to(&mut self, deadline: f64) -> Result<(), Halt>;

    /// Presses a button, at loop time `at` or now.
    ///
    /// # Errors
    /// When the program offers no such button.
    fn press(&mut self, button: ButtonId, at: f64) -> Result<(), WorkerError>;

    /// Whether something was recorded and not published.
    fn has_news(&self) -> bool;

    /// Posts what was recorded.
    fn publish(&mut self);

    /// Loop seconds in a real second from now on; `None` when it is not live.
    fn set_speed(&self, _speed: Option<f64>) {}

    /// Whether it stands between two steps, where it may stay.
    fn is_between_steps(&self) -> bool {
        true
    }

    /// Whether it has begun.
    fn has_begun(&self) -> bool {
        true
    }

    /// Lets happen what came from outside. Says whether something did.
    ///
    /// # Errors
    /// When it is not known yet what it does.
    fn outside(&mut self) -> Result<bool, Halt> {
        Ok(false)
    }

    /// Looks for more, after it was not known what comes next.
    ///
    /// # Errors
    /// When there will never be any.
    fn more(&mut self) -> Result<More, WorkerError> {
        Ok(More::Later)
    }

    /// What is to be run in a fresh Python worker, if anything.
    fn wanted(&mut self) -> Option<&Program> {
        None
    }

    /// The Python worker said something.
    ///
    /// # Errors
    /// When it cannot be believed.
    fn hear(&mut self, _said: FromPython) -> Result<(), WorkerError> {
        Ok(())
    }

    /// Somebody answered the program. Says whether it had asked.
    fn answer(&mut self, _answer: Answer) -> bool {
        false
    }
}
