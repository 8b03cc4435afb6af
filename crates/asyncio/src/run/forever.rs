//! `run_forever` (rules A10, A12, A15).

use super::{Drive, Progress, complete};
use crate::{
    event_loop::{Loop, Turn},
    exception::{Exception, Result},
};

/// The time between the start and the end of `run_forever`: while this lives,
/// the loop is running.
pub(super) struct Running {
    aio: Loop,
}

impl Running {
    /// Refused while the loop is running, and when it is closed.
    pub(super) fn begin(aio: &Loop) -> Result<Self> {
        aio.begin_running()?;
        Ok(Self { aio: aio.clone() })
    }

    /// `None` when the loop was stopped. What left the loop is an error.
    pub(super) fn step(&self) -> Result<Option<Progress>> {
        match self.aio.run_callback() {
            Turn::Ran => Ok(Some(Progress::Ran)),
            Turn::Idle { deadline } => Ok(Some(Progress::Idle { deadline })),
            Turn::Stopped => Ok(None),
            Turn::Raised(error) => Err(error),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A loop that was abandoned meanwhile is not running any more.
        if self.aio.is_running() {
            self.aio.end_running();
        }
    }
}

enum Stage {
    Start,
    Running(Running),
    Done(Result<()>),
}

/// `run_forever`, a step at a time: it is over when [`Loop::stop`] was called and
/// the iteration in which that happened has ended (rule A10), or when
/// `SystemExit` or `KeyboardInterrupt` left a callback (rule A12). What is queued
/// by then stays queued for the next run.
///
/// Dropped before its end it leaves the loop as a stop does, at once.
///
/// ```
/// use asyncio::{Drive, Forever, Loop, Progress};
/// let aio = Loop::new();
/// let nested = aio.clone();
/// aio.call_later(2.0, "enough", move || nested.stop());
/// let mut forever = Forever::new(&aio);
/// while forever.step() == Progress::Ran {}
/// // Nothing is ready before the timer is due.
/// assert_eq!(forever.step(), Progress::Idle { deadline: Some(2.0) });
/// aio.advance_to(2.0);
/// while forever.step() == Progress::Ran {}
/// assert_eq!(forever.outcome(), Ok(()));
/// ```
pub struct Forever {
    aio: Loop,
    stage: Stage,
}

impl Forever {
    /// Nothing happens until the first [`step`](Drive::step).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let forever = asyncio::Forever::new(&aio);
    /// assert!(forever.outcome().is_err());
    /// ```
    pub fn new(aio: &Loop) -> Self {
        Self {
            aio: aio.clone(),
            stage: Stage::Start,
        }
    }

    /// How it ended.
    ///
    /// ```
    /// use asyncio::{Drive, Forever, Loop, Progress};
    /// let aio = Loop::new();
    /// aio.stop();
    /// let mut forever = Forever::new(&aio);
    /// while forever.step() != Progress::Finished {}
    /// assert_eq!(forever.outcome(), Ok(()));
    /// ```
    ///
    /// # Errors
    /// What left the loop; `RuntimeError` when the loop was running already or is
    /// closed (rules A9, A15); `InvalidStateError` before the end.
    pub fn outcome(&self) -> Result<()> {
        match &self.stage {
            Stage::Done(outcome) => outcome.clone(),
            _ => Err(Exception::invalid_state("Result is not set.")),
        }
    }
}

impl Drive for Forever {
    fn step(&mut self) -> Progress {
        let outcome = match &self.stage {
            Stage::Start => match Running::begin(&self.aio) {
                Ok(running) => {
                    self.stage = Stage::Running(running);
                    return Progress::Ran;
                }
                Err(error) => Err(error),
            },
            Stage::Running(running) => match running.step() {
                Ok(Some(progress)) => return progress,
                ended => ended.map(|_| ()),
            },
            Stage::Done(_) => return Progress::Finished,
        };
        self.stage = Stage::Done(outcome);
        Progress::Finished
    }
}

impl Loop {
    /// Runs until [`stop`](Self::stop) is called, on virtual time: when nothing
    /// is ready, loop time jumps to the next deadline (rule A10). Called before
    /// it, `stop` makes this run one iteration. To run by a clock, drive a
    /// [`Forever`].
    ///
    /// Other loops may run meanwhile, also inside a callback of this one: a loop
    /// is a value here, and there is no running loop of a thread. So asyncio's
    /// "Cannot run the event loop while another loop is running" (rule A15) has
    /// nothing to protect.
    ///
    /// # Errors
    /// `SystemExit` or `KeyboardInterrupt` that left a callback (rule A12);
    /// `RuntimeError` when the loop is running or closed, and when nothing is
    /// left that could wake it: asyncio would hang there without a word (A19).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let nested = aio.clone();
    /// aio.call_later(2.0, "enough", move || nested.stop());
    /// aio.run_forever()?;
    /// assert_eq!(aio.time(), 2.0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn run_forever(&self) -> Result<()> {
        let mut forever = Forever::new(self);
        complete(self, &mut forever)?;
        forever.outcome()
    }
}
