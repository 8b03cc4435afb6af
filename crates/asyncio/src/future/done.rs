//! What happens when a future is done.

use super::{cell::FutureCell, handle::FutureRef};
use crate::{
    as_completed::Completions,
    context::Home,
    exception::Result,
    gather,
    name::Name,
    observe::Callback,
    shield,
    task_group::GroupCell,
    wait::{self, WaitPart},
};
use alloc::{boxed::Box, rc::Rc};
use core::task::Waker;

/// Names a callback that was added with `add_done_callback`, to remove it.
///
/// ```
/// let future = asyncio::Loop::new().create_future::<()>();
/// let [one, other] = ["one", "other"].map(|name| future.add_done_callback(name, |_| ()));
/// assert_ne!(one, other);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallbackId(pub(crate) u64);

/// A callback of the program's own, and the context in which it runs (rule B1).
pub(crate) struct UserDone {
    pub(crate) id: CallbackId,
    pub(crate) name: Name,
    pub(crate) home: Home,
    pub(crate) callback: UserCallback,
}

pub(crate) type UserCallback = Box<dyn Fn(&FutureRef) -> Result<()>>;

/// A done callback. Waiting tasks stand in the same list as all the others, so
/// they interleave in the order of registration (rule C5).
pub(crate) enum DoneCallback {
    /// Wake the task.
    Wakeup(Rc<FutureCell>),
    /// Count a child of this `gather`.
    GatherChild(Rc<FutureCell>),
    /// The inner future of a `shield` is done: copy to this outer one.
    ShieldInner(Rc<FutureCell>),
    /// The outer future of a `shield` is done: let go of this inner one.
    ShieldOuter(Rc<FutureCell>),
    /// The inner future of a `shield` that nobody waits for any more is done.
    ShieldLog,
    /// A task of a group is done.
    GroupChild(Rc<GroupCell>),
    /// One of the futures of a `wait` is done.
    WaitChild(Rc<WaitPart>),
    /// One of the futures of an `as_completed` is done.
    Completion(Rc<Completions>),
    /// `_release_waiter`: set the result of this future.
    Release(Rc<FutureCell>),
    /// `run_until_complete`'s own.
    StopLoop,
    /// The program's own.
    User(Box<UserDone>),
    /// Somebody outside asyncio awaits it.
    Waker(Rc<Waker>),
}

impl DoneCallback {
    pub(crate) fn describe<'a>(&'a self, future: &FutureCell) -> Callback<'a> {
        match self {
            DoneCallback::Wakeup(task) => Callback::TaskWakeup(task.task_id(), future.id),
            DoneCallback::GatherChild(outer) => Callback::GatherChild(future.id, outer.id),
            DoneCallback::ShieldInner(outer) => Callback::ShieldLink(future.id, outer.id),
            DoneCallback::ShieldOuter(inner) => Callback::ShieldLink(inner.id, future.id),
            DoneCallback::ShieldLog => Callback::User("_log_on_exception"),
            DoneCallback::GroupChild(_) => Callback::User("_on_task_done"),
            DoneCallback::WaitChild(_) => Callback::User("_on_completion"),
            DoneCallback::Completion(_) => Callback::User("_handle_completion"),
            DoneCallback::Release(_) => Callback::User("_release_waiter"),
            DoneCallback::StopLoop => Callback::StopLoop(future.id),
            DoneCallback::User(user) => Callback::User(&user.name),
            DoneCallback::Waker(..) => Callback::User("wake"),
        }
    }

    /// Runs it; only the loop calls this.
    pub(crate) fn run(self, future: &Rc<FutureCell>) -> Result<()> {
        match self {
            // The loop and the future themselves see to these.
            DoneCallback::Wakeup(_) | DoneCallback::Waker(..) | DoneCallback::User(..) => {}
            DoneCallback::GatherChild(outer) => gather::child_done(future, &outer)?,
            DoneCallback::ShieldInner(outer) => shield::inner_done(future, &outer)?,
            DoneCallback::ShieldOuter(inner) => shield::outer_done(future, &inner),
            DoneCallback::ShieldLog => shield::log_on_exception(future)?,
            DoneCallback::GroupChild(group) => group.child_done(future)?,
            DoneCallback::WaitChild(part) => wait::child_done(future, &part)?,
            DoneCallback::Completion(shared) => shared.child_done(future)?,
            DoneCallback::Release(waiter) => wait::release(&waiter)?,
            DoneCallback::StopLoop => {
                // The exception itself has left the loop already (rule A14). Asking
                // for it here is what retrieves it (rule C11).
                let exits = !future.cancelled()
                    && matches!(future.exception(), Ok(Some(error)) if error.is_exit());
                if !exits {
                    future.aio.stop();
                }
            }
        }
        Ok(())
    }
}
