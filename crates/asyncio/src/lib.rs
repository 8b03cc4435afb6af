#![doc = include_str!("../README.md")]
//!
//! # Where to look
//!
//! - The loop and who drives it: [`Loop`], [`Run`], [`Runner`], [`Drive`], [`Turn`], [`Interrupt`].
//! - What can be awaited: [`Coroutine`], [`Task`], [`Future`], [`Awaitable`], [`Sleep`].
//! - Waiting for several: [`Loop::gather`], [`Loop::wait`], [`Loop::as_completed`], [`Loop::shield`],
//!   [`TaskGroup`].
//! - Limits: [`Loop::timeout`], [`Loop::wait_for`], [`Timeout`].
//! - Locks: [`Lock`], [`Event`], [`Condition`], [`Semaphore`], [`BoundedSemaphore`], [`Barrier`].
//! - Queues: [`Queue`], [`PriorityQueue`], [`LifoQueue`].
//! - Exceptions: [`Exception`], [`Result`], [`Report`], [`Handler`], [`Logger`].
//! - Contexts: [`ContextVar`], [`Context`].
//! - Watching: [`observe`], [`capture_call_graph`].
//!
//! Rules are quoted by number, A1 to W7; `RULES.md` lists them.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod as_completed;
mod awaitable;
mod context;
mod coroutine;
mod debug;
#[cfg(test)]
#[path = "../tests/rules/dice.rs"]
mod dice;
mod event_loop;
mod exception;
mod future;
mod gather;
mod graph;
mod handle;
mod name;
pub mod observe;
mod peek;
mod queue;
mod report;
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
pub use debug::{Level, Logger};
pub use event_loop::{Builder, CLOCK_RESOLUTION, Live, Loop, Turn};
pub use exception::{Exception, Family, Result};
pub use future::{CallbackId, Future, FutureRef, Wait};
pub use graph::{CallFrame, CallGraph, CallGraphEntry, capture_call_graph};
pub use handle::{CallbackOutcome, Handle};
pub use name::Name;
pub use observe::Observer;
pub use queue::{Get, Join, LifoQueue, PriorityQueue, Put, Queue};
pub use report::{Handler, Report};
pub use run::{Close, Drive, Forever, Interrupt, Main, Progress, Run, Runner};
pub use sleep::Sleep;
pub use sync::{Barrier, BoundedSemaphore, Condition, Event, Lock, LockGuard, Permit, Semaphore};
pub use task::{Task, TaskBuilder, TaskRef};
pub use task_group::{GroupTaskBuilder, TaskGroup};
pub use timeout::Timeout;
pub use value::{Erased, Repr, Value};
pub use wait::{ReturnWhen, Waitable, Waited};
