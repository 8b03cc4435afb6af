//! Who resumes the coroutine whose body runs.

use coroscope_trace::Place;
use rustpython_vm::{
    AsObject, PyRef, VirtualMachine,
    bytecode::Instruction,
    frame::{self, FrameObject},
};

use super::Driver;
use crate::{host::Host, native::place};

/// Who does, and on which line of the program.
pub(super) struct Resumer {
    pub(super) driver: Driver,
    pub(super) place: Place,
}

/// Who resumes the coroutine in the innermost frame.
pub(super) fn find(host: &Host, vm: &VirtualMachine) -> Resumer {
    let base = host.coroutines.steps.borrow().last().copied();
    let mut at = Place::default();
    for depth in 1.. {
        let Some(frame) = frame::frame_at_offset(depth, vm) else {
            break;
        };
        if base == Some(frame.get_id()) {
            break;
        }
        if at.python == 0 && place::is_own(&frame.f_code()) {
            at = place::line(frame.lineno());
        }
        if !awaits(&frame) {
            let driver = if depth == 1 {
                Driver::Hand
            } else {
                Driver::Within
            };
            return Resumer { driver, place: at };
        }
        let known = host.coroutines.known(frame.get_id());
        if at.python != 0
            && let Some(known) = known.filter(|it| it.begun)
        {
            let driver = match known.driver {
                Driver::Task => Driver::Task,
                Driver::Hand | Driver::Within => Driver::Within,
            };
            return Resumer { driver, place: at };
        }
    }
    Resumer {
        driver: Driver::Task,
        place: at,
    }
}

/// Whether a frame that runs stands at an `await`.
fn awaits(frame: &PyRef<FrameObject>) -> bool {
    let code = frame.f_code();
    let next = frame.lasti() as usize;
    let op = |at: usize| (at < code.instructions.len()).then(|| code.instructions.read_op(at));
    let is_send = |op| matches!(op, Some(Instruction::Send { .. } | Instruction::SendGen));
    // Where it was resumed without running itself, it stands at the yield.
    is_send(next.checked_sub(1).and_then(op))
        || matches!(op(next), Some(Instruction::YieldValue { .. }))
}
