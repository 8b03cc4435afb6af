//! Exceptions as values: in Rust, `?` is `raise` and `match` is `except`.

mod chain;
mod shown;

use crate::value::Repr;
use alloc::{rc::Rc, vec::Vec};
use core::{any::Any, cell::RefCell};

/// What an `await` gives: a value, or an exception.
///
/// ```
/// fn check(number: i32) -> asyncio::Result<i32> {
///     if number < 0 { Err(asyncio::Exception::new("ValueError", "too small")) } else { Ok(number) }
/// }
/// assert!(check(-1).is_err_and(|error| error.is("ValueError")));
/// ```
pub type Result<T, E = Exception> = core::result::Result<T, E>;

/// Where a class stands in Python's hierarchy, as far as the loop cares.
///
/// ```
/// use asyncio::{Exception, Family};
/// assert_eq!(Exception::timeout().family(), Family::Exception);
/// assert_eq!(Exception::cancelled(None).family(), Family::Cancelled);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Derives from `Exception`.
    Exception,
    /// Derives from `BaseException` only.
    BaseException,
    /// `CancelledError`, which is no `Exception` (rule E10).
    Cancelled,
    /// `SystemExit` or `KeyboardInterrupt`: leaves the loop at once (rule A12).
    Exit,
}

#[derive(Clone)]
struct Data {
    family: Family,
    type_name: Rc<str>,
    message: Option<Rc<str>>,
    cause: Option<Exception>,
    /// Of the links the only one that changes while others hold the instance.
    context: RefCell<Option<Exception>>,
    /// Of a group.
    members: Vec<Exception>,
    payload: Option<Rc<dyn Any>>,
}

/// An exception instance. Cloning gives another reference to the same instance.
///
/// ```
/// use asyncio::Exception;
/// let error = Exception::new("ValueError", "too large");
/// assert_eq!(error.repr(), "ValueError('too large')");
/// assert!(error.is("ValueError") && !error.is_cancelled());
/// assert!(error.same_instance(&error.clone()));
/// ```
#[derive(Clone)]
pub struct Exception(Rc<Data>);

impl Exception {
    /// An exception of a class that derives from `Exception`.
    ///
    /// ```
    /// let error = asyncio::Exception::new("KeyError", "tea");
    /// assert_eq!(error.repr(), "KeyError('tea')");
    /// ```
    pub fn new(type_name: &str, message: &str) -> Self {
        Self::of(Family::Exception, type_name, Some(message))
    }

    /// An exception of a class that derives from `BaseException` alone.
    ///
    /// ```
    /// use asyncio::{Exception, Family};
    /// assert_eq!(Exception::base("Abort", "now").family(), Family::BaseException);
    /// ```
    pub fn base(type_name: &str, message: &str) -> Self {
        Self::of(Family::BaseException, type_name, Some(message))
    }

    /// An exception without arguments of a class that derives from `Exception`,
    /// such as `QueueEmpty()`.
    ///
    /// ```
    /// assert_eq!(asyncio::Exception::bare("QueueEmpty").repr(), "QueueEmpty()");
    /// ```
    pub fn bare(type_name: &str) -> Self {
        Self::of(Family::Exception, type_name, None)
    }

    /// `BaseExceptionGroup(message, members)`, which is an `ExceptionGroup` when
    /// all members derive from `Exception` (rule H9).
    ///
    /// ```
    /// use asyncio::Exception;
    /// let members = vec![Exception::bare("KeyError"), Exception::bare("OSError")];
    /// let group = Exception::group("two of them", members);
    /// assert!(group.is("ExceptionGroup"));
    /// assert_eq!(group.to_string(), "two of them (2 sub-exceptions)");
    /// ```
    pub fn group(message: &str, members: Vec<Exception>) -> Self {
        let plain = members.iter().all(|m| m.family() == Family::Exception);
        let (family, name) = if plain {
            (Family::Exception, "ExceptionGroup")
        } else {
            (Family::BaseException, "BaseExceptionGroup")
        };
        let mut group = Self::of(family, name, Some(message));
        if let Some(data) = Rc::get_mut(&mut group.0) {
            data.members = members;
        }
        group
    }

    /// `CancelledError()`, or `CancelledError(message)`.
    ///
    /// ```
    /// use asyncio::Exception;
    /// assert_eq!(Exception::cancelled(Some("enough")).repr(), "CancelledError('enough')");
    /// ```
    pub fn cancelled(message: Option<&str>) -> Self {
        Self::of(Family::Cancelled, "CancelledError", message)
    }

    /// `TimeoutError()`.
    ///
    /// ```
    /// assert_eq!(asyncio::Exception::timeout().repr(), "TimeoutError()");
    /// ```
    pub fn timeout() -> Self {
        Self::of(Family::Exception, "TimeoutError", None)
    }

    /// `RuntimeError(message)`.
    ///
    /// ```
    /// assert!(asyncio::Exception::runtime("no").is("RuntimeError"));
    /// ```
    pub fn runtime(message: &str) -> Self {
        Self::new("RuntimeError", message)
    }

    /// `InvalidStateError(message)`.
    ///
    /// ```
    /// assert!(asyncio::Exception::invalid_state("no").is("InvalidStateError"));
    /// ```
    pub fn invalid_state(message: &str) -> Self {
        Self::new("InvalidStateError", message)
    }

    /// `SystemExit(code)`.
    ///
    /// ```
    /// let exit = asyncio::Exception::system_exit(3);
    /// assert_eq!((exit.repr().as_str(), exit.exit_code()), ("SystemExit(3)", Some(3)));
    /// ```
    pub fn system_exit(code: i32) -> Self {
        let mut error = Self::of(Family::Exit, "SystemExit", Some(&code.repr()));
        if let Some(data) = Rc::get_mut(&mut error.0) {
            data.payload = Some(Rc::new(code));
        }
        error
    }

    /// `KeyboardInterrupt()`.
    ///
    /// ```
    /// assert!(asyncio::Exception::keyboard_interrupt().is_exit());
    /// ```
    pub fn keyboard_interrupt() -> Self {
        Self::of(Family::Exit, "KeyboardInterrupt", None)
    }

    fn of(family: Family, type_name: &str, message: Option<&str>) -> Self {
        Self(Rc::new(Data {
            family,
            type_name: type_name.into(),
            message: message.map(Into::into),
            cause: None,
            context: RefCell::default(),
            members: Vec::new(),
            payload: None,
        }))
    }

    /// An instance like this one whose `__cause__` is `cause` (`raise … from`).
    /// Without a context of its own it has the cause for that, too: it is raised
    /// while the cause is handled.
    ///
    /// ```
    /// use asyncio::Exception;
    /// let lost = Exception::new("OSError", "no line");
    /// let failed = Exception::new("RuntimeError", "no answer").from_cause(lost.clone());
    /// assert!(failed.cause().is_some_and(|cause| cause.same_instance(&lost)));
    /// ```
    #[must_use]
    pub fn from_cause(mut self, cause: Exception) -> Self {
        let data = Rc::make_mut(&mut self.0);
        data.context.get_mut().get_or_insert_with(|| cause.clone());
        data.cause = Some(cause);
        self
    }

    /// An instance like this one that carries a host's own object.
    ///
    /// ```
    /// use std::rc::Rc;
    /// let error = asyncio::Exception::bare("HostError").with_payload(Rc::new(404));
    /// let code = error.payload().and_then(|it| it.downcast_ref::<i32>());
    /// assert_eq!(code, Some(&404));
    /// ```
    #[must_use]
    pub fn with_payload(mut self, payload: Rc<dyn Any>) -> Self {
        Rc::make_mut(&mut self.0).payload = Some(payload);
        self
    }

    /// Whether this is a `CancelledError`.
    ///
    /// ```
    /// assert!(asyncio::Exception::cancelled(None).is_cancelled());
    /// ```
    pub fn is_cancelled(&self) -> bool {
        self.0.family == Family::Cancelled
    }

    /// Whether this is a `SystemExit` or a `KeyboardInterrupt`.
    ///
    /// ```
    /// assert!(asyncio::Exception::system_exit(0).is_exit());
    /// assert!(!asyncio::Exception::timeout().is_exit());
    /// ```
    pub fn is_exit(&self) -> bool {
        self.0.family == Family::Exit
    }

    /// Where its class stands in the hierarchy.
    ///
    /// ```
    /// use asyncio::{Exception, Family};
    /// assert_eq!(Exception::keyboard_interrupt().family(), Family::Exit);
    /// ```
    pub fn family(&self) -> Family {
        self.0.family
    }

    /// Whether its class has this name.
    ///
    /// ```
    /// assert!(asyncio::Exception::timeout().is("TimeoutError"));
    /// ```
    pub fn is(&self, type_name: &str) -> bool {
        &*self.0.type_name == type_name
    }

    /// The name of its class.
    ///
    /// ```
    /// assert_eq!(asyncio::Exception::timeout().type_name(), "TimeoutError");
    /// ```
    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    /// Its first argument as text, or `None` when it has no arguments.
    ///
    /// ```
    /// use asyncio::Exception;
    /// assert_eq!(Exception::new("ValueError", "odd").message(), Some("odd"));
    /// assert_eq!(Exception::timeout().message(), None);
    /// ```
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Its `__cause__`.
    ///
    /// ```
    /// use asyncio::Exception;
    /// let timeout = Exception::timeout().from_cause(Exception::cancelled(None));
    /// assert!(timeout.cause().is_some_and(Exception::is_cancelled));
    /// ```
    pub fn cause(&self) -> Option<&Exception> {
        self.0.cause.as_ref()
    }

    /// The members of an exception group; none of any other exception.
    ///
    /// ```
    /// use asyncio::Exception;
    /// let group = Exception::group("one", vec![Exception::timeout()]);
    /// assert_eq!(group.members(), [Exception::timeout()]);
    /// ```
    pub fn members(&self) -> &[Exception] {
        &self.0.members
    }

    /// The host's own object, if it carries one.
    ///
    /// ```
    /// assert!(asyncio::Exception::timeout().payload().is_none());
    /// ```
    pub fn payload(&self) -> Option<&Rc<dyn Any>> {
        self.0.payload.as_ref()
    }

    /// The exit code of a `SystemExit`.
    ///
    /// ```
    /// assert_eq!(asyncio::Exception::system_exit(2).exit_code(), Some(2));
    /// ```
    pub fn exit_code(&self) -> Option<i32> {
        self.0.payload.as_ref()?.downcast_ref::<i32>().copied()
    }

    /// Whether both are the same instance (`is` in Python).
    ///
    /// ```
    /// use asyncio::Exception;
    /// let error = Exception::timeout();
    /// assert!(error.same_instance(&error.clone()));
    /// assert!(error == Exception::timeout() && !error.same_instance(&Exception::timeout()));
    /// ```
    pub fn same_instance(&self, other: &Exception) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
