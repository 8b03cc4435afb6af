//! Capturing a call graph.

use super::{CallFrame, CallGraph, Node};
use crate::{
    event_loop::Loop,
    future::{FutureRef, cell::FutureCell, done::DoneCallback},
    observe::Place,
    peek::peek,
};
use alloc::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    rc::Rc,
    vec,
    vec::Vec,
};
use core::panic::Location;

/// Who awaits `future`, who awaits them, and so on, each task with the
/// coroutines and lines in which it stands. Nothing is changed by that, and no
/// exception counts as retrieved. A future that is done is awaited by nobody any
/// more.
///
/// ```
/// use asyncio::{Loop, capture_call_graph};
/// let aio = Loop::new();
/// let parcel = aio.create_future::<&str>();
/// let waits = aio.coroutine("waits", {
///     let parcel = parcel.clone();
///     async move { parcel.await }
/// });
/// let customer = aio.task().name("customer").spawn(waits);
/// assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
///
/// let graph = capture_call_graph(&parcel);
/// let waiters: Vec<_> = graph.entry().awaited_by().collect();
/// assert!(waiters[0].future().is_same(&customer));
/// assert!(waiters[0].call_stack()[0].to_string().ends_with("in async waits()"));
/// println!("{graph}");
/// # aio.close().unwrap();
/// ```
///
/// # Cancellation
/// It does not wait, so there is nothing to cancel.
#[track_caller]
pub fn capture_call_graph(future: &FutureRef) -> CallGraph {
    capture(&future.0, Location::caller())
}

impl Loop {
    /// The call graph of the current task; `None` when no task is running. Its
    /// innermost frame stands where this is called.
    ///
    /// ```
    /// let aio = asyncio::Loop::builder().debug(true).build();
    /// assert!(aio.capture_call_graph().is_none());
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move { Ok(aio.capture_call_graph().map(|graph| graph.to_string())) }
    /// });
    /// let text = aio.run_until_complete(main)?.unwrap_or_default();
    /// assert!(text.starts_with("* Task(name='Task-1'") && text.ends_with("in async main()"));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    #[track_caller]
    pub fn capture_call_graph(&self) -> Option<CallGraph> {
        let here = Location::caller();
        self.current_cell().map(|task| capture(&task, here))
    }
}

/// Without recursion: a chain of waiters may be as long as there are tasks, and
/// may lead back to where it began.
fn capture(future: &Rc<FutureCell>, here: Place) -> CallGraph {
    let mut nodes = vec![node(future, here)];
    // Addresses only tell what is there already; the order is that of finding.
    let mut places = BTreeMap::from([(Rc::as_ptr(future), 0)]);
    let mut next = 0;
    while let Some(node_here) = nodes.get(next) {
        let mut awaited_by = Vec::new();
        for waiter in waiters(&node_here.future.0) {
            let index = *places.entry(Rc::as_ptr(&waiter)).or_insert_with(|| {
                nodes.push(node(&waiter, here));
                nodes.len() - 1
            });
            awaited_by.push(index);
        }
        nodes[next].awaited_by = awaited_by;
        next += 1;
    }
    CallGraph { nodes }
}

fn node(future: &Rc<FutureCell>, here: Place) -> Node {
    Node {
        future: FutureRef(future.clone()),
        frames: frames(future, here),
        awaited_by: Vec::new(),
    }
}

/// The coroutines in a task; none in any other future, and none once it is done.
fn frames(future: &Rc<FutureCell>, here: Place) -> Vec<CallFrame> {
    let Some(part) = future.task().filter(|_| !future.done()) else {
        return Vec::new();
    };
    let trail = future.aio.trail();
    let (chain, place) = if future.has_coroutine() {
        (trail.and_then(|it| it.suspended(part.id)), part.place.get())
    } else {
        // In the middle of a step: the current task, or one that started another
        // eagerly and will go on after that.
        let current = future.aio.current_id() == Some(part.id);
        let place = current.then_some(here);
        (trail.and_then(|it| it.running(part.id, place)), place)
    };
    chain.unwrap_or_else(|| {
        // A step has the coroutine in hand, and with it the name.
        let coroutine = future.coroutine_name();
        vec![CallFrame { coroutine, place }]
    })
}

/// Which tasks await a future: those in its list of callbacks, and those beyond
/// the futures that the library put in between.
fn waiters(future: &Rc<FutureCell>) -> Vec<Rc<FutureCell>> {
    let mut tasks: Vec<Rc<FutureCell>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut through = VecDeque::from([future.clone()]);
    while let Some(future) = through.pop_front() {
        let found: Vec<Waiter> = peek(&future.callbacks, |callbacks| {
            callbacks.iter().filter_map(waiter).collect()
        });
        for waiter in found {
            let (Waiter::Task(future) | Waiter::Between(future)) = &waiter;
            if !seen.insert(Rc::as_ptr(future)) {
                continue;
            }
            match waiter {
                Waiter::Task(task) => tasks.push(task),
                Waiter::Between(future) => through.push_back(future),
            }
        }
    }
    tasks
}

/// Who is behind a done callback.
enum Waiter {
    Task(Rc<FutureCell>),
    /// A future that the library put in between.
    Between(Rc<FutureCell>),
}

fn waiter(callback: &DoneCallback) -> Option<Waiter> {
    Some(match callback {
        DoneCallback::Wakeup(task) => Waiter::Task(task.clone()),
        DoneCallback::GroupChild(group) => Waiter::Task(group.parent()?),
        DoneCallback::GatherChild(outer) | DoneCallback::ShieldInner(outer) => {
            Waiter::Between(outer.clone())
        }
        DoneCallback::WaitChild(part) => Waiter::Between(part.waiter().clone()),
        _ => return None,
    })
}
