//! Faults of `timeout` and `wait_for`.

use super::{Fault, fault};

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "timeout-of-nothing-takes-a-timer",
        "F3",
        "timeout.rs",
        "let timer = if when <= aio.time() {",
        "let timer = if when < aio.time() {",
    ),
    fault(
        "timeout-does-not-count-what-came-before",
        "F3",
        "timeout.rs",
        ".set(TaskRef::from_cell(task.clone()).cancelling());",
        ".set(0);",
    ),
    fault(
        "timeout-leaves-its-timer",
        "F5",
        "timeout.rs",
        "fn leave(&self) -> Option<u32> {
        self.0.cancel_timer();",
        "fn leave(&self) -> Option<u32> {",
    ),
    fault(
        "timeout-does-not-uncancel",
        "F5",
        "timeout.rs",
        "TaskRef::from_cell(task).uncancel()",
        "TaskRef::from_cell(task).cancelling().saturating_sub(1)",
    ),
    fault(
        "timeout-stays-a-cancelled-error",
        "F5",
        "timeout.rs",
        "return Exception::timeout().from_cause(error);",
        "return error;",
    ),
    fault(
        "timeout-whatever-the-body-did",
        "F6",
        "timeout.rs",
        "result.map_err(|error| {",
        "result.and_then(|_| Err(Exception::cancelled(None))).map_err(|error| {",
    ),
    fault(
        "expired-is-forgotten",
        "F6",
        "timeout.rs",
        "self.0.state.set(State::Expired);",
        "self.0.state.set(State::Finished);",
    ),
    fault(
        "timeout-hides-another-exception",
        "F7",
        "timeout.rs",
        "if error.is_cancelled() {",
        "{",
    ),
    fault(
        "timeout-hides-an-outside-cancel",
        "F8",
        "timeout.rs",
        "if left > self.0.cancelling.get() {",
        "if false {",
    ),
    fault(
        "reschedule-leaves-the-old-timer",
        "F10",
        "timeout.rs",
        "self.0.when.set(when);
        self.0.cancel_timer();",
        "self.0.when.set(when);",
    ),
    fault(
        "reschedule-after-expiry",
        "F10",
        "timeout.rs",
        "State::Active => {}",
        "State::Active | State::Expiring => {}",
    ),
    fault(
        "wait-for-zero-lets-it-start",
        "F11",
        "wait_for.rs",
        "Some(seconds) if seconds <= 0.0",
        "Some(seconds) if seconds < 0.0",
    ),
    fault(
        "wait-for-zero-does-not-look-first",
        "F11",
        "wait_for.rs",
        "if future.done() {",
        "if false {",
    ),
    fault(
        "wait-for-zero-drops-a-late-result",
        "F11",
        "wait_for.rs",
        "future.result().map_err(",
        "future.result().and(Err(Exception::cancelled(None))).map_err(",
    ),
    fault(
        "wait-for-makes-a-task",
        "F15",
        "wait_for.rs",
        "awaitable.wait_at(place)",
        "awaitable.ensure_future(&aio, place)",
    ),
];
