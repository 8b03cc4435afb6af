//! What the trace hears of Python's futures and tasks.

mod complaint;
mod futures;

use std::cell::Cell;

use coroscope_trace::{Awaited, CancelEffect, EventKind, Outcome, Place, RunStage, TaskId};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCoroutine, PyGenerator, PyStr},
    frame,
};

pub(crate) use complaint::complained;
pub(super) use futures::future_made;

use super::{
    future::{PyFuture, State},
    show::{exception, shown, shown_text},
    task::PyTask,
};
use crate::{
    host::Host,
    native::{
        coroutines::{Coroutines, Step},
        place,
    },
};

/// What a `cancel()` does that is passed on to what the task waits for.
pub(super) fn passed_to(waiter: &PyObject) -> CancelEffect {
    match waiter.downcast_ref::<PyFuture>() {
        Some(future) if !future.is_done() => CancelEffect::PassedTo(future.number.get()),
        _ => CancelEffect::Remembered,
    }
}

/// A future is done.
pub(super) fn done(future: &Py<PyFuture>, vm: &VirtualMachine) {
    let Some(host) = Host::current() else { return };
    let outcome = match future.state.get() {
        State::Pending => return,
        State::Cancelled => {
            let error = future.cancelled_error.lock().clone();
            let message = match error {
                Some(error) => error.args().first().cloned(),
                None => future.cancel_message.lock().clone(),
            };
            let message = message.filter(|it| !vm.is_none(it));
            Outcome::Cancelled(message.map(|it| shown_text(&it, vm)))
        }
        State::Finished => {
            let error = future.exception.lock().clone();
            if let Some(error) = error {
                Outcome::Exception(exception(&error, vm))
            } else {
                let result = future.result.lock().clone();
                let result = result.unwrap_or_else(|| vm.ctx.none());
                Outcome::Result(shown(&result, vm, 3))
            }
        }
    };
    match future.as_object().downcast_ref::<PyTask>() {
        Some(task) => {
            let (number, frame) = task.driven.get();
            Coroutines::task_done(&host, number, frame, &outcome);
            let task = task.id.get();
            host.unfinished.borrow_mut().remove(&task);
            host.push(EventKind::TaskFinished { task, outcome });
        }
        None => host.push(EventKind::FutureResolved {
            future: future.number.get(),
            outcome,
        }),
    }
}

/// A task was made.
pub(super) fn task_made(task: &Py<PyTask>, eager: bool, vm: &VirtualMachine) {
    let Some(host) = Host::current() else { return };
    task.id.set(host.number_task());
    task.base.number.set(host.number_future());
    let here = place::here(vm);
    let coroutine = task.coroutine.lock().clone();
    let Some(coroutine) = coroutine else { return };
    let id = Coroutines::number(&host, &coroutine, here, vm);
    task.driven.set((id, Coroutines::frame(&coroutine)));
    let name = task.name.lock().clone();
    let name = name.map_or_else(String::new, |it| shown_text(&it, vm));
    host.unfinished.borrow_mut().insert(task.id.get());
    host.push(EventKind::TaskCreated {
        task: task.id.get(),
        future: task.base.number.get(),
        named: !name.starts_with("Task-"),
        name,
        coroutine: id,
        parent: host.recorder.current_task(),
        eager,
        place: here,
    });
}

/// A task is resumed, for as long as what is returned lives.
pub(super) fn stepped(
    task: &Py<PyTask>,
    coroutine: &PyObject,
    thrown: Option<&PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> Option<Step> {
    let host = Host::current()?;
    host.push(EventKind::TaskStepped {
        task: task.id.get(),
        exception: thrown.map(|error| exception(error, vm)),
    });
    let step = Coroutines::step(&host, coroutine, vm);
    host.recorder.outside().about_to_run(host.recorder.outbox());
    Some(step)
}

/// A task suspended: for what, and on which line.
pub(super) fn suspended(task: &Py<PyTask>, on: Option<&PyObject>) {
    let Some(host) = Host::current() else { return };
    let mut line = Place::default();
    let mut next = task.coroutine.lock().clone();
    while let Some(object) = next {
        let frame = if let Some(coroutine) = object.downcast_ref::<PyCoroutine>() {
            coroutine.as_coro().frame_opt()
        } else if let Some(generator) = object.downcast_ref::<PyGenerator>() {
            generator.as_coro().frame_opt()
        } else {
            None
        };
        let Some(frame) = frame else { break };
        // asyncio's own stand between: what they wait for says enough.
        if place::is_own(&frame.f_code()) {
            line = place::line(frame.lineno());
        }
        next = frame.yield_from_target();
    }
    let on = match on {
        None => Awaited::NextIteration,
        Some(on) => match on.downcast_ref::<PyFuture>() {
            Some(future) => Awaited::Future(future.number.get()),
            None => Awaited::Foreign,
        },
    };
    host.push(EventKind::TaskSuspended {
        task: task.id.get(),
        on,
        place: line,
    });
}

thread_local! {
    /// A future that is done, and that a task's `cancel()` asks all the same, as the task still holds it.
    static ASKED_IN_VAIN: Cell<usize> = const { Cell::new(0) };
}

/// A request to cancel is being passed on.
pub(super) struct Passing;

impl Passing {
    pub(super) fn begin(waiter: &PyObject) -> Self {
        let future = waiter.downcast_ref::<PyFuture>();
        let is_done = future.is_some_and(|it| it.is_done());
        ASKED_IN_VAIN.set(if is_done { waiter.get_id() } else { 0 });
        Self
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        ASKED_IN_VAIN.set(0);
    }
}

/// `cancel()` was called.
pub(super) fn cancel_requested(
    task: &Py<PyTask>,
    message: Option<&PyObjectRef>,
    effect: CancelEffect,
    vm: &VirtualMachine,
) {
    let Some(host) = Host::current() else { return };
    if ASKED_IN_VAIN.get() == task.as_object().get_id() {
        return;
    }
    let message = message.filter(|it| !vm.is_none(it));
    host.push(EventKind::TaskCancelRequested {
        task: task.id.get(),
        by: host.recorder.current_task(),
        message: message.map(|it| shown_text(it, vm)),
        effect,
        place: place::here(vm),
    });
}

/// `uncancel()` was called.
pub(super) fn uncancelled(task: &Py<PyTask>, remaining: u32) {
    let Some(host) = Host::current() else { return };
    let task: TaskId = task.id.get();
    host.push(EventKind::TaskUncancelled { task, remaining });
}

/// A task has another name now.
pub(super) fn renamed(task: &Py<PyTask>, name: &Py<PyStr>) {
    let Some(host) = Host::current() else { return };
    host.push(EventKind::TaskRenamed {
        task: task.id.get(),
        name: name.to_string_lossy().into_owned(),
    });
}

/// All tasks were asked for: by `asyncio.run`, when its main task is done (rule J2).
pub(super) fn looked_for_leftovers(count: usize, vm: &VirtualMachine) {
    let by_run = frame::frame_at_offset(0, vm).is_some_and(|frame| {
        let code = frame.f_code();
        !place::is_own(&code) && place::name(&code) == "_cancel_all_tasks"
    });
    let Some(host) = Host::current().filter(|_| by_run) else {
        return;
    };
    let tasks = u32::try_from(count).unwrap_or(u32::MAX);
    for (stage, tasks) in [(RunStage::MainDone, 0), (RunStage::CancelLeftovers, tasks)] {
        host.push(EventKind::RunStage { stage, tasks });
    }
}
