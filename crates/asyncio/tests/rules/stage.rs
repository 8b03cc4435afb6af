//! A loop, and the list in which things are written down as they happen.

use asyncio::{Coroutine, Exception, Handler, Loop, Observer, Result, Run, Value, observe::Event};
use std::{
    cell::RefCell,
    fmt::{Debug, Display},
    ops::Deref,
    rc::{Rc, Weak},
};

pub(crate) struct Stage {
    aio: Loop,
    lines: Rc<RefCell<Vec<String>>>,
    /// The one that a test made; what is still queued when that goes would keep
    /// the loop alive for ever.
    first: bool,
}

impl Clone for Stage {
    fn clone(&self) -> Self {
        Self {
            aio: self.aio.clone(),
            lines: self.lines.clone(),
            first: false,
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.first {
            self.aio.abandon();
        }
    }
}

impl Deref for Stage {
    type Target = Loop;
    fn deref(&self) -> &Loop {
        &self.aio
    }
}

struct Told {
    tell: fn(&Event<'_>) -> Option<String>,
    lines: Rc<RefCell<Vec<String>>>,
}

impl Observer for Told {
    fn observe(&self, _: f64, event: &Event<'_>) {
        self.lines.borrow_mut().extend((self.tell)(event));
    }
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::on(Loop::new())
    }

    pub(crate) fn on(aio: Loop) -> Self {
        Self {
            aio,
            lines: Rc::default(),
            first: true,
        }
    }

    /// What `tell` has to say of an event is written down, too.
    pub(crate) fn observing(tell: fn(&Event<'_>) -> Option<String>) -> Self {
        let lines: Rc<RefCell<Vec<String>>> = Rc::default();
        let aio = Loop::with_observer(Rc::new(Told {
            tell,
            lines: lines.clone(),
        }));
        Self {
            aio,
            lines,
            first: true,
        }
    }

    /// Writes down that something happened now.
    pub(crate) fn say(&self, what: impl Display) {
        let line = format!("{} {} {what}", self.iteration(), self.time());
        self.lines.borrow_mut().push(line);
    }

    /// A callback that says `what`.
    pub(crate) fn saying(&self, what: &'static str) -> impl Fn() + 'static {
        let stage = self.clone();
        move || stage.say(what)
    }

    /// Compares all that was written down.
    #[track_caller]
    pub(crate) fn said(&self, expected: &[&str]) {
        assert_eq!(*self.lines.borrow(), expected);
    }

    /// All that was written down.
    pub(crate) fn all(&self) -> Vec<String> {
        self.lines.borrow().clone()
    }

    /// Where things are written down, for one that must not keep it alive.
    pub(crate) fn lines(&self) -> Weak<RefCell<Vec<String>>> {
        Rc::downgrade(&self.lines)
    }

    /// What was written down, without the iterations.
    pub(crate) fn timed(&self) -> Vec<String> {
        let lines = self.lines.borrow();
        let timed = lines.iter().filter_map(|line| line.split_once(' '));
        timed.map(|(_, line)| line.to_owned()).collect()
    }

    /// What the exception handler is told is written down, too.
    pub(crate) fn handler(&self) {
        let lines = self.lines();
        self.set_exception_handler(Some(Handler::new(move |report| {
            let Some(lines) = lines.upgrade() else { return };
            let error = report.exception.map(Exception::repr);
            let error = error.map_or(String::new(), |error| format!(": {error}"));
            lines
                .borrow_mut()
                .push(format!("{}{error}", report.message));
        })));
    }

    /// A coroutine made of the stage it plays on.
    #[track_caller]
    pub(crate) fn coro<T: Value, B>(
        &self,
        name: &'static str,
        body: impl FnOnce(Stage) -> B,
    ) -> Coroutine<T>
    where
        B: Future<Output = Result<T>> + 'static,
    {
        self.coroutine(name, body(self.clone()))
    }

    /// A coroutine that sleeps and returns its name, and says so.
    #[track_caller]
    pub(crate) fn worker(&self, name: &'static str, seconds: f64) -> Coroutine<&'static str> {
        self.coro(name, async move |stage: Stage| {
            stage.say(format_args!("{name} starts"));
            if let Err(error) = stage.sleep(seconds).await {
                stage.say(format_args!("{name} {}", error.repr()));
                return Err(error);
            }
            stage.say(format_args!("{name} ends"));
            Ok(name)
        })
    }

    /// A coroutine that cleans up for a while when it is cancelled.
    #[track_caller]
    pub(crate) fn cleaner(&self, name: &'static str, seconds: f64) -> Coroutine<&'static str> {
        let inner = self.worker(name, 1000.0);
        self.coro(name, async move |stage: Stage| {
            let ended = inner.await;
            stage.sleep(seconds).await?;
            stage.say(format_args!("{name} has cleaned up"));
            ended
        })
    }

    /// A coroutine that swallows its cancellation and returns its name.
    #[track_caller]
    pub(crate) fn stubborn(&self, name: &'static str) -> Coroutine<&'static str> {
        let inner = self.worker(name, 1000.0);
        self.coro(name, async move |_| Ok(inner.await.unwrap_or(name)))
    }

    /// A coroutine that fails after a while.
    #[track_caller]
    pub(crate) fn failing(&self, name: &'static str, seconds: f64) -> Coroutine<&'static str> {
        let inner = self.worker(name, seconds);
        self.coro(name, async move |_| {
            inner.await?;
            Err(Exception::new("ValueError", name))
        })
    }

    /// `asyncio.run` of a body, on virtual time.
    pub(crate) fn run<T: Value, B>(&self, body: impl FnOnce(Stage) -> B) -> Result<T>
    where
        B: Future<Output = Result<T>> + 'static,
    {
        Run::new(self, self.coro("main", body)).complete()
    }

    /// The same, of a body that must succeed.
    #[track_caller]
    pub(crate) fn play<B>(&self, body: impl FnOnce(Stage) -> B)
    where
        B: Future<Output = Result<()>> + 'static,
    {
        assert_eq!(self.run(body), Ok(()));
    }
}

/// What an awaited thing gave, in short.
pub(crate) fn shown<T: Debug>(result: &Result<T>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.repr(),
    }
}

/// A `ValueError`.
pub(crate) fn oops() -> Exception {
    Exception::new("ValueError", "oops")
}
