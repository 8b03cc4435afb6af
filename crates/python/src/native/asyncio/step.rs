//! A step of a task, and what may come of it (rules D3 to D8).

use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCoroutine, PyGenerator},
    function::{FuncArgs, KwArgs},
    protocol::PyIterReturn,
};

use super::{
    errors,
    future::{PyFuture, State},
    running,
    task::{PyTask, as_future, exactly_future},
    tell,
    wake::{self, Wakeup},
};
use crate::native::contextvars::PyContext;

/// `cancel(msg=message)` of anything that is awaited.
pub(super) fn cancel_any(
    waiter: &PyObject,
    message: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<bool> {
    let message = message.unwrap_or_else(|| vm.ctx.none());
    let named = std::iter::once(("msg".to_owned().into(), message));
    let args = FuncArgs::new::<Vec<PyObjectRef>, KwArgs>(Vec::new(), KwArgs::new(named.collect()));
    vm.call_method(waiter, "cancel", args)?.try_to_bool(vm)
}

/// Resumes the coroutine, with nothing or with an exception.
fn resume(
    coroutine: &PyObject,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<PyIterReturn> {
    if let Some(native) = coroutine.downcast_ref::<PyCoroutine>() {
        let none = || vm.ctx.none();
        return match thrown {
            None => native.as_coro().send(coroutine, none(), vm),
            Some(error) => native
                .as_coro()
                .throw(coroutine, error.into(), none(), none(), vm),
        };
    }
    let result = match thrown {
        None => vm.call_method(coroutine, "send", (vm.ctx.none(),)),
        Some(error) => vm.call_method(coroutine, "throw", (error,)),
    };
    PyIterReturn::from_pyresult(result, vm)
}

/// One step. What it returns as an error leaves the callback.
pub(super) fn step(
    task: &PyRef<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let event_loop = task.base.home(vm)?;
    running::enter(&event_loop, task.as_object(), vm)?;
    let stepped = step_inside(task, thrown, vm);
    let left = running::leave(&event_loop, task.as_object(), vm);
    stepped.and(left)
}

/// The step of the task that is the current one.
fn step_inside(
    task: &PyRef<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if task.base.is_done() {
        let shown = thrown.map_or_else(|| vm.ctx.none(), Into::into).repr(vm)?;
        let task = task.as_object().repr(vm)?;
        let text = format!("__step(): already done: {task}, {shown}");
        return Err(errors::invalid_state(vm, &text));
    }
    let thrown = due_cancellation(task, thrown, vm);
    let outcome = resume_task(task, thrown, vm)?;
    conclude(task, outcome, vm)
}

/// Replaces what is thrown by a cancellation that is due (rule D3).
fn due_cancellation(
    task: &Py<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> Option<PyBaseExceptionRef> {
    if !task.must_cancel.replace(false) {
        return thrown;
    }
    match thrown {
        Some(error) if errors::is_cancelled(error.as_object(), vm) => Some(error),
        _ => Some(task.base.new_cancelled_error(vm)),
    }
}

type Outcome = PyResult<PyIterReturn>;

fn resume_task(
    task: &Py<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<Outcome> {
    let before = task.waiter.lock().take();
    drop(before);
    let coroutine = task.coroutine.lock().clone();
    let Some(coroutine) = coroutine else {
        return Err(vm.new_runtime_error("Task object is not initialized."));
    };
    let _step = tell::stepped(task, &coroutine, thrown.as_ref(), vm);
    Ok(resume(&coroutine, thrown, vm))
}

/// What the step came to (rules D4, D5).
fn conclude(task: &PyRef<PyTask>, outcome: Outcome, vm: &VirtualMachine) -> PyResult<()> {
    let future = as_future(task);
    match outcome {
        Ok(PyIterReturn::Return(on)) => suspend(task, on, vm),
        Ok(PyIterReturn::StopIteration(value)) => {
            if task.must_cancel.replace(false) {
                return PyFuture::finish(future, State::Cancelled, vm);
            }
            *future.result.lock() = Some(value.unwrap_or_else(|| vm.ctx.none()));
            PyFuture::finish(future, State::Finished, vm)
        }
        Err(error) if errors::is_cancelled(error.as_object(), vm) => {
            *future.cancelled_error.lock() = Some(error);
            // Only the first asker hears the message (rule C9).
            let message = future.cancel_message.lock().take();
            drop(message);
            PyFuture::finish(future, State::Cancelled, vm)
        }
        Err(error) if errors::is_exit(&error, vm) => {
            PyFuture::fail(future, error.clone().into(), vm)?;
            Err(error)
        }
        Err(error) => PyFuture::fail(future, error.into(), vm),
    }
}

/// It suspended on `on`.
fn suspend(task: &PyRef<PyTask>, on: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    if vm.is_none(&on) {
        tell::suspended(task, None);
        return wake::schedule_step(task, None, vm);
    }
    // A subclass may have all this in its own way.
    let native = exactly_future(&on, vm);
    let blocking = match native {
        Some(future) => Some(future.blocking.get()),
        None => vm
            .get_attribute_opt(&on, "_asyncio_future_blocking")?
            .filter(|it| !vm.is_none(it))
            .map(|it| it.try_to_bool(vm))
            .transpose()?,
    };
    let Some(blocking) = blocking else {
        let shown = on.repr(vm)?;
        let text = if on.downcast_ref::<PyGenerator>().is_some() {
            let task = task.as_object().repr(vm)?;
            format!(
                "yield was used instead of yield from for generator in task {task} with {shown}"
            )
        } else {
            format!("Task got bad yield: {shown}")
        };
        return refuse(task, text, vm);
    };
    let of = match native {
        Some(future) => future.home(vm)?,
        None => running::loop_of(&on, vm)?,
    };
    let me = task.as_object();
    if !of.is(&task.base.home(vm)?) {
        let text = format!(
            "Task {} got Future {} attached to a different loop",
            me.repr(vm)?,
            on.repr(vm)?
        );
        return refuse(task, text, vm);
    }
    if !blocking {
        let text = format!(
            "yield was used instead of yield from in task {} with {}",
            me.repr(vm)?,
            on.repr(vm)?
        );
        return refuse(task, text, vm);
    }
    if on.is(me) {
        let text = format!("Task cannot await on itself: {}", me.repr(vm)?);
        return refuse(task, text, vm);
    }
    wait_for(task, &on, vm)?;
    tell::suspended(task, Some(&on));
    if task.must_cancel.get() {
        let message = task.base.cancel_message.lock().clone();
        if cancel_any(&on, message, vm)? {
            task.must_cancel.set(false);
        }
    }
    Ok(())
}

/// Puts its wake-up among the done callbacks of what it awaits.
fn wait_for(task: &PyRef<PyTask>, on: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let wakeup = Wakeup { task: task.clone() };
    let wakeup: PyObjectRef = wakeup.into_ref(&vm.ctx).into();
    let context = task.context.lock().clone();
    let context = context.unwrap_or_else(|| vm.ctx.none());
    if let Some(future) = on.downcast_ref::<PyFuture>() {
        future.note_waiter(task.clone().into(), vm)?;
    }
    if let Some(future) = exactly_future(on, vm) {
        future.blocking.set(false);
        PyFuture::add_callback(future, wakeup, context, vm)?;
    } else {
        on.set_attr("_asyncio_future_blocking", vm.ctx.new_bool(false), vm)?;
        let args = super::future_state::call_soon_args(wakeup, None, context);
        vm.call_method(on, "add_done_callback", args)?;
    }
    let before = task.waiter.lock().replace(on.clone());
    drop(before);
    Ok(())
}

/// An error is delivered by the next step (rule D7).
fn refuse(task: &PyRef<PyTask>, text: String, vm: &VirtualMachine) -> PyResult<()> {
    tell::suspended(task, None);
    wake::schedule_step(task, Some(vm.new_runtime_error(text)), vm)
}

/// What it waited for is done (rule D8).
pub(super) fn wakeup(task: &PyRef<PyTask>, future: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if let Some(native) = future.downcast_ref::<PyFuture>() {
        native.forget_waiter(task.as_object(), vm)?;
    }
    let result = match exactly_future(future, vm) {
        Some(native) => native.outcome(vm),
        None => vm.call_method(future, "result", ()),
    };
    step(task, result.err(), vm)
}

/// The first step, inside whatever runs (rule K1).
pub(super) fn start_eagerly(task: &PyRef<PyTask>, vm: &VirtualMachine) -> PyResult<()> {
    let event_loop = task.base.home(vm)?;
    let before = running::swap(&event_loop, Some(task.clone().into()), vm)?;
    running::register(task.as_object(), vm)?;
    let context = task.context.lock().clone();
    let first = || {
        let outcome = resume_task(task, None, vm)?;
        conclude(task, outcome, vm)
    };
    let result = match context
        .as_ref()
        .and_then(|it| it.downcast_ref::<PyContext>())
    {
        Some(context) => PyContext::within_again(&context.to_owned(), vm, first),
        None => first(),
    };
    let swapped = running::swap(&event_loop, before, vm);
    if task.base.is_done() {
        running::unregister(task.as_object());
        let coroutine = task.coroutine.lock().take();
        drop(coroutine);
    }
    result.and(swapped.map(drop))
}
