//! The numbers of futures and tasks in the trace.

use coroscope_trace::{FutureId, TaskId};
use rustpython_vm::PyObject;

use super::{future::PyFuture, task::PyTask};

/// The number of a future, if it is one.
pub(crate) fn future(object: &PyObject) -> Option<FutureId> {
    object.downcast_ref::<PyFuture>().map(|it| it.number.get())
}

/// The number of a task, if it is one.
pub(crate) fn task(object: &PyObject) -> Option<TaskId> {
    object.downcast_ref::<PyTask>().map(|it| it.id.get())
}
