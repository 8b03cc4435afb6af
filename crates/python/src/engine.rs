//! An interpreter, and one run in it from source to end.

use std::rc::Rc;

use coroscope_engine::{Limits, Recorder};
use coroscope_trace::EventKind;
use rustpython_vm::{
    AsObject, Interpreter, PyResult, Settings, VirtualMachine, builtins::PyBaseExceptionRef,
    scope::Scope,
};

use crate::{
    Argument, Bounds, End, Program, Sink, Surroundings, Value, compiled, frozen, host::Host,
    native, offer::Offer, rounds, turn::Turn,
};

/// Strings hash the same in every run, so that sets of them have the same order.
const HASH_SEED: u32 = 0;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// An interpreter that has run nothing yet. It is good for one program.
///
/// In a process the engines of one thread exist at a time: making one waits until those of other threads have run or
/// are dropped.
///
/// ```
/// use std::rc::Rc;
/// use coroscope_python::{Bounds, End, Engine, Nobody, Program};
/// let engine = Engine::new();
/// // Later, when somebody presses Run:
/// let end = engine.run(&Program::new("raise SystemExit(3)"), Bounds::PAGE, Rc::new(Nobody));
/// assert_eq!(end, End::Finished { exit_code: 3 });
/// ```
pub struct Engine {
    interpreter: Interpreter,
    offers: Vec<Offer>,
    /// Given back after the interpreter is gone.
    _turn: Turn,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// Makes the interpreter, which takes most of the time until a first line is printed.
    #[must_use]
    pub fn new() -> Self {
        let turn = Turn::take();
        let mut settings = Settings::default();
        settings.isolated = true;
        settings.install_signal_handlers = false;
        settings.import_site = false;
        settings.ignore_environment = true;
        settings.user_site_directory = false;
        settings.write_bytecode = false;
        settings.hash_seed = Some(HASH_SEED);
        let builder = Interpreter::builder(settings);
        let defs = native::modules(&builder.ctx);
        let interpreter = builder
            .add_native_modules(&defs)
            .add_frozen_modules(frozen::modules())
            .build();
        interpreter.enter(|vm| {
            let prepared = prepare(vm);
            vm.expect_pyresult(prepared, "the library is there");
        });
        Self {
            interpreter,
            offers: Vec::new(),
            _turn: turn,
        }
    }

    /// Imports asyncio ahead, as most programs will: who waits for a program can do it meanwhile, and it takes
    /// longer than all else until a first line is printed. A program can only tell by `sys.modules`.
    ///
    /// ```
    /// use std::rc::Rc;
    /// use coroscope_python::{Bounds, End, Engine, Nobody, Program};
    /// let engine = Engine::new();
    /// engine.warm();
    /// let program = Program::new("import sys; sys.exit('asyncio' in sys.modules)");
    /// assert_eq!(engine.run(&program, Bounds::PAGE, Rc::new(Nobody)), End::Finished { exit_code: 1 });
    /// ```
    pub fn warm(&self) {
        self.interpreter.enter(|vm| {
            let asyncio = vm.import("asyncio", 0);
            vm.expect_pyresult(asyncio, "the library is there");
        });
    }

    /// Offers the program a function, under a global name. A call makes a coroutine in Rust, which runs as a task named
    /// after the function on the loop on which the program runs: one ready queue, one timer queue, one trace. The
    /// program gets a future for it, which is awaited and cancelled as a task is. What the program hands over to be
    /// awaited, Rust awaits ([`Argument::Awaitable`]).
    ///
    /// An exception of Rust's is raised in the program as the builtin, or asyncio's, of its name, and otherwise as a
    /// `RuntimeError` that names it. A call outside of a running loop is a `RuntimeError`, and so are keyword
    /// arguments and values that are not plain a `TypeError`. Time is virtual: a coroutine that waits for anything but
    /// this loop waits for ever, which ends the run as a deadlock.
    ///
    /// ```
    /// use std::rc::Rc;
    /// use coroscope_python::{Argument, Bounds, End, Engine, Nobody, Program, Value};
    /// let mut engine = Engine::new();
    /// engine.offer("slowly", |aio, args| {
    ///     let timer = aio.clone();
    ///     aio.coroutine("slowly", async move {
    ///         timer.sleep(1.0).await?;
    ///         match args.into_iter().next() {
    ///             Some(Argument::Awaitable(theirs)) => theirs.await,
    ///             Some(Argument::Value(value)) => Ok(value),
    ///             None => Ok(Value::None),
    ///         }
    ///     })
    /// });
    /// let program = Program::new("
    /// import asyncio, sys
    /// async def answer():
    ///     return 42
    /// async def main():
    ///     sys.exit(await slowly(answer()))
    /// asyncio.run(main())");
    /// let end = engine.run(&program, Bounds::PAGE, Rc::new(Nobody));
    /// assert_eq!(end, End::Finished { exit_code: 42 });
    /// ```
    pub fn offer(
        &mut self,
        name: &str,
        function: impl Fn(&asyncio::Loop, Vec<Argument>) -> asyncio::Coroutine<Value> + 'static,
    ) {
        self.offers.push(Offer {
            name: name.to_owned(),
            make: Rc::new(function),
        });
    }

    /// The version of Python whose semantics these are.
    pub const VERSION: &str = "3.14";

    /// Runs `program` from its first line to its last, in virtual time.
    pub fn run(self, program: &Program, bounds: Bounds, sink: Rc<dyn Sink>) -> End {
        self.run_within(program, bounds, sink, Rc::new(()))
    }

    /// [`run`](Self::run) with somebody whom the program can ask for input and modules.
    pub fn run_within(
        self,
        program: &Program,
        bounds: Bounds,
        sink: Rc<dyn Sink>,
        surroundings: Rc<dyn Surroundings>,
    ) -> End {
        let limits = Limits {
            events: bounds.events,
            output: bounds.output,
        };
        let recorder = Recorder::for_python(limits, sink);
        let host = Rc::new(Host::new(
            Rc::clone(&recorder),
            program,
            bounds,
            surroundings,
        ));
        recorder.record(EventKind::ProgramStarted);
        let left = Left;
        let exit_code = host.enter(|| {
            self.interpreter.enter(|vm| {
                vm.recursion_limit.set(bounds.recursion);
                rounds::prepare(vm);
            });
            if bounds.rounds.is_some() {
                rounds::attend();
            }
            self.interpreter.run(|vm| {
                main(vm, program, &self.offers, &host).map_err(|error| ended(error, &host, vm))
            })
        });
        drop(left);
        host.flush();
        let end = match host.halted() {
            Some(end) => end,
            None if recorder.is_full() => {
                recorder.close_full();
                End::Full
            }
            None => {
                let outcome = host.outcome();
                recorder.record(EventKind::ProgramFinished { outcome });
                recorder.close();
                End::Finished { exit_code }
            }
        };
        recorder.outside().ended(recorder.outbox());
        end
    }
}

/// What a run leaves on its thread, and lets go of at the end, however that comes.
struct Left;

impl Drop for Left {
    fn drop(&mut self) {
        rounds::forget();
        native::buttons::clear();
        native::contextvars::clear();
        native::asyncio::running::clear();
    }
}

/// Runs `program` in an interpreter of its own.
pub fn run(program: &Program, bounds: Bounds, sink: Rc<dyn Sink>) -> End {
    Engine::new().run(program, bounds, sink)
}

/// The exit code of a program that `KeyboardInterrupt` ends: a shell's, for one that a signal killed.
const INTERRUPTED: u32 = 130;

/// With which exception a program ends. `KeyboardInterrupt` is shown here and becomes an exit code: RustPython would
/// kill the process.
fn ended(error: PyBaseExceptionRef, host: &Host, vm: &VirtualMachine) -> PyBaseExceptionRef {
    host.ended_with(&error, vm);
    if !error.fast_isinstance(vm.ctx.exceptions.keyboard_interrupt) {
        return error;
    }
    vm.print_exception(&error);
    let exit = vm.ctx.exceptions.system_exit.to_owned();
    vm.new_exception(exit, vec![vm.ctx.new_int(INTERRUPTED).into()])
}

/// What a program finds when it starts.
fn prepare(vm: &VirtualMachine) -> PyResult<()> {
    native::stdio::install(vm)?;
    native::nested::count_levels(vm);
    native::coroutines::install(vm)?;
    vm.import("_startup", 0)?;
    native::words::install(vm)
}

fn main(vm: &VirtualMachine, program: &Program, offers: &[Offer], host: &Host) -> PyResult<()> {
    let argv = std::iter::once(&program.filename).chain(&program.args);
    let argv = argv.map(|arg| vm.ctx.new_str(&**arg).into()).collect();
    vm.sys_module.set_attr("argv", vm.ctx.new_list(argv), vm)?;
    if host.surroundings.has_library() {
        vm.import("_library", 0)?;
    }
    if program.debug {
        let environ = vm.import("os", 0)?.get_attr("environ", vm)?;
        environ.set_item("PYTHONASYNCIODEBUG", vm.ctx.new_str("1").into(), vm)?;
    }
    let globals = vm.ensure_main_module()?.dict();
    globals.set_item("__file__", vm.ctx.new_str(&*program.filename).into(), vm)?;
    for offer in offers {
        let function = native::offered::function(offer.clone(), vm);
        globals.set_item(&*offer.name, function, vm)?;
    }
    // Files begin with it that some editors wrote.
    let source = program.source.strip_prefix(BYTE_ORDER_MARK);
    let source = source.unwrap_or(&program.source);
    show_source(vm, program, source)?;
    let code = compiled::compiled(source, &program.filename, vm)?;
    native::coroutines::watch_all(host, &code, vm)?;
    let scope = Scope::with_builtins(None, globals, vm);
    vm.run_code_obj(code, scope).map(drop)
}

/// Tracebacks and warnings show the program's lines.
fn show_source(vm: &VirtualMachine, program: &Program, source: &str) -> PyResult<()> {
    let lines = source.split_inclusive('\n').map(|line| {
        let ended = line.strip_suffix('\n').unwrap_or(line);
        vm.ctx.new_str(format!("{ended}\n")).into()
    });
    let name = vm.ctx.new_str(&*program.filename);
    let entry = vec![
        vm.new_pyobj(source.len()),
        // Without a time it is never looked for in a file.
        vm.ctx.none(),
        vm.ctx.new_list(lines.collect()).into(),
        name.clone().into(),
    ];
    let cache = vm.import("linecache", 0)?.get_attr("cache", vm)?;
    cache.set_item(&*name, vm.ctx.new_tuple(entry).into(), vm)
}
