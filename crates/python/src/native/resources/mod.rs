//! `_resources`: what asyncio's locks, queues and groups tell of themselves.
//!
//! They are CPython's own Python code, into which `lib/edits.txt` puts a call wherever something changes.
//! What is known of each stands here, beside it: on the object itself a program could see it.

mod names;

use std::{cell::RefCell, collections::HashMap};

use coroscope_trace::{EventKind, FutureId, Place, ResourceId, ResourceKind, ResourceState};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, VirtualMachine,
    builtins::{PyList, PyStr, PyWeak},
    frame,
};

use super::place;
use crate::host::Host;

pub(crate) use _resources::module_def;
pub(crate) use names::given;

/// What is known of one.
#[derive(Clone)]
struct Known {
    object: PyRef<PyWeak>,
    id: ResourceId,
    name: String,
    /// Where it was made.
    place: Place,
    part: Part,
    /// An event is set; a semaphore got a permit back and has not said so.
    flag: bool,
}

/// Whether it is a resource of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// The condition inside a barrier.
    Condition,
    /// The event on which `join` of a queue waits.
    Joining,
    /// Something that a function of asyncio's uses by itself.
    Hidden,
}

/// The locks, queues and groups of a run, by their addresses. Nothing is ever listed from here.
#[derive(Default)]
pub(crate) struct Resources {
    known: RefCell<HashMap<usize, Known>>,
    sweep_at: std::cell::Cell<usize>,
}

impl Resources {
    fn get(&self, object: &PyObject) -> Option<Known> {
        let known = self.known.borrow().get(&object.get_id()).cloned()?;
        let alive = known.object.upgrade().is_some_and(|it| it.is(object));
        alive.then_some(known)
    }

    fn put(&self, object: &PyObject, known: Known) {
        let gone: Vec<_> = {
            let mut all = self.known.borrow_mut();
            let due = all.len() >= self.sweep_at.get().max(64);
            let is_gone = |_: &usize, it: &mut Known| due && it.object.upgrade().is_none();
            let gone = all.extract_if(is_gone).collect();
            if due {
                self.sweep_at.set(all.len() * 2);
            }
            all.insert(object.get_id(), known);
            gone
        };
        drop(gone);
    }

    fn flag(&self, object: &PyObject, flag: bool) -> bool {
        let mut all = self.known.borrow_mut();
        let known = all.get_mut(&object.get_id());
        known.is_some_and(|known| std::mem::replace(&mut known.flag, flag))
    }
}

/// Its kind, by the class of asyncio's that it is or inherits from.
fn kind_of(object: &PyObject, vm: &VirtualMachine) -> Option<ResourceKind> {
    let class = object.class();
    let name = |name: &str| {
        Some(match name {
            "Lock" => ResourceKind::Lock,
            "Event" => ResourceKind::Event,
            "Condition" => ResourceKind::Condition,
            "Semaphore" => ResourceKind::Semaphore,
            "BoundedSemaphore" => ResourceKind::BoundedSemaphore,
            "Barrier" => ResourceKind::Barrier,
            "Queue" => ResourceKind::Queue,
            "PriorityQueue" => ResourceKind::PriorityQueue,
            "LifoQueue" => ResourceKind::LifoQueue,
            "TaskGroup" => ResourceKind::TaskGroup,
            _ => return None,
        })
    };
    class.mro_collect().iter().find_map(|class| {
        // As it stands there: a metaclass of the program's is not asked.
        let module = class.get_direct_attr(vm.ctx.intern_str("__module__"))?;
        let module = module.downcast_ref_if_exact::<PyStr>(vm)?;
        let is_own = module.to_string_lossy().starts_with("asyncio");
        is_own.then(|| name(&class.slot_name())).flatten()
    })
}

/// The object in whose method the library's frame is, and the method's name.
fn method(depth: usize, vm: &VirtualMachine) -> Option<(PyObjectRef, &'static str)> {
    let frame = frame::frame_at_offset(depth, vm)?;
    let code = frame.f_code();
    if place::is_own(&code) {
        return None;
    }
    let object = frame.f_locals(vm).ok()?.get_item("self", vm).ok()?;
    Some((object, place::name(&code)))
}

/// A lock, queue or the like was made; told more than once, it is made once.
fn made(host: &Host, object: &PyObject, vm: &VirtualMachine) {
    if host.resources.get(object).is_some() {
        return;
    }
    let Some(kind) = kind_of(object, vm) else {
        return;
    };
    let Ok(weak) = object.downgrade(None, vm) else {
        return;
    };
    // Made in the `__init__` of another, it is a part of that.
    let outer = method(1, vm).filter(|(outer, _)| !outer.is(object));
    let hidden = outer
        .as_ref()
        .map(|(outer, _)| outer.class().name().to_string());
    let outer = outer.and_then(|(outer, _)| host.resources.get(&outer));
    let known = |id, name, place, part| Known {
        object: weak,
        id,
        name,
        place,
        part,
        flag: false,
    };
    if let (None, Some(by)) = (&outer, hidden) {
        let by = match by.as_str() {
            "_AsCompletedIterator" => "as_completed",
            by => by.trim_start_matches('_'),
        };
        let hidden = known(
            ResourceId(u32::MAX),
            by.into(),
            Place::default(),
            Part::Hidden,
        );
        return host.resources.put(object, hidden);
    }
    if let Some(outer) = &outer {
        let part = match kind {
            ResourceKind::Condition => Part::Condition,
            ResourceKind::Event => Part::Joining,
            _ if outer.part == Part::Hidden => Part::Hidden,
            _ => Part::Whole,
        };
        if part != Part::Whole {
            let part = known(outer.id, outer.name.clone(), outer.place, part);
            return host.resources.put(object, part);
        }
    }
    let place = place::here(vm);
    let id = host.number_resource();
    let name = match outer {
        Some(outer) => format!("{}.lock", outer.name),
        None => names::given(vm).unwrap_or_else(|| format!("{kind:?}-{}", id.0)),
    };
    let new = known(id, name.clone(), place, Part::Whole);
    host.resources.put(object, new);
    host.push(EventKind::ResourceCreated {
        resource: id,
        kind,
        name,
        place,
    });
}

/// It stands differently now.
fn changed(object: &PyObject, state: ResourceState) {
    let Some(host) = Host::current() else { return };
    let Some(known) = host.resources.get(object) else {
        return;
    };
    if matches!(known.part, Part::Joining | Part::Hidden) {
        return;
    }
    host.push(EventKind::ResourceChanged {
        resource: known.id,
        by: host.recorder.current_task(),
        state,
    });
}

/// A future on which a task waits for a resource.
pub(crate) struct Waiting {
    pub(crate) label: String,
    /// `None`: it is not the program's.
    pub(crate) resource: Option<ResourceId>,
}

/// Whether the library's frame at this depth waits for a resource.
pub(crate) fn waiting(host: &Host, depth: usize, vm: &VirtualMachine) -> Option<Waiting> {
    let (object, method) = method(depth, vm)?;
    let known = host.resources.get(&object)?;
    if known.id.0 == u32::MAX {
        return Some(Waiting {
            label: format!("{}()", known.name),
            resource: None,
        });
    }
    let verb = match (known.part, method) {
        (Part::Joining, _) => "join",
        (_, "_aexit") => "exit",
        (_, method) => method,
    };
    Some(Waiting {
        label: format!("{}.{verb}()", known.name),
        resource: Some(known.id),
    })
}

/// Somebody queues up.
pub(crate) fn awaited(host: &Host, resource: ResourceId, future: FutureId) {
    host.push(EventKind::ResourceAwaited { resource, future });
}

/// Where the resource was made whose method runs, if it is one's.
pub(crate) fn place_of_running(vm: &VirtualMachine) -> Option<Place> {
    let host = Host::current()?;
    for depth in 0..4 {
        let (object, _) = method(depth, vm)?;
        if let Some(known) = host.resources.get(&object) {
            return Some(known.place);
        }
    }
    None
}

fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

fn number(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<u32> {
    let value = object.get_attr(name, vm).ok()?;
    value.try_into_value::<i64>(vm).ok().map(count)
}

/// How many items a queue holds, as long as its store is one of asyncio's own.
fn items(object: &PyObject, vm: &VirtualMachine) -> Option<u32> {
    let store = object.get_attr("_queue", vm).ok()?;
    let is_own = store.downcast_ref_if_exact::<PyList>(vm).is_some()
        || &*store.class().slot_name() == "collections.deque";
    let length = is_own.then(|| store.length(vm).ok()).flatten()?;
    u32::try_from(length).ok()
}

#[pymodule]
mod _resources {
    use coroscope_trace::ResourceState;
    use rustpython_vm::{PyObjectRef, VirtualMachine};

    use super::{changed, count, items, number};
    use crate::host::Host;

    #[pyfunction]
    fn made(object: PyObjectRef, vm: &VirtualMachine) {
        if let Some(host) = Host::current() {
            super::made(&host, &object, vm);
        }
    }

    #[pyfunction]
    fn lock(object: PyObjectRef, locked: bool) {
        changed(&object, ResourceState::Locked(locked));
    }

    #[pyfunction]
    fn event(object: PyObjectRef, set: bool) {
        let Some(host) = Host::current() else { return };
        if host.resources.flag(&object, set) != set {
            changed(&object, ResourceState::Flag(set));
        }
    }

    #[pyfunction]
    fn permits(object: PyObjectRef, permits: i64) {
        changed(&object, ResourceState::Permits(count(permits)));
    }

    #[pyfunction]
    fn acquired(object: PyObjectRef, permits: i64) {
        changed(&object, ResourceState::Acquired(count(permits)));
    }

    #[pyfunction]
    fn released(object: PyObjectRef, permits: i64) {
        changed(&object, ResourceState::Released(count(permits)));
    }

    /// A permit came back from a task that was cancelled before it could take it.
    #[pyfunction]
    fn given_back(object: PyObjectRef) {
        if let Some(host) = Host::current() {
            host.resources.flag(&object, true);
        }
    }

    /// Whoever could be woken has been, after a permit came back. Always false.
    #[pyfunction]
    fn settled(object: PyObjectRef, permits: i64) -> bool {
        let host = Host::current();
        if host.is_some_and(|host| host.resources.flag(&object, false)) {
            changed(&object, ResourceState::Permits(count(permits)));
        }
        false
    }

    #[pyfunction]
    fn parties(object: PyObjectRef, parties: i64) {
        changed(&object, ResourceState::Parties(count(parties)));
    }

    #[pyfunction]
    fn barrier(object: PyObjectRef, vm: &VirtualMachine) {
        let state = object.get_attr("_state", vm);
        let state = state.and_then(|state| state.get_attr("_value_", vm)?.str(vm));
        let (Ok(state), Some(inside)) = (state, number(&object, "_count", vm)) else {
            return;
        };
        let state = match state.to_string_lossy().as_ref() {
            "filling" => ResourceState::Arrived(inside),
            "draining" => ResourceState::Draining(inside),
            "resetting" => ResourceState::Resetting(inside),
            _ => ResourceState::Broken,
        };
        changed(&object, state);
    }

    #[pyfunction]
    fn queue(object: PyObjectRef, vm: &VirtualMachine) {
        let unfinished = number(&object, "_unfinished_tasks", vm);
        if let (Some(items), Some(unfinished)) = (items(&object, vm), unfinished) {
            changed(&object, ResourceState::Items { items, unfinished });
        }
    }

    /// An item was thrown away as the queue is shut down: only the last is news.
    #[pyfunction]
    fn drained(object: PyObjectRef, vm: &VirtualMachine) {
        if items(&object, vm) == Some(0) {
            queue(object, vm);
        }
    }

    #[pyfunction]
    fn group(object: PyObjectRef, tasks: i64) {
        changed(&object, ResourceState::Tasks(count(tasks)));
    }

    #[pyfunction]
    fn closed(object: PyObjectRef) {
        changed(&object, ResourceState::Closed);
    }
}
