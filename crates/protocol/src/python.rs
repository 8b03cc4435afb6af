//! What the pilot and the Python worker say to each other.
//!
//! RustPython cannot be suspended inside `asyncio.run(...)`: there is no second stack in
//! WebAssembly. So a Python program is not driven step by step, as a lesson is. It runs
//! straight through, in virtual time, in a worker of its own, and streams its events; the
//! *pilot*, a worker that is never busy for long, plays them back at the learner's pace.
//!
//! A run is a function of a [`Program`]: source, seed and everything that will happen outside. The same
//! program gives the same events, always. Three things follow, and they are all there is to it:
//!
//! - **An event from outside** (a press, an answer to `input()`) is a longer [`Script`]: the pilot
//!   throws the worker away and starts another, which skips the events that are known
//!   ([`Program::skip`]) and answers for them with a [`Digest`](crate::Digest).
//! - **More of the same** is the same program with a wider [`Horizon`].
//! - **Stop** is `terminate()`. It works in `while True: pass` too, since nobody has to read a message.
//!
//! # The conversation
//!
//! 1. The holder (the pilot, or a test) reads [`ENGINE_PATH`], fetches the wasm file that it names,
//!    compiles it once and keeps the `WebAssembly.Module`.
//! 2. It starts a module worker from the script that it names, and posts the module itself, bare:
//!    the first message to the worker. Nothing is compiled again for a run.
//! 3. The worker makes an interpreter and answers [`FromPython::Ready`]. From here on it costs nothing to
//!    let it wait; a spare one, started ahead, is how the next run begins at once.
//! 4. The holder sends [`ToPython::Run`], once. A worker runs one program in its life, so every program
//!    has a fresh interpreter.
//! 5. The worker sends [`FromPython::Skipped`] if it was to skip, then [`FromPython::Batch`]es, and at last one [`FromPython::Ended`]. Then it is spent:
//!    terminate it.
//!
//! The worker reads no message while it runs, and while a program computes nothing at all can be said. So the
//! worker posts every event at once, as long as that makes no more than a message each [`PATIENCE`]; the first
//! few hundred are on the house. If it falls silent, its last event says who computes, or stands less than that before.
//! (Who needs to know exactly starts it anew and skips what was posted: then those few hundred are the last ones.)
//!
//! # When it fails
//!
//! A panic of the engine is posted as [`FromPython::Failed`], and so is a trap, by the worker's script: the program may
//! have run out of memory, or gone deeper than the browser's stack where Python's own limit was not asked. The first
//! such message counts; the holder terminates the worker and has lost nothing but this run. A script that does
//! not load is an `error` event of the `Worker`, to which the holder listens as well.

mod engine;
mod messages;

pub use engine::*;
pub use messages::*;
