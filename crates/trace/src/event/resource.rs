//! Locks, queues and their like.

use serde::{Deserialize, Serialize};

/// What tasks can queue for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResourceKind {
    /// A `Lock`.
    Lock,
    /// An `Event`.
    Event,
    /// A `Condition`; its lock is a resource of its own.
    Condition,
    /// A `Semaphore`.
    Semaphore,
    /// A `BoundedSemaphore`.
    BoundedSemaphore,
    /// A `Barrier`.
    Barrier,
    /// A `Queue`.
    Queue,
    /// A `PriorityQueue`.
    PriorityQueue,
    /// A `LifoQueue`.
    LifoQueue,
    /// A `TaskGroup`.
    TaskGroup,
}

/// How a resource stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResourceState {
    /// A lock is held or free; whoever brought that about holds it or held it.
    Locked(bool),
    /// An event is set or not.
    Flag(bool),
    /// How many permits a semaphore has left: in the beginning, or when one comes
    /// back from a task that was cancelled before it could take it.
    Permits(u32),
    /// A semaphore has so many permits left; whoever brought that about took one.
    Acquired(u32),
    /// A semaphore has so many permits left; whoever brought that about gave one
    /// back, or on to the first who waits.
    Released(u32),
    /// What a queue holds.
    Items {
        /// In the queue now.
        items: u32,
        /// Put in and not yet reported done.
        unfinished: u32,
    },
    /// How many tasks a barrier is for.
    Parties(u32),
    /// How many tasks stand at a barrier.
    Arrived(u32),
    /// A barrier has opened; so many tasks have not left yet.
    Draining(u32),
    /// A barrier was reset; so many tasks have not left yet.
    Resetting(u32),
    /// A barrier is broken.
    Broken,
    /// How many tasks of a group are not done.
    Tasks(u32),
    /// A queue was shut down, a group is over.
    Closed,
}
