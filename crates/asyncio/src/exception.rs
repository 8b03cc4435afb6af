//! Exceptions as values: in Rust, `?` is `raise` and `match` is `except`.

mod chain;
mod shown;

use crate::value::Repr;
use alloc::{rc::Rc, vec::Vec};
use core::{any::Any, cell::RefCell};

/// What an `await` gives: a value, or an exception.
pub type Result<T, E = Exception> = core::result::Result<T, E>;

/// Where a class stands in Python's hierarchy, as far as the loop cares.
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
    pub fn new(type_name: &str, message: &str) -> Self {
        Self::of(Family::Exception, type_name, Some(message))
    }

    /// An exception of a class that derives from `BaseException` alone.
    pub fn base(type_name: &str, message: &str) -> Self {
        Self::of(Family::BaseException, type_name, Some(message))
    }

    /// An exception without arguments of a class that derives from `Exception`,
    /// such as `QueueEmpty()`.
    pub fn bare(type_name: &str) -> Self {
        Self::of(Family::Exception, type_name, None)
    }

    /// `BaseExceptionGroup(message, members)`, which is an `ExceptionGroup` when
    /// all members derive from `Exception` (rule H9).
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
    pub fn cancelled(message: Option<&str>) -> Self {
        Self::of(Family::Cancelled, "CancelledError", message)
    }

    /// `TimeoutError()`.
    pub fn timeout() -> Self {
        Self::of(Family::Exception, "TimeoutError", None)
    }

    /// `RuntimeError(message)`.
    pub fn runtime(message: &str) -> Self {
        Self::new("RuntimeError", message)
    }

    /// `InvalidStateError(message)`.
    pub fn invalid_state(message: &str) -> Self {
        Self::new("InvalidStateError", message)
    }

    /// `SystemExit(code)`.
    pub fn system_exit(code: i32) -> Self {
        let mut error = Self::of(Family::Exit, "SystemExit", Some(&code.repr()));
        if let Some(data) = Rc::get_mut(&mut error.0) {
            data.payload = Some(Rc::new(code));
        }
        error
    }

    /// `KeyboardInterrupt()`.
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
    #[must_use]
    pub fn from_cause(mut self, cause: Exception) -> Self {
        let data = Rc::make_mut(&mut self.0);
        data.context.get_mut().get_or_insert_with(|| cause.clone());
        data.cause = Some(cause);
        self
    }

    /// An instance like this one that carries a host's own object.
    #[must_use]
    pub fn with_payload(mut self, payload: Rc<dyn Any>) -> Self {
        Rc::make_mut(&mut self.0).payload = Some(payload);
        self
    }

    /// Whether this is a `CancelledError`.
    pub fn is_cancelled(&self) -> bool {
        self.0.family == Family::Cancelled
    }

    /// Whether this is a `SystemExit` or a `KeyboardInterrupt`.
    pub fn is_exit(&self) -> bool {
        self.0.family == Family::Exit
    }

    /// Where its class stands in the hierarchy.
    pub fn family(&self) -> Family {
        self.0.family
    }

    /// Whether its class has this name.
    pub fn is(&self, type_name: &str) -> bool {
        &*self.0.type_name == type_name
    }

    /// The name of its class.
    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    /// Its first argument as text, or `None` when it has no arguments.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Its `__cause__`.
    pub fn cause(&self) -> Option<&Exception> {
        self.0.cause.as_ref()
    }

    /// The members of an exception group; none of any other exception.
    pub fn members(&self) -> &[Exception] {
        &self.0.members
    }

    /// The host's own object, if it carries one.
    pub fn payload(&self) -> Option<&Rc<dyn Any>> {
        self.0.payload.as_ref()
    }

    /// The exit code of a `SystemExit`.
    pub fn exit_code(&self) -> Option<i32> {
        self.0.payload.as_ref()?.downcast_ref::<i32>().copied()
    }

    /// Whether both are the same instance (`is` in Python).
    pub fn same_instance(&self, other: &Exception) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
