//! What the machine tells of the code of coroutine functions as it runs.

use std::cell::Cell;

use coroscope_trace::{EventKind, Outcome, Place};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode},
    bytecode::CodeFlags,
    frame,
    function::FuncArgs,
};

use super::{Coroutines, Driver, handled::Handled, resumer};
use crate::{
    host::Host,
    native::{asyncio::show, place},
};

/// One of the six numbers that tools may have, of which Python gives this to none. `rounds` has the last.
const TOOL: i32 = 4;

/// Those that are not the program's.
const OURS: std::ops::RangeInclusive<i32> = TOOL..=5;

/// What a program could take a tool's ears away with.
const CHANGES: [&str; 5] = [
    "clear_tool_id",
    "free_tool_id",
    "register_callback",
    "set_events",
    "set_local_events",
];

thread_local! {
    /// It is we who change something.
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// `sys.monitoring.events`.
mod event {
    pub(super) const START: i32 = 1;
    pub(super) const RESUME: i32 = 1 << 1;
    pub(super) const RETURN: i32 = 1 << 2;
    pub(super) const YIELD: i32 = 1 << 3;
    pub(super) const LINE: i32 = 1 << 5;
    /// A jump that depends on something is not made.
    pub(super) const BRANCH_RIGHT: i32 = 1 << 9;
    pub(super) const UNWIND: i32 = 1 << 13;
}

fn monitoring(vm: &VirtualMachine) -> PyResult {
    vm.sys_module.get_attr("monitoring", vm)
}

/// Listens in an interpreter.
pub(super) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let monitoring = monitoring(vm)?;
    vm.call_method(&monitoring, "use_tool_id", (TOOL, "coroscope"))?;
    let events: [(_, _, Tell); 5] = [
        ("started", event::START, started),
        ("resumed", event::RESUME, resumed),
        ("returned", event::RETURN, returned),
        ("yielded", event::YIELD, yielded),
        ("unwound", event::UNWIND, unwound),
    ];
    for (name, event, tell) in events {
        let callback = vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| {
            happened(&args, tell, vm);
        });
        vm.call_method(&monitoring, "register_callback", (TOOL, event, callback))?;
    }
    let lines: [(_, _, Look); 2] = [
        ("went_on", event::BRANCH_RIGHT, Handled::went_on),
        ("line", event::LINE, Handled::line),
    ];
    for (name, event, look) in lines {
        let callback = vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| {
            let code = args.args.first().and_then(|it| it.downcast_ref::<PyCode>());
            if let (Some(code), Some(host)) = (code, Host::current()) {
                look(&host.coroutines.handled, code, vm);
            }
        });
        vm.call_method(&monitoring, "register_callback", (TOOL, event, callback))?;
    }
    vm.call_method(&monitoring, "set_events", (TOOL, event::UNWIND))?;
    for name in CHANGES {
        guard(&monitoring, name, vm)?;
    }
    Ok(())
}

/// Lets a program change what tools of its own hear, and nothing else.
fn guard(monitoring: &PyObject, name: &'static str, vm: &VirtualMachine) -> PyResult<()> {
    let original = monitoring.get_attr(name, vm)?;
    let guarded = vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| {
        let tool = args.args.first().cloned();
        let tool = tool.and_then(|it| it.try_into_value::<i32>(vm).ok());
        if let Some(tool) = tool.filter(|it| OURS.contains(it) && !LISTENING.get()) {
            return Err(vm.new_value_error(format!(
                "tool {tool} is in use by whoever runs this program"
            )));
        }
        original.call(args, vm)
    });
    monitoring.set_attr(name, guarded, vm)
}

/// Listens to the coroutine functions in a program's code.
pub(crate) fn watch_all(host: &Host, code: &Py<PyCode>, vm: &VirtualMachine) -> PyResult<()> {
    if is_coroutine(code) || code.flags.contains(CodeFlags::ASYNC_GENERATOR) {
        watch(host, code, vm)?;
    }
    let constants = code.as_object().get_attr("co_consts", vm)?;
    for constant in constants.try_into_value::<Vec<PyObjectRef>>(vm)? {
        if let Some(code) = constant.downcast_ref::<PyCode>() {
            watch_all(host, code, vm)?;
        }
    }
    Ok(())
}

/// Listens to a coroutine function.
pub(super) fn watch(host: &Host, code: &Py<PyCode>, vm: &VirtualMachine) -> PyResult<()> {
    let new = host.coroutines.watched.borrow_mut().insert(code.get_id());
    if new {
        host.coroutines.handled.begin(code);
        listen(code, of_all(host, code), vm)?;
    }
    Ok(())
}

/// What is heard of all such code.
fn of_all(host: &Host, code: &Py<PyCode>) -> i32 {
    let loops = host.coroutines.handled.listens(code);
    event::START | event::RETURN | if loops { LOOPS } else { 0 }
}

/// What has to be heard of loops in handlers.
const LOOPS: i32 = event::LINE | event::BRANCH_RIGHT;

/// Listens only to the loops of a coroutine function that is in no file: a text that was executed.
pub(super) fn watch_loops(host: &Host, code: &Py<PyCode>, vm: &VirtualMachine) -> PyResult<()> {
    if host.coroutines.handled.begin(code) {
        listen(code, LOOPS, vm)?;
    }
    Ok(())
}

fn listen(code: &Py<PyCode>, events: i32, vm: &VirtualMachine) -> PyResult<()> {
    let monitoring = monitoring(vm)?;
    let args = (TOOL, code.to_owned(), events);
    LISTENING.set(true);
    let set = vm.call_method(&monitoring, "set_local_events", args);
    LISTENING.set(false);
    set.map(drop)
}

fn is_coroutine(code: &Py<PyCode>) -> bool {
    code.flags.contains(CodeFlags::COROUTINE)
}

/// What there is to know when something happened in a coroutine of the program's.
struct Happened<'a> {
    host: &'a Host,
    vm: &'a VirtualMachine,
    code: &'a Py<PyCode>,
    /// The coroutine's frame.
    frame: usize,
    /// What is returned, yielded or raised.
    value: Option<&'a PyObjectRef>,
}

type Tell = fn(&Happened<'_>);

/// Something that is not for the trace.
type Look = fn(&Handled, &Py<PyCode>, &VirtualMachine);

fn happened(args: &FuncArgs, tell: Tell, vm: &VirtualMachine) {
    let code = args.args.first().and_then(|it| it.downcast_ref::<PyCode>());
    let Some(host) = Host::current() else { return };
    let Some(frame) = frame::frame_at_offset(0, vm) else {
        return;
    };
    let Some(code) = code.filter(|code| is_coroutine(code)) else {
        return;
    };
    tell(&Happened {
        host: &host,
        vm,
        code,
        frame: frame.get_id(),
        value: args.args.get(2),
    });
}

fn started(it: &Happened<'_>) {
    let coroutines = &it.host.coroutines;
    coroutines.handled.forget(it.frame);
    if coroutines.starting.get() == it.frame {
        coroutines.starting.set(0);
        Coroutines::entered(it.host, it.frame, Driver::Task, Place::default());
        return;
    }
    let resumer = resumer::find(it.host, it.vm);
    if resumer.driver == Driver::Hand && coroutines.by_hand.borrow_mut().insert(it.code.get_id()) {
        let all = of_all(it.host, it.code) | event::YIELD | event::RESUME;
        // What goes wrong here would only be seen as a step too few.
        let _ = listen(it.code, all, it.vm);
    }
    Coroutines::entered(it.host, it.frame, resumer.driver, resumer.place);
}

/// Whether it is the coroutine on which `send` is called.
fn is_driven(it: &Happened<'_>) -> bool {
    let known = it.host.coroutines.known(it.frame);
    known.is_some_and(|it| it.driver == Driver::Hand)
}

fn yielded(it: &Happened<'_>) {
    if let Some(known) = it.host.coroutines.known(it.frame).filter(|_| is_driven(it)) {
        it.host.push(EventKind::CoroutineSuspended {
            coroutine: known.id,
            place: place::here(it.vm),
        });
    }
}

fn resumed(it: &Happened<'_>) {
    if let Some(known) = it.host.coroutines.known(it.frame).filter(|_| is_driven(it)) {
        it.host.push(EventKind::CoroutineResumed {
            coroutine: known.id,
            place: resumer::find(it.host, it.vm).place,
        });
    }
}

fn returned(it: &Happened<'_>) {
    it.host.coroutines.handled.forget(it.frame);
    let shown = || match it.value {
        Some(value) => show::shown(value, it.vm, 3),
        None => "None".into(),
    };
    Coroutines::finished(it.host, it.frame, || Outcome::Result(shown()));
}

fn unwound(it: &Happened<'_>) {
    let coroutines = &it.host.coroutines;
    coroutines.handled.forget(it.frame);
    let begun = coroutines.known(it.frame).is_some_and(|known| known.begun);
    // The frame of one that was closed before it began may be that of another by now, which is asyncio's own.
    if !begun && !coroutines.watched.borrow().contains(&it.code.get_id()) {
        return;
    }
    let error = it
        .value
        .cloned()
        .and_then(|it| it.downcast().ok())
        .map(|error: PyBaseExceptionRef| show::outcome(&error, it.vm));
    if let Some(outcome) = error {
        Coroutines::finished(it.host, it.frame, || outcome);
    }
}
