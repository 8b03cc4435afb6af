//! What an embedder offers a program: functions whose results come from coroutines in Rust, on the loop on which the
//! program runs. Either side awaits the other's futures.

use std::rc::Rc;

use asyncio::{Coroutine, Future, Loop, Repr};

/// A plain value, which both languages have.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`.
    None,
    /// A `bool`.
    Bool(bool),
    /// An `int`; one of more than 64 bits is an `OverflowError` in the program.
    Int(i64),
    /// A `float`.
    Float(f64),
    /// A `str`.
    Text(String),
}

impl Repr for Value {
    fn repr(&self) -> String {
        match self {
            Self::None => "None".to_owned(),
            Self::Bool(it) => it.repr(),
            Self::Int(it) => it.repr(),
            Self::Float(it) => it.repr(),
            Self::Text(it) => it.repr(),
        }
    }
}

/// With what the program calls a function.
#[derive(Clone)]
pub enum Argument {
    /// A plain value.
    Value(Value),
    /// Something of the program's that can be awaited: a coroutine (which becomes a task), a task, a future.
    /// To cancel this future is to cancel that.
    Awaitable(Future<Value>),
}

/// Makes the coroutine of one call.
type Make = dyn Fn(&Loop, Vec<Argument>) -> Coroutine<Value>;

/// A function for a program.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) name: String,
    pub(crate) make: Rc<Make>,
}
