//! A run of Python and a run of its Rust twin have the same trace.
//!
//! What is compared is all that the panes of a page draw: coroutines, tasks, what they wait for, futures,
//! locks and queues, duties, times, values. The differences that are right are named in `skeleton.rs`.

#[path = "../common/mod.rs"]
mod common;
mod lessons;
mod programs;
mod skeleton;
