//! Classes of exceptions.

use crate::ast::{Caught, Raised};
use asyncio::{Exception, Family};

/// A new instance.
pub(super) fn raised(class: Raised, message: &str) -> Exception {
    match class {
        Raised::E => Exception::new("E", message),
        Raised::B => Exception::base("B", message),
        // A cancellation that nobody asked for has no message.
        Raised::CancelledError => Exception::cancelled(None),
        Raised::SystemExit => Exception::system_exit(1),
        Raised::KeyboardInterrupt => Exception::keyboard_interrupt(),
    }
}

/// `isinstance(error, class)`.
pub(super) fn catches(class: Caught, error: &Exception) -> bool {
    match class {
        Caught::BaseException => true,
        Caught::Exception => error.family() == Family::Exception,
        Caught::RuntimeError => error.is("RuntimeError") || error.is("BrokenBarrierError"),
        Caught::BaseExceptionGroup => error.is("BaseExceptionGroup") || error.is("ExceptionGroup"),
        class => error.is(class.word()),
    }
}
