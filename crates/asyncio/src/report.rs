//! What the exception handler is told, and the handler (rule A17).

use crate::{
    debug::log_text,
    event_loop::Loop,
    exception::{Exception, Result},
    future::cell::FutureCell,
    handle::CallbackOutcome,
    observe::{Complaint, Event, FutureId},
};
use alloc::{rc::Rc, string::String};

/// What the exception handler is given (rule A17): asyncio's `context`.
///
/// ```
/// use asyncio::{Handler, Loop};
/// let aio = Loop::new();
/// aio.set_exception_handler(Some(Handler::new(|report| {
///     assert_eq!(report.message, "the kettle is gone");
///     assert!(report.exception.is_none());
/// })));
/// aio.call_exception_handler("the kettle is gone", None)?;
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct Report<'a> {
    /// What it is about.
    pub complaint: Complaint,
    /// The message, as asyncio words it.
    pub message: &'a str,
    /// The exception, if there is one.
    pub exception: Option<&'a Exception>,
    /// The number of the task or future it is about.
    pub future: Option<FutureId>,
    pub(crate) aio: &'a Loop,
    pub(crate) subject: Subject<'a>,
}

/// What a report is about; each has a key of its own in asyncio's `context`.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    Nothing,
    /// `future`.
    Future(&'a FutureCell),
    /// `task`.
    Task(&'a FutureCell),
    /// `handle`: the one that runs now, by the name of its callback.
    Handle(&'a str),
    /// `context`: what the handler that failed had been told.
    Report(&'a Report<'a>),
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        aio: &'a Loop,
        complaint: Complaint,
        message: &'a str,
        exception: Option<&'a Exception>,
        subject: Subject<'a>,
    ) -> Self {
        let future = match subject {
            Subject::Future(cell) | Subject::Task(cell) => Some(cell.id),
            Subject::Nothing | Subject::Handle(_) | Subject::Report(_) => None,
        };
        Self {
            complaint,
            message,
            exception,
            future,
            aio,
            subject,
        }
    }

    /// The text of the record that asyncio logs: the message, then a line `key:
    /// repr` for each other thing it knows, sorted by key. In debug mode that
    /// includes where things were created (rule W6).
    ///
    /// ```
    /// use asyncio::{Exception, Handler, Loop, Turn};
    /// let aio = Loop::new();
    /// aio.set_exception_handler(Some(Handler::new(|report| {
    ///     assert_eq!(
    ///         report.record(),
    ///         "Exception in callback boil()\nhandle: <Handle boil()>"
    ///     );
    /// })));
    /// aio.call_soon("boil", || Err(Exception::new("ValueError", "no water")));
    /// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: None });
    /// ```
    pub fn record(&self) -> String {
        log_text::record(self)
    }
}

/// What replaces the default exception handler. What it returns may be nothing or
/// a [`Result`]: an error goes to the default handler, except `SystemExit` and
/// `KeyboardInterrupt`, which leave the loop (rule A17).
///
/// ```
/// use asyncio::{Exception, Handler, Loop};
/// use std::{cell::RefCell, rc::Rc};
/// let aio = Loop::new();
/// let heard: Rc<RefCell<Vec<String>>> = Rc::default();
/// let list = heard.clone();
/// aio.set_exception_handler(Some(Handler::new(move |report| {
///     list.borrow_mut().push(report.message.to_owned());
/// })));
/// aio.call_exception_handler("the kettle is gone", None)?;
/// assert_eq!(*heard.borrow(), ["the kettle is gone"]);
/// # Ok::<(), Exception>(())
/// ```
#[derive(Clone)]
pub struct Handler(Rc<Handle>);

type Handle = dyn Fn(&Report<'_>) -> Result<()>;

impl Handler {
    /// A handler that does this.
    ///
    /// ```
    /// use asyncio::{Exception, Handler, Loop};
    /// let aio = Loop::new();
    /// // What it raises goes to the default handler, except an exit.
    /// aio.set_exception_handler(Some(Handler::new(|_| Err(Exception::system_exit(1)))));
    /// assert!(aio.call_exception_handler("odd", None).is_err());
    /// ```
    pub fn new<R: CallbackOutcome>(handle: impl Fn(&Report<'_>) -> R + 'static) -> Self {
        Self(Rc::new(move |report| handle(report).into_result()))
    }
}

impl Loop {
    /// Replaces the exception handler; `None` brings back the default, which
    /// writes to the [logger](Self::set_logger) (rule A17).
    ///
    /// ```
    /// use asyncio::{Handler, Loop};
    /// let aio = Loop::new();
    /// aio.set_exception_handler(Some(Handler::new(|report| println!("{}", report.message))));
    /// aio.set_exception_handler(None);
    /// ```
    pub fn set_exception_handler(&self, handler: Option<Handler>) {
        let old = self.handler().replace(handler);
        drop(old);
    }

    /// The handler that replaces the default one, if there is one.
    ///
    /// ```
    /// use asyncio::{Handler, Loop};
    /// let aio = Loop::new();
    /// assert!(aio.get_exception_handler().is_none());
    /// aio.set_exception_handler(Some(Handler::new(|_| ())));
    /// assert!(aio.get_exception_handler().is_some());
    /// # aio.set_exception_handler(None);
    /// ```
    pub fn get_exception_handler(&self) -> Option<Handler> {
        self.handler().borrow().clone()
    }

    /// Calls the exception handler, as asyncio's `call_exception_handler`.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let error = asyncio::Exception::new("OSError", "no line");
    /// assert_eq!(aio.call_exception_handler("it did not answer", Some(&error)), Ok(()));
    /// ```
    ///
    /// # Errors
    /// `SystemExit` or `KeyboardInterrupt` that the handler raised; anything else
    /// goes to the default handler.
    pub fn call_exception_handler(
        &self,
        message: &str,
        exception: Option<&Exception>,
    ) -> Result<()> {
        let message = if message.is_empty() {
            "Unhandled exception in event loop"
        } else {
            message
        };
        let other = Complaint::Other;
        self.complain(&Report::new(
            self,
            other,
            message,
            exception,
            Subject::Nothing,
        ))
    }

    /// What the default handler does, for one that wants to defer to it: writes
    /// the [record](Report::record) and the exception to the logger, at
    /// [`Level::Error`](crate::Level::Error).
    ///
    /// ```
    /// use asyncio::{Handler, Loop};
    /// let aio = Loop::new();
    /// let nested = aio.clone();
    /// aio.set_exception_handler(Some(Handler::new(move |report| {
    ///     if report.exception.is_some() {
    ///         nested.default_exception_handler(report);
    ///     }
    /// })));
    /// # aio.set_exception_handler(None);
    /// ```
    pub fn default_exception_handler(&self, report: &Report<'_>) {
        if let Some(log) = self.log() {
            log.report(report);
        }
    }

    /// Tells the handler; in the context of the task or callback that the report
    /// is about.
    ///
    /// # Errors
    /// `SystemExit` or `KeyboardInterrupt`, which must leave the loop.
    pub(crate) fn complain(&self, report: &Report<'_>) -> Result<()> {
        self.tell(report);
        let handler = self.handler().borrow().clone();
        let Some(handler) = handler else {
            self.default_exception_handler(report);
            return Ok(());
        };
        let outcome = match report.subject {
            Subject::Future(cell) | Subject::Task(cell) => cell.in_context(|| (handler.0)(report)),
            _ => (handler.0)(report),
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(error) if error.is_exit() => Err(error),
            Err(error) => {
                let failed = Report::new(
                    self,
                    Complaint::Other,
                    "Unhandled error in exception handler",
                    Some(&error),
                    Subject::Report(report),
                );
                self.tell(&failed);
                self.default_exception_handler(&failed);
                Ok(())
            }
        }
    }

    fn tell(&self, report: &Report<'_>) {
        self.emit(&Event::ExceptionHandler {
            complaint: report.complaint,
            message: report.message,
            future: report.future,
            exception: report.exception,
        });
    }
}
