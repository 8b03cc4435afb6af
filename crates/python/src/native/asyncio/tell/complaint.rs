//! What the loop's exception handler is told.

use coroscope_trace::{Complaint, EventKind};
use rustpython_vm::{
    PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyDict},
};

use crate::{
    host::Host,
    native::asyncio::{
        numbers,
        show::{exception, shown_text},
    },
};

/// The exception handler is called.
pub(crate) fn complained(context: &PyObject, vm: &VirtualMachine) {
    let Some(host) = Host::current() else { return };
    let Some(context) = context.downcast_ref::<PyDict>() else {
        return;
    };
    let get = |key: &'static str| -> Option<PyObjectRef> {
        let found = context.get_item_opt(key, vm).ok()?;
        found.filter(|it| !vm.is_none(it))
    };
    let message = get("message").map_or_else(String::new, |it| shown_text(&it, vm));
    let about = get("task").or_else(|| get("future"));
    let error = get("exception").and_then(|it| it.downcast().ok());
    host.push(EventKind::ExceptionHandler {
        complaint: kind(&message),
        message,
        future: about.and_then(|it| numbers::future(&it)),
        exception: error.map(|error: PyBaseExceptionRef| exception(&error, vm)),
    });
}

/// asyncio says by its words alone what it complains of.
fn kind(message: &str) -> Complaint {
    if message.ends_with("exception was never retrieved") {
        Complaint::NeverRetrieved
    } else if message == "Task was destroyed but it is pending!" {
        Complaint::DestroyedPending
    } else if message.starts_with("Exception in callback") {
        Complaint::CallbackFailed
    } else if message.ends_with("exception in shielded future") {
        Complaint::ShieldedFailed
    } else if message == "unhandled exception during asyncio.run() shutdown" {
        Complaint::ShutdownFailed
    } else {
        Complaint::Other
    }
}
