//! `gather` (rules G1 to G10).

use crate::{
    awaitable::Awaitable,
    debug::Thing,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{
        Future,
        cell::{FutureCell, Kind},
        distinct,
        done::DoneCallback,
    },
    observe::{Event, FutureId, FutureKind, Place},
    value::{Erased, Value},
};
use alloc::{boxed::Box, collections::BTreeSet, rc::Rc, vec::Vec};
use core::{
    cell::{Cell, RefCell},
    panic::Location,
};

/// Turns the finished children into the outer future's result.
type Collect = Box<dyn Fn(&[Rc<FutureCell>]) -> Result<Erased>>;

pub(crate) struct GatherPart {
    /// In the order of the arguments, duplicates included.
    children: RefCell<Vec<Rc<FutureCell>>>,
    /// How many distinct children there are.
    distinct: Cell<usize>,
    finished: Cell<usize>,
    return_exceptions: bool,
    cancel_requested: Cell<bool>,
    collect: Collect,
}

impl GatherPart {
    /// What it waits for, in the order of the arguments.
    pub(crate) fn children(&self) -> Vec<Rc<FutureCell>> {
        self.children.borrow().clone()
    }

    /// A child agreed to be cancelled: that is how it must end (rule G9).
    pub(crate) fn request_cancel(&self) {
        self.cancel_requested.set(true);
    }

    pub(crate) fn take_children(&self) -> Vec<Rc<FutureCell>> {
        self.children.take()
    }

    pub(crate) fn abandon(&self) {
        for child in self.take_children() {
            drop(child.callbacks.take());
        }
    }
}

impl Loop {
    /// Awaits several things at once: coroutines become tasks, in order (rule
    /// G2). The result list follows the arguments. The first exception ends it;
    /// the others go on running (rule G5).
    ///
    /// ```
    /// use asyncio::{Coroutine, Loop};
    /// fn after(aio: &Loop, seconds: f64, word: &'static str) -> Coroutine<&'static str> {
    ///     let aio = aio.clone();
    ///     aio.clone().coroutine("after", async move {
    ///         aio.sleep(seconds).await?;
    ///         Ok(word)
    ///     })
    /// }
    /// let aio = Loop::new();
    /// let both = aio.gather([after(&aio, 2.0, "a"), after(&aio, 1.0, "b")]);
    /// assert_eq!(aio.run_until_complete(both)?, ["a", "b"]);
    /// assert_eq!(aio.time(), 2.0);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// The first child's exception; `ValueError` when one belongs to another loop
    /// (rule G10; CPython raises it in the call).
    ///
    /// # Cancellation
    /// Cancelling it, or the task that awaits it, cancels every child (rule G8).
    #[track_caller]
    pub fn gather<T: Value, A: Awaitable<T>>(
        &self,
        awaitables: impl IntoIterator<Item = A>,
    ) -> Future<Vec<T>> {
        let collect: Collect = Box::new(|children| {
            let mut results = Vec::with_capacity(children.len());
            for child in children {
                results.push(crate::future::cell_result::<T>(child)?);
            }
            Ok(Erased::new(results))
        });
        start(self, awaitables, false, collect, Location::caller())
    }

    /// The same with `return_exceptions=True`: exceptions are items of the list,
    /// and it waits for all (rule G7).
    ///
    /// ```
    /// use asyncio::{Exception, Loop};
    /// let aio = Loop::new();
    /// let fine = aio.coroutine("fine", async { Ok(1) });
    /// let odd = aio.coroutine("odd", async { Err(Exception::timeout()) });
    /// let both = aio.gather_return_exceptions([fine, odd]);
    /// assert_eq!(aio.run_until_complete(both)?, [Ok(1), Err(Exception::timeout())]);
    /// # Ok::<(), Exception>(())
    /// ```
    ///
    /// # Cancellation
    /// As [`gather`](Self::gather); the `CancelledError` comes when all children
    /// are done (rule G9).
    #[track_caller]
    pub fn gather_return_exceptions<T: Value, A: Awaitable<T>>(
        &self,
        awaitables: impl IntoIterator<Item = A>,
    ) -> Future<Vec<Result<T>>> {
        let collect: Collect = Box::new(|children| {
            let results: Vec<Result<T>> = children
                .iter()
                .map(|child| {
                    if child.cancelled() {
                        let message = child.cancel_message();
                        return Err(Exception::cancelled(Some(message.as_deref().unwrap_or(""))));
                    }
                    crate::future::cell_result::<T>(child)
                })
                .collect();
            Ok(Erased::new(results))
        });
        start(self, awaitables, true, collect, Location::caller())
    }
}

fn start<T: Value, R: Value, A: Awaitable<T>>(
    aio: &Loop,
    awaitables: impl IntoIterator<Item = A>,
    return_exceptions: bool,
    collect: Collect,
    place: Place,
) -> Future<R> {
    let children = awaitables.into_iter().map(|awaitable| {
        let made = awaitable.is_coroutine();
        let child = awaitable.ensure_future(aio, place).0.clone();
        if made {
            child.log_destroy_pending.set(false);
        }
        child
    });
    Future::from_cell(if aio.is_eager() {
        gather_eagerly(aio, children, return_exceptions, collect, place)
    } else {
        gather_cells(aio, children.collect(), return_exceptions, collect, place)
    })
}

/// `gather` over futures that exist.
pub(crate) fn gather_cells(
    aio: &Loop,
    children: Vec<Rc<FutureCell>>,
    return_exceptions: bool,
    collect: Collect,
    place: Place,
) -> Rc<FutureCell> {
    let mut gathering = Gathering::begin(aio, return_exceptions, collect);
    for child in distinct(children.clone(), |child| child) {
        gathering.expect(child);
    }
    gathering.finish(children, place)
}

/// `gather` where making a child may run its first step (rule K1), and what that does to the
/// children before it happens after they have been given their callbacks.
fn gather_eagerly(
    aio: &Loop,
    making: impl Iterator<Item = Rc<FutureCell>>,
    return_exceptions: bool,
    collect: Collect,
    place: Place,
) -> Rc<FutureCell> {
    let mut gathering = Gathering::begin(aio, return_exceptions, collect);
    let (mut children, mut seen) = (Vec::new(), BTreeSet::new());
    for child in making {
        if seen.insert(child.id) {
            gathering.expect(child.clone());
        }
        children.push(child);
    }
    gathering.finish(children, place)
}

/// A `gather` that is being put together.
struct Gathering {
    outer: Rc<FutureCell>,
    /// Children that were done when their turn came.
    done: Vec<Rc<FutureCell>>,
    count: usize,
    refused: bool,
}

impl Gathering {
    fn begin(aio: &Loop, return_exceptions: bool, collect: Collect) -> Self {
        let part = GatherPart {
            children: RefCell::default(),
            distinct: Cell::new(0),
            finished: Cell::new(0),
            return_exceptions,
            cancel_requested: Cell::new(false),
            collect,
        };
        let outer = FutureCell::new(aio, aio.next_future(), Kind::Gather(Box::new(part)));
        aio.link(&outer);
        Self {
            outer,
            done: Vec::new(),
            count: 0,
            refused: false,
        }
    }

    /// One more child, which was not given before.
    fn expect(&mut self, child: Rc<FutureCell>) {
        self.count += 1;
        if !child.aio.same_loop(&self.outer.aio) {
            self.refused = true;
        } else if child.done() {
            self.done.push(child);
        } else {
            child.add_callback(DoneCallback::GatherChild(self.outer.clone()));
        }
    }

    fn finish(self, mut children: Vec<Rc<FutureCell>>, place: Place) -> Rc<FutureCell> {
        let outer = self.outer;
        let aio = &outer.aio;
        if self.refused {
            children.clear();
        }
        aio.note(Thing::Future(outer.id), place);
        if aio.is_observed() {
            let ids: Vec<FutureId> = children.iter().map(|child| child.id).collect();
            aio.emit(&Event::FutureCreated {
                future: outer.id,
                kind: FutureKind::Gather,
                label: "gather",
                children: &ids,
                place,
            });
        }
        // It is new, so it takes a result or an exception.
        if self.refused {
            let message = "The future belongs to a different loop than the one specified as the \
                           loop argument";
            drop(outer.set_exception(Exception::new("ValueError", message)));
            return outer;
        }
        if let Kind::Gather(part) = &outer.kind {
            part.distinct.set(self.count);
            *part.children.borrow_mut() = children;
        }
        if self.count == 0 {
            drop(complete(&outer));
            return outer;
        }
        // Done children count at once, in order (rule G4); the others by callback.
        for child in self.done {
            drop(child_done(&child, &outer));
        }
        if aio.is_closed() {
            // Nothing will ever run: it must not stay in a cycle with its children.
            outer.abandon();
        }
        outer
    }
}

/// `gather`'s done callback of one child.
pub(crate) fn child_done(child: &Rc<FutureCell>, outer: &Rc<FutureCell>) -> Result<()> {
    let Kind::Gather(part) = &outer.kind else {
        return Ok(());
    };
    part.finished.set(part.finished.get() + 1);
    if outer.done() {
        child.mark_retrieved();
        return Ok(());
    }
    if !part.return_exceptions {
        if child.cancelled() {
            return outer.set_exception(child.cancelled_error());
        }
        if let Some(error) = child.exception()? {
            return outer.set_exception(error);
        }
    }
    if part.finished.get() < part.distinct.get() {
        return Ok(());
    }
    if part.cancel_requested.get() {
        let children = part.children.borrow();
        for child in children.iter() {
            child.mark_retrieved();
        }
        // CPython takes it from the last argument, whichever ended last.
        let last = children.last().unwrap_or(child);
        return outer.set_exception(last.cancelled_error());
    }
    complete(outer)
}

fn complete(outer: &Rc<FutureCell>) -> Result<()> {
    let Kind::Gather(part) = &outer.kind else {
        return Ok(());
    };
    match (part.collect)(&part.children()) {
        Ok(results) => outer.set_result(results),
        Err(error) => outer.set_exception(error),
    }
}
