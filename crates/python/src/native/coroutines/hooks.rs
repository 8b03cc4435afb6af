//! Where coroutines are made, and where they go.

use std::cell::Cell;

use coroscope_trace::EventKind;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyCoroutine, PyFunction},
    bytecode::CodeFlags,
    function::FuncArgs,
};

use super::{Coroutines, frame_of, monitor};
use crate::{host::Host, native::place};

type Call = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult;
type VectorCall =
    fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;
type Del = fn(&PyObject, &VirtualMachine) -> PyResult<()>;

/// RustPython's own functions in the slots that hold ours.
#[derive(Clone, Copy)]
struct Slots {
    call: Call,
    vectorcall: VectorCall,
    del: Del,
}

thread_local! {
    /// Types are shared by all interpreters of a thread.
    static BEFORE: Cell<Option<Slots>> = const { Cell::new(None) };
}

/// Puts our functions before RustPython's. Who has no run in progress notices nothing.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let function = &vm.ctx.types.function_type.slots;
    let coroutine = &vm.ctx.types.coroutine_type.slots;
    if BEFORE.get().is_none() {
        let slots = || {
            Some(Slots {
                call: function.call.load()?,
                vectorcall: function.vectorcall.load()?,
                del: coroutine.del.load()?,
            })
        };
        BEFORE.set(slots());
        function.call.store(Some(call));
        function.vectorcall.store(Some(vectorcall));
        coroutine.del.store(Some(del));
    }
    monitor::install(vm)
}

fn before(vm: &VirtualMachine) -> PyResult<Slots> {
    BEFORE
        .get()
        .ok_or_else(|| vm.new_runtime_error("a function's slots are empty"))
}

fn call(function: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let made = (before(vm)?.call)(function, args, vm)?;
    returned(function, &made, vm)?;
    Ok(made)
}

fn vectorcall(
    function: &PyObject,
    args: Vec<PyObjectRef>,
    positional: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let made = (before(vm)?.vectorcall)(function, args, positional, names, vm)?;
    returned(function, &made, vm)?;
    Ok(made)
}

/// A function returned something: a coroutine, if it is a coroutine function.
fn returned(function: &PyObject, made: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let Some(coroutine) = made.downcast_ref_if_exact::<PyCoroutine>(vm) else {
        return Ok(());
    };
    let code = coroutine.as_coro().code();
    if place::is_librarys(&code) {
        return Ok(());
    }
    let Some(function) = function.downcast_ref::<PyFunction>() else {
        return Ok(());
    };
    let Some(host) = Host::current() else {
        return Ok(());
    };
    if !place::is_own(&code) {
        return monitor::watch_loops(&host, &code, vm);
    }
    let of = function.as_object().get_attr("__code__", vm)?;
    if !of.is(&code) || !code.flags.contains(CodeFlags::COROUTINE) {
        return Ok(());
    }
    stay(function, vm)?;
    monitor::watch(&host, &code, vm)?;
    Coroutines::made(&host, made, place::here(vm), vm);
    Ok(())
}

/// The machine learns to make a function's coroutines without its slots, for as long as the function's
/// version stays the same. It becomes another when its defaults are set, be it to what they are.
fn stay(function: &Py<PyFunction>, vm: &VirtualMachine) -> PyResult<()> {
    if function.func_version() == 0 {
        return Ok(());
    }
    let function = function.as_object();
    let defaults = function.get_attr("__defaults__", vm)?;
    function.set_attr("__defaults__", defaults, vm)
}

/// A coroutine goes whose body is not over.
fn del(coroutine: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let begun = coroutine
        .downcast_ref::<PyCoroutine>()
        .and_then(|it| it.as_coro().frame_opt())
        .is_none_or(|frame| frame.lasti() != 0);
    if !begun
        && let Some(frame) = frame_of(coroutine)
        && let Some(host) = Host::current()
    {
        let known = host.coroutines.known.borrow_mut().remove(&frame);
        if let Some(known) = known {
            host.push(EventKind::CoroutineNeverAwaited {
                coroutine: known.id,
            });
        }
    }
    (before(vm)?.del)(coroutine, vm)
}
