//! Functions of an embedder's, as a program calls them (see [`crate::Engine::offer`]).
//!
//! A call makes a task of the core's, on the loop on which the program runs, and gives the program a future of
//! Python's: what the task comes to, the future comes to, and to cancel the future is to cancel the task. The other
//! way round, an awaitable among the arguments becomes a future of the core's.

use std::rc::Rc;

use asyncio::{Exception, Future, FutureRef, Task};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyFloat, PyInt, PyStr, PyType},
    function::FuncArgs,
    vm::thread::with_current_vm,
};

use crate::{
    Argument, Value,
    host::Host,
    native::{
        asyncio::{errors, running, show},
        event_loop::CoreLoop,
        place,
    },
    offer::Offer,
};

/// The function as an object of the program's.
pub(crate) fn function(offer: Offer, vm: &VirtualMachine) -> PyObjectRef {
    let name = vm.ctx.intern_str(&*offer.name).as_str();
    vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| {
        call(&offer, args, vm)
    })
    .into()
}

fn call(offer: &Offer, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let event_loop = running::get().ok_or_else(|| vm.new_runtime_error("no running event loop"))?;
    let core = event_loop.downcast_ref::<CoreLoop>().ok_or_else(|| {
        vm.new_runtime_error(format!("{}() needs asyncio's own event loop", offer.name))
    })?;
    if let Some((name, _)) = args.kwargs.iter().next() {
        let text = format!(
            "{}() got an unexpected keyword argument '{name}'",
            offer.name
        );
        return Err(vm.new_type_error(text));
    }
    if let Some(host) = Host::current() {
        host.flush();
        host.recorder.at_line(place::here(vm).python);
    }
    let args = args.args.into_iter();
    let args: Vec<Argument> = args
        .map(|it| argument(offer, core, it, vm))
        .collect::<PyResult<_>>()?;
    let coroutine = (offer.make)(&core.aio, args);
    // Python counts `Task-1`, `Task-2` by itself.
    let task = core.aio.task().name(offer.name.clone()).spawn(coroutine);
    stand_in(task, &event_loop, vm)
}

/// The future of Python's that stands for a task of the core's.
fn stand_in(task: Task<Value>, event_loop: &PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let class = vm.import("_offered", 0)?.get_attr("Task", vm)?;
    let asked = task.clone();
    let ask = vm.new_function(
        "cancel",
        move |message: PyObjectRef, vm: &VirtualMachine| {
            if vm.is_none(&message) {
                asked.cancel()
            } else {
                asked.cancel_with(&show::shown_text(&message, vm))
            }
        },
    );
    let future = class.call((ask, event_loop.clone()), vm)?;
    let told = future.clone();
    let ended = task.clone();
    task.add_done_callback("future", move |_| {
        with_current_vm(|vm| {
            let said = match ended.result() {
                Ok(value) => vm.call_method(&told, "set_result", (object(&value, vm),)),
                Err(error) if error.is_cancelled() => {
                    let message = error.message().map(|it| vm.ctx.new_str(it).into());
                    let message: PyObjectRef = message.unwrap_or_else(|| vm.ctx.none());
                    vm.call_method(&told, "_cancelled", (message,))
                }
                Err(error) => raised(&error, vm)
                    .and_then(|error| vm.call_method(&told, "set_exception", (error,))),
            };
            if let Err(error) = said {
                vm.run_unraisable(error, None, told.clone());
            }
        });
    });
    Ok(future)
}

fn argument(
    offer: &Offer,
    core: &Py<CoreLoop>,
    given: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Argument> {
    if let Some(value) = plain(&given, vm)? {
        return Ok(Argument::Value(value));
    }
    let tasks = vm.import("asyncio.tasks", 0)?.get_attr("tasks", vm)?;
    let ensured = vm.call_method(&tasks, "ensure_future", (given.clone(),));
    let awaited = ensured.map_err(|error| {
        if !error.fast_isinstance(vm.ctx.exceptions.type_error) {
            return error;
        }
        let class = given.class().name().to_string();
        let text = "takes None, bool, int, float, str and what can be awaited, not";
        vm.new_type_error(format!("{}() {text} '{class}'", offer.name))
    })?;
    let future = core.aio.create_future::<Value>();
    let set = future.clone();
    let done = vm.new_function("set", move |awaited: PyObjectRef, vm: &VirtualMachine| {
        settle(&set, &awaited, vm);
    });
    vm.call_method(&awaited, "add_done_callback", (done,))?;
    future.add_done_callback("cancel", move |future: &FutureRef| {
        if future.cancelled() {
            with_current_vm(|vm| {
                if let Err(error) = vm.call_method(&awaited, "cancel", ()) {
                    vm.run_unraisable(error, None, awaited.clone());
                }
            });
        }
    });
    Ok(Argument::Awaitable(future))
}

/// What the program's future came to, the core's comes to.
fn settle(future: &Future<Value>, awaited: &PyObjectRef, vm: &VirtualMachine) {
    if future.done() {
        return;
    }
    let result = vm.call_method(awaited, "result", ()).and_then(|result| {
        plain(&result, vm)?.ok_or_else(|| {
            let class = result.class().name().to_string();
            vm.new_type_error(format!("a result of type '{class}' cannot pass to Rust"))
        })
    });
    let said = match result {
        Ok(value) => future.set_result(value),
        Err(error) if errors::is_cancelled(error.as_object(), vm) => {
            let message = error.args().first().map(|it| show::shown_text(it, vm));
            match message {
                Some(message) => future.cancel_with(&message),
                None => future.cancel(),
            };
            Ok(())
        }
        Err(error) => future.set_exception(exception(error, vm)),
    };
    // It was not done, and an exception of the program's is never one that a future refuses.
    debug_assert!(said.is_ok());
}

/// The value, if it is a plain one. `OverflowError` for an int of more than 64 bits.
fn plain(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<Value>> {
    if vm.is_none(object) {
        return Ok(Some(Value::None));
    }
    if object.class().is(vm.ctx.types.bool_type) {
        return Ok(Some(Value::Bool(object.clone().try_to_bool(vm)?)));
    }
    if object.downcast_ref::<PyInt>().is_some() {
        return Ok(Some(Value::Int(i64::try_from_object(vm, object.clone())?)));
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(Some(Value::Float(float.to_f64())));
    }
    let text = object.downcast_ref::<PyStr>();
    Ok(text.map(|it| Value::Text(it.to_string_lossy().into_owned())))
}

fn object(value: &Value, vm: &VirtualMachine) -> PyObjectRef {
    match value {
        Value::None => vm.ctx.none(),
        Value::Bool(it) => vm.ctx.new_bool(*it).into(),
        Value::Int(it) => vm.ctx.new_int(*it).into(),
        Value::Float(it) => vm.ctx.new_float(*it).into(),
        Value::Text(it) => vm.ctx.new_str(it.as_str()).into(),
    }
}

/// An exception of the program's, which keeps itself: should it come back, it is the same one.
fn exception(error: PyBaseExceptionRef, vm: &VirtualMachine) -> Exception {
    let shown = show::exception(&error, vm);
    let make = if error.fast_isinstance(vm.ctx.exceptions.exception_type) {
        Exception::new
    } else {
        Exception::base
    };
    make(&shown.type_name, &shown.message).with_payload(Rc::new(error))
}

/// An exception of Rust's as one that the program can catch: the builtin of that name, or asyncio's, or else a
/// `RuntimeError` that names it.
fn raised(error: &Exception, vm: &VirtualMachine) -> PyResult {
    let own = error
        .payload()
        .and_then(|it| it.downcast_ref::<PyBaseExceptionRef>());
    if let Some(own) = own {
        return Ok(own.clone().into());
    }
    let name = vm.ctx.intern_str(error.type_name());
    let asyncio = vm
        .import("asyncio.exceptions", 0)?
        .get_attr("exceptions", vm)?;
    let places = [vm.builtins.clone().into(), asyncio];
    let class = places
        .iter()
        .find_map(|it: &PyObjectRef| it.get_attr(name, vm).ok())
        .filter(|it| {
            let class = it.downcast_ref::<PyType>();
            class.is_some_and(|it| it.fast_issubclass(vm.ctx.exceptions.base_exception_type))
        });
    let message = error.message();
    match (class, message) {
        (Some(class), Some(message)) => class.call((vm.ctx.new_str(message),), vm),
        (Some(class), None) => class.call((), vm),
        (None, _) => {
            let message = message.map_or_else(String::new, |it| format!(": {it}"));
            let text = format!("{}{message}", error.type_name());
            Ok(vm.new_runtime_error(text).into())
        }
    }
}
