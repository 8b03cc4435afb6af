//! How far a run may go.

/// Bounds of one run. A run that reaches one of them is stopped there and says which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// How many events the trace may hold.
    pub events: u32,
    /// How many bytes the program may write, in UTF-8.
    pub output: usize,
    /// How far this run is to go for now. A wider horizon begins with the same events.
    pub horizon: Horizon,
    /// How many levels of calls are a `RecursionError`.
    pub recursion: usize,
    /// How many bytes of memory, besides what the engine has when the run begins, are a `MemoryError`.
    pub memory: usize,
    /// How often all of its loops together may go round; none is as often as they like. The run is
    /// [`End::Full`](crate::End::Full) then.
    pub rounds: Option<u64>,
}

/// Where a run stops for now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Horizon {
    /// When so many events are recorded.
    pub events: Option<u32>,
    /// When loop time would pass this, in seconds.
    pub time: Option<f64>,
}

impl Bounds {
    /// For a page: what a browser can hold and show.
    pub const PAGE: Self = Self {
        events: 1_000_000,
        output: 16 << 20,
        horizon: Horizon {
            events: None,
            time: None,
        },
        recursion: 1000,
        memory: 256 << 20,
        rounds: None,
    };

    /// For a terminal, where nothing is kept: as good as none.
    pub const NONE: Self = Self {
        events: u32::MAX,
        output: usize::MAX,
        memory: usize::MAX,
        ..Self::PAGE
    };
}
