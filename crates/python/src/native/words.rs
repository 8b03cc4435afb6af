//! What a few exceptions say, where RustPython's machine has other words than CPython 3.14.

use rustpython_vm::{
    PyObject, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyStrRef},
};

/// Lets those that the machine raises speak as CPython's do, which `_words` knows how.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let words = vm.import("_words", 0)?;
    let exceptions = &vm.ctx.exceptions;
    for class in [
        exceptions.unbound_local_error,
        exceptions.recursion_error,
        exceptions.type_error,
    ] {
        for name in ["__str__", "__repr__"] {
            class.set_str_attr(name, words.get_attr(name, vm)?, &vm.ctx);
        }
        // `repr()` does not look for the method.
        class.slots.repr.store(Some(shown));
    }
    Ok(())
}

/// What `__repr__` of the class says.
fn shown(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    let method = error.class().get_attr(vm.ctx.intern_str("__repr__"));
    let method = method.ok_or_else(|| vm.new_attribute_error("__repr__"))?;
    method.call((error.to_owned(),), vm)?.try_into_value(vm)
}

/// The same error in CPython's words, which `_syntax` knows.
pub(crate) fn of_syntax(
    error: PyBaseExceptionRef,
    source: &str,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    let corrected = vm.import("_syntax", 0).and_then(|words| {
        let correct = words.get_attr("correct", vm)?;
        correct.call((error.clone(), vm.ctx.new_str(source)), vm)
    });
    // What is wrong with the correction is not the learner's affair: the parser's own words will do.
    debug_assert!(corrected.is_ok(), "an error was not understood");
    error
}
