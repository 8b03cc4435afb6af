//! `_asyncio.Task`.

use std::cell::Cell;

use coroscope_trace::{CancelEffect, CoroutineId, TaskId};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyCoroutine, PyStr, PyType},
    common::lock::PyMutex,
    function::{FuncArgs, OptionalArg, OptionalOption, PySetterValue},
    types::{Constructor, Destructor, Initializer, Representable},
};

use super::{
    future::{CancelArgs, PyFuture, State, flag},
    future_state::{complain_unretrieved, represent},
    running, step, tell, wake,
};
use crate::{host::Host, native::contextvars::copy_current};

#[pyclass(name = "Task", module = "_asyncio", base = PyFuture, traverse)]
#[derive(Debug)]
#[repr(C)]
pub(crate) struct PyTask {
    pub(super) base: PyFuture,
    pub(super) coroutine: PyMutex<Option<PyObjectRef>>,
    /// What it waits for.
    pub(super) waiter: PyMutex<Option<PyObjectRef>>,
    pub(super) name: PyMutex<Option<PyObjectRef>>,
    pub(super) context: PyMutex<Option<PyObjectRef>>,
    /// The number of its coroutine in the trace, and the address of its frame.
    #[pytraverse(skip)]
    pub(super) driven: Cell<(CoroutineId, usize)>,
    #[pytraverse(skip)]
    pub(super) must_cancel: Cell<bool>,
    /// How often `cancel` was called, less `uncancel` (rule E7).
    #[pytraverse(skip)]
    pub(super) cancels: Cell<u32>,
    #[pytraverse(skip)]
    log_destroy_pending: Cell<bool>,
    #[pytraverse(skip)]
    pub(super) id: Cell<TaskId>,
}

impl Constructor for PyTask {
    type Args = FuncArgs;

    fn py_new(_: &Py<PyType>, _: FuncArgs, _: &VirtualMachine) -> PyResult<Self> {
        Ok(Self {
            base: PyFuture::empty(),
            coroutine: PyMutex::default(),
            waiter: PyMutex::default(),
            name: PyMutex::default(),
            context: PyMutex::default(),
            driven: Cell::new((CoroutineId(u32::MAX), 0)),
            must_cancel: Cell::new(false),
            cancels: Cell::new(0),
            log_destroy_pending: Cell::new(true),
            id: Cell::new(TaskId(u32::MAX)),
        })
    }
}

#[derive(FromArgs)]
pub(crate) struct TaskArgs {
    #[pyarg(any)]
    coro: PyObjectRef,
    #[pyarg(named, name = "loop", optional)]
    event_loop: OptionalOption<PyObjectRef>,
    #[pyarg(named, optional)]
    name: OptionalOption<PyObjectRef>,
    #[pyarg(named, optional)]
    context: OptionalOption<PyObjectRef>,
    #[pyarg(named, optional)]
    eager_start: OptionalArg<PyObjectRef>,
}

/// Whether asyncio takes it for a coroutine.
fn is_coroutine(object: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    if object.downcast_ref::<PyCoroutine>().is_some() {
        return Ok(true);
    }
    let package = vm.import("asyncio.coroutines", 0)?;
    let coroutines = package.get_attr("coroutines", vm)?;
    vm.call_method(&coroutines, "iscoroutine", (object.to_owned(),))?
        .try_to_bool(vm)
}

impl Initializer for PyTask {
    type Args = TaskArgs;

    fn init(zelf: &Py<Self>, args: TaskArgs, vm: &VirtualMachine) -> PyResult<()> {
        let given = |it: OptionalOption<PyObjectRef>| it.flatten().filter(|it| !vm.is_none(it));
        zelf.base.settle(given(args.event_loop), vm)?;
        if !is_coroutine(&args.coro, vm)? {
            // It was never one: its end is no news.
            zelf.log_destroy_pending.set(false);
            let shown = args.coro.repr(vm)?;
            return Err(vm.new_type_error(format!("a coroutine was expected, got {shown}")));
        }
        let context = given(args.context).unwrap_or_else(|| copy_current(vm).into());
        *zelf.context.lock() = Some(context);
        let name = match given(args.name) {
            None => {
                let number = Host::current().map_or(0, |host| host.next_task_name());
                vm.ctx.new_str(format!("Task-{number}"))
            }
            Some(name) => text(name, vm)?,
        };
        *zelf.name.lock() = Some(name.into());
        *zelf.coroutine.lock() = Some(args.coro);
        let eager = match args.eager_start.into_option() {
            Some(eager) => eager.try_to_bool(vm)?,
            None => false,
        };
        let event_loop = zelf.base.home(vm)?;
        let eager = eager
            && vm
                .call_method(&event_loop, "is_running", ())?
                .try_to_bool(vm)?;
        tell::task_made(zelf, eager, vm);
        if eager {
            return step::start_eagerly(&zelf.to_owned(), vm);
        }
        running::register(zelf.as_object(), vm)?;
        wake::schedule_step(&zelf.to_owned(), None, vm)
    }
}

/// A name as a string; only what is one already keeps its class.
fn text(name: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    match name.downcast_exact::<PyStr>(vm) {
        Ok(name) => Ok(name.into_pyref()),
        Err(name) => name.str(vm),
    }
}

#[derive(FromArgs)]
pub(crate) struct StackArgs {
    #[pyarg(named, optional)]
    limit: OptionalOption<PyObjectRef>,
    #[pyarg(named, optional)]
    file: OptionalOption<PyObjectRef>,
}

impl PyTask {
    /// `cancel()` of a task (rules E1, E2).
    pub(super) fn request_cancel(
        zelf: &Py<Self>,
        message: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        zelf.base.log_traceback.set(false);
        if zelf.base.is_done() {
            tell::cancel_requested(zelf, message.as_ref(), CancelEffect::AlreadyDone, vm);
            return Ok(false);
        }
        zelf.cancels.set(zelf.cancels.get() + 1);
        let waiter = zelf.waiter.lock().clone();
        if let Some(waiter) = waiter {
            let passed = tell::passed_to(&waiter);
            tell::cancel_requested(zelf, message.as_ref(), passed, vm);
            let _passing = tell::Passing::begin(&waiter);
            let agreed = vm.with_recursion("while calling a Python object", || {
                step::cancel_any(&waiter, message.clone(), vm)
            })?;
            if agreed {
                return Ok(true);
            }
        } else {
            tell::cancel_requested(zelf, message.as_ref(), CancelEffect::Remembered, vm);
        }
        zelf.must_cancel.set(true);
        *zelf.base.cancel_message.lock() = message;
        Ok(true)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable)
)]
impl PyTask {
    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: CancelArgs, vm: &VirtualMachine) -> PyResult<bool> {
        Self::request_cancel(zelf, args.msg.flatten(), vm)
    }

    #[pymethod]
    fn cancelling(zelf: &Py<Self>) -> u32 {
        zelf.cancels.get()
    }

    #[pymethod]
    fn uncancel(zelf: &Py<Self>) -> u32 {
        let left = zelf.cancels.get().saturating_sub(1);
        if zelf.cancels.replace(left) > 0 && left == 0 {
            zelf.must_cancel.set(false);
        }
        tell::uncancelled(zelf, left);
        left
    }

    #[pymethod]
    fn set_result(_zelf: &Py<Self>, _: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_result operation"))
    }

    #[pymethod]
    fn set_exception(_zelf: &Py<Self>, _: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_exception operation"))
    }

    #[pymethod]
    fn get_coro(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.coroutine.lock().clone()
    }

    #[pymethod]
    fn get_context(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.context.lock().clone()
    }

    #[pymethod]
    fn get_name(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.name.lock().clone()
    }

    #[pymethod]
    fn set_name(zelf: &Py<Self>, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let name = text(name, vm)?;
        tell::renamed(zelf, &name);
        let before = zelf.name.lock().replace(name.into());
        drop(before);
        Ok(())
    }

    #[pymethod]
    fn get_stack(zelf: &Py<Self>, args: StackArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.limit.flatten().unwrap_or_else(|| vm.ctx.none());
        let of = zelf.to_owned();
        base_tasks(vm)?
            .get_attr("_task_get_stack", vm)?
            .call((of, limit), vm)
    }

    #[pymethod]
    fn print_stack(zelf: &Py<Self>, args: StackArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.limit.flatten().unwrap_or_else(|| vm.ctx.none());
        let file = args.file.flatten().unwrap_or_else(|| vm.ctx.none());
        let of = zelf.to_owned();
        base_tasks(vm)?
            .get_attr("_task_print_stack", vm)?
            .call((of, limit, file), vm)
    }

    #[pygetset]
    fn _log_destroy_pending(zelf: &Py<Self>) -> bool {
        zelf.log_destroy_pending.get()
    }

    #[pygetset(setter)]
    fn set__log_destroy_pending(
        zelf: &Py<Self>,
        value: PySetterValue<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.log_destroy_pending.set(flag(value, vm)?);
        Ok(())
    }

    #[pygetset]
    fn _must_cancel(zelf: &Py<Self>) -> bool {
        zelf.must_cancel.get()
    }

    #[pygetset]
    fn _coro(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.coroutine.lock().clone()
    }

    #[pygetset]
    fn _fut_waiter(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.waiter.lock().clone()
    }
}

fn base_tasks(vm: &VirtualMachine) -> PyResult {
    vm.import("asyncio.base_tasks", 0)?
        .get_attr("base_tasks", vm)
}

impl Representable for PyTask {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        represent(zelf.as_object(), "base_tasks", "_task_repr", vm)
    }
}

impl Destructor for PyTask {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.base.state.get() == State::Pending && zelf.log_destroy_pending.replace(false) {
            complain_pending(zelf, vm)?;
        }
        complain_unretrieved(as_future(zelf), vm)
    }
}

/// Rule W3.
fn complain_pending(zelf: &Py<PyTask>, vm: &VirtualMachine) -> PyResult<()> {
    let Ok(event_loop) = zelf.base.home(vm) else {
        return Ok(());
    };
    let message = "Task was destroyed but it is pending!";
    let details = vec![("task", zelf.to_owned().into())];
    zelf.base.complain(&event_loop, message, details, vm)
}

/// The task as a future.
pub(super) fn as_future(task: &Py<PyTask>) -> &Py<PyFuture> {
    task.as_object()
        .downcast_ref::<PyFuture>()
        .unwrap_or_else(|| unreachable!("a task is a future"))
}

/// A future or a task that is of no subclass: nothing of it can be overridden.
pub(super) fn exactly_future<'a>(
    object: &'a PyObject,
    vm: &VirtualMachine,
) -> Option<&'a Py<PyFuture>> {
    let future = object.downcast_ref_if_exact::<PyFuture>(vm);
    future.or_else(|| object.downcast_ref_if_exact::<PyTask>(vm).map(as_future))
}
