//! Where the program stands.

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

/// Whether code is the program's own.
pub(crate) fn is_own(code: &Py<PyCode>) -> bool {
    let file = code.source_path().as_str();
    !file.starts_with(LIBRARY) && !file.starts_with('<')
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
        if code.obj_name.to_string() == "run_forever" {
            return resources::place_of_running(vm).unwrap_or_else(|| {
                Host::current().map_or_else(Place::default, |host| host.timer_set.get())
            });
        }
    }
    Place::default()
}
