//! Where the program stands.

use std::borrow::Cow;

use coroscope_trace::Place;
use rustpython_vm::{Py, VirtualMachine, builtins::PyCode, frame};

use super::resources;
use crate::host::Host;

/// Where the library's files seem to be; a place in them means nothing to a learner.
pub(crate) const LIBRARY: &str = "/usr/lib/python3.14/";

/// A place in the program's source.
pub(crate) fn line(line: i32) -> Place {
    Place {
        python: u32::try_from(line).unwrap_or(0),
        rust: 0,
    }
}

/// The file in which code seems to be. A program can make code in files, and with names, that are no text.
fn file(code: &Py<PyCode>) -> Cow<'static, str> {
    code.source_path().to_string_lossy()
}

/// Whether code is the program's own.
pub(crate) fn is_own(code: &Py<PyCode>) -> bool {
    let file = file(code);
    !file.starts_with(LIBRARY) && !file.starts_with('<')
}

/// Whether code is of Python's library.
pub(crate) fn is_librarys(code: &Py<PyCode>) -> bool {
    file(code).starts_with(LIBRARY)
}

/// The name of the function whose code it is.
pub(crate) fn name(code: &Py<PyCode>) -> &'static str {
    code.obj_name.to_str().unwrap_or_default()
}

/// The innermost line of the program's own that is being run. Where the loop calls something of
/// asyncio's, that is where the program asked for it: made the group, set the timer.
pub(crate) fn here(vm: &VirtualMachine) -> Place {
    for depth in 0.. {
        let Some(frame) = frame::frame_at_offset(depth, vm) else {
            break;
        };
        let code = frame.f_code();
        if is_own(&code) {
            return line(frame.lineno());
        }
        if name(&code) == "run_forever" {
            return resources::place_of_running(vm).unwrap_or_else(|| {
                Host::current().map_or_else(Place::default, |host| host.timer_set.get())
            });
        }
    }
    Place::default()
}
