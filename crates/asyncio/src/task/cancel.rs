//! Cancellation: a request, passed on to whatever the task awaits (rules C4,
//! E1 to E8, G8).

use crate::{
    future::cell::{FutureCell, Kind},
    handle::Action,
    observe::{CancelEffect, Event, Place},
};
use alloc::{rc::Rc, vec::Vec};
use core::panic::Location;

/// `cancel(msg)` of a future of any kind.
///
/// A chain of tasks that await each other is walked with a list, not by
/// recursion, so that its length is no limit. A circle of tasks ends the walk:
/// CPython raises `RecursionError` there (rule D15); here the last task of the
/// circle remembers the request, and as nothing wakes it, stays where it is.
pub(crate) fn cancel(future: &Rc<FutureCell>, message: Option<&Rc<str>>, place: Place) -> bool {
    let mut asked: Vec<Rc<FutureCell>> = Vec::new();
    let mut current = future.clone();
    let mut agreed = loop {
        let next = match &current.kind {
            Kind::Plain => break current.cancel_pending(message.cloned(), None),
            Kind::Gather(gather) => break gather.cancel(&current, message, place),
            Kind::Task(part) => {
                current.mark_retrieved();
                let tell = |effect| {
                    current.aio.emit(&Event::TaskCancelRequested {
                        task: part.id,
                        by: current.aio.current_id(),
                        message: message.map(|text| &**text),
                        effect,
                        place,
                    });
                };
                if current.done() {
                    tell(CancelEffect::AlreadyDone);
                    break false;
                }
                if part.in_cancel.get() {
                    break false;
                }
                part.cancels.set(part.cancels.get() + 1);
                let waiter = part.waiter.borrow().clone();
                match waiter {
                    Some(waiter) if !waiter.done() => {
                        tell(CancelEffect::PassedTo(waiter.id));
                        part.in_cancel.set(true);
                        asked.push(current.clone());
                        waiter
                    }
                    _ => {
                        tell(CancelEffect::Remembered);
                        remember(&current, message);
                        break true;
                    }
                }
            }
        };
        current = next;
    };
    while let Some(task) = asked.pop() {
        if let Some(part) = task.task() {
            part.in_cancel.set(false);
        }
        if !agreed {
            remember(&task, message);
            agreed = true;
        }
    }
    agreed
}

/// A cancellation that reaches a future through the task that awaits it.
#[track_caller]
pub(crate) fn pass_on(future: &Rc<FutureCell>, message: Option<&Rc<str>>) -> bool {
    cancel(future, message, Location::caller())
}

/// The next step must deliver it (rule E1).
fn remember(task: &Rc<FutureCell>, message: Option<&Rc<str>>) {
    if let Some(part) = task.task() {
        task.set_cancel_message(message.cloned());
        part.must_cancel.set(true);
        if part.foreign.replace(false) {
            // Nothing of ours will wake it, so this must.
            task.aio.push(Action::Step(task.clone(), None));
        }
    }
}
