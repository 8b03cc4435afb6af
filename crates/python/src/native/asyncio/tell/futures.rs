//! What a future stands for: the function of the library that makes it says so.

use coroscope_trace::{EventKind, FutureId, FutureKind, ResourceId};
use rustpython_vm::{AsObject, Py, PyObjectRef, VirtualMachine, frame};

use crate::{
    host::Host,
    native::{
        asyncio::{future::PyFuture, show::shown, task::PyTask},
        label, place,
        resources::{self, Waiting},
    },
};

struct Made {
    kind: FutureKind,
    label: String,
    children: Vec<FutureId>,
    /// What is queued up for.
    resource: Option<ResourceId>,
}

impl Made {
    fn new(kind: FutureKind, label: impl Into<String>) -> Self {
        Self {
            kind,
            label: label.into(),
            children: Vec::new(),
            resource: None,
        }
    }

    fn of(self, children: Vec<FutureId>) -> Self {
        Self { children, ..self }
    }
}

/// A future that is no task was made.
pub(in crate::native::asyncio) fn future_made(future: &Py<PyFuture>, vm: &VirtualMachine) {
    let Some(host) = Host::current() else { return };
    let number = host.number_future();
    future.number.set(number);
    let made = by_whom(&host, future, vm);
    host.push(EventKind::FutureCreated {
        future: number,
        kind: made.kind,
        label: made.label,
        children: made.children,
        place: place::here(vm),
    });
    if let Some(resource) = made.resource {
        resources::awaited(&host, resource, number);
    }
}

fn by_whom(host: &Host, future: &Py<PyFuture>, vm: &VirtualMachine) -> Made {
    for depth in 0..4 {
        let Some(frame) = frame::frame_at_offset(depth, vm) else {
            break;
        };
        let code = frame.f_code();
        if place::is_own(&code) {
            break;
        }
        let local = |name: &str| -> Option<PyObjectRef> {
            let locals = frame.f_locals(vm).ok()?;
            locals.get_item(name, vm).ok()
        };
        let is_outer = || &*future.as_object().class().name() == "_GatheringFuture";
        match place::name(&code) {
            "create_future" | "_get_loop" => {}
            "__init__" if is_outer() => {
                let children = local("children");
                let children = children.and_then(|it| it.try_into_value::<Vec<_>>(vm).ok());
                return Made::new(FutureKind::Gather, "gather").of(numbers(children));
            }
            "sleep" => {
                let delay = local("delay").map_or_else(String::new, |it| shown(&it, vm, 0));
                return Made::new(FutureKind::Sleep, format!("sleep({delay})"));
            }
            "gather" => return Made::new(FutureKind::Gather, "gather"),
            "shield" => {
                let inner = local("inner");
                let of = inner.as_ref().and_then(|it| name_of(it, vm));
                let label = of.map_or_else(|| "shield".into(), |of| format!("shield({of})"));
                return Made::new(FutureKind::Shield, label).of(numbers(inner.map(|it| vec![it])));
            }
            other => {
                if let Some(Waiting { label, resource }) = resources::waiting(host, depth, vm) {
                    return Made {
                        resource,
                        ..Made::new(FutureKind::Waiter, label)
                    };
                }
                let label = match other {
                    "_wait" => "wait()".into(),
                    "_cancel_and_wait" => "waiter".into(),
                    other => format!("{}()", other.trim_start_matches('_')),
                };
                return Made::new(FutureKind::Waiter, label);
            }
        }
    }
    Made::new(FutureKind::Plain, resources::given(vm).unwrap_or_default())
}

/// The numbers of futures among objects.
fn numbers(objects: Option<Vec<PyObjectRef>>) -> Vec<FutureId> {
    let objects = objects.unwrap_or_default();
    let futures = objects
        .iter()
        .filter_map(|it| it.downcast_ref::<PyFuture>());
    futures.map(|it| it.number.get()).collect()
}

/// A task is called after its coroutine function.
fn name_of(future: &PyObjectRef, vm: &VirtualMachine) -> Option<String> {
    if let Some(task) = future.downcast_ref::<PyTask>() {
        let coroutine = task.coroutine.lock().clone()?;
        return Some(label::name(&coroutine, vm));
    }
    let is_outer = &*future.class().name() == "_GatheringFuture";
    Some(if is_outer { "gather" } else { "future" }.into())
}
