//! Faults of futures and of waking up: callbacks, cancelled futures, who looked at an exception.

use super::{Fault, fault};

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "done-callbacks-backwards",
        "C5",
        "future/cell.rs",
        "for callback in self.callbacks.take() {",
        "for callback in self.callbacks.take().into_iter().rev() {",
    ),
    fault(
        "second-done-callback-goes-first",
        "C5",
        "future/callbacks.rs",
        "vec![first, callback]",
        "vec![callback, first]",
    ),
    fault(
        "third-done-callback-is-missed",
        "C5",
        "future/callbacks.rs",
        "list.push(callback);",
        "drop(callback);",
    ),
    fault(
        "callback-on-a-done-future-is-missed",
        "C6",
        "future/cell.rs",
        "if self.done() {
            self.schedule(callback);",
        "if self.done() {
            drop(callback);",
    ),
    fault(
        "removing-a-callback-shuffles-the-others",
        "C7",
        "future/callbacks.rs",
        "list.remove(index)",
        "list.swap_remove(index)",
    ),
    fault(
        "done-future-takes-a-result",
        "C2",
        "future/cell.rs",
        "if self.done() {
            return Err(Exception::invalid_state(\"invalid state\"));
        }
        self.resolve(State::Result(value));",
        "self.resolve(State::Result(value));",
    ),
    fault(
        "done-future-takes-an-exception",
        "C2",
        "future/cell.rs",
        "if self.done() {
            return Err(Exception::invalid_state(\"invalid state\"));
        }
        self.unretrieved.set(true);",
        "self.unretrieved.set(true);",
    ),
    fault(
        "cancelling-a-done-future-says-true",
        "C4",
        "future/cell.rs",
        "return false;",
        "return true;",
    ),
    fault(
        "future-loses-the-cancel-message",
        "C9",
        "future/cell.rs",
        "self.set_cancel_message(message);",
        "self.set_cancel_message(None);
        drop(message);",
    ),
    fault(
        "cancelled-error-for-every-asker",
        "C9",
        "future/outcome.rs",
        "State::Cancelled(first) => first.take(),",
        "State::Cancelled(first) => first.clone(),",
    ),
    fault(
        "exception-is-never-unretrieved",
        "C11",
        "future/cell.rs",
        "self.unretrieved.set(true);",
        "",
    ),
    fault(
        "asking-for-the-result-retrieves-nothing",
        "C11",
        "future/outcome.rs",
        "self.unretrieved.set(false);
                self.with_state",
        "self.with_state",
    ),
    fault(
        "asking-to-cancel-retrieves-nothing",
        "C11",
        "task/cancel.rs",
        "task.mark_retrieved();
    let tell",
        "let tell",
    ),
    fault(
        "waking-up-retrieves-nothing",
        "D8",
        "task/step.rs",
        "let failure = future.failure();",
        "let failure = future.cancelled().then(|| future.cancelled_error());",
    ),
    fault(
        "sleeping-no-time-takes-a-timer",
        "F1",
        "sleep.rs",
        "if seconds <= 0.0 {",
        "if seconds < 0.0 {",
    ),
    fault(
        "sleep-leaves-its-timer",
        "F1",
        "event_loop/schedule.rs",
        "if standing == Standing::Over || part.cancelled.replace(true) {",
        "if standing != Standing::Over || part.cancelled.replace(true) {",
    ),
];
