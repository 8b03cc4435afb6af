//! Faults of tasks: starting, stepping, cancellation, eager ones.

use super::{Fault, fault};

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "task-starts-behind-a-timer",
        "D1",
        "task/builder.rs",
        "aio.push_step(&cell);",
        "drop(aio.at(aio.time(), crate::handle::Action::Step(cell.clone(), None), place));",
    ),
    fault(
        "must-cancel-stays-when-it-is-delivered",
        "D3",
        "task/step.rs",
        "let thrown = if part.must_cancel.replace(false) {",
        "let thrown = if part.must_cancel.get() {",
    ),
    fault(
        "must-cancel-replaces-a-cancelled-error",
        "D3",
        "task/step.rs",
        "Some(error) if error.is_cancelled() => Some(error),",
        "",
    ),
    fault(
        "must-cancel-forgotten-on-return",
        "D4",
        "task/step.rs",
        "if part.must_cancel.replace(false) {
                let",
        "if false {
                let",
    ),
    fault(
        "must-cancel-hides-an-exception",
        "D4",
        "task/step.rs",
        "if error.is_cancelled() {
                task",
        "if error.is_cancelled() || part.must_cancel.get() {
                task",
    ),
    fault(
        "exit-stays-in-its-task",
        "D4",
        "task/step.rs",
        "error.is_exit().then_some(error)",
        "None",
    ),
    fault(
        "must-cancel-forgotten-on-suspending",
        "D5",
        "task/step.rs",
        "part.waiter.set(Some(future.clone()));
            if part.must_cancel.get() {",
        "part.waiter.set(Some(future.clone()));
            if false {",
    ),
    fault(
        "must-cancel-not-withdrawn-when-passed-on",
        "D5",
        "task/step.rs",
        "if super::cancel::pass_on(&future, message.as_ref()) {",
        "if !super::cancel::pass_on(&future, message.as_ref()) {",
    ),
    fault(
        "cancel-counts-to-one",
        "E7",
        "task/cancel.rs",
        "part.cancels.set(part.cancels.get() + 1);",
        "part.cancels.set(1);",
    ),
    fault(
        "cancel-is-not-passed-on",
        "E2",
        "task/cancel.rs",
        "Some(waiter) if !waiter.done() => {",
        "Some(waiter) if waiter.id < crate::observe::FutureId(0) => {",
    ),
    fault(
        "cancel-after-the-result-is-lost",
        "E5",
        "task/cancel.rs",
        "remember(task, message);",
        "",
    ),
    fault(
        "cancel-is-delivered-twice",
        "E1",
        "task/cancel.rs",
        "if !answer {",
        "if answer {",
    ),
    fault(
        "task-loses-the-cancel-message",
        "E1",
        "task/cancel.rs",
        "task.set_cancel_message(message.cloned());",
        "task.set_cancel_message(message.cloned().and(None));",
    ),
    fault(
        "first-cancel-message-wins",
        "E1",
        "task/cancel.rs",
        "task.set_cancel_message(message.cloned());",
        "if task.cancel_message().is_none() {
            task.set_cancel_message(message.cloned());
        }",
    ),
    fault(
        "cancelled-task-runs-to-its-first-await",
        "E4",
        "coroutine.rs",
        "if let (Some(error), false) = (&thrown, head.entered) {",
        "if let (Some(error), false) = (&thrown, true) {",
    ),
    fault(
        "uncancel-does-not-withdraw",
        "E7",
        "task/mod.rs",
        "if remaining == 0 {",
        "if false {",
    ),
    fault(
        "uncancel-withdraws-all",
        "E7",
        "task/mod.rs",
        "if remaining == 0 {",
        "{",
    ),
    fault(
        "uncancel-forgets-all-requests",
        "E7",
        "task/mod.rs",
        "part.cancels.get().saturating_sub(1);",
        "0;",
    ),
    fault(
        "bare-yield-swallows-a-cancel",
        "E8",
        "sleep.rs",
        "return Poll::Ready(thrown.map_or(Ok(()), Err));",
        "return Poll::Ready(thrown.map_or(Ok(()), |_| Ok(())));",
    ),
    fault(
        "eager-task-starts-later",
        "K1",
        "task/builder.rs",
        "unwrap_or(aio.is_eager()) && aio.is_running();",
        "unwrap_or(aio.is_eager()) && !aio.is_running();",
    ),
    fault(
        "eager-step-forgets-who-made-it",
        "K1",
        "task/step.rs",
        "self.aio.enter(self.outer.take());",
        "self.aio.enter(self.outer.take().and(None));",
    ),
    fault(
        "exit-of-an-eager-task-is-lost",
        "K1",
        "task/builder.rs",
        "raised.map_or(Ok(task), Err)",
        "raised.map_or(Ok(()), |_| Ok(())).map(|()| task)",
    ),
];
