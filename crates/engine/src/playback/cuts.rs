//! Where one step of a run ends and the next begins, told from the events alone.

use coroscope_trace::{EventKind, RunStage};

/// Reads along and knows whether the next event belongs to the step that is being read.
///
/// A step is what [`Session::step`](crate::Session::step) does in one go: one callback, one
/// stretch of the module's own code, or one duty of `asyncio.run`. An iteration's first
/// callback brings the iteration's beginning along, and the last one the loop's stop.
///
/// One thing the events do not tell: whether an iteration of the clean-up begins with a duty that leaves
/// no trace, which is a step of its own in a session. It takes a timer that comes due then.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    /// The iteration has still to run a handle.
    more: bool,
    last: Last,
    /// The duty that `asyncio.run` is at.
    stage: Option<RunStage>,
    /// The loop was closed in this step; what dies with it belongs to it too.
    closed: bool,
}

/// The event before, as far as it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    /// A timer fired, or an iteration began.
    Prelude,
    /// A handle was run or skipped.
    Handle,
    LoopStopped,
    /// Something that is also said on standard error.
    Complaint,
}

impl Cuts {
    /// Whether the iteration in progress has still to run a handle.
    pub(super) fn is_in_iteration(&self) -> bool {
        self.more
    }

    /// Whether `next` begins another step.
    pub(super) fn begins(&self, next: &EventKind) -> bool {
        use EventKind as E;
        match next {
            E::TimerFired { .. }
            | E::IterationStarted { .. }
            | E::HandleStarted { .. }
            | E::HandleSkipped { .. } => self.last != Last::Prelude,
            E::Idle { .. } | E::ClockAdvanced { .. } | E::ButtonPressed { .. } => true,
            // The clean-up's own duties are handles that leave no trace, and the last of them stops it.
            E::LoopStopped => matches!(
                self.stage,
                Some(RunStage::CloseAsyncgens | RunStage::CloseExecutor)
            ),
            E::RunStage { stage, .. } => {
                *stage != RunStage::MainDone || self.last != Last::LoopStopped
            }
            E::Output { .. } if self.last == Last::Complaint => false,
            E::Output { .. } | E::ProgramFinished { .. } | E::CoroutineCreated { .. } => {
                self.closed || self.last == Last::LoopStopped
            }
            // Among them the ends of a run, which belong to what led to them.
            _ => false,
        }
    }

    /// This step is over, and `next` is known to come after it.
    pub(super) fn look_ahead(&mut self, next: &EventKind) {
        use EventKind as E;
        self.more = match next {
            E::HandleStarted { .. } | E::HandleSkipped { .. } => true,
            // What stops it is a handle as well.
            E::LoopStopped => self.last == Last::Handle,
            _ => false,
        };
    }

    /// A new step begins.
    pub(super) fn cut(&mut self) {
        self.last = Last::Other;
        self.closed = false;
    }

    /// Reads one event.
    pub(super) fn read(&mut self, event: &EventKind) {
        use EventKind as E;
        self.last = match event {
            E::TimerFired { .. } | E::IterationStarted { .. } => Last::Prelude,
            E::HandleFinished { .. } | E::HandleSkipped { .. } => Last::Handle,
            E::LoopStopped => Last::LoopStopped,
            E::LoopClosed { .. } => {
                self.closed = true;
                Last::Other
            }
            E::ExceptionHandler { .. } | E::CoroutineNeverAwaited { .. } => Last::Complaint,
            E::RunStage { stage, .. } => {
                self.stage = Some(*stage);
                Last::Other
            }
            _ => Last::Other,
        };
    }
}
