//! Faults of `gather`, `shield`, `wait` and `as_completed`.

use super::{Fault, fault};

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "gather-waits-for-a-duplicate-twice",
        "G2",
        "gather.rs",
        "part.distinct.set(self.count);",
        "part.distinct.set(children.len());",
    ),
    fault(
        "gather-hears-of-done-children-later",
        "G4",
        "gather.rs",
        "} else if child.done() {",
        "} else if false {",
    ),
    fault(
        "gather-waits-for-all-before-it-fails",
        "G5",
        "gather.rs",
        "if let Some(error) = child.exception()? {",
        "if let (Some(error), true) =
            (child.exception()?, part.finished.get() == part.distinct.get())
        {",
    ),
    fault(
        "gather-leaves-later-errors-unretrieved",
        "G5",
        "gather.rs",
        "if outer.done() {
        child.mark_retrieved();",
        "if outer.done() {",
    ),
    fault(
        "gather-is-cancelled-by-a-child",
        "G6",
        "gather.rs",
        "return outer.set_exception(child.cancelled_error());",
        "outer.cancel_pending(None, None);
            return Ok(());",
    ),
    fault(
        "gather-raises-instead-of-collecting",
        "G7",
        "gather.rs",
        "if !part.return_exceptions {",
        "{",
    ),
    fault(
        "gather-cancels-backwards",
        "G8",
        "task/cancel.rs",
        "next_child(future.clone(), part.children().into_iter(), false)",
        "{
            let mut children = part.children();
            children.reverse();
            next_child(future.clone(), children.into_iter(), false)
        }",
    ),
    fault(
        "gather-cancels-one-child",
        "G8",
        "task/cancel.rs",
        "if let Some(child) = left.next() {",
        "if let Some(child) = left.next().filter(|_| !agreed) {",
    ),
    fault(
        "gather-forgets-that-it-was-cancelled",
        "G9",
        "task/cancel.rs",
        "part.request_cancel();",
        "",
    ),
    fault(
        "gather-is-cancelled-by-its-first-argument",
        "G9",
        "gather.rs",
        "children.last().unwrap_or(child)",
        "children.first().unwrap_or(child)",
    ),
    fault(
        "shield-around-what-is-done",
        "G11",
        "shield.rs",
        "if inner.done() {
            return",
        "if false {
            return",
    ),
    fault(
        "shield-lets-a-cancel-through",
        "G12",
        "shield.rs",
        "if !inner.done() {",
        "if !inner.done() {
        cancel::pass_on(inner, None);",
    ),
    fault(
        "shield-hides-that-the-inner-was-cancelled",
        "G12",
        "shield.rs",
        "cancel::pass_on(outer, None);",
        "",
    ),
    fault(
        "shield-says-nothing-of-a-late-failure",
        "G13",
        "shield.rs",
        "inner.add_callback(DoneCallback::ShieldLog);",
        "",
    ),
    fault(
        "shield-tells-of-a-late-failure-twice",
        "G13",
        "shield.rs",
        "DoneCallback::ShieldLog => true,",
        "DoneCallback::ShieldLog => false,",
    ),
    fault(
        "shield-looks-at-what-it-cannot-copy",
        "G14",
        "shield.rs",
        "if outer.cancelled() {",
        "if outer.cancelled() {
        inner.mark_retrieved();",
    ),
    fault(
        "wait-does-not-suspend-when-all-is-done",
        "G16",
        "wait.rs",
        "Wait::new(self.part.waiter.clone(), place).await",
        "if self.futures.iter().all(|future| future.done()) {
            return Ok(());
        }
        Wait::new(self.part.waiter.clone(), place).await",
    ),
    fault(
        "wait-for-the-first-waits-for-all",
        "G17",
        "wait.rs",
        "ReturnWhen::FirstCompleted => true,",
        "ReturnWhen::FirstCompleted => false,",
    ),
    fault(
        "wait-for-an-exception-counts-a-cancel",
        "G17",
        "wait.rs",
        "!child.cancelled() && child.exception()?.is_some()",
        "child.cancelled() || child.exception()?.is_some()",
    ),
    fault(
        "wait-for-an-exception-waits-for-all",
        "G17",
        "wait.rs",
        "!child.cancelled() && child.exception()?.is_some()",
        "false",
    ),
    fault(
        "wait-ignores-its-time",
        "G17",
        "wait.rs",
        "let timer = timeout.map(",
        "let timer = timeout.filter(|_| false).map(",
    ),
    fault(
        "wait-cancels-what-it-leaves",
        "G17",
        "wait.rs",
        "self.part.cancel_timer();
        for",
        "self.part.cancel_timer();
        for future in &self.futures {
            crate::task::cancel::pass_on(future, None);
        }
        for",
    ),
    fault(
        "as-completed-backwards",
        "G18",
        "as_completed/queue.rs",
        "let arrival = this.shared.arrived.borrow_mut().pop_front();",
        "let arrival = this.shared.arrived.borrow_mut().pop_back();",
    ),
    fault(
        "as-completed-leaves-its-timer",
        "G18",
        "as_completed/queue.rs",
        "if self.todo.borrow().is_empty() {",
        "if false {",
    ),
    fault(
        "as-completed-is-told-nothing-of-time",
        "G19",
        "as_completed/queue.rs",
        "self.put(Arrival::TimedOut)?;",
        "",
    ),
    fault(
        "as-completed-out-of-time-cancels",
        "G19",
        "as_completed/queue.rs",
        "if let Some(future) = future.upgrade() {",
        "if let Some(future) = future.upgrade() {
                cancel::pass_on(&future, None);",
    ),
];
