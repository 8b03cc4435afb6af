//! Which loop runs, which task is current, and which tasks there are.

use std::cell::RefCell;

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PySet, PyWeak},
};

use super::future::PyFuture;

#[derive(Default)]
struct Running {
    event_loop: Option<PyObjectRef>,
    /// The task that is being executed.
    current: Option<PyObjectRef>,
    /// All tasks, oldest first (rule D14). A loop does not keep its tasks alive (rule W3).
    tasks: Vec<PyRef<PyWeak>>,
    /// When the list is to be looked through for dead ones.
    sweep_at: usize,
}

thread_local! {
    static RUNNING: RefCell<Running> = RefCell::default();
}

/// Lets go of what a run has left.
pub(crate) fn clear() {
    drop(RUNNING.take());
}

pub(crate) fn get() -> Option<PyObjectRef> {
    RUNNING.with_borrow(|it| it.event_loop.clone())
}

pub(super) fn set(event_loop: Option<PyObjectRef>) {
    let before = RUNNING.with_borrow_mut(|it| std::mem::replace(&mut it.event_loop, event_loop));
    drop(before);
}

/// `asyncio.get_event_loop()`.
pub(super) fn event_loop(vm: &VirtualMachine) -> PyResult {
    if let Some(event_loop) = get() {
        return Ok(event_loop);
    }
    let package = vm.import("asyncio.events", 0)?;
    let events = package.get_attr("events", vm)?;
    let policy = vm.call_method(&events, "_get_event_loop_policy", ())?;
    vm.call_method(&policy, "get_event_loop", ())
}

/// The current task of a loop (rule D13): only the loop that runs has one.
pub(super) fn current(event_loop: &PyObject) -> Option<PyObjectRef> {
    RUNNING.with_borrow(|it| {
        let runs = it.event_loop.as_ref().is_some_and(|it| it.is(event_loop));
        it.current.clone().filter(|_| runs)
    })
}

/// Whoever says which task is current has to be within the loop of that task.
fn check_runs(event_loop: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if RUNNING.with_borrow(|it| it.event_loop.as_ref().is_some_and(|it| it.is(event_loop))) {
        return Ok(());
    }
    let shown = event_loop.repr(vm)?;
    Err(vm.new_runtime_error(format!("loop {shown} is not the running loop")))
}

/// Makes another task the current one; gives the one that was.
pub(super) fn swap(
    event_loop: &PyObject,
    task: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    check_runs(event_loop, vm)?;
    Ok(replace(task))
}

fn replace(task: Option<PyObjectRef>) -> Option<PyObjectRef> {
    RUNNING.with_borrow_mut(|it| std::mem::replace(&mut it.current, task))
}

pub(super) fn enter(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    check_runs(event_loop, vm)?;
    if let Some(other) = RUNNING.with_borrow(|it| it.current.clone()) {
        let (task, other) = (task.repr(vm)?, other.repr(vm)?);
        return Err(vm.new_runtime_error(format!(
            "Cannot enter into task {task} while another task {other} is being executed."
        )));
    }
    replace(Some(task.to_owned()));
    Ok(())
}

pub(super) fn leave(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    check_runs(event_loop, vm)?;
    let now = RUNNING.with_borrow(|it| it.current.clone());
    if !now.as_ref().is_some_and(|now| now.is(task)) {
        let now = now.unwrap_or_else(|| vm.ctx.none()).repr(vm)?;
        let task = task.repr(vm)?;
        return Err(vm.new_runtime_error(format!(
            "Invalid attempt to leave task {task} while task {now} is entered."
        )));
    }
    drop(replace(None));
    Ok(())
}

/// From now on `all_tasks` knows it, as long as it lives.
pub(super) fn register(task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let weak = task.downgrade(None, vm)?;
    let dead = RUNNING.with_borrow_mut(|it| {
        let mut dead = Vec::new();
        if it.tasks.len() >= it.sweep_at.max(64) {
            let (live, gone) = std::mem::take(&mut it.tasks)
                .into_iter()
                .partition(is_pending);
            (it.tasks, dead) = (live, gone);
            it.sweep_at = it.tasks.len() * 2;
        }
        it.tasks.push(weak);
        dead
    });
    drop(dead);
    Ok(())
}

fn is_pending(weak: &PyRef<PyWeak>) -> bool {
    weak.upgrade().is_some_and(|task| {
        let native = task.downcast_ref::<PyFuture>();
        native.is_none_or(|future| !future.is_done())
    })
}

pub(super) fn unregister(task: &PyObject) {
    let gone: Vec<_> = RUNNING.with_borrow_mut(|it| {
        let is = |weak: &mut PyRef<PyWeak>| weak.upgrade().is_some_and(|it| it.is(task));
        it.tasks.extract_if(.., is).collect()
    });
    drop(gone);
}

/// The loop of anything that is like a future.
pub(super) fn loop_of(future: &PyObject, vm: &VirtualMachine) -> PyResult {
    match vm.get_attribute_opt(future, "get_loop")? {
        Some(get) => get.call((), vm),
        None => future.get_attr("_loop", vm),
    }
}

/// The unfinished tasks of a loop; a set that is walked in the order of creation.
pub(super) fn all(event_loop: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PySet>> {
    use rustpython_vm::PyPayload;
    let tasks = RUNNING.with_borrow(|it| it.tasks.clone());
    let set = PySet::default().into_ref(&vm.ctx);
    for task in tasks.iter().filter_map(|weak| weak.upgrade()) {
        let (of, done) = if let Some(future) = task.downcast_ref::<PyFuture>() {
            (future.home(vm)?, future.is_done())
        } else {
            let of = loop_of(&task, vm)?;
            let done = vm.call_method(&task, "done", ())?.try_to_bool(vm)?;
            (of, done)
        };
        if !done && of.is(event_loop) {
            set.add(task, vm)?;
        }
    }
    Ok(set)
}
