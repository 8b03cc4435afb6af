//! Cancellation: a request, passed on to whatever the task awaits (rules C4,
//! E1 to E8, G8).

use crate::{
    future::cell::{FutureCell, Kind},
    observe::{CancelEffect, Event, Place},
    task::part::TaskPart,
};
use alloc::{rc::Rc, vec::Vec};
use core::panic::Location;

/// Who passed a cancellation on, and hears whether anything agreed to it.
enum Asked {
    /// A task, of what it awaits.
    Task(Rc<FutureCell>),
    /// A `gather`, of its children, one after the other.
    Gather {
        outer: Rc<FutureCell>,
        left: alloc::vec::IntoIter<Rc<FutureCell>>,
        agreed: bool,
    },
}

/// What a future says to a cancellation.
enum Reply {
    Agreed(bool),
    /// It asks this one first.
    Ask(Asked, Rc<FutureCell>),
}

/// `cancel(msg)` of a future of any kind.
///
/// A chain of tasks that await each other is walked with a list, not by
/// recursion, so that its length is no limit. A circle of tasks ends the walk:
/// CPython raises `RecursionError` there (rule D15); here the last task of the
/// circle remembers the request, and as nothing wakes it, stays where it is.
pub(crate) fn cancel(future: &Rc<FutureCell>, message: Option<&Rc<str>>, place: Place) -> bool {
    let mut asked: Vec<Asked> = Vec::new();
    let mut reply = ask(future, message, place);
    loop {
        let agreed = match reply {
            Reply::Ask(who, next) => {
                asked.push(who);
                reply = ask(&next, message, place);
                continue;
            }
            Reply::Agreed(agreed) => agreed,
        };
        let Some(who) = asked.pop() else {
            return agreed;
        };
        reply = hear(who, agreed, message);
    }
}

fn ask(future: &Rc<FutureCell>, message: Option<&Rc<str>>, place: Place) -> Reply {
    match &future.kind {
        Kind::Plain | Kind::Sleep(_) => {
            Reply::Agreed(future.cancel_pending(message.cloned(), None))
        }
        Kind::Gather(_) if future.done() => Reply::Agreed(false),
        Kind::Gather(part) => next_child(future.clone(), part.children().into_iter(), false),
        Kind::Task(part) => ask_task(future, part, message, place),
    }
}

/// Rule E1.
fn ask_task(
    task: &Rc<FutureCell>,
    part: &TaskPart,
    message: Option<&Rc<str>>,
    place: Place,
) -> Reply {
    task.mark_retrieved();
    let tell = |effect| {
        task.aio.emit(&Event::TaskCancelRequested {
            task: part.id,
            by: task.aio.current_id(),
            message: message.map(|text| &**text),
            effect,
            place,
        });
    };
    if task.done() {
        tell(CancelEffect::AlreadyDone);
        return Reply::Agreed(false);
    }
    if part.in_cancel.get() {
        return Reply::Agreed(false);
    }
    part.cancels.set(part.cancels.get() + 1);
    let waiter = part.waiter();
    match waiter {
        Some(waiter) if !waiter.done() => {
            tell(CancelEffect::PassedTo(waiter.id));
            part.in_cancel.set(true);
            Reply::Ask(Asked::Task(task.clone()), waiter)
        }
        done => {
            tell(CancelEffect::Remembered);
            // Being asked in vain retrieves its exception all the same (rule
            // C11); a `gather` looks whether it is done before that.
            if let Some(done) = done
                && !matches!(done.kind, Kind::Gather(_))
            {
                done.mark_retrieved();
            }
            remember(task, message);
            Reply::Agreed(true)
        }
    }
}

/// Rule G8: every child in argument order; the outer future stays pending.
fn next_child(
    outer: Rc<FutureCell>,
    mut left: alloc::vec::IntoIter<Rc<FutureCell>>,
    agreed: bool,
) -> Reply {
    if let Some(child) = left.next() {
        let who = Asked::Gather {
            outer,
            left,
            agreed,
        };
        return Reply::Ask(who, child);
    }
    if let (Kind::Gather(part), true) = (&outer.kind, agreed) {
        part.request_cancel();
    }
    Reply::Agreed(agreed)
}

fn hear(who: Asked, answer: bool, message: Option<&Rc<str>>) -> Reply {
    match who {
        Asked::Gather {
            outer,
            left,
            agreed,
        } => next_child(outer, left, agreed | answer),
        Asked::Task(task) => {
            if let Some(part) = task.task() {
                part.in_cancel.set(false);
            }
            if !answer {
                remember(&task, message);
            }
            Reply::Agreed(true)
        }
    }
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
            task.aio.push_step(task);
        }
    }
}
