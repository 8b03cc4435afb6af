//! The exception that is handled while an `async for` in its handler comes to an end.
//!
//! RustPython forgets it there, so that a bare `raise` behind the loop has nothing to raise and a new exception has no
//! context. So in code that has both, the ends of such loops are heard of, and at the next line in the same handler
//! the exception is handled again.

use std::{cell::RefCell, collections::HashMap};

use rustpython_compiler_core::bytecode::find_exception_handler;
use rustpython_vm::{
    AsObject, Py, PyRef, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode},
    bytecode::Opcode,
    frame,
};

/// How far outwards handlers are looked for.
const STEPS: u32 = 100;

/// What is known of code with such a loop, from the time when nobody listened to it: instructions that are listened to
/// look otherwise.
struct Loops {
    /// Kept, so that no other code gets its address.
    _code: PyRef<PyCode>,
    /// Where such loops end.
    ends: Vec<u32>,
    /// Where handlers begin.
    begins: Vec<u32>,
    /// Where handlers are left by an exception: what was handled before is put back there.
    leaves: Vec<u32>,
}

impl Loops {
    fn of(code: &Py<PyCode>) -> Self {
        let mut loops = Self {
            _code: code.to_owned(),
            ends: Vec::new(),
            begins: Vec::new(),
            leaves: Vec::new(),
        };
        for at in 0..code.instructions.len() {
            let list = match code.instructions.read_op(at).deoptimize().as_opcode() {
                Opcode::EndAsyncFor => &mut loops.ends,
                Opcode::PushExcInfo => &mut loops.begins,
                Opcode::Copy => &mut loops.leaves,
                _ => continue,
            };
            list.push(at as u32);
        }
        loops
    }

    /// The handlers in which an instruction stands, innermost first, by where they are left.
    fn around(&self, code: &Py<PyCode>, mut at: u32) -> impl Iterator<Item = u32> {
        let mut begins = false;
        // A program can make code that goes on in circles.
        let mut steps = 0..STEPS;
        std::iter::from_fn(move || {
            loop {
                steps.next()?;
                at = find_exception_handler(&code.exceptiontable, at)?.target;
                // What is left first where a handler begins is that handler: the instruction stands before it.
                let stands_before = std::mem::replace(&mut begins, self.begins.contains(&at));
                if self.leaves.contains(&at) && !stands_before {
                    return Some(at);
                }
            }
        })
    }
}

/// What was handled in a frame, and where its handler is left by an exception.
type Kept = (PyBaseExceptionRef, u32);

/// What a run has of it.
#[derive(Default)]
pub(super) struct Handled {
    /// By the code's address.
    loops: RefCell<HashMap<usize, Loops>>,
    /// By the frame's.
    kept: RefCell<HashMap<usize, Kept>>,
}

/// The instruction of the innermost frame, which is the program's.
fn here(vm: &VirtualMachine) -> Option<(usize, u32)> {
    let frame = frame::frame_at_offset(0, vm)?;
    Some((frame.get_id(), frame.lasti().checked_sub(1)?))
}

impl Handled {
    /// Whether there is something to listen to in code that was looked at.
    pub(super) fn listens(&self, code: &Py<PyCode>) -> bool {
        self.loops.borrow().contains_key(&code.get_id())
    }

    /// Looks at code before anybody listens to it. Whether there is something new to listen to.
    pub(super) fn begin(&self, code: &Py<PyCode>) -> bool {
        if self.listens(code) {
            return false;
        }
        let loops = Loops::of(code);
        let mut ends = loops.ends.iter();
        let any = ends.any(|&end| loops.around(code, end).next().is_some());
        if any {
            self.loops.borrow_mut().insert(code.get_id(), loops);
        }
        any
    }

    /// Asks what is known of code. Nothing of the program's may run meanwhile, not even as something is dropped.
    fn ask<T>(&self, code: &Py<PyCode>, question: impl FnOnce(&Loops) -> Option<T>) -> Option<T> {
        self.loops.borrow().get(&code.get_id()).and_then(question)
    }

    /// A jump is not made: perhaps as such a loop ends.
    pub(super) fn went_on(&self, code: &Py<PyCode>, vm: &VirtualMachine) {
        let Some((frame, at)) = here(vm) else { return };
        let handler = self.ask(code, |loops| {
            let handler = loops.around(code, at).next();
            handler.filter(|_| loops.ends.contains(&at))
        });
        if let (Some(error), Some(handler)) = (vm.current_exception(), handler) {
            let before = self.kept.borrow_mut().insert(frame, (error, handler));
            drop(before);
        }
    }

    /// A line begins.
    pub(super) fn line(&self, code: &Py<PyCode>, vm: &VirtualMachine) {
        let Some((frame, at)) = here(vm) else { return };
        let kept = self.kept.borrow_mut().remove(&frame);
        let Some((error, handler)) = kept else { return };
        let stands = self.ask(code, |loops| {
            loops.around(code, at).find(|it| *it == handler)
        });
        if stands.is_some() && vm.current_exception().is_none() {
            vm.set_exception(Some(error));
        }
    }

    /// A frame begins or is over: what was kept for its place in memory is another's.
    pub(super) fn forget(&self, frame: usize) {
        let before = self.kept.borrow_mut().remove(&frame);
        drop(before);
    }
}
