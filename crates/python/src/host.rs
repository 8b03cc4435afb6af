//! The run in progress, as the native modules meet it.

use std::{cell::RefCell, rc::Rc};

use coroscope_engine::Recorder;
use coroscope_trace::{Place, Stream};

/// What stands behind an interpreter.
pub(crate) struct Host {
    pub(crate) recorder: Rc<Recorder>,
}

thread_local! {
    /// Native functions are called without a way to hand anything in. A thread runs one program at a time.
    static CURRENT: RefCell<Option<Rc<Host>>> = const { RefCell::new(None) };
}

impl Host {
    pub(crate) fn new(recorder: Rc<Recorder>) -> Self {
        Self { recorder }
    }

    /// Makes it the one that native functions find, for as long as `during` lasts.
    pub(crate) fn enter<T>(self: &Rc<Self>, during: impl FnOnce() -> T) -> T {
        struct Leave(Option<Rc<Host>>);
        impl Drop for Leave {
            fn drop(&mut self) {
                CURRENT.set(self.0.take());
            }
        }
        let _leave = Leave(CURRENT.replace(Some(Rc::clone(self))));
        during()
    }

    /// The one that is entered on this thread.
    pub(crate) fn current() -> Option<Rc<Self>> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// Records what the program writes.
    pub(crate) fn write(&self, stream: Stream, text: &str) {
        self.recorder.output(stream, text, Place::default());
    }
}
