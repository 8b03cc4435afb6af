//! What a program's main coroutine makes before its first statement.

use crate::{ast, transcript::Val};
use asyncio::{Barrier, BoundedSemaphore, Condition, Event, Lock, Loop, Queue, Result, Semaphore};

/// The objects, by number.
pub(super) struct Objects {
    pub(super) events: Vec<Event>,
    pub(super) locks: Vec<Lock>,
    pub(super) semaphores: Vec<Semaphore>,
    pub(super) bounded: Vec<BoundedSemaphore>,
    pub(super) queues: Vec<Queue<Val>>,
    pub(super) conditions: Vec<Condition>,
    pub(super) barriers: Vec<Barrier>,
}

impl Objects {
    /// Makes them in the format's order; the first one that refuses ends that.
    pub(super) fn make(aio: &Loop, given: &ast::Objects) -> Result<Self> {
        let names =
            |prefix: &'static str| (0..).map(move |number: u32| format!("{prefix}{number}"));
        let each = |prefix, values: &[i64]| -> Vec<(String, i64)> {
            names(prefix).zip(values.iter().copied()).collect()
        };
        let count = |prefix, count: u32| names(prefix).take(count as usize);
        Ok(Self {
            events: count("e", given.events)
                .map(|name| Event::named(aio, &name))
                .collect(),
            locks: count("l", given.locks)
                .map(|name| Lock::named(aio, &name))
                .collect(),
            semaphores: each("s", &given.semaphores)
                .into_iter()
                .map(|(name, value)| Semaphore::named(aio, value, &name))
                .collect::<Result<_>>()?,
            bounded: each("bs", &given.bounded)
                .into_iter()
                .map(|(name, value)| BoundedSemaphore::named(aio, value, &name))
                .collect::<Result<_>>()?,
            queues: each("q", &given.queues)
                .into_iter()
                .map(|(name, size)| Queue::named(aio, &name, size.try_into().unwrap_or(0)))
                .collect(),
            conditions: count("c", given.conditions)
                .map(|name| Condition::named(aio, &name))
                .collect(),
            barriers: each("b", &given.barriers)
                .into_iter()
                .map(|(name, parties)| {
                    // No number of parties below one is any better than another.
                    Barrier::named(aio, parties.try_into().unwrap_or(0), &name)
                })
                .collect::<Result<_>>()?,
        })
    }
}
