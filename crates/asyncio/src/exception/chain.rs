//! How exceptions hang together: `__context__`, and what a time limit puts into
//! it.

use super::{Data, Exception};
use alloc::{collections::BTreeSet, rc::Rc, vec::Vec};
use core::mem;

impl Exception {
    /// Its `__context__`: what was being handled when it was raised.
    ///
    /// ```
    /// use asyncio::Exception;
    /// let late = Exception::timeout().from_cause(Exception::cancelled(None));
    /// assert!(late.context().is_some_and(|context| context.is_cancelled()));
    /// ```
    pub fn context(&self) -> Option<Exception> {
        self.0.context.borrow().clone()
    }

    /// The same instance, raised while `context` was being handled. Python notes
    /// that by itself wherever something is raised in `except` or `finally`; here
    /// whoever turns one error into another says so:
    ///
    /// ```
    /// use asyncio::Exception;
    /// let cancelled = Exception::cancelled(None);
    /// let failed = Exception::new("OSError", "no answer").with_context(cancelled.clone());
    /// assert!(failed.context().is_some_and(|context| context.same_instance(&cancelled)));
    /// ```
    ///
    /// A chain of contexts that leads back to this one is cut there, as CPython
    /// does. It is left alone if it has this one as a cause or a member, where
    /// nothing may be cut.
    #[must_use]
    pub fn with_context(self, context: Exception) -> Self {
        if !self.same_instance(&context) && context.lets_go_of(&self) {
            self.0.context.replace(Some(context));
        }
        self
    }

    /// Sees to it that nothing behind this one leads back to `other`, so that
    /// their references make no circle; `false` when that cannot be.
    fn lets_go_of(&self, other: &Exception) -> bool {
        if Rc::strong_count(&other.0) == 1 {
            return true;
        }
        // Addresses only tell what was seen already; no order comes from them.
        let mut seen = BTreeSet::new();
        let mut ahead = Vec::from([self.clone()]);
        let mut cuts = Vec::new();
        while let Some(error) = ahead.pop() {
            if !seen.insert(Rc::as_ptr(&error.0)) {
                continue;
            }
            for link in error.cause().into_iter().chain(error.members()) {
                if link.same_instance(other) {
                    return false;
                }
                ahead.push(link.clone());
            }
            match error.context() {
                Some(context) if context.same_instance(other) => cuts.push(error),
                Some(context) => ahead.push(context),
                None => {}
            }
        }
        for error in cuts {
            let cut = error.0.context.take();
            drop(cut);
        }
        true
    }

    /// The body of a time limit turned the cancellation into this. The first
    /// `CancelledError` among its contexts is to be known as what it was: a
    /// `TimeoutError` (rule F7). So for each member of an `ExceptionGroup`.
    pub(crate) fn note_time_out(&self) {
        self.note_in_contexts();
        if self.is("ExceptionGroup") {
            self.members().iter().for_each(Exception::note_in_contexts);
        }
    }

    fn note_in_contexts(&self) {
        let mut error = self.clone();
        while let Some(context) = error.context() {
            if context.is_cancelled() {
                // It is new, so nothing leads back to it.
                let timeout = Exception::timeout().from_cause(context);
                error.0.context.replace(Some(timeout));
                return;
            }
            error = context;
        }
    }
}

impl Data {
    fn take_links(&mut self) -> impl Iterator<Item = Exception> + use<> {
        let members = mem::take(&mut self.members);
        let own = [self.context.take(), self.cause.take()];
        members.into_iter().chain(own.into_iter().flatten())
    }
}

/// A chain may be as long as a program ran: it goes link by link, not by
/// recursion.
impl Drop for Data {
    fn drop(&mut self) {
        let mut left: Vec<Exception> = self.take_links().collect();
        while let Some(mut error) = left.pop() {
            if let Some(data) = Rc::get_mut(&mut error.0) {
                left.extend(data.take_links());
            }
        }
    }
}
