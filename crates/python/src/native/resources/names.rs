//! What the program calls a thing that it makes: the variable into which it is about to put it.

use rustpython_vm::{
    PyObjectRef, PyRef, VirtualMachine,
    builtins::PyCode,
    bytecode::{Instruction, Opcode},
    frame,
};

use crate::native::place;

/// How far to look for the variable after the call.
const NEAR: usize = 12;

/// The name for what the program's innermost call will give, if it goes straight into a variable.
pub(crate) fn given(vm: &VirtualMachine) -> Option<String> {
    for depth in 0.. {
        let frame = frame::frame_at_offset(depth, vm)?;
        let code = frame.f_code();
        if place::is_librarys(&code) {
            continue;
        }
        match after(&code, frame.lasti() as usize, vm) {
            After::Put(name) => return Some(name),
            // A function of the program's that makes things: its caller has the name.
            After::Returned => {}
            After::Used => return None,
        }
    }
    None
}

enum After {
    Put(String),
    Returned,
    Used,
}

/// What becomes of the result of a call, whose instruction comes before `at`.
fn after(code: &PyRef<PyCode>, mut at: usize, vm: &VirtualMachine) -> After {
    let length = code.instructions.len();
    let mut entered = false;
    let end = length.min(at + if code.instructions.is_empty() { 0 } else { 64 });
    let mut seen = 0;
    while at < end && seen < NEAR {
        let op = code.instructions.read_op(at).deoptimize();
        let argument = code.instructions.read_arg(at).as_u8() as usize;
        at += 1 + op.cache_entries();
        let opcode = op.as_opcode();
        if entered {
            // `async with ... as name`: the name comes after `__aenter__` was awaited.
            match opcode {
                Opcode::EndSend => (entered, seen) = (false, 0),
                _ => continue,
            }
            continue;
        }
        seen += 1;
        let name = match opcode {
            Opcode::Cache | Opcode::Nop | Opcode::NotTaken | Opcode::Copy => continue,
            Opcode::LoadSpecial => {
                entered = true;
                continue;
            }
            // Whose attribute it becomes.
            Opcode::LoadFast
            | Opcode::LoadFastBorrow
            | Opcode::LoadName
            | Opcode::LoadGlobal
            | Opcode::LoadDeref
                if is_store_attr(code, at) =>
            {
                continue;
            }
            Opcode::StoreName | Opcode::StoreGlobal | Opcode::StoreAttr => {
                nth(code, "co_names", argument, vm)
            }
            Opcode::StoreFast => nth(code, "co_varnames", argument, vm),
            Opcode::StoreFastStoreFast | Opcode::StoreFastLoadFast => {
                nth(code, "co_varnames", argument >> 4, vm)
            }
            Opcode::StoreDeref => cell(code, argument),
            Opcode::ReturnValue => return After::Returned,
            _ => None,
        };
        return name.map_or(After::Used, After::Put);
    }
    After::Used
}

fn is_store_attr(code: &PyRef<PyCode>, at: usize) -> bool {
    at < code.instructions.len()
        && matches!(
            code.instructions.read_op(at).deoptimize(),
            Instruction::StoreAttr { .. }
        )
}

fn nth(code: &PyRef<PyCode>, of: &'static str, at: usize, vm: &VirtualMachine) -> Option<String> {
    use rustpython_vm::AsObject;
    let names = code.as_object().get_attr(of, vm).ok()?;
    let names = names.try_into_value::<Vec<PyObjectRef>>(vm).ok()?;
    let name = names.get(at)?.str(vm).ok()?;
    Some(name.to_string_lossy().into_owned())
}

/// The name of a cell: cells stand after the locals, except those that are both.
fn cell(code: &PyRef<PyCode>, at: usize) -> Option<String> {
    let locals = code.varnames.len();
    if let Some(name) = code.varnames.get(at) {
        return Some(name.to_string());
    }
    let cells = code
        .cellvars
        .iter()
        .filter(|it| !code.varnames.contains(it));
    let name = cells.chain(code.freevars.iter()).nth(at - locals)?;
    Some(name.to_string())
}
