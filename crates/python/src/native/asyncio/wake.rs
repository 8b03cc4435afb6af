//! From a future that is done to whoever waits for it.

use asyncio::observe::{Callback, FutureId, TaskId};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::PyBaseExceptionRef,
    function::FuncArgs,
    types::{Callable, Representable},
    vm::thread::with_current_vm,
};

use super::{errors, future::PyFuture, future_state::call_soon_args, step, task::PyTask};
use crate::native::{contextvars::PyContext, event_loop::CoreLoop};

/// A task's done callback on what it awaits.
#[pyclass(name = "TaskWakeupMethWrapper", module = "_asyncio", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Wakeup {
    pub(super) task: PyRef<PyTask>,
}

#[pyclass(with(Callable, Representable))]
impl Wakeup {
    #[pygetset]
    fn __qualname__(_zelf: &Py<Self>) -> &'static str {
        "Task.task_wakeup"
    }

    #[pygetset]
    fn __name__(_zelf: &Py<Self>) -> &'static str {
        "task_wakeup"
    }

    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> PyRef<PyTask> {
        zelf.task.clone()
    }
}

impl Callable for Wakeup {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (future,): (PyObjectRef,), vm: &VirtualMachine) -> PyResult {
        step::wakeup(&zelf.task, &future, vm)?;
        Ok(vm.ctx.none())
    }
}

impl Representable for Wakeup {
    fn repr_str(_: &Py<Self>, _: &VirtualMachine) -> PyResult<String> {
        Ok("<Task.task_wakeup>".to_owned())
    }
}

/// A step that a loop of Python's own is asked to call.
#[pyclass(name = "TaskStepMethWrapper", module = "_asyncio", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct StepCall {
    task: PyRef<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
}

#[pyclass(with(Callable, Representable))]
impl StepCall {
    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let coroutine = zelf.task.coroutine.lock().clone();
        coroutine.map_or_else(|| Ok(vm.ctx.none()), |it| it.get_attr("__qualname__", vm))
    }

    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> PyRef<PyTask> {
        zelf.task.clone()
    }
}

impl Callable for StepCall {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, _: FuncArgs, vm: &VirtualMachine) -> PyResult {
        step::step(&zelf.task, zelf.thrown.clone(), vm)?;
        Ok(vm.ctx.none())
    }
}

impl Representable for StepCall {
    fn repr_str(_: &Py<Self>, _: &VirtualMachine) -> PyResult<String> {
        Ok("<TaskStepMethWrapper object>".to_owned())
    }
}

/// Whether the loop is the core itself, with nothing of Python's over its `call_soon`.
fn core(event_loop: &PyObjectRef) -> Option<&Py<CoreLoop>> {
    event_loop
        .downcast_ref::<CoreLoop>()
        .filter(|core| core.is_plain.get())
}

/// Schedules a done callback of a future.
pub(super) fn schedule(
    future: &Py<PyFuture>,
    callback: PyObjectRef,
    context: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let event_loop = future.home(vm)?;
    if let (Some(core), Some(wakeup)) = (core(&event_loop), callback.downcast_ref::<Wakeup>()) {
        core.check_open(vm)?;
        let shown = Callback::TaskWakeup(
            TaskId(wakeup.task.id.get().0),
            FutureId(future.number.get().0),
        );
        let (task, future) = (wakeup.task.clone(), future.to_owned());
        run_in(core, shown, wakeup.task.clone(), context, move |vm| {
            step::wakeup(&task, future.as_object(), vm)
        });
        return Ok(());
    }
    let args = call_soon_args(callback, Some(future.to_owned().into()), context);
    vm.call_method(&event_loop, "call_soon", args).map(drop)
}

/// Schedules a step of a task (rules D1, D6, D7).
pub(super) fn schedule_step(
    task: &PyRef<PyTask>,
    thrown: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let event_loop = task.base.home(vm)?;
    let context = task.context.lock().clone();
    let context = context.unwrap_or_else(|| vm.ctx.none());
    if let Some(core) = core(&event_loop) {
        core.check_open(vm)?;
        let shown = Callback::TaskStep(TaskId(task.id.get().0));
        let stepped = task.clone();
        run_in(core, shown, task.clone(), context, move |vm| {
            step::step(&stepped, thrown, vm)
        });
        return Ok(());
    }
    let call = StepCall {
        task: task.clone(),
        thrown,
    };
    let args = call_soon_args(call.into_ref(&vm.ctx).into(), None, context);
    vm.call_method(&event_loop, "call_soon", args).map(drop)
}

/// Has the core call something of a task's in its context. What goes wrong is judged as a callback's error.
fn run_in(
    core: &Py<CoreLoop>,
    shown: Callback<'static>,
    task: PyRef<PyTask>,
    context: PyObjectRef,
    call: impl FnOnce(&VirtualMachine) -> PyResult<()> + 'static,
) {
    let zelf = core.to_owned();
    core.aio.call_soon_as(shown, move || {
        with_current_vm(|vm| {
            let began = zelf.aio.time();
            let result = match context.downcast_ref::<PyContext>() {
                Some(context) => PyContext::within(&context.to_owned(), vm, || call(vm)),
                None => call(vm),
            };
            CoreLoop::report_slow(&zelf, task.as_object(), began, vm);
            match result {
                Err(error) if errors::is_exit(&error, vm) => Err(zelf.leave_with(error)),
                Err(error) => CoreLoop::complain(&zelf, task.as_object(), error, vm),
                Ok(()) => Ok(()),
            }
        })
    });
}
