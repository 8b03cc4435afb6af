//! `_asyncio`: futures and tasks of Python's on the executor core.
//!
//! `future.rs` and `task.rs` are the classes, `step.rs` what a step of a task is and what may come of it,
//! `wake.rs` how that gets into the ready queue, `running.rs` which loop and which task are current,
//! and `tell.rs` what the trace hears.

pub(crate) mod errors;
mod future;
mod future_state;
mod iter;
pub(crate) mod numbers;
pub(crate) mod running;
pub(crate) mod show;
mod step;
mod task;
pub(crate) mod tell;
mod wake;

pub(crate) use _asyncio::module_def;

#[pymodule]
mod _asyncio {
    use rustpython_vm::{
        Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{PyModule, PySet},
        class::PyClassImpl,
        function::OptionalOption,
    };

    use super::{
        future::PyFuture,
        iter::FutureIter,
        running,
        task::PyTask,
        tell,
        wake::{StepCall, Wakeup},
    };

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let _ = (Wakeup::make_static_type(), StepCall::make_static_type());
        module.set_attr("Future", PyFuture::make_static_type(), vm)?;
        module.set_attr("FutureIter", FutureIter::make_static_type(), vm)?;
        module.set_attr("Task", PyTask::make_static_type(), vm)
    }

    #[pyfunction]
    fn _get_running_loop() -> Option<PyObjectRef> {
        running::get()
    }

    #[pyfunction]
    fn _set_running_loop(event_loop: Option<PyObjectRef>) {
        running::set(event_loop);
    }

    #[pyfunction]
    fn get_running_loop(vm: &VirtualMachine) -> PyResult {
        running::get().ok_or_else(|| vm.new_runtime_error("no running event loop"))
    }

    #[pyfunction]
    fn get_event_loop(vm: &VirtualMachine) -> PyResult {
        running::event_loop(vm)
    }

    #[derive(FromArgs)]
    struct LoopArg {
        #[pyarg(any, name = "loop", optional)]
        event_loop: OptionalOption<PyObjectRef>,
    }

    fn or_running(given: LoopArg, vm: &VirtualMachine) -> PyResult {
        match given.event_loop.flatten() {
            Some(event_loop) => Ok(event_loop),
            None => get_running_loop(vm),
        }
    }

    #[pyfunction]
    fn current_task(event_loop: LoopArg, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let event_loop = or_running(event_loop, vm)?;
        Ok(running::current(&event_loop))
    }

    #[pyfunction]
    fn all_tasks(event_loop: LoopArg, vm: &VirtualMachine) -> PyResult<PyRef<PySet>> {
        let event_loop = or_running(event_loop, vm)?;
        let tasks = running::all(&event_loop, vm)?;
        tell::looked_for_leftovers(tasks.elements().len(), vm);
        Ok(tasks)
    }

    #[pyfunction]
    fn _register_task(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        running::register(&task, vm)
    }

    #[pyfunction]
    fn _register_eager_task(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        running::register(&task, vm)
    }

    #[pyfunction]
    fn _unregister_task(task: PyObjectRef) {
        running::unregister(&task);
    }

    #[pyfunction]
    fn _unregister_eager_task(task: PyObjectRef) {
        running::unregister(&task);
    }

    #[derive(FromArgs)]
    struct LoopAndTask {
        #[pyarg(any, name = "loop")]
        event_loop: PyObjectRef,
        #[pyarg(any)]
        task: PyObjectRef,
    }

    #[pyfunction]
    fn _enter_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<()> {
        running::enter(&args.event_loop, &args.task, vm)
    }

    #[pyfunction]
    fn _leave_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<()> {
        running::leave(&args.event_loop, &args.task, vm)
    }

    #[pyfunction]
    fn _swap_current_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let task = Some(args.task).filter(|task| !vm.is_none(task));
        running::swap(&args.event_loop, task, vm)
    }

    #[pyfunction]
    fn future_add_to_awaited_by(
        future: PyObjectRef,
        waiter: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match (
            future.downcast_ref::<PyFuture>(),
            waiter.downcast_ref::<PyFuture>(),
        ) {
            (Some(future), Some(_)) => future.note_waiter(waiter.clone(), vm),
            _ => Ok(()),
        }
    }

    #[pyfunction]
    fn future_discard_from_awaited_by(
        future: PyObjectRef,
        waiter: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match (
            future.downcast_ref::<PyFuture>(),
            waiter.downcast_ref::<PyFuture>(),
        ) {
            (Some(future), Some(_)) => future.forget_waiter(&waiter, vm),
            _ => Ok(()),
        }
    }
}
