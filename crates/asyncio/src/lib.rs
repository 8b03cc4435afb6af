//! Python's `asyncio` as a Rust library: the event loop, tasks, futures,
//! cancellation, and the exact order in which CPython runs them.
//!
//! A coroutine is an `async` block whose awaits give a [`Result`]: `?` is
//! `raise`, `match` is `except`. The loop is a value that is passed around; it
//! reads no clock and never sleeps. Whoever drives it tells it the time, or
//! lets time jump from deadline to deadline:
//!
//! ```
//! use asyncio::{Coroutine, Loop, Run};
//!
//! fn worker(aio: &Loop, name: &'static str, seconds: f64) -> Coroutine<&'static str> {
//!     let aio = aio.clone();
//!     aio.clone().coroutine("worker", async move {
//!         aio.sleep(seconds).await?;
//!         Ok(name)
//!     })
//! }
//!
//! let aio = Loop::new();
//! let main = aio.coroutine("main", {
//!     let aio = aio.clone();
//!     async move {
//!         let slow = aio.create_task(worker(&aio, "slow", 3.0));
//!         let first = aio.wait_for(aio.shield(&slow), 2.0).await;
//!         assert!(first.is_err_and(|error| error.is("TimeoutError")));
//!         slow.await
//!     }
//! });
//! assert_eq!(Run::new(&aio, main).complete()?, "slow");
//! assert_eq!(aio.time(), 3.0);
//! # Ok::<(), asyncio::Exception>(())
//! ```
//!
//! Rules are quoted by number (A1 to W7) from the project's description of
//! asyncio's observable behaviour; the reference is CPython 3.14.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod as_completed;
mod awaitable;
mod context;
mod coroutine;
mod event_loop;
mod exception;
mod future;
mod gather;
mod handle;
mod name;
pub mod observe;
mod queue;
mod resource;
mod run;
mod shield;
mod sleep;
mod sync;
mod task;
mod task_group;
mod timeout;
mod timers;
mod value;
mod wait;
mod wait_for;
mod waker;

pub use as_completed::{AsCompleted, CompletedStream, Completion};
pub use awaitable::Awaitable;
pub use context::{Context, ContextVar, Token};
pub use coroutine::{Coroutine, Inline, Sent};
pub use event_loop::{Builder, CLOCK_RESOLUTION, Handler, Live, Loop, Report, Turn};
pub use exception::{Exception, Family, Result};
pub use future::{CallbackId, Future, FutureRef, Wait};
pub use handle::{CallbackOutcome, Handle};
pub use name::Name;
pub use observe::Observer;
pub use queue::{Get, Join, LifoQueue, PriorityQueue, Put, Queue};
pub use run::{Close, Drive, Forever, Interrupt, Main, Progress, Run, Runner};
pub use sleep::Sleep;
pub use sync::{Barrier, BoundedSemaphore, Condition, Event, Lock, LockGuard, Permit, Semaphore};
pub use task::{Task, TaskBuilder, TaskRef};
pub use task_group::{GroupTaskBuilder, TaskGroup};
pub use timeout::Timeout;
pub use value::{Erased, Repr, Value};
pub use wait::{ReturnWhen, Waitable, Waited};
