//! What `await future` iterates over.

use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::PyBaseExceptionRef,
    common::lock::PyMutex,
    function::OptionalArg,
    protocol::PyIterReturn,
    types::{IterNext, Iterable, SelfIter},
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
        drop(zelf.future.lock().take());
        let value = value.unwrap_or_none(vm);
        let traceback = traceback.unwrap_or_none(vm);
        let error: PyBaseExceptionRef = match kind.clone().downcast() {
            Ok(error) => error,
            Err(kind) => vm.normalize_exception(kind, value, traceback)?,
        };
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
