//! The event vocabulary: everything that can be observed of a run.
//!
//! A run is a sequence of [`Event`]s, and what a person sees is a fold over a
//! prefix of it. An event says what happened, in the words of `asyncio`, and
//! carries whatever the fold and the narrator need, so that neither has to
//! look anything up outside the trace. Identifiers are sequential in the order
//! of creation, never addresses. Times are loop time, in seconds.

mod resource;
mod values;

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

pub use resource::*;
pub use values::*;

/// The version of this vocabulary, written into saved traces and exchanged in
/// the handshake between a page and its engine. Raise it with every change that
/// an older reader would misread.
pub const VERSION: u32 = 2;

/// One observable moment. Its position in the trace is its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Loop time in seconds at which it happened; 0 is the start of the run.
    pub time: f64,
    /// What happened.
    pub kind: EventKind,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EventKind {
    // ── the program and asyncio.run ─────────────────────────────────────
    /// The program started, at its first line.
    ProgramStarted,
    /// `asyncio.run` entered one of its duties.
    RunStage {
        /// Which.
        stage: RunStage,
        /// How many tasks it is about (only `CancelLeftovers`).
        tasks: u32,
    },
    /// The program ended. Nothing follows.
    ProgramFinished {
        /// How.
        outcome: Outcome,
    },

    // ── the loop ────────────────────────────────────────────────────────
    /// The loop began to run (`run_forever`).
    LoopStarted,
    /// An iteration began: exactly the `ready` handles that are in the queue
    /// now will be run in it.
    IterationStarted {
        /// Counts from 1.
        iteration: u32,
        /// How many handles it will run.
        ready: u32,
    },
    /// Time passed while the loop waited. The event's own time is the new time.
    ClockAdvanced {
        /// The time before.
        from: f64,
    },
    /// Nothing is ready; the loop waits.
    Idle {
        /// The earliest deadline, or `None` when only an event from outside can
        /// end the wait.
        until: Option<f64>,
    },
    /// Nothing is ready, there is no timer and nothing outside can happen:
    /// asyncio would wait for ever without a word.
    Deadlocked {
        /// The tasks that will never go on.
        waiting: Vec<TaskId>,
    },
    /// The loop stopped running.
    LoopStopped,
    /// The loop was closed; handles and timers that were left are dropped.
    LoopClosed {
        /// How many handles and timers were dropped.
        dropped: u32,
    },

    // ── handles and timers ──────────────────────────────────────────────
    /// A handle was appended to the ready queue.
    HandleScheduled {
        /// The handle.
        handle: HandleId,
        /// What it will do.
        callback: Callback,
    },
    /// The loop took the handle out of the queue and calls it.
    HandleStarted {
        /// The handle.
        handle: HandleId,
    },
    /// The callback returned.
    HandleFinished {
        /// The handle.
        handle: HandleId,
    },
    /// The handle was cancelled; it stays in its queue and will be skipped.
    HandleCancelled {
        /// The handle.
        handle: HandleId,
    },
    /// The loop took a cancelled handle out of the queue and skipped it.
    HandleSkipped {
        /// The handle.
        handle: HandleId,
    },
    /// A timer was set.
    TimerSet {
        /// Its handle.
        handle: HandleId,
        /// Loop time in seconds at which it is due.
        deadline: f64,
        /// What it will do.
        callback: Callback,
        /// Where.
        place: Place,
    },
    /// A timer came due; its handle is now at the end of the ready queue.
    TimerFired {
        /// Its handle.
        handle: HandleId,
    },
    /// A timer was cancelled before it was due.
    TimerCancelled {
        /// Its handle.
        handle: HandleId,
    },

    // ── coroutine objects ───────────────────────────────────────────────
    /// A coroutine function was called. Nothing of its body ran.
    CoroutineCreated {
        /// The coroutine object.
        coroutine: CoroutineId,
        /// The coroutine function's name.
        name: String,
        /// Where it was called.
        place: Place,
        /// Where its `async def` stands.
        definition: Place,
    },
    /// The body began to run: by the first step of its task, by an `await` in
    /// the same task, or driven by hand.
    CoroutineEntered {
        /// The coroutine object.
        coroutine: CoroutineId,
        /// The task in which it runs; `None` when driven by hand.
        task: Option<TaskId>,
        /// Where it is awaited or driven; unknown for a task's first step.
        place: Place,
    },
    /// The body, driven by hand and not by a task, came to an `await` that has
    /// no result yet: `send` returned.
    CoroutineSuspended {
        /// The coroutine object.
        coroutine: CoroutineId,
        /// The `await` at which it stands.
        place: Place,
    },
    /// The body is driven by hand once more and goes on after its `await`.
    CoroutineResumed {
        /// The coroutine object.
        coroutine: CoroutineId,
        /// Where it is driven.
        place: Place,
    },
    /// The body ended.
    CoroutineFinished {
        /// The coroutine object.
        coroutine: CoroutineId,
        /// How.
        outcome: Outcome,
    },
    /// The coroutine object died and its body had never begun.
    CoroutineNeverAwaited {
        /// The coroutine object.
        coroutine: CoroutineId,
    },

    // ── tasks ───────────────────────────────────────────────────────────
    /// A task was created. `HandleScheduled` for its first step follows; if it is
    /// eager, that step itself, inside whatever runs.
    TaskCreated {
        /// The task.
        task: TaskId,
        /// The same thing as a future.
        future: FutureId,
        /// Its name: `Task-1`, or what the program chose.
        name: String,
        /// Whether the program chose the name.
        named: bool,
        /// The coroutine it drives.
        coroutine: CoroutineId,
        /// The task that created it.
        parent: Option<TaskId>,
        /// Whether it starts at once.
        eager: bool,
        /// Where.
        place: Place,
    },
    /// The task was given another name.
    TaskRenamed {
        /// The task.
        task: TaskId,
        /// The new name.
        name: String,
    },
    /// The task runs: its coroutine is resumed.
    TaskStepped {
        /// The task.
        task: TaskId,
        /// The exception that is thrown in at the `await`, if any. A
        /// `CancelledError` here is the moment a cancellation is delivered.
        exception: Option<Exception>,
    },
    /// The task came to an `await` that has no result yet.
    TaskSuspended {
        /// The task.
        task: TaskId,
        /// For what it waits.
        on: Awaited,
        /// Where.
        place: Place,
    },
    /// Somebody called `cancel()`.
    TaskCancelRequested {
        /// The task to be cancelled.
        task: TaskId,
        /// The task that asked; `None` for the loop or a plain callback.
        by: Option<TaskId>,
        /// The message.
        message: Option<String>,
        /// What it did.
        effect: CancelEffect,
        /// Where.
        place: Place,
    },
    /// Somebody called `uncancel()`.
    TaskUncancelled {
        /// The task.
        task: TaskId,
        /// What `cancelling()` says now.
        remaining: u32,
    },
    /// The task is done.
    TaskFinished {
        /// The task.
        task: TaskId,
        /// How.
        outcome: Outcome,
    },

    // ── futures ─────────────────────────────────────────────────────────
    /// A future was created (for tasks see `TaskCreated`).
    FutureCreated {
        /// The future.
        future: FutureId,
        /// What it stands for.
        kind: FutureKind,
        /// How the program wrote it: `sleep(3)`, `gather`, or a name.
        label: String,
        /// The futures on which it depends (`gather`, `shield`).
        children: Vec<FutureId>,
        /// Where.
        place: Place,
    },
    /// The future is done; its callbacks are scheduled next.
    FutureResolved {
        /// The future.
        future: FutureId,
        /// How.
        outcome: Outcome,
    },

    // ── locks, queues and their like ────────────────────────────────────
    /// A lock, a queue or the like was made.
    ResourceCreated {
        /// The resource.
        resource: ResourceId,
        /// What it is.
        kind: ResourceKind,
        /// Its name: `Lock-0`, or what the program chose.
        name: String,
        /// Where.
        place: Place,
    },
    /// Somebody queues up. That is over when the future is done.
    ResourceAwaited {
        /// The resource.
        resource: ResourceId,
        /// The future that will be set when it is their turn.
        future: FutureId,
    },
    /// A resource stands differently now.
    ResourceChanged {
        /// The resource.
        resource: ResourceId,
        /// The task that brought it about; `None` for the module or a callback.
        by: Option<TaskId>,
        /// How it stands.
        state: ResourceState,
    },

    // ── the program's output, and the world outside ─────────────────────
    /// The program wrote.
    Output {
        /// To which stream.
        stream: Stream,
        /// The text, with its line break.
        text: String,
        /// The task that wrote.
        task: Option<TaskId>,
        /// Where.
        place: Place,
    },
    /// The program called something that blocks the loop's thread, as
    /// `time.sleep` does. It is recorded before the thread stands still.
    BlockingCalled {
        /// For how long it will block, in seconds of loop time.
        seconds: f64,
        /// The task that does it.
        task: Option<TaskId>,
        /// Where.
        place: Place,
    },
    /// The program blocked the loop's thread (`time.sleep`, or computing): no
    /// other task could run meanwhile. The event's time is the time after.
    Blocked {
        /// For how long, in seconds of loop time.
        seconds: f64,
        /// The task that did it.
        task: Option<TaskId>,
        /// Where.
        place: Place,
    },
    /// A button appeared on the page, and something waits for it.
    ButtonOffered {
        /// The button.
        button: ButtonId,
        /// What it says.
        label: String,
        /// Where.
        place: Place,
    },
    /// Somebody pressed the button.
    ButtonPressed {
        /// The button.
        button: ButtonId,
    },

    // ── complaints ──────────────────────────────────────────────────────
    /// The loop's exception handler was called.
    ExceptionHandler {
        /// About what.
        complaint: Complaint,
        /// The message, as asyncio words it.
        message: String,
        /// The task or future it is about.
        future: Option<FutureId>,
        /// The exception.
        exception: Option<Exception>,
    },
    /// A callback ran so long that the others had to wait.
    SlowCallback {
        /// The handle.
        handle: HandleId,
        /// For how long, in seconds of loop time.
        seconds: f64,
    },
    /// The trace was full; this many events were dropped after here.
    Truncated {
        /// How many.
        dropped: u32,
    },
}
