//! Whether the loop is in the middle of a callback, and what became of one that
//! panicked.

use super::Loop;
use crate::{
    exception::{Exception, Result},
    future::cell::FutureCell,
    observe::{Event, HandleId},
};
use alloc::rc::Rc;

/// The handle whose callback runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Current {
    pub(crate) handle: HandleId,
    /// Its deadline, if it is a timer's.
    pub(crate) when: Option<f64>,
    /// What is to be done once the callback has returned.
    after: After,
}

impl Current {
    pub(super) fn new(handle: HandleId, when: Option<f64>) -> Self {
        Self {
            handle,
            when,
            after: After::Nothing,
        }
    }
}

/// What a callback may leave to be done. Abandoning includes burying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum After {
    Nothing,
    /// A task panicked, and whoever made it start eagerly caught that.
    Bury,
    /// Somebody abandoned the loop.
    Abandon,
}

/// What the loop is doing, as far as its callbacks go.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Calling {
    /// It stands between two of them.
    #[default]
    Nothing,
    /// It is in the middle of this one, and must not be entered again.
    Handle(Current),
    /// The last one panicked.
    Panicked,
}

/// While this lives, a callback runs. Dropped without [`over`](Self::over), the
/// callback panicked.
pub(super) struct InCallback<'a>(&'a Loop);

impl<'a> InCallback<'a> {
    pub(super) fn new(aio: &'a Loop, current: Current) -> Self {
        aio.0.calling.set(Calling::Handle(current));
        Self(aio)
    }

    /// The callback returned.
    pub(super) fn over(self) {
        let aio = self.0;
        core::mem::forget(self);
        if let Calling::Handle(current) = aio.0.calling.replace(Calling::Nothing)
            && current.after > After::Nothing
        {
            aio.bury();
            if current.after == After::Abandon {
                aio.abandon();
            }
        }
    }
}

impl Drop for InCallback<'_> {
    fn drop(&mut self) {
        self.0.0.calling.set(Calling::Panicked);
    }
}

impl Loop {
    /// Whether it stands between two callbacks. After one that panicked it is
    /// tidied up first: that could not be done while the panic was on its way,
    /// as observers and handlers may panic, too.
    pub(super) fn between_callbacks(&self) -> bool {
        match self.0.calling.get() {
            Calling::Nothing => true,
            Calling::Handle(_) => false,
            Calling::Panicked => {
                self.0.calling.set(Calling::Nothing);
                self.bury();
                true
            }
        }
    }

    /// Rule A15: it runs, or somebody drives it by its verbs and it is in the
    /// middle of a callback.
    pub(crate) fn check_running(&self) -> Result<()> {
        if self.is_running() || !self.between_callbacks() {
            return Err(Exception::runtime("This event loop is already running"));
        }
        Ok(())
    }

    pub(crate) fn begin_running(&self) -> Result<()> {
        self.check_closed()?;
        self.check_running()?;
        self.0.running.set(true);
        self.emit(&Event::LoopStarted);
        Ok(())
    }

    pub(crate) fn end_running(&self) {
        self.0.running.set(false);
        self.0.stopping.set(false);
        // Left in the middle of an iteration, it is over.
        self.0.batch.set(0);
        self.emit(&Event::LoopStopped);
    }

    /// The handle whose callback runs.
    pub(crate) fn current_handle(&self) -> Option<Current> {
        match self.0.calling.get() {
            Calling::Handle(current) => Some(current),
            _ => None,
        }
    }

    /// Remembers a task whose coroutine panicked.
    pub(crate) fn note_panic(&self, task: &Rc<FutureCell>) {
        self.0.panicked.borrow_mut().push(task.clone());
        self.afterwards(After::Bury, Calling::Panicked);
    }

    /// Tasks whose coroutine panicked end with an exception, so that whoever
    /// awaits them goes on.
    fn bury(&self) {
        loop {
            let task = self.0.panicked.borrow_mut().pop();
            let Some(task) = task else { return };
            let message = "the coroutine of this task panicked";
            // It may have ended before something else in its step panicked.
            drop(task.set_exception(Exception::base("PanicException", message)));
        }
    }

    /// Ends a run from outside, at any moment: the loop is no longer running, and
    /// closed; inside a callback, as soon as that returns.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.abandon();
    /// assert!(aio.is_closed());
    /// ```
    pub fn abandon(&self) {
        if self.between_callbacks() {
            if self.0.running.get() {
                self.end_running();
            }
            // It cannot be refused: the loop is not running.
            drop(self.close());
        } else {
            self.0.running.set(false);
            self.afterwards(After::Abandon, Calling::Nothing);
        }
    }

    /// Leaves something to be done when the callback has returned; outside of one
    /// the loop is left like that.
    fn afterwards(&self, after: After, outside: Calling) {
        self.0.calling.set(match self.0.calling.get() {
            Calling::Handle(current) => Calling::Handle(Current {
                after: current.after.max(after),
                ..current
            }),
            _ => outside,
        });
    }
}
