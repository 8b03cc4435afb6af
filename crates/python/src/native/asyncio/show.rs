//! Values and exceptions as a trace shows them: nothing of the program's own is run for that.

use coroscope_trace::{Exception, Outcome};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PyFloat, PyInt, PyStr},
};

use super::errors;

/// An exception as it is shown.
pub(crate) fn exception(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> Exception {
    let args = error.args();
    let message = match args.as_slice() {
        [] => String::new(),
        [one] => shown_text(one, vm),
        // Its exceptions have tasks of their own.
        [text, _] if error.fast_isinstance(vm.ctx.exceptions.base_exception_group) => {
            shown_text(text, vm)
        }
        several => several
            .iter()
            .map(|it| shown(it, vm, 2))
            .collect::<Vec<_>>()
            .join(", "),
    };
    Exception {
        type_name: error.class().name().to_string(),
        message,
        cancelled: errors::is_cancelled(error.as_object(), vm),
    }
}

/// How something ended that this error left.
pub(crate) fn outcome(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> Outcome {
    if !errors::is_cancelled(error.as_object(), vm) {
        return Outcome::Exception(exception(error, vm));
    }
    let message = error.args().first().filter(|it| !vm.is_none(it)).cloned();
    Outcome::Cancelled(message.map(|it| shown_text(&it, vm)))
}

/// A string as it is, anything else as [`shown`].
pub(crate) fn shown_text(object: &PyObject, vm: &VirtualMachine) -> String {
    match object.downcast_ref_if_exact::<PyStr>(vm) {
        Some(text) => text.to_string_lossy().into_owned(),
        None => shown(object, vm, 2),
    }
}

/// What `repr` would say of a value, as long as that runs nothing of the program's own.
pub(crate) fn shown(object: &PyObject, vm: &VirtualMachine, depth: usize) -> String {
    let class = object.class();
    let types = &vm.ctx.types;
    let atom = vm.is_none(object)
        || object.downcast_ref_if_exact::<PyStr>(vm).is_some()
        || object.downcast_ref_if_exact::<PyInt>(vm).is_some()
        || object.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || class.is(types.bool_type)
        || class.is(types.bytes_type);
    if atom {
        return object
            .repr(vm)
            .map_or_else(|_| "?".into(), |it| it.to_string());
    }
    let list = class.is(types.list_type);
    if depth > 0 && (list || class.is(types.tuple_type)) {
        let items = object.to_owned().try_into_value::<Vec<PyObjectRef>>(vm);
        let items = items.unwrap_or_default();
        let mut written: Vec<_> = items
            .iter()
            .take(20)
            .map(|it| shown(it, vm, depth - 1))
            .collect();
        if items.len() > written.len() {
            written.push("…".into());
        }
        let written = written.join(", ");
        return match (list, items.len()) {
            (true, _) => format!("[{written}]"),
            (false, 1) => format!("({written},)"),
            (false, _) => format!("({written})"),
        };
    }
    if let Some(error) = object.downcast_ref::<PyBaseException>() {
        let args = error.args();
        let args = args.iter().map(|it| shown(it, vm, depth.saturating_sub(1)));
        let args = args.collect::<Vec<_>>().join(", ");
        return format!("{}({args})", class.name());
    }
    format!("<{}>", class.name())
}
