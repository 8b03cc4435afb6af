//! asyncio's exceptions, which are Python classes.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTypeRef},
};

fn class(vm: &VirtualMachine, name: &'static str) -> PyResult<PyTypeRef> {
    let package = vm.import("asyncio.exceptions", 0)?;
    let module = package.get_attr("exceptions", vm)?;
    let class = module.get_attr(name, vm)?.downcast();
    class.map_err(|_| vm.new_type_error(format!("asyncio.exceptions.{name} is no class")))
}

/// An instance of `asyncio.exceptions.<name>`; or whatever went wrong in making one.
pub(super) fn new(
    vm: &VirtualMachine,
    name: &'static str,
    args: Vec<PyObjectRef>,
) -> PyBaseExceptionRef {
    match class(vm, name) {
        Ok(class) => vm.new_exception(class, args),
        Err(error) => error,
    }
}

pub(super) fn invalid_state(vm: &VirtualMachine, text: &str) -> PyBaseExceptionRef {
    new(vm, "InvalidStateError", vec![vm.ctx.new_str(text).into()])
}

/// Whether it is a `CancelledError`.
pub(crate) fn is_cancelled(error: &PyObject, vm: &VirtualMachine) -> bool {
    class(vm, "CancelledError").is_ok_and(|class| error.fast_isinstance(&class))
}

/// Whether it leaves the loop (rule A12).
pub(crate) fn is_exit(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    let exceptions = &vm.ctx.exceptions;
    error.fast_isinstance(exceptions.system_exit)
        || error.fast_isinstance(exceptions.keyboard_interrupt)
}
