//! Locks and their like (rules I1 to I10): what tasks queue up for.
//!
//! Each is a cheap handle; cloning gives another reference to the same thing.
//! Each belongs to the loop that it was made for. Nobody owns anything: a lock
//! may be released by another task than the one that acquired it. Where Python
//! says `async with`, a guard releases what it holds when it is dropped.

mod barrier;
mod bounded;
mod condition;
mod event;
mod lock;
mod semaphore;
mod waiters;

pub use barrier::Barrier;
pub use bounded::BoundedSemaphore;
pub use condition::Condition;
pub use event::Event;
pub use lock::{Lock, LockGuard};
pub use semaphore::{Permit, Semaphore};
