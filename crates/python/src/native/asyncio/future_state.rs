//! The states of a future, and its callbacks.

use std::cell::Cell;

use coroscope_trace::FutureId;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PySet, PyType},
    common::lock::PyMutex,
    function::{FuncArgs, KwArgs},
};

use super::{
    errors,
    future::{PyFuture, State},
    running, tell, wake,
};

impl PyFuture {
    pub(super) fn empty() -> Self {
        Self {
            event_loop: PyMutex::default(),
            callbacks: PyMutex::default(),
            result: PyMutex::default(),
            exception: PyMutex::new(None),
            traceback: PyMutex::new(None),
            cancel_message: PyMutex::default(),
            cancelled_error: PyMutex::new(None),
            source_traceback: PyMutex::default(),
            awaited_by: PyMutex::new(None),
            state: Cell::new(State::Pending),
            log_traceback: Cell::new(false),
            blocking: Cell::new(false),
            number: Cell::new(FutureId(u32::MAX)),
        }
    }

    /// The loop, or an error when `__init__` was not called.
    pub(super) fn home(&self, vm: &VirtualMachine) -> PyResult {
        let event_loop = self.event_loop.lock().clone();
        event_loop.ok_or_else(|| vm.new_runtime_error("Future object is not initialized."))
    }

    pub(crate) fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// Settles on a loop; in debug mode it remembers where it was made.
    pub(super) fn settle(&self, given: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
        let event_loop = match given.filter(|it| !vm.is_none(it)) {
            Some(event_loop) => event_loop,
            None => running::event_loop(vm)?,
        };
        let debug = vm.call_method(&event_loop, "get_debug", ())?;
        if debug.try_to_bool(vm)? {
            let helpers = vm.import("asyncio.format_helpers", 0)?;
            let helpers = helpers.get_attr("format_helpers", vm)?;
            let stack = vm.call_method(&helpers, "extract_stack", ())?;
            *self.source_traceback.lock() = Some(stack);
        }
        *self.event_loop.lock() = Some(event_loop);
        Ok(())
    }

    /// The error that a cancelled future raises (rule C9).
    pub(super) fn new_cancelled_error(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        if let Some(error) = self.cancelled_error.lock().take() {
            return error;
        }
        let message = self.cancel_message.lock().clone();
        let args = message.into_iter().filter(|it| !vm.is_none(it)).collect();
        errors::new(vm, "CancelledError", args)
    }

    /// What `result()` gives or raises; it counts as asked for (rules C8, C11).
    pub(super) fn outcome(&self, vm: &VirtualMachine) -> PyResult {
        match self.state.get() {
            State::Pending => Err(errors::invalid_state(vm, "Result is not set.")),
            State::Cancelled => Err(self.new_cancelled_error(vm)),
            State::Finished => {
                self.log_traceback.set(false);
                let error = self.exception.lock().clone();
                if let Some(error) = error {
                    let traceback = self.traceback.lock().clone();
                    error.set_traceback(traceback);
                    return Err(error);
                }
                Ok(self.result.lock().clone().unwrap_or_else(|| vm.ctx.none()))
            }
        }
    }

    /// Takes an exception as its outcome (rule C3).
    pub(super) fn fail(zelf: &Py<Self>, given: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let given = if given.downcast_ref::<PyType>().is_some() {
            given.call((), vm)?
        } else {
            given
        };
        let Ok(error) = given.downcast::<PyBaseException>() else {
            return Err(vm.new_type_error("invalid exception object"));
        };
        let error = if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) {
            let text =
                "StopIteration interacts badly with generators and cannot be raised into a Future";
            let wrapped = vm.new_runtime_error(text);
            wrapped.set_cause(Some(error.clone()));
            wrapped.set_context(Some(error));
            wrapped
        } else {
            error
        };
        *zelf.traceback.lock() = error.__traceback__();
        *zelf.exception.lock() = Some(error);
        zelf.log_traceback.set(true);
        Self::finish(zelf, State::Finished, vm)
    }

    /// Becomes done, and schedules its callbacks (rule C5).
    pub(super) fn finish(zelf: &Py<Self>, state: State, vm: &VirtualMachine) -> PyResult<()> {
        zelf.state.set(state);
        tell::done(zelf, vm);
        let callbacks = std::mem::take(&mut *zelf.callbacks.lock());
        for (callback, context) in callbacks {
            wake::schedule(zelf, callback, context, vm)?;
        }
        Ok(())
    }

    /// `cancel()` of what is no task (rule C4).
    pub(super) fn cancel_plainly(
        zelf: &Py<Self>,
        message: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        zelf.log_traceback.set(false);
        if zelf.is_done() {
            return Ok(false);
        }
        *zelf.cancel_message.lock() = message;
        Self::finish(zelf, State::Cancelled, vm)?;
        Ok(true)
    }

    pub(super) fn add_callback(
        zelf: &Py<Self>,
        callback: PyObjectRef,
        context: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if zelf.is_done() {
            return wake::schedule(zelf, callback, context, vm);
        }
        zelf.callbacks.lock().push((callback, context));
        Ok(())
    }

    /// Tells the exception handler of its loop what nobody can be told any more.
    pub(super) fn complain(
        &self,
        event_loop: &PyObject,
        message: &str,
        details: Vec<(&str, PyObjectRef)>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let context = vm.ctx.new_dict();
        context.set_item("message", vm.ctx.new_str(message).into(), vm)?;
        for (name, value) in details {
            context.set_item(name, value, vm)?;
        }
        let source = self.source_traceback.lock().clone();
        if let Some(source) = source {
            context.set_item("source_traceback", source, vm)?;
        }
        vm.call_method(event_loop, "call_exception_handler", (context,))
            .map(drop)
    }

    /// Notes who awaits it, for call graphs.
    pub(super) fn note_waiter(&self, waiter: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let set = self
            .awaited_by
            .lock()
            .get_or_insert_with(|| PySet::default().into_ref(&vm.ctx))
            .clone();
        set.add(waiter, vm)
    }

    pub(super) fn forget_waiter(&self, waiter: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let set = self.awaited_by.lock().clone();
        match set {
            Some(set) => vm
                .call_method(set.as_object(), "discard", (waiter.to_owned(),))
                .map(drop),
            None => Ok(()),
        }
    }
}

/// What one of asyncio's own functions makes of a future.
pub(super) fn represent(
    future: &PyObject,
    module: &'static str,
    function: &'static str,
    vm: &VirtualMachine,
) -> PyResult<String> {
    let package = vm.import(vm.ctx.intern_str(format!("asyncio.{module}")), 0)?;
    let module = package.get_attr(module, vm)?;
    let text = vm.call_method(&module, function, (future.to_owned(),))?;
    Ok(text.str(vm)?.to_string_lossy().into_owned())
}

/// Rule W2: nobody asked for the exception, and nobody can any more.
pub(super) fn complain_unretrieved(zelf: &Py<PyFuture>, vm: &VirtualMachine) -> PyResult<()> {
    if !zelf.log_traceback.replace(false) {
        return Ok(());
    }
    let (Some(error), Ok(event_loop)) = (zelf.exception.lock().clone(), zelf.home(vm)) else {
        return Ok(());
    };
    let class = zelf.as_object().class().name().to_string();
    let message = format!("{class} exception was never retrieved");
    let details = vec![
        ("exception", error.into()),
        ("future", zelf.to_owned().into()),
    ];
    zelf.complain(&event_loop, &message, details, vm)
}

/// Arguments of `call_soon(callback, argument, context=context)`.
pub(super) fn call_soon_args(
    callback: PyObjectRef,
    argument: Option<PyObjectRef>,
    context: PyObjectRef,
) -> FuncArgs {
    let positional = std::iter::once(callback).chain(argument).collect();
    let named = std::iter::once(("context".to_owned().into(), context));
    FuncArgs::new::<Vec<PyObjectRef>, KwArgs>(positional, KwArgs::new(named.collect()))
}
