//! `_page`: what a program asks of whoever runs it, and what stands where files would be.

pub(crate) use _page::module_def;

#[pymodule]
mod _page {
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::PyStrRef,
        function::{FuncArgs, OptionalArg},
    };

    use crate::{
        Answer, frozen,
        host::Host,
        native::{buttons, place},
    };

    #[pyfunction]
    fn offer_button(label: PyStrRef, press: PyObjectRef, vm: &VirtualMachine) {
        let label = label.to_string_lossy().into_owned();
        buttons::offer(label, press, place::here(vm));
    }

    /// `input()`: asks on the page.
    #[pyfunction]
    fn input(prompt: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult<String> {
        let prompt = match prompt.into_option() {
            Some(prompt) => prompt.str(vm)?,
            None => vm.ctx.new_str(""),
        };
        let stdout = vm.sys_module.get_attr("stdout", vm)?;
        vm.call_method(&stdout, "write", (prompt.clone(),))?;
        vm.call_method(&stdout, "flush", ())?;
        ask(prompt, vm)
    }

    /// `open()`: says that there is nothing to open.
    #[pyfunction]
    fn open(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let file = args
            .args
            .first()
            .map_or_else(|| vm.ctx.new_str("a file").into(), PyObjectRef::clone);
        let text = format!(
            "cannot open {}: there are no files where this program runs. Keep the text in the program, \
             or in io.StringIO(text), which is read and written like a file",
            file.repr(vm)?
        );
        let error = vm.import("io", 0)?.get_attr("UnsupportedOperation", vm)?;
        let error = error.call((text,), vm)?;
        Err(error.try_into_value(vm)?)
    }

    /// What standard input says.
    #[pyfunction]
    fn ask(prompt: PyStrRef, vm: &VirtualMachine) -> PyResult<String> {
        let end_of_file = || {
            let error = vm.ctx.exceptions.eof_error.to_owned();
            let text = vm.ctx.new_str("EOF when reading a line");
            vm.new_exception(error, vec![text.into()])
        };
        let host = Host::current().ok_or_else(end_of_file)?;
        match host.ask(&prompt.to_string_lossy(), vm)? {
            Answer::Line(line) => Ok(line),
            Answer::EndOfFile => Err(end_of_file()),
        }
    }

    /// The source of a module in the folder that the program was given.
    #[pyfunction]
    fn read_library(file: PyStrRef) -> Option<String> {
        Host::current()?.surroundings.read(&file.to_string_lossy())
    }

    /// The code of one of asyncio's own modules.
    #[pyfunction]
    fn library_lines(path: PyStrRef) -> Option<&'static str> {
        frozen::lines(&path.to_string_lossy())
    }
}
