//! `shield` (rules G11 to G14).

use crate::{
    awaitable::Awaitable,
    debug::Thing,
    event_loop::Loop,
    exception::Result,
    future::{
        Future,
        cell::{FutureCell, Kind},
        done::DoneCallback,
    },
    observe::{Complaint, Event, FutureKind},
    report::{Report, Subject},
    task::cancel,
    value::Value,
};
use alloc::{format, rc::Rc};
use core::panic::Location;

impl Loop {
    /// Protects something from the cancellation of whoever awaits it. A
    /// coroutine becomes a task; a future that is done is given back as it is.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let nap = aio.create_task(aio.coroutine("nap", aio.sleep(5.0)));
    /// let main = aio.coroutine("main", aio.wait_for(aio.shield(&nap), 1.0));
    /// assert!(aio.run_until_complete(main).is_err());
    /// assert!(!nap.done());
    /// assert_eq!(aio.run_until_complete(&nap), Ok(()));
    /// ```
    ///
    /// # Cancellation
    /// Cancelling the waiting task cancels only the outer future; the inner one
    /// goes on (rule G12). Keep a handle to the inner task to await it later.
    #[track_caller]
    pub fn shield<T: Value>(&self, awaitable: impl Awaitable<T>) -> Future<T> {
        let place = Location::caller();
        let inner_handle = awaitable.ensure_future(self, place);
        let inner = inner_handle.0.clone();
        if inner.done() {
            return inner_handle;
        }
        let outer = FutureCell::new(self, self.next_future(), Kind::Plain);
        self.note(Thing::Future(outer.id), place);
        if self.is_observed() {
            self.emit(&Event::FutureCreated {
                future: outer.id,
                kind: FutureKind::Shield,
                label: &format!("shield({})", inner_handle.label()),
                children: &[inner.id],
                place,
            });
        }
        self.link(&outer);
        inner.add_callback(DoneCallback::ShieldInner(outer.clone()));
        outer.add_callback(DoneCallback::ShieldOuter(inner));
        if self.is_closed() {
            // Nothing will ever run: they must not hold each other.
            outer.abandon();
        }
        Future::from_cell(outer)
    }
}

/// `_inner_done_callback`: copies the outcome to the outer future.
pub(crate) fn inner_done(inner: &Rc<FutureCell>, outer: &Rc<FutureCell>) -> Result<()> {
    if outer.cancelled() {
        return Ok(());
    }
    if inner.cancelled() {
        cancel::pass_on(outer, None);
        return Ok(());
    }
    match inner.result() {
        Ok(value) => outer.set_result(value),
        Err(error) => outer.set_exception(error),
    }
}

/// `_outer_done_callback`: nobody waits any more; an exception of the inner
/// future has to be reported by itself (rule G13).
pub(crate) fn outer_done(outer: &Rc<FutureCell>, inner: &Rc<FutureCell>) {
    if !inner.done() {
        inner.remove_callbacks(|c| match c {
            DoneCallback::ShieldInner(other) => Rc::ptr_eq(other, outer),
            DoneCallback::ShieldLog => true,
            _ => false,
        });
        inner.add_callback(DoneCallback::ShieldLog);
    }
}

/// `_log_on_exception`.
pub(crate) fn log_on_exception(inner: &Rc<FutureCell>) -> Result<()> {
    if inner.cancelled() {
        return Ok(());
    }
    if let Ok(Some(error)) = inner.exception() {
        let message = format!("{} exception in shielded future", error.type_name());
        let aio = &inner.aio;
        let complaint = Complaint::ShieldedFailed;
        let subject = Subject::Future(inner);
        aio.complain(&Report::new(
            aio,
            complaint,
            &message,
            Some(&error),
            subject,
        ))?;
    }
    Ok(())
}
