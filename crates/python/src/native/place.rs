//! Where the program stands.

use coroscope_trace::Place;
use rustpython_vm::{Py, VirtualMachine, builtins::PyCode, frame};

/// Where the library's files seem to be; a place in them means nothing to a learner.
pub(crate) const LIBRARY: &str = "/usr/lib/python3.14/";

/// A place in the program's source.
pub(crate) fn line(line: i32) -> Place {
    Place {
        python: u32::try_from(line).unwrap_or(0),
        rust: 0,
    }
}

/// Whether code is the program's own.
pub(crate) fn is_own(code: &Py<PyCode>) -> bool {
    let file = code.source_path().as_str();
    !file.starts_with(LIBRARY) && !file.starts_with('<')
}

/// The innermost line of the program's own that is being run.
pub(crate) fn here(vm: &VirtualMachine) -> Place {
    for depth in 0.. {
        let Some(frame) = frame::frame_at_offset(depth, vm) else {
            break;
        };
        if is_own(&frame.f_code()) {
            return line(frame.lineno());
        }
    }
    Place::default()
}
