//! `_asyncio.Future`.
//!
//! A future of Python's is an object of Python's, so that its collector sees who holds whom; the core
//! gives it a number, and runs what it schedules.

use std::cell::Cell;

use coroscope_trace::FutureId;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyGenericAlias, PySet, PyTraceback, PyType, PyTypeRef},
    common::lock::PyMutex,
    function::{FuncArgs, OptionalOption, PySetterValue},
    types::{Constructor, Destructor, Initializer, Iterable, Representable},
};

use super::{
    errors,
    future_state::{complain_unretrieved, represent},
    iter::FutureIter,
    tell,
};
use crate::native::contextvars::copy_current;

/// The states of a future (rule C1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    Cancelled,
    Finished,
}

type Slot = PyMutex<Option<PyObjectRef>>;

#[pyclass(name = "Future", module = "_asyncio", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct PyFuture {
    pub(super) event_loop: Slot,
    /// Functions and the contexts in which they run, in the order in which they were added (rule C5).
    pub(super) callbacks: PyMutex<Vec<(PyObjectRef, PyObjectRef)>>,
    pub(super) result: Slot,
    pub(super) exception: PyMutex<Option<PyBaseExceptionRef>>,
    /// The traceback that the exception came with: whoever raises it again begins there.
    pub(super) traceback: PyMutex<Option<PyRef<PyTraceback>>>,
    pub(super) cancel_message: Slot,
    /// The very CancelledError that ended a task, for the first asker (rule C9).
    pub(super) cancelled_error: PyMutex<Option<PyBaseExceptionRef>>,
    pub(super) source_traceback: Slot,
    pub(super) awaited_by: PyMutex<Option<PyRef<PySet>>>,
    #[pytraverse(skip)]
    pub(super) state: Cell<State>,
    /// An exception that nobody has asked for (rule C11).
    #[pytraverse(skip)]
    pub(super) log_traceback: Cell<bool>,
    #[pytraverse(skip)]
    pub(super) blocking: Cell<bool>,
    #[pytraverse(skip)]
    pub(super) number: Cell<FutureId>,
}

impl Constructor for PyFuture {
    type Args = FuncArgs;

    fn py_new(_: &Py<PyType>, _: FuncArgs, _: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::empty())
    }
}

#[derive(FromArgs)]
pub(crate) struct FutureArgs {
    #[pyarg(named, name = "loop", optional)]
    event_loop: OptionalOption<PyObjectRef>,
}

impl Initializer for PyFuture {
    type Args = FutureArgs;

    fn init(zelf: &Py<Self>, args: FutureArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.settle(args.event_loop.flatten(), vm)?;
        tell::future_made(zelf, vm);
        Ok(())
    }
}

#[derive(FromArgs)]
pub(crate) struct CancelArgs {
    #[pyarg(any, optional)]
    pub(super) msg: OptionalOption<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct CallbackArgs {
    #[pyarg(positional)]
    function: PyObjectRef,
    #[pyarg(named, optional)]
    context: OptionalOption<PyObjectRef>,
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable, Iterable)
)]
impl PyFuture {
    #[pymethod]
    fn result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.outcome(vm)
    }

    #[pymethod]
    fn exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        match zelf.state.get() {
            State::Pending => Err(errors::invalid_state(vm, "Exception is not set.")),
            State::Cancelled => Err(zelf.new_cancelled_error(vm)),
            State::Finished => {
                zelf.log_traceback.set(false);
                let error = zelf.exception.lock().clone();
                Ok(error.map_or_else(|| vm.ctx.none(), Into::into))
            }
        }
    }

    #[pymethod]
    fn set_result(zelf: &Py<Self>, result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.home(vm)?;
        if zelf.is_done() {
            return Err(errors::invalid_state(vm, "invalid state"));
        }
        *zelf.result.lock() = Some(result);
        Self::finish(zelf, State::Finished, vm)
    }

    #[pymethod]
    fn set_exception(zelf: &Py<Self>, exception: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.home(vm)?;
        if zelf.is_done() {
            return Err(errors::invalid_state(vm, "invalid state"));
        }
        Self::fail(zelf, exception, vm)
    }

    #[pymethod]
    fn add_done_callback(zelf: &Py<Self>, args: CallbackArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.home(vm)?;
        let context = args.context.flatten().filter(|it| !vm.is_none(it));
        let context = context.unwrap_or_else(|| copy_current(vm).into());
        Self::add_callback(zelf, args.function, context, vm)
    }

    #[pymethod]
    fn remove_done_callback(
        zelf: &Py<Self>,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        zelf.home(vm)?;
        // A comparison runs Python, which may add callbacks or remove them.
        let mut at = 0;
        let mut removed = 0;
        loop {
            let Some(callback) = zelf.callbacks.lock().get(at).map(|it| it.0.clone()) else {
                break;
            };
            if vm.identical_or_equal(&callback, &function)? {
                let mut callbacks = zelf.callbacks.lock();
                if callbacks.get(at).is_some_and(|it| it.0.is(&callback)) {
                    let gone = callbacks.remove(at);
                    drop(callbacks);
                    drop(gone);
                    removed += 1;
                    continue;
                }
            }
            at += 1;
        }
        Ok(removed)
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: CancelArgs, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.home(vm)?;
        Self::cancel_plainly(zelf, args.msg.flatten(), vm)
    }

    #[pymethod]
    fn cancelled(zelf: &Py<Self>) -> bool {
        zelf.state.get() == State::Cancelled
    }

    #[pymethod]
    fn done(zelf: &Py<Self>) -> bool {
        zelf.is_done()
    }

    #[pymethod]
    fn get_loop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.home(vm)
    }

    #[pymethod]
    fn _make_cancelled_error(zelf: &Py<Self>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        zelf.new_cancelled_error(vm)
    }

    #[pygetset]
    fn _state(zelf: &Py<Self>) -> &'static str {
        match zelf.state.get() {
            State::Pending => "PENDING",
            State::Cancelled => "CANCELLED",
            State::Finished => "FINISHED",
        }
    }

    #[pygetset]
    fn _asyncio_future_blocking(zelf: &Py<Self>) -> bool {
        zelf.blocking.get()
    }

    #[pygetset(setter)]
    fn set__asyncio_future_blocking(
        zelf: &Py<Self>,
        value: PySetterValue<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.blocking.set(flag(value, vm)?);
        Ok(())
    }

    #[pygetset]
    fn _loop(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.event_loop.lock().clone()
    }

    #[pygetset]
    fn _callbacks(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let callbacks = zelf.callbacks.lock().clone();
        if callbacks.is_empty() {
            return vm.ctx.none();
        }
        let pairs = callbacks.into_iter().map(|(callback, context)| {
            let pair = vm.ctx.new_tuple(vec![callback, context]);
            pair.into()
        });
        vm.ctx.new_list(pairs.collect()).into()
    }

    #[pygetset]
    fn _result(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.result.lock().clone()
    }

    #[pygetset]
    fn _exception(zelf: &Py<Self>) -> Option<PyBaseExceptionRef> {
        zelf.exception.lock().clone()
    }

    #[pygetset]
    fn _log_traceback(zelf: &Py<Self>) -> bool {
        zelf.log_traceback.get()
    }

    #[pygetset(setter)]
    fn set__log_traceback(
        zelf: &Py<Self>,
        value: PySetterValue<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if flag(value, vm)? {
            return Err(vm.new_value_error("_log_traceback can only be set to False"));
        }
        zelf.log_traceback.set(false);
        Ok(())
    }

    #[pygetset]
    fn _source_traceback(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.source_traceback.lock().clone()
    }

    #[pygetset]
    fn _cancel_message(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.cancel_message.lock().clone()
    }

    #[pygetset(setter)]
    fn set__cancel_message(zelf: &Py<Self>, value: PySetterValue<PyObjectRef>) {
        *zelf.cancel_message.lock() = match value {
            PySetterValue::Assign(value) => Some(value),
            PySetterValue::Delete => None,
        };
    }

    #[pygetset]
    fn _asyncio_awaited_by(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let set = zelf.awaited_by.lock().clone();
        match set {
            Some(set) if set.elements().is_empty() => Ok(None),
            Some(set) => vm.call_method(set.as_object(), "copy", ()).map(Some),
            None => Ok(None),
        }
    }

    #[pymethod]
    fn __await__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyRef<FutureIter> {
        FutureIter::of(zelf.into()).into_ref(&vm.ctx)
    }

    #[pyclassmethod]
    fn __class_getitem__(
        cls: PyTypeRef,
        args: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(cls, args, vm)
    }
}

/// What is assigned to an attribute that is true or false.
pub(super) fn flag(value: PySetterValue<PyObjectRef>, vm: &VirtualMachine) -> PyResult<bool> {
    match value {
        PySetterValue::Assign(value) => value.try_to_bool(vm),
        PySetterValue::Delete => Err(vm.new_attribute_error("cannot delete attribute")),
    }
}

impl Iterable for PyFuture {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        Ok(FutureIter::of(zelf.into()).into_ref(&vm.ctx).into())
    }
}

impl Representable for PyFuture {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        represent(zelf.as_object(), "base_futures", "_future_repr", vm)
    }
}

impl Destructor for PyFuture {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        complain_unretrieved(zelf, vm)
    }
}
