//! Where one step of a run ends and the next begins, told from the events alone.

use coroscope_trace::{EventKind, RunStage};

/// Reads along and knows whether the next event belongs to the step that is being read.
///
/// A step is what [`Session::step`](crate::Session::step) does in one go: one callback, one
/// stretch of the module's own code, or one duty of `asyncio.run`. An iteration's first
/// callback brings the iteration's beginning along, and the last one the loop's stop.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cuts {
    /// Between a handle's start and its end nothing else begins.
    in_callback: bool,
    /// How many handles the iteration has still to run.
    left: usize,
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
    /// How many handles the iteration in progress has still to run.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Whether `next` begins another step.
    pub(super) fn begins(&self, next: &EventKind) -> bool {
        use EventKind as E;
        if self.in_callback {
            return false;
        }
        match next {
            E::TimerFired { .. }
            | E::IterationStarted { .. }
            | E::HandleStarted { .. }
            | E::HandleSkipped { .. } => self.last != Last::Prelude,
            E::Idle { .. } | E::ClockAdvanced { .. } | E::ButtonPressed { .. } => true,
            // The clean-up's own duties are handles that leave no trace.
            E::LoopStopped => {
                matches!(
                    self.stage,
                    Some(RunStage::CloseAsyncgens | RunStage::CloseExecutor)
                ) && (self.last != Last::Handle || self.left > 0)
            }
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

    /// Whether the iteration is over, now that `next` is known to come after this step.
    pub(super) fn look_ahead(&mut self, next: &EventKind) {
        use EventKind as E;
        // Handles that leave no trace are counted and never seen.
        if !matches!(
            next,
            E::HandleStarted { .. }
                | E::HandleSkipped { .. }
                | E::ButtonPressed { .. }
                | E::ClockAdvanced { .. }
        ) {
            self.left = 0;
        }
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
            E::TimerFired { .. } => Last::Prelude,
            E::IterationStarted { ready, .. } => {
                self.left = *ready as usize;
                Last::Prelude
            }
            E::HandleStarted { .. } => {
                self.in_callback = true;
                Last::Other
            }
            E::HandleFinished { .. } | E::HandleSkipped { .. } => {
                self.in_callback = false;
                self.left = self.left.saturating_sub(1);
                Last::Handle
            }
            E::LoopStopped => {
                // Whatever left the loop, no callback runs any more.
                self.in_callback = false;
                self.left = 0;
                Last::LoopStopped
            }
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
