//! What `await future` iterates over.

use rustpython_vm::{
    Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTraceback, PyType},
    common::lock::PyMutex,
    function::OptionalArg,
    protocol::PyIterReturn,
    types::{IterNext, Iterable, SelfIter},
    warn,
};

use super::future::PyFuture;

/// It gives the future once, to the task that waits, and then its result (rule C10).
#[pyclass(name = "FutureIter", module = "_asyncio", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct FutureIter {
    future: PyMutex<Option<PyObjectRef>>,
}

impl FutureIter {
    pub(super) fn of(future: PyObjectRef) -> Self {
        Self {
            future: PyMutex::new(Some(future)),
        }
    }

    fn advance(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let Some(object) = self.future.lock().clone() else {
            return Ok(PyIterReturn::StopIteration(None));
        };
        let Some(future) = object.downcast_ref::<PyFuture>() else {
            return Ok(PyIterReturn::StopIteration(None));
        };
        if future.is_done() {
            drop(self.future.lock().take());
            return future
                .outcome(vm)
                .map(|result| PyIterReturn::StopIteration(Some(result)));
        }
        if future.blocking.replace(true) {
            return Err(vm.new_runtime_error("await wasn't used with future"));
        }
        Ok(PyIterReturn::Return(object.clone()))
    }
}

fn is_exception_class(kind: &PyObject, vm: &VirtualMachine) -> bool {
    let base = vm.ctx.exceptions.base_exception_type;
    kind.downcast_ref::<PyType>()
        .is_some_and(|class| class.fast_issubclass(base))
}

#[pyclass(with(IterNext, Iterable))]
impl FutureIter {
    #[pymethod]
    fn send(zelf: &Py<Self>, _: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.advance(vm)
    }

    #[pymethod]
    fn throw(
        zelf: &Py<Self>,
        kind: PyObjectRef,
        value: OptionalArg<PyObjectRef>,
        traceback: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        if value.is_present() {
            let text = "the (type, exc, tb) signature of throw() is deprecated, use the single-arg \
                        signature instead.";
            let category = vm.ctx.exceptions.deprecation_warning.to_owned();
            warn::warn(vm.ctx.new_str(text).into(), Some(category), 1, None, vm)?;
        }
        let value = value.unwrap_or_none(vm);
        let traceback = traceback.unwrap_or_none(vm);
        if !vm.is_none(&traceback) && traceback.downcast_ref::<PyTraceback>().is_none() {
            return Err(vm.new_type_error("throw() third argument must be a traceback"));
        }
        let error: PyBaseExceptionRef = match kind.downcast() {
            Ok(_) if !vm.is_none(&value) => {
                let text = "instance exception may not have a separate value";
                return Err(vm.new_type_error(text));
            }
            Ok(error) => error,
            Err(kind) if is_exception_class(&kind, vm) => {
                vm.normalize_exception(kind, value, traceback)?
            }
            Err(_) => {
                let text = "exceptions must be classes deriving BaseException or instances of \
                            such a class";
                return Err(vm.new_type_error(text));
            }
        };
        drop(zelf.future.lock().take());
        Err(error)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>) {
        drop(zelf.future.lock().take());
    }
}

impl SelfIter for FutureIter {}

impl IterNext for FutureIter {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.advance(vm)
    }
}
