//! Buttons: what a program offers, and who presses them.

use std::cell::RefCell;

use coroscope_trace::{ButtonId, EventKind, Place};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::host::Host;

#[derive(Default)]
struct Offered {
    count: u32,
    waiting: Vec<(ButtonId, PyObjectRef)>,
}

thread_local! {
    static OFFERED: RefCell<Offered> = RefCell::default();
}

/// Lets go of what a run has left.
pub(crate) fn clear() {
    drop(OFFERED.take());
}

/// Puts up a button that can be pressed once.
pub(crate) fn offer(label: String, press: PyObjectRef, place: Place) {
    let button = OFFERED.with_borrow_mut(|it| {
        let button = ButtonId(it.count);
        it.count += 1;
        it.waiting.push((button, press));
        button
    });
    if let Some(host) = Host::current() {
        host.push(EventKind::ButtonOffered {
            button,
            label,
            place,
        });
    }
}

/// Whether any button waits to be pressed.
pub(crate) fn any() -> bool {
    OFFERED.with_borrow(|it| !it.waiting.is_empty())
}

/// Whether this one does.
pub(crate) fn offers(button: ButtonId) -> bool {
    OFFERED.with_borrow(|it| it.waiting.iter().any(|(it, _)| *it == button))
}

/// Presses it.
pub(crate) fn press(host: &Host, button: ButtonId, vm: &VirtualMachine) -> PyResult<()> {
    let press = OFFERED.with_borrow_mut(|it| {
        let at = it.waiting.iter().position(|(it, _)| *it == button)?;
        Some(it.waiting.remove(at).1)
    });
    match press {
        Some(press) => {
            host.push(EventKind::ButtonPressed { button });
            press.call((), vm).map(drop)
        }
        None => Ok(()),
    }
}
