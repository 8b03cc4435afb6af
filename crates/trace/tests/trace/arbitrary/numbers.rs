//! Which kinds of event a test has seen.

use coroscope_trace::EventKind;

/// A number for each kind of event, so that a test can tell which it has seen.
/// A new kind does not compile before it is named here.
pub(crate) fn number(kind: &EventKind) -> usize {
    match kind {
        EventKind::ProgramStarted => 0,
        EventKind::RunStage { .. } => 1,
        EventKind::ProgramFinished { .. } => 2,
        EventKind::LoopStarted => 3,
        EventKind::IterationStarted { .. } => 4,
        EventKind::ClockAdvanced { .. } => 5,
        EventKind::Idle { .. } => 6,
        EventKind::Deadlocked { .. } => 7,
        EventKind::LoopStopped => 8,
        EventKind::LoopClosed { .. } => 9,
        EventKind::HandleScheduled { .. } => 10,
        EventKind::HandleStarted { .. } => 11,
        EventKind::HandleFinished { .. } => 12,
        EventKind::HandleCancelled { .. } => 13,
        EventKind::HandleSkipped { .. } => 14,
        EventKind::TimerSet { .. } => 15,
        EventKind::TimerFired { .. } => 16,
        EventKind::TimerCancelled { .. } => 17,
        EventKind::CoroutineCreated { .. } => 18,
        EventKind::CoroutineEntered { .. } => 19,
        EventKind::CoroutineSuspended { .. } => 20,
        EventKind::CoroutineResumed { .. } => 21,
        EventKind::CoroutineFinished { .. } => 22,
        EventKind::CoroutineNeverAwaited { .. } => 23,
        EventKind::TaskCreated { .. } => 24,
        EventKind::TaskRenamed { .. } => 25,
        EventKind::TaskStepped { .. } => 26,
        EventKind::TaskSuspended { .. } => 27,
        EventKind::TaskCancelRequested { .. } => 28,
        EventKind::TaskUncancelled { .. } => 29,
        EventKind::TaskFinished { .. } => 30,
        EventKind::FutureCreated { .. } => 31,
        EventKind::FutureResolved { .. } => 32,
        EventKind::Output { .. } => 33,
        EventKind::BlockingCalled { .. } | EventKind::Blocked { .. } => 34,
        EventKind::ButtonOffered { .. } => 35,
        EventKind::ButtonPressed { .. } => 36,
        EventKind::ExceptionHandler { .. } => 37,
        EventKind::SlowCallback { .. } => 38,
        EventKind::Truncated { .. } => 39,
        EventKind::ResourceCreated { .. } => 40,
        EventKind::ResourceAwaited { .. } => 41,
        EventKind::ResourceChanged { .. } => 42,
    }
}

/// How many numbers [`number`] gives.
pub(crate) const NUMBERS: usize = 43;
