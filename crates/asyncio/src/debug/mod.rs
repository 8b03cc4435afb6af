//! What asyncio logs, and its debug mode (rules A17, W5 to W7).
//!
//! Logging and debug mode stand behind two small traits, [`Log`] and [`Watch`].
//! Their implementations are named only where a program asks for them, so that
//! one which never does so carries nothing of all the text in here.

mod abbreviate;
pub(crate) mod log_text;
mod logger;
mod origins;
mod repr;

use crate::{
    event_loop::Loop,
    future::cell::FutureCell,
    name::Name,
    observe::{CoroutineId, FutureId, HandleId, Place},
    report::Report,
};
use alloc::rc::Rc;
use logger::TextLog;
use origins::Origins;
pub(crate) use origins::{Thing, Watch};

/// How much a message of the loop matters; the numbers are those of Python's
/// `logging`.
///
/// ```
/// assert!(asyncio::Level::Error > asyncio::Level::Warning);
/// assert_eq!(asyncio::Level::Warning as u8, 30);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What somebody looks for who searches for an error.
    Debug = 10,
    /// Something is not as it should be, such as a slow callback.
    Warning = 30,
    /// What the default exception handler has to say.
    Error = 40,
}

/// Who receives what asyncio would log.
///
/// ```
/// use std::rc::Rc;
/// let logger: asyncio::Logger = Rc::new(|level, text| eprintln!("{level:?}: {text}"));
/// asyncio::Loop::new().set_logger(Some(logger));
/// ```
pub type Logger = Rc<dyn Fn(Level, &str)>;

/// What the loop has to log.
pub(crate) trait Log {
    /// The default exception handler was called.
    fn report(&self, report: &Report<'_>);
    /// A callback was slow (rule W5).
    fn slow(&self, slow: &Slow<'_>);
    /// A coroutine object died before its body began (rule W1).
    fn never_awaited(&self, aio: &Loop, name: &str, coroutine: CoroutineId);
    /// The loop is about to be closed.
    fn closing(&self, aio: &Loop);
}

/// A callback that took its time.
pub(crate) struct Slow<'a> {
    pub(crate) aio: &'a Loop,
    pub(crate) ran: Ran,
    /// The number of its handle.
    pub(crate) handle: HandleId,
    /// The deadline of its timer.
    pub(crate) when: Option<f64>,
    /// How long it took, in seconds of loop time.
    pub(crate) seconds: f64,
}

/// What a handle did, to be told when it is over.
pub(crate) enum Ran {
    /// A step of this task.
    Task(Rc<FutureCell>),
    /// A callback of this name.
    Callback(Name),
}

impl Loop {
    /// Turns debug mode on or off (rules W5 to W7): slow callbacks are logged,
    /// and futures, tasks, callbacks and coroutines that are made from now on
    /// remember where, for the messages that are about them, and
    /// [call graphs](Self::capture_call_graph) show all coroutines.
    ///
    /// What else asyncio's debug mode finds cannot happen here: a loop cannot be
    /// reached from another thread, and a coroutine is no callback; both are
    /// errors when the program is compiled.
    ///
    /// ```
    /// use asyncio::{Level, Loop};
    /// use std::{cell::RefCell, rc::Rc};
    /// let aio = Loop::new();
    /// let lines: Rc<RefCell<Vec<String>>> = Rc::default();
    /// let list = lines.clone();
    /// aio.set_debug(true);
    /// aio.set_logger(Some(Rc::new(move |level, text| {
    ///     if level == Level::Warning {
    ///         list.borrow_mut().push(text.to_owned());
    ///     }
    /// })));
    /// let clock = aio.clone();
    /// // What a driver does to loop time when a callback blocks its thread.
    /// aio.call_soon("blocks", move || clock.advance_to(2.5));
    /// aio.run_until_complete(aio.sleep(0.0))?;
    /// assert!(lines.borrow()[0].starts_with("Executing <Handle blocks() created at "));
    /// assert!(lines.borrow()[0].ends_with("> took 2.500 seconds"));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn set_debug(&self, enabled: bool) {
        if enabled {
            self.watch_with(watch());
        }
        self.debug_cell().set(enabled);
        if let (false, Some(trail)) = (enabled, self.trail()) {
            trail.clear();
        }
    }

    /// Whether debug mode is on.
    ///
    /// ```
    /// assert!(!asyncio::Loop::new().debug());
    /// ```
    pub fn debug(&self) -> bool {
        self.debug_cell().get()
    }

    /// Has everything that asyncio would log written by `logger`; `None`, as in
    /// the beginning, writes nothing. Without the exception's traceback, which
    /// Rust has none of, the last line of a record is the exception.
    ///
    /// The logger must not call back into the loop.
    ///
    /// ```
    /// use std::rc::Rc;
    /// let aio = asyncio::Loop::new();
    /// aio.set_logger(Some(Rc::new(|level, text| eprintln!("{level:?}: {text}"))));
    /// ```
    pub fn set_logger(&self, logger: Option<Logger>) {
        let log = logger.map(|logger| -> Rc<dyn Log> { Rc::new(TextLog(logger)) });
        let old = self.log_cell().replace(log);
        drop(old);
    }
}

/// What debug mode remembers with.
pub(crate) fn watch() -> Rc<dyn Watch> {
    Rc::new(Origins::default())
}

impl Loop {
    /// Remembers where something was made, in debug mode.
    pub(crate) fn note(&self, thing: Thing, place: Place) {
        if self.debug()
            && let Some(watch) = self.watch()
        {
            watch.note(thing, place);
        }
    }

    /// The coroutine becomes the body of this task.
    pub(crate) fn note_body(&self, coroutine: CoroutineId, task: FutureId) {
        if let Some(place) = self.place_of(Thing::Coroutine(coroutine)) {
            self.note(Thing::Body(task), place);
        }
    }

    /// The current task waits here, in a coroutine that it awaits; the outermost
    /// of them is the last to say so.
    pub(crate) fn note_await(&self, place: Place) {
        if self.debug()
            && let Some(task) = self.current_cell()
        {
            self.note(Thing::Await(task.id), place);
        }
    }

    /// Something is gone that may have been remembered.
    pub(crate) fn forget(&self, thing: Thing) {
        if let Some(watch) = self.watch() {
            watch.forget(thing);
        }
    }

    /// Where something was made, if that was in debug mode.
    pub(crate) fn place_of(&self, thing: Thing) -> Option<Place> {
        self.watch()?.place(thing)
    }
}

/// A line of a traceback, and its heading.
fn created(what: &str, place: Place) -> alloc::string::String {
    alloc::format!(
        "{what} created at (most recent call last):\n  File \"{}\", line {}",
        place.file(),
        place.line()
    )
}
