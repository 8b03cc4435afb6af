//! Standard output and error: the trace.

use coroscope_trace::Stream;
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyStrRef, class::PyClassImpl,
    pyclass,
};

use crate::{host::Host, native::place};

/// A text stream that writes to the trace.
#[pyclass(module = "_io", name = "TextIOWrapper")]
#[derive(Debug, PyPayload)]
pub(crate) struct Out {
    stream: Stream,
}

#[pyclass]
impl Out {
    #[pymethod]
    fn write(zelf: &Py<Self>, text: PyStrRef, vm: &VirtualMachine) -> usize {
        if let Some(host) = Host::current() {
            host.write(zelf.stream, &text.to_string_lossy(), || place::here(vm));
        }
        text.char_len()
    }

    #[pymethod]
    fn flush(_zelf: &Py<Self>) {
        if let Some(host) = Host::current() {
            host.flush();
            let recorder = &host.recorder;
            recorder.outside().flushed(recorder.outbox());
        }
    }
}

/// Sets `sys.stdout` and `sys.stderr`.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let _ = Out::make_static_type();
    for (name, stream) in [("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
        let out: PyObjectRef = Out { stream }.into_ref(&vm.ctx).into();
        vm.sys_module
            .set_attr(vm.ctx.intern_str(name), out.clone(), vm)?;
        vm.sys_module
            .set_attr(vm.ctx.intern_str(format!("__{name}__")), out, vm)?;
    }
    Ok(())
}
