//! What a statement may be, and how likely each is to begin with.

/// Makes the enum and its table of weights.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $weight:literal,)*) => {
        /// A kind of statement, or of several statements that belong together.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Kind { $($(#[$doc])* $kind,)* }

        /// How likely each kind is where a profile says nothing else.
        pub(super) const BASE: &[(Kind, u32)] = &[$((Kind::$kind, $weight),)*];
    };
}

kinds! {
    // One statement, also in a callback.
    Print 8,
    Raise 8,
    Cancel 20,
    Uncancel 5,
    Cancelling 6,
    State 8,
    SetResult 6,
    SetException 4,
    CancelFuture 4,
    EventSet 5,
    EventClear 2,
    Release 3,
    PutNowait 4,
    GetNowait 3,
    TaskDone 3,
    Notify 3,
    CallSoon 5,
    CallLater 8,
    CancelHandle 6,
    OnDone 8,
    Spawn 16,
    GroupSpawn 6,
    ShutDown 2,
    SetContext 5,
    GetContext 5,
    // One statement, only in a coroutine.
    Sleep 40,
    Await 50,
    Return 4,
    Try 22,
    Timeout 20,
    Lock 8,
    Semaphore 7,
    Condition 7,
    Group 12,
    Wait 9,
    AsCompleted 5,
    AsCompletedAsync 5,
    Reschedule 6,
    // Several statements that belong together; only in a coroutine.
    /// A task is made, cancelled once or twice, and awaited.
    CancelDance 8,
    /// The coroutine cancels its own task, and goes on.
    CancelSelf 5,
    /// A cancellation is caught and taken back.
    TakeBack 4,
    /// What must be done at the end waits for something, and may be cancelled too.
    CleanUp 10,
    /// A cancellation is caught, and the coroutine goes on waiting.
    Stubborn 6,
    /// A future is completed by a timer while it is awaited.
    SetLater 10,
    /// A future is awaited and has callbacks, before and after.
    Witnesses 5,
    /// `acquire`, `try`, `finally: release`.
    Hold 6,
    /// `wait_for` around an acquisition, with a release if it came in time.
    TryHold 5,
    /// Several permits come back at once.
    Flood 3,
    /// Several items are put, or got and marked as done.
    Produce 6,
    Consume 6,
    /// An item is put and taken back before whom it woke has it.
    Steal 3,
    /// An event is set and cleared before whom it woke can look.
    Pulse 3,
    /// A queue is shut down while others wait on it.
    Close 2,
    /// Wait on a condition, or wake those who do.
    WaitNotified 6,
    NotifySome 5,
    /// Wait at a barrier; break it.
    Meet 6,
    Break 2,
    /// A group with several children, some of which fail.
    Family 8,
    /// A `gather` of several things, with duplicates.
    Crowd 8,
    /// A deadline that is moved.
    MovedDeadline 5,
    /// Two deadlines around one wait.
    TwoDeadlines 4,
    /// The context variable is set here and seen elsewhere.
    Contexts 4,
}

impl Kind {
    /// Whether it is a single statement that a callback may hold.
    pub(super) fn is_sync(self) -> bool {
        (self as u32) < (Self::Sleep as u32)
    }

    /// Whether it holds other statements, so that it may stand only so deep.
    pub(super) fn nests(self) -> bool {
        matches!(
            self,
            Self::Try
                | Self::Timeout
                | Self::Lock
                | Self::Semaphore
                | Self::Condition
                | Self::Group
                | Self::CleanUp
                | Self::Stubborn
                | Self::TakeBack
                | Self::Hold
                | Self::Family
                | Self::MovedDeadline
                | Self::TwoDeadlines
        )
    }
}
