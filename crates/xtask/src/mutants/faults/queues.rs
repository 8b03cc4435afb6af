//! Faults of `Queue`. The programs have no priority and no LIFO queue: those differ from it only in
//! the order of their items, which unit tests compare.

use super::{Fault, fault};

const SHARED: &str = "queue/shared.rs";

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "queue-last-in-first-out",
        "I11",
        "queue/storage.rs",
        "self.0.pop_front()",
        "self.0.pop_back()",
    ),
    fault(
        "put-wakes-nobody",
        "I11",
        SHARED,
        "self.getters.wake_next();",
        "",
    ),
    fault(
        "get-wakes-nobody",
        "I11",
        SHARED,
        "self.putters.wake_next();",
        "",
    ),
    fault(
        "woken-at-a-queue-does-not-look-again",
        "I11",
        "queue/turn.rs",
        "self.queue.resource.reuse(wait);
                }",
        "return Poll::Ready(Ok(()));
                }",
    ),
    fault(
        "tasks-queue-up-at-the-front",
        "I11",
        "queue/line.rs",
        "self.waiters.borrow_mut().push_back(waiter);",
        "self.waiters.borrow_mut().push_front(waiter);",
    ),
    fault(
        "cancelled-getter-wakes-nobody",
        "I12",
        "queue/turn.rs",
        "if in_vain && !self.end.is_blocked(&*self.queue) {",
        "if false {",
    ),
    fault(
        "cancelled-getter-wakes-in-vain",
        "I12",
        "queue/turn.rs",
        "if in_vain && !self.end.is_blocked(&*self.queue) {",
        "if in_vain {",
    ),
    fault(
        "queue-takes-one-too-many",
        "I13",
        SHARED,
        "self.len.get() >= self.maxsize",
        "self.len.get() > self.maxsize",
    ),
    fault(
        "task-done-too-often",
        "I13",
        SHARED,
        "let Some(rest) = self.unfinished.get().checked_sub(1) else {",
        "let Some(rest) = Some(self.unfinished.get().saturating_sub(1)) else {",
    ),
    fault(
        "join-ends-one-early",
        "I13",
        SHARED,
        "if rest == 0 {",
        "if rest <= 1 {",
    ),
    fault(
        "join-looks-again",
        "I13",
        "queue/futures.rs",
        "Pin::new(wait).poll(cx)
    }",
        "let polled = Pin::new(wait).poll(cx);
        if polled.is_ready() && self.queue.unfinished() > 0 {
            return Poll::Ready(Err(over()));
        }
        polled
    }",
    ),
    fault(
        "put-after-shutdown",
        "I14",
        SHARED,
        "if self.is_shut_down() {
            return Err((shut_down(), item));
        }",
        "",
    ),
    fault(
        "get-after-shutdown-finds-it-empty",
        "I14",
        SHARED,
        "return Err(if self.is_shut_down() {",
        "return Err(if false {",
    ),
    fault(
        "shutdown-wakes-no-getter",
        "I14",
        SHARED,
        "self.getters.wake_all();",
        "",
    ),
    fault(
        "shutdown-wakes-no-putter",
        "I14",
        SHARED,
        "self.putters.wake_all();",
        "",
    ),
    fault(
        "shutdown-keeps-the-items",
        "I14",
        SHARED,
        "if immediate {",
        "if false {",
    ),
    fault(
        "shutdown-leaves-items-unfinished",
        "I14",
        SHARED,
        "self.unfinished.set(self.unfinished.get().saturating_sub(1));",
        "",
    ),
];
