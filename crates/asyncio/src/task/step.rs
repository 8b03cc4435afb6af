//! One step of a task: resume its coroutine and see what came of it.

use super::{part::TaskPart, slot::Suspension};
use crate::{
    coroutine::Step,
    exception::{Exception, Result},
    future::{cell::FutureCell, done::DoneCallback},
    handle::Action,
    observe::{Awaited, Event, Place},
    waker::TaskWaker,
};
use alloc::rc::Rc;
use core::task::Context;

/// Rules D3 and D4. Gives the exception that must leave the loop, if any.
pub(crate) fn step(task: &Rc<FutureCell>, thrown: Option<Exception>) -> Option<Exception> {
    let part = task.task()?;
    let mut coroutine = part.coroutine.borrow_mut().take()?;
    let thrown = if part.must_cancel.replace(false) {
        match thrown {
            Some(error) if error.is_cancelled() => Some(error),
            _ => Some(Exception::cancelled(task.cancel_message().as_deref())),
        }
    } else {
        thrown
    };
    // Only a foreign wake finds the task still registered somewhere.
    let waiter = part.waiter.borrow_mut().take();
    if let Some(waiter) = waiter {
        waiter.remove_callbacks(|c| matches!(c, DoneCallback::Wakeup(t) if Rc::ptr_eq(t, task)));
    }
    part.foreign.set(false);

    let aio = &task.aio;
    aio.emit(&Event::TaskStepped {
        task: part.id,
        exception: thrown.as_ref(),
    });
    let before = aio.enter(Some(task.clone()));
    let waker = part
        .waker
        .get_or_init(|| TaskWaker::waker(part.id, aio.inbox()));
    let outcome = coroutine.resume(thrown, &mut Context::from_waker(waker));
    match outcome {
        Step::Suspended(on, place) => {
            aio.enter(before);
            *part.coroutine.borrow_mut() = Some(coroutine);
            suspend(task, part, on, place);
            None
        }
        Step::Returned(value) => {
            // The frame goes while the task is still the current one, as the
            // destructors in it belong to the task.
            drop(coroutine);
            aio.enter(before);
            if part.must_cancel.replace(false) {
                let message = task.cancel_message();
                task.cancel_pending(message, None);
            } else {
                finish(&task.set_result(value));
            }
            None
        }
        Step::Raised(error) => {
            drop(coroutine);
            aio.enter(before);
            if error.is_cancelled() {
                task.cancel_pending(None, Some(error));
                None
            } else {
                finish(&task.set_exception(error.clone()));
                error.is_exit().then_some(error)
            }
        }
    }
}

/// A task's own future is pending until here, so this cannot be refused.
fn finish(outcome: &Result<()>) {
    debug_assert!(outcome.is_ok(), "a task ended twice");
}

/// Rules D5 to D7.
fn suspend(task: &Rc<FutureCell>, part: &TaskPart, on: Option<Suspension>, place: Option<Place>) {
    let aio = &task.aio;
    let awaited = match &on {
        Some(Suspension::Future(future)) => Awaited::Future(future.id),
        Some(Suspension::NextIteration) => Awaited::NextIteration,
        None => Awaited::Foreign,
    };
    aio.emit(&Event::TaskSuspended {
        task: part.id,
        on: awaited,
        place,
    });
    match on {
        Some(Suspension::Future(future)) => {
            let refused = if Rc::ptr_eq(&future, task) {
                Some("Task cannot await on itself")
            } else if !future.aio.same_loop(aio) {
                Some("Task got Future attached to a different loop")
            } else {
                None
            };
            if let Some(message) = refused {
                aio.push(Action::Step(
                    task.clone(),
                    Some(Exception::runtime(message)),
                ));
                return;
            }
            future.add_callback(DoneCallback::Wakeup(task.clone()));
            *part.waiter.borrow_mut() = Some(future.clone());
            if part.must_cancel.get() {
                let message = task.cancel_message();
                if super::cancel::pass_on(&future, message.as_ref()) {
                    part.must_cancel.set(false);
                }
            }
        }
        Some(Suspension::NextIteration) => aio.push(Action::Step(task.clone(), None)),
        None => {
            part.foreign.set(true);
            if part.must_cancel.get() {
                foreign_wake(task);
            }
        }
    }
}

/// Rule D8: the future's outcome counts as retrieved; its exception is thrown in.
pub(crate) fn wakeup(task: &Rc<FutureCell>, future: &Rc<FutureCell>) -> Option<Exception> {
    step(task, future.result().err())
}

/// Something outside asyncio woke the task: let it look again.
pub(crate) fn foreign_wake(task: &Rc<FutureCell>) {
    if let Some(part) = task.task()
        && !task.done()
        && (part.foreign.replace(false) || part.waiter.borrow().is_some())
    {
        task.aio.push(Action::Step(task.clone(), None));
    }
}
