//! One step of a task: resume its coroutine and see what came of it.

use super::{
    part::{Driven, TaskPart},
    slot::Suspension,
};
use crate::{
    coroutine::{Halt, Step},
    debug::Thing,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{cell::FutureCell, done::DoneCallback},
    graph::InStep,
    handle::Action,
    observe::{Awaited, Event, Place},
    peek::peek,
    waker::{Probe, TaskWaker},
};
use alloc::rc::Rc;
use core::{mem, task::Context};

/// Rules D3 and D4. Gives the exception that must leave the loop, if any.
pub(crate) fn step(task: &Rc<FutureCell>, thrown: Option<Exception>) -> Option<Exception> {
    let part = task.task()?;
    let mut coroutine = task.take_coroutine()?;
    let thrown = if part.must_cancel.replace(false) {
        match thrown {
            Some(error) if error.is_cancelled() => Some(error),
            _ => Some(Exception::cancelled(task.cancel_message().as_deref())),
        }
    } else {
        thrown
    };
    // Only a foreign wake finds the task still registered somewhere.
    let waiter = part.waiter.take();
    if let Some(waiter) = waiter
        && !waiter.done()
    {
        waiter.remove_callbacks(|c| matches!(c, DoneCallback::Wakeup(t) if Rc::ptr_eq(t, task)));
    }
    part.foreign.set(false);
    task.aio.forget(Thing::Await(task.id));

    let aio = &task.aio;
    aio.emit_with(|| Event::TaskStepped {
        task: part.id,
        exception: thrown.as_ref(),
    });
    let stepping = Stepping(task);
    let entered = Entered::new(task, part);
    let trail = aio.trail().filter(|_| aio.debug());
    let noted = trail.map(|trail| InStep::begin(trail, part.id, coroutine.as_mut().name()));
    let undelivered = task.take_undelivered();
    let probed = task.waker().is_none().then(|| Probed::new(aio.probe()));
    let waker = task.waker().unwrap_or(aio.probe().waker());
    let cx = &mut Context::from_waker(waker);
    let mut outcome = coroutine.as_mut().resume(thrown.or(undelivered), aio, cx);
    let woken = probed.is_some_and(|probed| probed.look(task, part, &mut coroutine, &mut outcome));
    if let Some(noted) = noted {
        noted.end(outcome.suspended_at());
    }
    let raised = match outcome {
        Step::Suspended(Halt {
            on,
            place,
            undelivered,
        }) => {
            drop(entered);
            task.put_coroutine(coroutine);
            if undelivered.is_some() {
                task.rare().undelivered.set(undelivered);
            }
            suspend(task, part, on, place);
            if woken {
                foreign_wake(task);
            }
            None
        }
        Step::Returned(value) => {
            // The frame goes while the task is still the current one, as the
            // destructors in it belong to the task.
            let kept = match value {
                None => Ok(coroutine),
                Some(value) => {
                    drop(coroutine);
                    Err(value)
                }
            };
            drop(entered);
            if part.must_cancel.replace(false) {
                let message = task.cancel_message();
                task.cancel_pending(message, None);
            } else {
                finish(&match kept {
                    Ok(object) => task.set_kept(object),
                    Err(value) => task.set_result(value),
                });
            }
            None
        }
        Step::Raised(error) => {
            if !error.is_cancelled() {
                // For the message that nobody retrieved it.
                task.remember_name(coroutine.as_mut().name());
            }
            drop(coroutine);
            drop(entered);
            if error.is_cancelled() {
                task.cancel_pending(None, Some(error));
                None
            } else {
                finish(&task.set_exception(error.clone()));
                error.is_exit().then_some(error)
            }
        }
    };
    // It did not panic.
    mem::forget(stepping);
    raised
}

/// A step that does not come back: the coroutine is lost, and the loop must hear
/// of it.
struct Stepping<'a>(&'a Rc<FutureCell>);

impl Drop for Stepping<'_> {
    fn drop(&mut self) {
        self.0.aio.note_panic(self.0);
    }
}

/// While it lives, the task is the current one, and its context the current
/// context; also when the coroutine panics, both are put back.
struct Entered<'a> {
    part: &'a TaskPart,
    aio: &'a Loop,
    outer: Option<Rc<FutureCell>>,
}

impl<'a> Entered<'a> {
    fn new(task: &'a Rc<FutureCell>, part: &'a TaskPart) -> Self {
        let aio = &task.aio;
        let outer = aio.enter(Some(task.clone()));
        part.home.swap(aio.home());
        Self { part, aio, outer }
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.part.home.swap(self.aio.home());
        let task = self.aio.enter(self.outer.take());
        drop(task);
    }
}

/// A step polls with the waker that all tasks share.
///
/// No `await` of ours needs a waker, so a task has none of its own until
/// something in it keeps the one it is polled with: then it is polled again with
/// a real one, as any executor may do.
struct Probed {
    /// How many held that waker before.
    holders: usize,
}

impl Probed {
    #[inline]
    fn new(probe: &Probe) -> Self {
        Self {
            holders: probe.holders(),
        }
    }

    /// Whether it was woken meanwhile from outside. Polls it again if something
    /// keeps the waker.
    #[inline]
    fn look(
        self,
        task: &FutureCell,
        part: &TaskPart,
        coroutine: &mut Driven,
        outcome: &mut Step,
    ) -> bool {
        let probe = task.aio.probe();
        let woken = probe.take_woken();
        if let Step::Suspended(halt) = outcome
            && (woken || halt.on.is_none() || probe.holders() != self.holders)
        {
            let waker = task.make_waker(|| TaskWaker::waker(part.id, task.aio.inbox()));
            if !woken {
                let undelivered = halt.undelivered.take();
                let cx = &mut Context::from_waker(waker);
                *outcome = coroutine.as_mut().resume(undelivered, &task.aio, cx);
            }
        }
        woken
    }
}

/// A task's own future is pending until here, so this cannot be refused.
fn finish(outcome: &Result<()>) {
    debug_assert!(outcome.is_ok(), "a task ended twice");
}

/// Rules D5 to D7.
fn suspend(task: &Rc<FutureCell>, part: &TaskPart, on: Option<Suspension>, place: Option<Place>) {
    let aio = &task.aio;
    part.place.set(place);
    let awaited = match &on {
        Some(Suspension::Future(future)) => Awaited::Future(future.id),
        Some(Suspension::NextIteration) => Awaited::NextIteration,
        None => Awaited::Foreign,
    };
    // Inside a coroutine that it awaits: that one's place is known already.
    if let Some(place) = place.filter(|_| aio.place_of(Thing::Await(task.id)).is_none()) {
        aio.note(Thing::Await(task.id), place);
    }
    aio.emit_with(|| Event::TaskSuspended {
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
            part.waiter.set(Some(future.clone()));
            if part.must_cancel.get() {
                let message = task.cancel_message();
                if super::cancel::pass_on(&future, message.as_ref()) {
                    part.must_cancel.set(false);
                }
            }
        }
        Some(Suspension::NextIteration) => aio.push_step(task),
        None => {
            part.foreign.set(true);
            if part.must_cancel.get() {
                foreign_wake(task);
            }
        }
    }
}

/// Rule D8: the future's outcome counts as retrieved; its exception is thrown in.
/// Nothing here holds the future any more while the task runs.
pub(crate) fn wakeup(task: &Rc<FutureCell>, future: Rc<FutureCell>) -> Option<Exception> {
    let failure = future.failure();
    drop(future);
    step(task, failure)
}

/// Something outside asyncio woke the task: let it look again.
pub(crate) fn foreign_wake(task: &Rc<FutureCell>) {
    if let Some(part) = task.task()
        && !task.done()
        && (part.foreign.replace(false) || peek(&part.waiter, Option::is_some))
    {
        task.aio.push_step(task);
    }
}
