//! What a trace calls a callback.

use asyncio::{
    Name,
    observe::{Callback, FutureId, TaskId},
};
use rustpython_vm::{PyObject, PyObjectRef, VirtualMachine};

use super::asyncio::numbers;

/// What a handle will do.
pub(crate) enum Label {
    /// Something of asyncio's own.
    Known(Callback<'static>),
    /// A function of the program's.
    Named(Name),
}

/// The label of a `Handle`.
pub(crate) fn of(handle: &PyObject, vm: &VirtualMachine) -> Label {
    let Ok(callback) = handle.get_attr("_callback", vm) else {
        return Label::Named("callback".into());
    };
    let name = name(&callback, vm);
    match known(handle, &callback, &name, vm) {
        Some(known) => Label::Known(known),
        None => Label::Named(name.into()),
    }
}

/// asyncio's own callbacks, by the names of its functions.
fn known(
    handle: &PyObject,
    callback: &PyObject,
    name: &str,
    vm: &VirtualMachine,
) -> Option<Callback<'static>> {
    let first = || -> Option<FutureId> {
        let args = handle.get_attr("_args", vm).ok()?;
        numbers::future(&*args.get_item(&0, vm).ok()?).map(|id| FutureId(id.0))
    };
    match name {
        "_set_result_unless_cancelled" => first().map(Callback::SleepOver),
        "_run_until_complete_cb" => first().map(Callback::StopLoop),
        "gather.<locals>._done_callback" => {
            let outer = numbers::future(&*free(callback, "outer", vm)?)?;
            Some(Callback::GatherChild(first()?, FutureId(outer.0)))
        }
        "shield.<locals>._inner_done_callback" => {
            let outer = numbers::future(&*free(callback, "outer", vm)?)?;
            Some(Callback::ShieldLink(first()?, FutureId(outer.0)))
        }
        "shield.<locals>._outer_done_callback" => {
            let inner = numbers::future(&*free(callback, "inner", vm)?)?;
            Some(Callback::ShieldLink(FutureId(inner.0), first()?))
        }
        "Timeout._on_timeout" => {
            let timeout = callback.get_attr("__self__", vm).ok()?;
            let task = timeout.get_attr("_task", vm).ok()?;
            let task = numbers::task(&task)?;
            Some(Callback::TimeLimit(TaskId(task.0)))
        }
        _ => None,
    }
}

/// A variable of the function around a function.
fn free(function: &PyObject, name: &str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let code = function.get_attr("__code__", vm).ok()?;
    let names = code.get_attr("co_freevars", vm).ok()?;
    let names = names.try_into_value::<Vec<PyObjectRef>>(vm).ok()?;
    let is_it = |it: &PyObjectRef| it.str(vm).is_ok_and(|it| it.to_string_lossy() == name);
    let at = names.iter().position(is_it)?;
    let closure = function.get_attr("__closure__", vm).ok()?;
    closure
        .get_item(&at, vm)
        .ok()?
        .get_attr("cell_contents", vm)
        .ok()
}

/// The name of something that can be called.
pub(crate) fn name(callback: &PyObject, vm: &VirtualMachine) -> String {
    ["__qualname__", "__name__"]
        .into_iter()
        .find_map(|attribute| callback.get_attr(attribute, vm).ok()?.str(vm).ok())
        .or_else(|| {
            // A `functools.partial`.
            let inner = callback.get_attr("func", vm).ok()?;
            inner.get_attr("__qualname__", vm).ok()?.str(vm).ok()
        })
        .map_or_else(
            || callback.class().name().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
}
