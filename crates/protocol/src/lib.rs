//! What the page and a worker say to each other.
//!
//! The whole contract is two enums: [`ToWorker`] and [`FromWorker`]. They cross
//! the border as structured JavaScript values (written by `serde-wasm-bindgen`,
//! read by `coroscope-wire`; this crate knows no browser). Only events, of which there may be a
//! million, travel packed: see [`Batch`].
//!
//! # The conversation
//!
//! 1. The page starts the worker and sends [`ToWorker::Hello`]. A worker answers
//!    nothing before it, and posts nothing of its own accord.
//! 2. The worker answers [`FromWorker::Ready`], or
//!    [`WorkerError::VersionMismatch`] and nothing ever after. The page waits
//!    for the answer before it sends anything else.
//! 3. [`ToWorker::Run`] makes a new run, under a number that the page chooses and
//!    never uses again. It replaces the run before it. The run stands paused at
//!    its beginning; [`ToWorker::Drive`] moves it. (To run at once, send both:
//!    messages keep their order.)
//! 4. The worker sends [`Batch`]es of events and, whenever it changes,
//!    the [`RunState`]. Everything about a run carries its number, and the page
//!    drops what belongs to any run but the newest.
//!
//! A lesson is not stopped by a message: the page calls `terminate()` on the worker and
//! starts a fresh one, because a blocked worker reads no messages.
//!
//! # Python
//!
//! A Python program runs in a worker of its own inside this one, which therefore hears
//! what the page says however busy the program is. It computes ahead, in virtual time, and
//! what it did is played to the page ([`python`] is what the two workers say to each
//! other). Everything above is true of it as well, and in addition:
//!
//! - [`ToWorker::LoadPython`] comes before the first run, and says where the engine is.
//! - [`ToWorker::Stop`] ends a run at once, blocked or not.
//! - When the program calls `input()` the run comes into [`RunState::WaitingForInput`] and the
//!   page is asked ([`FromWorker::InputWanted`]). [`ToWorker::Answer`] goes on as before.
//! - An [`FromWorker::Error`] that names a Python run ends it, and it alone: its program is
//!   gone, and the worker is ready for the next.
//!
//! # Who blocks the loop
//!
//! A worker in [`RunState::Running`] that has been silent for a second is
//! blocked, and its last batch says by whom. For that the worker posts what it has
//! recorded *before* it hands control to a task, so that the last event the page
//! knows is that task's `TaskStepped` (or the `HandleStarted` of a plain
//! callback), and again when a program begins to block the thread with
//! `time.sleep`. A program that steps very often is batched by time instead
//! (a few milliseconds), and the page may then name the task before the last. While it is running
//! without recording anything the worker repeats `Running` four times a second.
//!
//! # Bounds
//!
//! A trace holds at most [`MAX_EVENTS`] events and [`MAX_OUTPUT_BYTES`] of output;
//! a run that reaches one of them ends in [`RunState::LimitReached`]. So what can
//! ever be under way to the page is bounded too, without acknowledgements.
//!
//! # What is not here
//!
//! Texts, sources and golden transcripts of the lessons. A page must be able to
//! show them when the worker cannot even load; they are static files beside the
//! page ([`content`]), written when the site is built.

mod batch;
pub mod content;
mod digest;
pub mod examples;
mod message;
mod program;
pub mod python;

pub use batch::Batch;
pub use coroscope_trace::UnpackError;
pub use digest::Digest;
pub use message::*;
pub use program::{Program, PythonEngine, Source};
