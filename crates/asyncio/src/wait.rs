//! `wait` (rules G15 to G17).

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::{Future, FutureRef, Wait, cell::FutureCell, distinct, done::DoneCallback},
    handle::{Action, Handle},
    observe::{FutureKind, Place},
    task::{Task, TaskRef},
    value::Erased,
};
use alloc::{rc::Rc, vec::Vec};
use core::{
    cell::{Cell, RefCell},
    future::Future as CoreFuture,
    panic::Location,
};

/// When [`Loop::wait`] ends.
///
/// ```
/// use asyncio::ReturnWhen;
/// assert_eq!(ReturnWhen::default(), ReturnWhen::AllCompleted);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReturnWhen {
    /// When all are done.
    #[default]
    AllCompleted,
    /// When one is done.
    FirstCompleted,
    /// When one ended with an exception, or all are done. One that was cancelled
    /// does not count as an exception (rule G17).
    FirstException,
}

/// What [`Loop::wait`] gives: its arguments without duplicates, in their order.
///
/// ```
/// use asyncio::{Loop, ReturnWhen, Waited};
/// let aio = Loop::new();
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move {
///         let nap = aio.create_task(aio.coroutine("nap", aio.sleep(5.0)));
///         let Waited { done, pending } = aio.wait(&[nap], Some(1.0), ReturnWhen::default()).await?;
///         Ok((done.len(), pending.len()))
///     }
/// });
/// assert_eq!(aio.run_until_complete(main), Ok((0, 1)));
/// # aio.close().unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Waited<W> {
    /// Those that are done now.
    pub done: Vec<W>,
    /// The others. They go on.
    pub pending: Vec<W>,
}

/// What can be waited for with [`Loop::wait`]: handles to futures and tasks. A
/// coroutine is none: make it a task, to have something to look at afterwards
/// (rule G15).
///
/// ```
/// use asyncio::{FutureRef, Loop, ReturnWhen};
/// let aio = Loop::new();
/// let (text, number) = (aio.create_future::<&str>(), aio.create_future::<i32>());
/// number.set_result(3)?;
/// // Futures of several types are waited for by their untyped handles.
/// let both: [FutureRef; 2] = [(*text).clone(), (*number).clone()];
/// let main = aio.coroutine("main", {
///     let aio = aio.clone();
///     async move { Ok(aio.wait(&both, None, ReturnWhen::FirstCompleted).await?.done.len()) }
/// });
/// assert_eq!(aio.run_until_complete(main), Ok(1));
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub trait Waitable: Clone + sealed::Sealed {}

impl<T> Waitable for Future<T> {}
impl<T> Waitable for Task<T> {}
impl Waitable for FutureRef {}
impl Waitable for TaskRef {}

mod sealed {
    use crate::FutureRef;

    pub trait Sealed {
        fn handle(&self) -> &FutureRef;
    }
    impl<T> Sealed for crate::Future<T> {
        fn handle(&self) -> &FutureRef {
            self
        }
    }
    impl<T> Sealed for crate::Task<T> {
        fn handle(&self) -> &FutureRef {
            self
        }
    }
    impl Sealed for FutureRef {
        fn handle(&self) -> &FutureRef {
            self
        }
    }
    impl Sealed for crate::TaskRef {
        fn handle(&self) -> &FutureRef {
            self
        }
    }
}

/// What the done callbacks of one `wait` share.
pub(crate) struct WaitPart {
    waiter: Rc<FutureCell>,
    timer: RefCell<Option<Handle>>,
    left: Cell<usize>,
    until: ReturnWhen,
}

impl WaitPart {
    /// On what the waiting task is suspended.
    pub(crate) fn waiter(&self) -> &Rc<FutureCell> {
        &self.waiter
    }

    fn cancel_timer(&self) {
        let timer = self.timer.borrow_mut().take();
        if let Some(timer) = timer {
            timer.cancel();
        }
    }
}

impl Loop {
    /// Waits until all of `futures` are done, or one, as `return_when` says, or
    /// until `timeout` seconds of loop time have passed. It always suspends, even
    /// if all are done: their callbacks run in the next iteration, and the waiter
    /// in the one after (rule G16). What is done is looked at only then (rule
    /// G17), so that a future may be both late for the end and in time for the
    /// list.
    ///
    /// ```
    /// use asyncio::{Loop, ReturnWhen};
    /// let aio = Loop::new();
    /// let main = aio.coroutine("main", {
    ///     let aio = aio.clone();
    ///     async move {
    ///         let naps = [2.0, 1.0].map(|s| aio.create_task(aio.coroutine("nap", aio.sleep(s))));
    ///         let waited = aio.wait(&naps, None, ReturnWhen::FirstCompleted).await?;
    ///         assert!(waited.done[0].is_same(&naps[1]));
    ///         waited.pending[0].cancel();
    ///         Ok(aio.time())
    ///     }
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(1.0));
    /// ```
    ///
    /// # Errors
    /// `ValueError` when there is nothing to wait for (rule G15). Never
    /// `TimeoutError`, and never what a future ended with: ask the futures. With
    /// [`ReturnWhen::FirstException`] their exceptions count as retrieved.
    ///
    /// # Cancellation
    /// Cancelling the waiting task cancels none of the futures (rule G17).
    #[track_caller]
    pub fn wait<W: Waitable>(
        &self,
        futures: &[W],
        timeout: Option<f64>,
        return_when: ReturnWhen,
    ) -> impl CoreFuture<Output = Result<Waited<W>>> + use<W> {
        let aio = self.clone();
        let futures = futures.to_vec();
        let place = Location::caller();
        async move {
            if futures.is_empty() {
                return Err(Exception::new(
                    "ValueError",
                    "Set of Tasks/Futures is empty.",
                ));
            }
            let futures = distinct(futures, |future| &future.handle().0);
            Watch::begin(&aio, &futures, timeout, return_when, place)
                .ended(place)
                .await?;
            let (done, pending) = futures.into_iter().partition(|f| f.handle().done());
            Ok(Waited { done, pending })
        }
    }
}

/// A `wait` in progress: takes its timer and its callbacks back on every way
/// out.
struct Watch {
    futures: Vec<Rc<FutureCell>>,
    part: Rc<WaitPart>,
}

impl Watch {
    fn begin<W: Waitable>(
        aio: &Loop,
        futures: &[W],
        timeout: Option<f64>,
        until: ReturnWhen,
        place: Place,
    ) -> Self {
        let waiter = FutureCell::plain(aio, FutureKind::Waiter, "wait()", place);
        let timer = timeout.map(|seconds| {
            let release = Action::Release(waiter.clone());
            aio.at(aio.time() + seconds, release, place)
        });
        // A set in CPython, walked in the order in which it was filled (rule D14).
        let futures: Vec<_> = futures.iter().map(|f| f.handle().0.clone()).collect();
        let part = Rc::new(WaitPart {
            waiter,
            timer: RefCell::new(timer),
            left: Cell::new(futures.len()),
            until,
        });
        for future in &futures {
            future.add_callback(DoneCallback::WaitChild(part.clone()));
        }
        Self { futures, part }
    }

    async fn ended(self, place: Place) -> Result<()> {
        Wait::new(self.part.waiter.clone(), place).await
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.part.cancel_timer();
        for future in &self.futures {
            future.remove_callbacks(
                |c| matches!(c, DoneCallback::WaitChild(part) if Rc::ptr_eq(part, &self.part)),
            );
        }
    }
}

/// `_on_completion`.
pub(crate) fn child_done(child: &Rc<FutureCell>, part: &WaitPart) -> Result<()> {
    part.left.set(part.left.get().saturating_sub(1));
    let over = part.left.get() == 0
        || match part.until {
            ReturnWhen::AllCompleted => false,
            ReturnWhen::FirstCompleted => true,
            ReturnWhen::FirstException => !child.cancelled() && child.exception()?.is_some(),
        };
    if over {
        part.cancel_timer();
        release(&part.waiter)?;
    }
    Ok(())
}

/// `_release_waiter`.
pub(crate) fn release(waiter: &Rc<FutureCell>) -> Result<()> {
    if waiter.done() {
        return Ok(());
    }
    waiter.set_result(Erased::new(()))
}
