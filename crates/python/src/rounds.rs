//! Looks after a program that does not come back by itself: at each round of its loops, when there is a reason to.
//!
//! The machine has no place where it asks whether to go on, in a browser. But it has `sys.monitoring`, and a jump backwards that is
//! prepared for being monitored costs next to nothing as long as nobody wants to hear of it. So this is a tool that asks
//! for jumps, and then says that it does not want any, until [`attend`] is called.

use std::cell::RefCell;

use rustpython_vm::{PyResult, VirtualMachine, function::FuncArgs};

use crate::host::Host;

/// The last of the numbers that tools have.
const TOOL: usize = 5;

/// The event's number, and its bit in a set of events (`sys.monitoring.events.JUMP`).
const JUMP: usize = 7;
const JUMPS: u32 = 1 << JUMP;

thread_local! {
    static WAKE: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Has the next round of a loop look at the run. It may be called anywhere, even while memory is allocated.
pub(crate) fn attend() {
    // A thread that ends, or one that is just being told, has no run to look at.
    let _ = WAKE.try_with(|wake| {
        if let Ok(wake) = wake.try_borrow()
            && let Some(wake) = &*wake
        {
            wake();
        }
    });
}

/// Prepares all code that will run.
pub(crate) fn prepare(vm: &VirtualMachine) {
    let mut monitoring = vm.state.monitoring.lock();
    monitoring.tool_names[TOOL] = Some("coroscope".into());
    monitoring.global_events[TOOL] = JUMPS;
    let round = vm.new_function("round", |_: FuncArgs, vm: &VirtualMachine| round(vm));
    monitoring.callbacks.insert((TOOL, JUMP), round.into());
    drop(monitoring);
    vm.state
        .instrumentation_version
        .fetch_add(1, std::sync::atomic::Ordering::Release);
    let state = vm.state.clone();
    WAKE.set(Some(Box::new(move || {
        state.monitoring_events.fetch_or(JUMPS);
    })));
}

/// Nothing will run any more.
pub(crate) fn forget() {
    WAKE.set(None);
}

/// A loop goes round.
fn round(vm: &VirtualMachine) -> PyResult<()> {
    let Some(host) = Host::current() else {
        return Ok(());
    };
    if !host.round(vm)? {
        rest(vm);
    }
    Ok(())
}

/// Wants no jumps for now; others may.
fn rest(vm: &VirtualMachine) {
    let monitoring = vm.state.monitoring.lock();
    let others = monitoring.global_events[..TOOL].iter();
    let others = others.chain(monitoring.local_events.values());
    let events = others.fold(0, |all, events| all | events);
    vm.state.monitoring_events.store(events);
}
