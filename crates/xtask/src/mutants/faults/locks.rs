//! Faults of locks, events, semaphores, conditions and barriers.

use super::{Fault, fault};

const CONDITION: &str = "sync/condition/cell.rs";
const BARRIER: &str = "sync/barrier.rs";

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "waiters-queue-up-at-the-front",
        "I1",
        "sync/waiters.rs",
        "self.queue.borrow_mut().push_back(future);",
        "self.queue.borrow_mut().push_front(future);",
    ),
    fault(
        "lock-goes-to-a-newcomer",
        "I2",
        "sync/lock.rs",
        "!self.locked.get() && self.waiters.all_cancelled()",
        "!self.locked.get()",
    ),
    fault(
        "lock-waits-behind-the-cancelled",
        "I2",
        "sync/waiters.rs",
        "iter().all(|future| future.cancelled())",
        "is_empty()",
    ),
    fault(
        "lock-is-lost-with-a-cancelled-waiter",
        "I3",
        "sync/lock.rs",
        "if !got && !self.locked.get() {",
        "if !got && self.locked.get() {",
    ),
    fault(
        "event-wakes-one",
        "I4",
        "sync/event.rs",
        "while self.0.waiters.wake_next() {}",
        "self.0.waiters.wake_next();",
    ),
    fault(
        "event-cleared-at-once-wakes-nobody",
        "I4",
        "sync/event.rs",
        "Turn::new(&*cell, future).wait(place).await",
        "Turn::new(&*cell, future).wait(place).await?;
            while !cell.is_set.get() {
                let future = cell.resource.waiter(\"wait\", place);
                Turn::new(&*cell, future).wait(place).await?;
            }
            Ok(())",
    ),
    fault(
        "semaphore-goes-to-a-newcomer",
        "I5",
        "sync/semaphore.rs",
        "self.value.get() == 0 || !self.waiters.all_cancelled()",
        "self.value.get() == 0",
    ),
    fault(
        "semaphore-doubles-a-permit",
        "I5",
        "sync/semaphore.rs",
        "if woken {",
        "if false {",
    ),
    fault(
        "semaphore-loses-the-permit-of-a-cancelled-waiter",
        "I6",
        "sync/semaphore.rs",
        "if !got && given {
            self.value",
        "if got && given {
            self.value",
    ),
    fault(
        "semaphore-passes-nothing-on",
        "I6",
        "sync/semaphore.rs",
        "while self.value.get() > 0 && self.pass_on() {}",
        "",
    ),
    fault(
        "semaphore-passes-one-permit-on",
        "I6",
        "sync/semaphore.rs",
        "while self.value.get() > 0 && self.pass_on() {}",
        "if self.value.get() > 0 {
            self.pass_on();
        }",
    ),
    fault(
        "bounded-semaphore-takes-one-too-many",
        "I7",
        "sync/semaphore.rs",
        "self.value.get() >= bound",
        "self.value.get() > bound",
    ),
    fault(
        "negative-semaphore",
        "I7",
        "sync/semaphore.rs",
        "if value < 0 {",
        "if value < -1 {",
    ),
    fault(
        "condition-keeps-its-lock-while-it-waits",
        "I8",
        CONDITION,
        "self.lock.release()?;",
        "",
    ),
    fault(
        "cancelled-wait-does-not-take-the-lock-again",
        "I8",
        CONDITION,
        "let back = self.come_back(place).await;",
        "let back = match &woken {
            Ok(()) => self.come_back(place).await,
            Err(_) => Ok(()),
        };",
    ),
    fault(
        "wait-gives-up-taking-the-lock-again",
        "I8",
        CONDITION,
        "Err(error) if error.is_cancelled() => last = Err(error),",
        "",
    ),
    fault(
        "first-cancel-of-a-wait-wins",
        "I8",
        CONDITION,
        "(Err(error), Err(before)) => Err(error.with_context(before)),",
        "(Err(_), Err(before)) => Err(before),",
    ),
    fault(
        "notification-is-lost-with-a-cancelled-wait",
        "I9",
        CONDITION,
        "if !self.notified {",
        "if false {",
    ),
    fault(
        "notify-wakes-one-too-many",
        "I9",
        CONDITION,
        "for _ in 0..n {",
        "for _ in 0..n.saturating_add(1) {",
    ),
    fault(
        "notify-without-the-lock",
        "I9",
        CONDITION,
        "if self.lock.locked() {
            return Ok(());",
        "if true {
            return Ok(());",
    ),
    fault(
        "barrier-numbers-its-last-first",
        "I10",
        BARRIER,
        "return Ok(index);",
        "return Ok(0);",
    ),
    fault(
        "barrier-lets-newcomers-in-while-it-drains",
        "I10",
        BARRIER,
        "matches!(self.state.get(), State::Draining | State::Resetting);",
        "matches!(self.state.get(), State::Resetting);",
    ),
    fault(
        "reset-does-not-break-the-barrier",
        "I10",
        BARRIER,
        "State::Filling | State::Draining => Ok(index),",
        "State::Filling | State::Draining | State::Resetting => Ok(index),",
    ),
    fault(
        "abort-does-not-last",
        "I10",
        BARRIER,
        "self.enter(State::Broken);",
        "self.enter(match self.count.get() {
            0 => State::Filling,
            _ => State::Resetting,
        });",
    ),
    fault(
        "cancelled-task-stays-at-the-barrier",
        "I10",
        BARRIER,
        "State::Draining | State::Resetting if left == 0",
        "State::Filling => barrier.count.set(left + 1),
            State::Draining | State::Resetting if left == 0",
    ),
];
