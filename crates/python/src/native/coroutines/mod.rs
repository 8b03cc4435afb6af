//! Coroutine objects of the program: when they are made, when their bodies begin, go on and end.
//!
//! RustPython says none of that, but it lets itself be listened to. A call of a function goes through
//! slots of its type, in which there is a function of ours ([`hooks`]); that gives each coroutine its
//! number. For beginning and end, `sys.monitoring` calls us for the code of coroutine functions
//! ([`monitor`]). Coroutines of asyncio's own are no news, except where a task drives one.

mod handled;
mod hooks;
mod monitor;
mod resumer;

use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, HashSet},
    rc::Rc,
};

use coroscope_trace::{CoroutineId, EventKind, Outcome, Place};
use rustpython_vm::{AsObject, PyObject, VirtualMachine, builtins::PyCoroutine, frame};

use super::{label, place};
use crate::host::Host;

pub(crate) use hooks::install;
pub(crate) use monitor::watch_all;

/// What is known of a coroutine that is not over. It is found by its frame, whose address it keeps
/// as long as it lives; nothing is ever listed from here.
#[derive(Clone, Copy)]
struct Known {
    id: CoroutineId,
    begun: bool,
    driver: Driver,
}

/// Who resumes a coroutine.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Driver {
    /// A task, itself or through other coroutines.
    Task,
    /// Somebody who calls `send`.
    Hand,
    /// A coroutine that is driven by hand.
    Within,
}

/// The coroutines of a run.
#[derive(Default)]
pub(crate) struct Coroutines {
    known: RefCell<HashMap<usize, Known>>,
    /// Code whose beginning and end are heard of.
    watched: RefCell<HashSet<usize>>,
    /// Code whose suspensions are heard of, too.
    by_hand: RefCell<HashSet<usize>>,
    /// The frames out of which the steps in progress are made.
    steps: RefCell<Vec<usize>>,
    /// What is handled where an `async for` ends.
    handled: handled::Handled,
    /// The frame of a task's coroutine that begins with the step in progress.
    starting: Cell<usize>,
}

fn frame_of(coroutine: &PyObject) -> Option<usize> {
    let coroutine = coroutine.downcast_ref::<PyCoroutine>()?;
    coroutine.as_coro().frame_opt().map(|it| it.get_id())
}

impl Coroutines {
    fn known(&self, frame: usize) -> Option<Known> {
        self.known.borrow().get(&frame).copied()
    }

    /// The number of a coroutine that turns up, which may be one that nobody saw being made.
    pub(crate) fn number(
        host: &Host,
        coroutine: &PyObject,
        place: Place,
        vm: &VirtualMachine,
    ) -> CoroutineId {
        let frame = frame_of(coroutine).filter(|_| is_own(coroutine));
        let known = frame.and_then(|it| host.coroutines.known(it));
        known.map_or_else(|| Self::made(host, coroutine, place, vm), |it| it.id)
    }

    /// A coroutine was made.
    fn made(host: &Host, coroutine: &PyObject, place: Place, vm: &VirtualMachine) -> CoroutineId {
        let id = host.number_coroutine();
        if let Some(frame) = frame_of(coroutine) {
            let known = Known {
                id,
                begun: false,
                driver: Driver::Task,
            };
            host.coroutines.known.borrow_mut().insert(frame, known);
        }
        let definition =
            coroutine
                .downcast_ref::<PyCoroutine>()
                .map_or_else(Place::default, |it| {
                    let code = it.as_coro().code();
                    let line = code.first_line_number.filter(|_| place::is_own(&code));
                    line.map_or_else(Place::default, |line| {
                        place::line(i32::try_from(line.get()).unwrap_or(0))
                    })
                });
        host.push(EventKind::CoroutineCreated {
            coroutine: id,
            name: label::name(coroutine, vm),
            place,
            definition,
        });
        id
    }

    /// The body began.
    fn entered(host: &Host, frame: usize, driver: Driver, place: Place) {
        let id = {
            let mut known = host.coroutines.known.borrow_mut();
            let Some(known) = known.get_mut(&frame).filter(|it| !it.begun) else {
                return;
            };
            known.begun = true;
            known.driver = driver;
            known.id
        };
        host.push(EventKind::CoroutineEntered {
            coroutine: id,
            task: match driver {
                Driver::Task => host.recorder.current_task(),
                Driver::Hand | Driver::Within => None,
            },
            place,
        });
    }

    /// The body is over.
    fn finished(host: &Host, frame: usize, outcome: impl FnOnce() -> Outcome) {
        let known = host.coroutines.known.borrow_mut().remove(&frame);
        if let Some(known) = known {
            host.push(EventKind::CoroutineFinished {
                coroutine: known.id,
                outcome: outcome(),
            });
        }
    }

    /// A step of a task begins, whose coroutine this is. The step lasts as long as what is returned.
    pub(crate) fn step(host: &Rc<Host>, coroutine: &PyObject, vm: &VirtualMachine) -> Step {
        let base = frame::frame_at_offset(0, vm).map_or(0, |it| it.get_id());
        host.coroutines.steps.borrow_mut().push(base);
        if let Some(frame) = frame_of(coroutine) {
            let begins = host.coroutines.known(frame).is_some_and(|it| !it.begun);
            if begins && is_own(coroutine) {
                host.coroutines.starting.set(frame);
            } else if begins {
                Self::entered(host, frame, Driver::Task, Place::default());
            }
        }
        Step(Rc::clone(host))
    }

    /// A task is done; if its coroutine is of asyncio's own, nobody has heard of its end yet.
    pub(crate) fn task_done(host: &Host, number: CoroutineId, frame: usize, outcome: &Outcome) {
        let same = host
            .coroutines
            .known(frame)
            .is_some_and(|it| it.id == number);
        if same {
            Self::finished(host, frame, || outcome.clone());
        }
    }

    /// The frame of a task's coroutine, for [`task_done`](Self::task_done).
    pub(crate) fn frame(coroutine: &PyObject) -> usize {
        frame_of(coroutine).unwrap_or(0)
    }
}

fn is_own(coroutine: &PyObject) -> bool {
    let native = coroutine.downcast_ref::<PyCoroutine>();
    native.is_some_and(|it| place::is_own(&it.as_coro().code()))
}

/// A step in progress.
pub(crate) struct Step(Rc<Host>);

impl Drop for Step {
    fn drop(&mut self) {
        self.0.coroutines.steps.borrow_mut().pop();
        self.0.coroutines.starting.set(0);
    }
}
