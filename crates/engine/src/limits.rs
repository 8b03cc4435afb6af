//! How much a trace may hold.

/// Bounds of a trace. A run that reaches one of them is stopped at the end of
/// the callback in which it did, with `Truncated` as its last event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many events.
    pub events: u32,
    /// How many bytes of output, in UTF-8.
    pub output: usize,
}

impl Limits {
    /// For a page: what a browser can hold and show.
    pub const PAGE: Self = Self {
        events: 1_000_000,
        output: 16 << 20,
    };

    /// For a terminal, where nothing is kept: as good as none.
    pub const NONE: Self = Self {
        events: u32::MAX,
        output: usize::MAX,
    };
}
