//! The rows of the table: which work is measured, and how much of it.

/// A piece of work that every contender does in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Tasks that return at once, all alive at the same time, then joined.
    Spawn,
    /// A task that returns at once is awaited before the next is made.
    SpawnAwait,
    /// One task gives way again and again.
    YieldOne,
    /// A thousand tasks give way in turn.
    YieldThousand,
    /// As many tasks as the size says give way ten times each.
    YieldAll,
    /// Tasks that sleep until scattered deadlines.
    Sleep,
    /// Callbacks at scattered deadlines, without tasks.
    CallLater,
    /// Sleeping tasks, every second of which is cancelled.
    Cancel,
    /// One task puts items into a queue that holds one, another takes them out.
    QueueOne,
    /// The same with a queue that holds 64.
    QueueMany,
    /// A hundred tasks hand a lock round; who holds it gives way once.
    Lock,
    /// One `gather` of coroutines that give way once.
    Gather,
    /// Coroutines that await coroutines, a thousand deep, with one turn given
    /// away at the bottom.
    Inline,
    /// Each task makes a task and awaits it, all in one chain.
    Chain,
}

/// How many tasks take turns in [`Row::YieldThousand`].
pub(crate) const THOUSAND: u64 = 1_000;
/// How often each task gives way in [`Row::YieldAll`].
pub(crate) const TURNS: u64 = 10;
/// How much the queue of [`Row::QueueMany`] holds.
pub(crate) const ROOM: usize = 64;
/// How many tasks want the lock of [`Row::Lock`].
pub(crate) const CROWD: u64 = 100;
/// How deep coroutines await coroutines in [`Row::Inline`].
pub(crate) const DEPTH: u64 = 1_000;
/// Deadlines lie within so many milliseconds.
const HORIZON: u64 = 1_000_000;

impl Row {
    /// Every row, in the order of the table.
    pub const ALL: &[Self] = &[
        Self::Spawn,
        Self::SpawnAwait,
        Self::YieldOne,
        Self::YieldThousand,
        Self::YieldAll,
        Self::Sleep,
        Self::CallLater,
        Self::Cancel,
        Self::QueueOne,
        Self::QueueMany,
        Self::Lock,
        Self::Gather,
        Self::Inline,
        Self::Chain,
    ];

    /// The rows whose cost for each operation must not grow with their number.
    pub const FLAT: &[Self] = &[
        Self::Spawn,
        Self::YieldAll,
        Self::Sleep,
        Self::CallLater,
        Self::Cancel,
        Self::Gather,
    ];

    /// What scripts and command lines call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spawn => "spawn",
            Self::SpawnAwait => "spawn-await",
            Self::YieldOne => "yield-one",
            Self::YieldThousand => "yield-thousand",
            Self::YieldAll => "yield-all",
            Self::Sleep => "sleep",
            Self::CallLater => "call-later",
            Self::Cancel => "cancel",
            Self::QueueOne => "queue-one",
            Self::QueueMany => "queue-many",
            Self::Lock => "lock",
            Self::Gather => "gather",
            Self::Inline => "inline",
            Self::Chain => "chain",
        }
    }

    /// The row of that name.
    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|row| row.key() == key)
    }

    /// What a table calls it, and what one operation is.
    pub fn title(self) -> &'static str {
        match self {
            Self::Spawn => "tasks spawned at once, then joined",
            Self::SpawnAwait => "tasks spawned and awaited, one after another",
            Self::YieldOne => "yields of one task",
            Self::YieldThousand => "yields of 1,000 tasks in turn",
            Self::YieldAll => "yields, 10 of each task",
            Self::Sleep => "tasks asleep until random deadlines",
            Self::CallLater => "callbacks at random deadlines",
            Self::Cancel => "sleeping tasks, every second one cancelled",
            Self::QueueOne => "items through a queue that holds 1",
            Self::QueueMany => "items through a queue that holds 64",
            Self::Lock => "hand-overs of a lock among 100 tasks",
            Self::Gather => "children of one gather",
            Self::Inline => "coroutines awaited inline, 1,000 deep",
            Self::Chain => "tasks in a chain, each awaiting the next",
        }
    }

    /// How large it is in the table.
    pub fn size(self) -> u64 {
        match self {
            Self::YieldAll | Self::Cancel => 100_000,
            Self::Gather | Self::Chain => 10_000,
            _ => 1_000_000,
        }
    }

    /// A tenth of it, where that leaves enough to measure.
    pub fn tenth(self) -> u64 {
        match self.size() {
            few @ ..=10_000 => few,
            many => many / 10,
        }
    }

    /// How many operations a size stands for.
    pub fn operations(self, size: u64) -> u64 {
        match self {
            Self::YieldAll => size * TURNS,
            _ => size,
        }
    }

    /// What the work comes to. It is compared with what each contender gives, so
    /// that nobody leaves out a part of it.
    pub fn answer(self, size: u64) -> u64 {
        match self {
            Self::Spawn
            | Self::SpawnAwait
            | Self::Sleep
            | Self::QueueOne
            | Self::QueueMany
            | Self::Gather => sum(size),
            // Those that wake give their number, the others count as one each.
            Self::Cancel => (size / 2) * (size / 2) + size.div_ceil(2),
            Self::Lock => size / CROWD * CROWD,
            Self::YieldThousand => size / THOUSAND * THOUSAND,
            Self::Inline => size / DEPTH * DEPTH,
            Self::YieldAll => size * TURNS,
            Self::YieldOne | Self::CallLater | Self::Chain => size,
        }
    }
}

/// 0 + 1 + … below `size`.
fn sum(size: u64) -> u64 {
    size * size.saturating_sub(1) / 2
}

/// The deadline of sleeper `i` in milliseconds, at least 1: scattered, and the
/// same for every contender (splitmix64, a public-domain mixing function).
pub(crate) fn deadline(i: u64) -> u64 {
    let mut z = i.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) % HORIZON + 1
}

/// The same in seconds.
pub(crate) fn seconds(i: u64) -> f64 {
    deadline(i) as f64 / 1_000.0
}
