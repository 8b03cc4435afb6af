//! How a run is over.

/// What a run came to.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum End {
    /// The program ended, by itself or by an exception.
    Finished {
        /// What Python's process would exit with.
        exit_code: u32,
    },
    /// Every task waits and nothing is left that could wake one.
    Deadlocked,
    /// Loop time reached [`Bounds::horizon`](crate::Bounds::horizon); a longer run begins the same way.
    Horizon,
    /// The trace is full, or the program wrote too much.
    Full,
    /// The program asked for a line with `input()`, and the script has no more answers.
    NeedsInput {
        /// What `input` was called with.
        prompt: String,
    },
    /// Only a button that the script does not press leads on.
    WaitsForButton,
}
