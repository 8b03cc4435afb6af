//! For a runtime that keeps coroutines, futures and tasks of its own and lives on this loop.
//!
//! Another language's objects belong to that language's memory: its collector has to see who holds
//! whom. So such a runtime, a *guest*, has its own futures and tasks, and takes from the loop what there
//! must be one of: the ready queue, the timers, time, numbers and the observer. Then one trace shows
//! them all, and the order of things is one order.

use super::{Builder, Loop};
use crate::{
    handle::{Action, CallbackOutcome, GuestCall, Handle},
    observe::{Callback, CoroutineId, Event, FutureId, ResourceId, TaskId},
};
use alloc::{boxed::Box, rc::Rc};
use core::panic::Location;

impl Builder {
    /// The loop goes on where `other` is: in time, and in numbering what an observer hears of. A
    /// trace may then hold both.
    ///
    /// ```
    /// use asyncio::Loop;
    /// let first = Loop::new();
    /// first.advance_to(2.0);
    /// let task = first.number_task();
    /// let second = Loop::builder().following(&first).build();
    /// assert_eq!(second.time(), 2.0);
    /// assert!(second.number_task() > task);
    /// ```
    #[must_use]
    pub fn following(mut self, other: &Loop) -> Self {
        self.following = Some((other.time(), Rc::clone(&other.0.ids)));
        self
    }
}

impl Loop {
    /// Whether anybody observes: if not, no event need be built.
    ///
    /// ```
    /// assert!(!asyncio::Loop::new().has_observer());
    /// ```
    pub fn has_observer(&self) -> bool {
        self.is_observed()
    }

    /// Tells the observer of something that happened in the guest, now.
    ///
    /// ```
    /// use asyncio::{Loop, observe::Event};
    /// let aio = Loop::new();
    /// let task = aio.number_task();
    /// aio.tell_observer(&Event::TaskStepped { task, exception: None });
    /// ```
    pub fn tell_observer(&self, event: &Event<'_>) {
        self.emit(event);
    }

    /// A number for a task of the guest's.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(aio.number_task() < aio.number_task());
    /// ```
    pub fn number_task(&self) -> TaskId {
        self.next_task()
    }

    /// A number for a future of the guest's. Its tasks have one too.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(aio.number_future() < aio.number_future());
    /// ```
    pub fn number_future(&self) -> FutureId {
        self.next_future()
    }

    /// A number for a coroutine of the guest's.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(aio.number_coroutine() < aio.number_coroutine());
    /// ```
    pub fn number_coroutine(&self) -> CoroutineId {
        self.next_coroutine()
    }

    /// A number for a lock, queue or the like of the guest's.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert!(aio.number_resource() < aio.number_resource());
    /// ```
    pub fn number_resource(&self) -> ResourceId {
        self.next_resource()
    }

    /// Has the loop stop after the two iterations that a duty of `asyncio.run` takes which finds nothing
    /// to do (rule J4): its task would start in the first and stop the loop in the second. Observers do
    /// not hear of it.
    ///
    /// ```
    /// use asyncio::{Drive, Forever, Loop, Progress};
    /// let aio = Loop::new();
    /// aio.idle_through_duty();
    /// let mut forever = Forever::new(&aio);
    /// while forever.step() != Progress::Finished {}
    /// forever.outcome()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn idle_through_duty(&self) {
        self.push(Action::Idle(1));
    }

    /// [`call_soon`](Self::call_soon) of something that the guest does and a trace knows by more than a
    /// name: a step of one of its tasks. An error goes where a callback's goes (rules A11, A12).
    ///
    /// ```
    /// use asyncio::{Loop, Turn, observe::Callback};
    /// let aio = Loop::new();
    /// let task = aio.number_task();
    /// aio.call_soon_as(Callback::TaskStep(task), || ());
    /// assert_eq!(aio.run_callback(), Turn::Ran);
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_soon_as<R: CallbackOutcome>(
        &self,
        shown: Callback<'static>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        self.soon(guest(shown, callback), Location::caller())
    }

    /// [`call_at`](Self::call_at) of something that a trace knows by more than a name.
    ///
    /// ```
    /// use asyncio::{Loop, observe::Callback};
    /// let aio = Loop::new();
    /// let future = aio.number_future();
    /// let timer = aio.call_at_as(2.0, Callback::SleepOver(future), || ());
    /// assert_eq!(timer.when(), Some(2.0));
    /// # aio.close().unwrap();
    /// ```
    #[track_caller]
    #[allow(clippy::must_use_candidate)]
    pub fn call_at_as<R: CallbackOutcome>(
        &self,
        deadline: f64,
        shown: Callback<'static>,
        callback: impl FnOnce() -> R + 'static,
    ) -> Handle {
        self.at(deadline, guest(shown, callback), Location::caller())
    }
}

fn guest<R: CallbackOutcome>(
    shown: Callback<'static>,
    callback: impl FnOnce() -> R + 'static,
) -> Action {
    let callback = Box::new(move || callback().into_result());
    Action::Guest(Box::new(GuestCall { shown, callback }))
}
