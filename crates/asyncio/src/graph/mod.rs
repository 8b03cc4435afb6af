//! Who awaits whom: `capture_call_graph` and `print_call_graph` (asyncio's
//! `graph` module, new in 3.14).

mod capture;
mod trail;

use crate::{future::FutureRef, name::Name, observe::Place, task::TaskRef, value::Repr};
use alloc::{vec, vec::Vec};
pub use capture::capture_call_graph;
use core::fmt;
pub(crate) use trail::{Chains, How, InStep, Inside, Trail};

/// A coroutine of a task, and the line on which it stands.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let parcel = aio.create_future::<&str>();
/// let waits = aio.coroutine("waits", {
///     let parcel = parcel.clone();
///     async move { parcel.await }
/// });
/// let task = aio.create_task(waits);
/// assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
/// let graph = asyncio::capture_call_graph(&parcel);
/// let waiter = graph.entry().awaited_by().next().expect("the task");
/// assert!(waiter.call_stack()[0].to_string().ends_with("in async waits()"));
/// # aio.close().unwrap();
/// ```
#[derive(Clone)]
pub struct CallFrame {
    coroutine: Option<Name>,
    place: Option<Place>,
}

impl CallFrame {
    /// The coroutine function's name. `None` in a task that is in the middle of a
    /// step, except in debug mode.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// let waiter = graph.entry().awaited_by().next().expect("the task");
    /// let name = waiter.call_stack()[0].coroutine();
    /// assert_eq!(name.map(|name| &**name), Some("waits"));
    /// # aio.close().unwrap();
    /// ```
    pub fn coroutine(&self) -> Option<&Name> {
        self.coroutine.as_ref()
    }

    /// The `await` at which it stands. `None` before its first one, and while it
    /// waits for something from outside asyncio.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// let waiter = graph.entry().awaited_by().next().expect("the task");
    /// assert!(waiter.call_stack()[0].place().is_some());
    /// # aio.close().unwrap();
    /// ```
    pub fn place(&self) -> Option<Place> {
        self.place
    }
}

/// A line of [`CallGraph`]'s: `File 'src/tea.rs', line 3, in async brew()`.
impl fmt::Display for CallFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "File {}, line {}", place.file().repr(), place.line())?;
        }
        let comma = if self.place.is_some() { ", " } else { "" };
        match &self.coroutine {
            Some(name) => write!(f, "{comma}in async {}()", &**name),
            None => Ok(()),
        }
    }
}

/// A future, and everybody who awaits it directly or through others; what
/// [`capture_call_graph`] gives. It says how things stood at that moment.
///
/// Its `Display` is what CPython's `print_call_graph` prints, with numbers in
/// place of addresses. Two things differ, so that it always comes to an end:
/// what stands further up already is not shown again in full, and nothing deeper
/// than a hundred levels is shown.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let parcel = aio.create_future::<&str>();
/// let waits = aio.coroutine("waits", {
///     let parcel = parcel.clone();
///     async move { parcel.await }
/// });
/// let task = aio.create_task(waits);
/// assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
/// let graph = asyncio::capture_call_graph(&parcel);
/// assert!(graph.to_string().contains("+ Awaited by:"));
/// # aio.close().unwrap();
/// ```
#[derive(Clone)]
pub struct CallGraph {
    /// The first is the one that was asked about. Each stands here once.
    nodes: Vec<Node>,
}

#[derive(Clone)]
struct Node {
    future: FutureRef,
    frames: Vec<CallFrame>,
    awaited_by: Vec<usize>,
}

/// A future in a [`CallGraph`].
///
/// ```
/// let aio = asyncio::Loop::new();
/// let parcel = aio.create_future::<&str>();
/// let waits = aio.coroutine("waits", {
///     let parcel = parcel.clone();
///     async move { parcel.await }
/// });
/// let task = aio.create_task(waits);
/// assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
/// let graph = asyncio::capture_call_graph(&parcel);
/// assert!(graph.entry().future().is_same(&parcel));
/// # aio.close().unwrap();
/// ```
#[derive(Clone, Copy)]
pub struct CallGraphEntry<'a> {
    graph: &'a CallGraph,
    index: usize,
}

impl CallGraph {
    /// The future that was asked about.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// assert!(graph.entry().task().is_none());
    /// # aio.close().unwrap();
    /// ```
    pub fn entry(&self) -> CallGraphEntry<'_> {
        CallGraphEntry {
            graph: self,
            index: 0,
        }
    }

    /// The same with fewer frames: `capture_call_graph`'s `limit`. A positive one
    /// leaves that many of the outermost of each task, a negative one that many
    /// of the innermost, and 0 leaves none.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// let graph = graph.limited(0);
    /// let waiter = graph.entry().awaited_by().next().expect("the task");
    /// assert!(waiter.call_stack().is_empty());
    /// # aio.close().unwrap();
    /// ```
    #[must_use]
    pub fn limited(mut self, limit: isize) -> Self {
        let keep = limit.unsigned_abs();
        for node in &mut self.nodes {
            let more = node.frames.len().saturating_sub(keep);
            if limit < 0 {
                node.frames.truncate(keep);
            } else {
                node.frames.drain(..more);
            }
        }
        self
    }
}

impl<'a> CallGraphEntry<'a> {
    fn node(self) -> &'a Node {
        &self.graph.nodes[self.index]
    }

    /// The future itself.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// assert!(graph.entry().future().is_same(&parcel));
    /// # aio.close().unwrap();
    /// ```
    pub fn future(self) -> &'a FutureRef {
        &self.node().future
    }

    /// The task, if the future is one.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// let waiter = graph.entry().awaited_by().next().expect("the task");
    /// assert!(waiter.task().is_some_and(|waiter| waiter.is_same(&task)));
    /// # aio.close().unwrap();
    /// ```
    pub fn task(self) -> Option<TaskRef> {
        let cell = &self.node().future.0;
        cell.task().map(|_| TaskRef::from_cell(cell.clone()))
    }

    /// The coroutines of a task that await one another, the innermost first.
    ///
    /// Only in [debug mode](crate::Loop::set_debug) are all of them known, those
    /// that were made since it began. Otherwise there is one frame: the task's own coroutine, with the place of
    /// the innermost `await`. Coroutines of this library have no frames.
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// assert!(graph.entry().call_stack().is_empty());
    /// # aio.close().unwrap();
    /// ```
    pub fn call_stack(self) -> &'a [CallFrame] {
        &self.node().frames
    }

    /// The tasks that await it: directly, through `gather`, `shield` or `wait`,
    /// and as the parent of its task group. The nearest come first, and of those
    /// the first who came (CPython keeps a set).
    ///
    /// ```
    /// # let aio = asyncio::Loop::new();
    /// # let parcel = aio.create_future::<&str>();
    /// # let waits = aio.coroutine("waits", {
    /// #     let parcel = parcel.clone();
    /// #     async move { parcel.await }
    /// # });
    /// # let task = aio.create_task(waits);
    /// # assert!(matches!(aio.run_until_stalled(), asyncio::Turn::Idle { .. }));
    /// # let graph = asyncio::capture_call_graph(&parcel);
    /// assert_eq!(graph.entry().awaited_by().count(), 1);
    /// # aio.close().unwrap();
    /// ```
    pub fn awaited_by(self) -> impl Iterator<Item = CallGraphEntry<'a>> {
        let graph = self.graph;
        let waiters = self.node().awaited_by.iter();
        waiters.map(move |&index| CallGraphEntry { graph, index })
    }

    fn write_head(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.future().id().0;
        match self.task() {
            Some(task) => write!(f, "* Task(name={}, id={id:#x})", task.name().repr()),
            None => write!(f, "* Future(id={id:#x})"),
        }
    }
}

/// How many levels of waiters are shown.
const DEEPEST: usize = 100;

impl fmt::Display for CallGraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = vec![false; self.nodes.len()];
        let mut ahead = vec![(self.entry(), 0)];
        while let Some((entry, level)) = ahead.pop() {
            if level > 0 {
                f.write_str("\n")?;
            }
            let indent = level * 4;
            write!(f, "{:indent$}", "")?;
            entry.write_head(f)?;
            if core::mem::replace(&mut shown[entry.index], true) {
                f.write_str(" (see above)")?;
                continue;
            }
            if !entry.call_stack().is_empty() {
                write!(f, "\n{:indent$}  + Call stack:", "")?;
            }
            for frame in entry.call_stack() {
                write!(f, "\n{:indent$}  |   {frame}", "")?;
            }
            let first = ahead.len();
            ahead.extend(entry.awaited_by().map(|waiter| (waiter, level + 1)));
            ahead[first..].reverse();
            if ahead.len() > first {
                write!(f, "\n{:indent$}  + Awaited by:", "")?;
                if level == DEEPEST {
                    write!(f, "\n{:indent$}    and more", "")?;
                    ahead.truncate(first);
                }
            }
        }
        Ok(())
    }
}
