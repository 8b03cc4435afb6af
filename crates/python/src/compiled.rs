//! From a program's text to its code.

use rustpython_vm::{
    AsObject, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode},
    compiler::{CompileOpts, Mode},
};

use crate::{depth, native::words, quotes, tabs};

/// How deep expressions may stand in one another: a browser's stack has room for a third more.
const LEVELS: usize = 300;

/// What CPython says to those that are deeper.
const TOO_DEEP: &str = "maximum recursion depth exceeded during compilation";

/// What it says to those that are indented now by tabs, now by spaces.
const MIXED: &str = "inconsistent use of tabs and spaces in indentation";

/// The code of a program, or what is wrong with it in CPython's words.
pub(crate) fn compiled(
    source: &str,
    filename: &str,
    vm: &VirtualMachine,
) -> PyResult<PyRef<PyCode>> {
    if depth::is_too_deep(source) {
        return Err(vm.new_recursion_error(TOO_DEEP.to_owned()));
    }
    let compile = |source: &str| {
        let opts = CompileOpts {
            recursion_limit: LEVELS,
            ..vm.compile_opts()
        };
        vm.compile_with_opts(source, Mode::Exec, filename, opts)
    };
    let code = compile(source).or_else(|error| {
        let exchanged = quotes::exchanged(source);
        let exchanged = exchanged.and_then(|source| compile(&source).ok());
        exchanged.ok_or(error)
    });
    let code = code
        .map_err(|error| error.into_pyexception(vm, Some(source)))
        .map_err(|error| words::of_syntax(error, source, vm));
    // Of two errors it is the first that is told.
    match tabs::inconsistent(source) {
        Some(line) if line_of(&code, vm).is_none_or(|other| line <= other) => {
            Err(mixed(line, source, filename, vm))
        }
        _ => code,
    }
}

/// The line of a syntax error.
fn line_of(code: &PyResult<PyRef<PyCode>>, vm: &VirtualMachine) -> Option<usize> {
    let error = code.as_ref().err()?;
    let line = error.as_object().get_attr("lineno", vm).ok()?;
    line.try_into_value(vm).ok()
}

fn mixed(line: usize, source: &str, filename: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let text = source.lines().nth(line - 1).unwrap_or_default();
    // From the line's first column to nowhere.
    let place = vec![
        vm.ctx.new_str(filename).into(),
        vm.ctx.new_int(line).into(),
        vm.ctx.new_int(1).into(),
        vm.ctx.new_str(text).into(),
        vm.ctx.new_int(line).into(),
        vm.ctx.new_int(0).into(),
    ];
    let args = vec![vm.ctx.new_str(MIXED).into(), vm.ctx.new_tuple(place).into()];
    let kind = vm.ctx.exceptions.tab_error.to_owned();
    let made = kind.as_object().call(args, vm);
    made.and_then(|error| error.try_into_value(vm))
        .unwrap_or_else(|error| error)
}
