//! What a transcript shows: values and exceptions.

use crate::ast::Value;
use asyncio::{Erased, Exception, Repr, Result};
use std::fmt;

/// A value while a program runs.
#[derive(Clone)]
pub(crate) enum Val {
    None,
    Bool(bool),
    Int(i64),
    Str(String),
    List(Vec<Val>),
    /// An item of what `gather` collected.
    Exc(Exception),
}

impl From<&Value> for Val {
    fn from(value: &Value) -> Self {
        match value {
            Value::None => Self::None,
            Value::Bool(value) => Self::Bool(*value),
            Value::Int(value) => Self::Int(*value),
            Value::Str(text) => Self::Str(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
        }
    }
}

impl From<Erased> for Val {
    /// The value of a future, which is a program's own or what `gather` collected.
    fn from(value: Erased) -> Self {
        if let Some(value) = value.get::<Self>() {
            return value;
        }
        if let Some(items) = value.get::<Vec<Erased>>() {
            return Self::List(items.into_iter().map(Self::from).collect());
        }
        match value.get::<Vec<Result<Erased>>>() {
            Some(items) => {
                let item = |item: Result<_>| item.map_or_else(Self::Exc, Self::from);
                Self::List(items.into_iter().map(item).collect())
            }
            None => Self::Str(value.repr()),
        }
    }
}

impl fmt::Display for Val {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Bool(true) => f.write_str("True"),
            Self::Bool(false) => f.write_str("False"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Str(text) => f.write_str(text),
            Self::List(items) => write!(f, "[{}]", joined(items)),
            Self::Exc(error) => Shown(error).fmt(f),
        }
    }
}

impl Repr for Val {
    fn repr(&self) -> String {
        self.to_string()
    }
}

/// An exception in a transcript: `E(msg)`, `Cancelled()`, `EG[E(a),E(b)]`, or the bare name of a
/// class of the library.
pub(crate) struct Shown<'a>(pub(crate) &'a Exception);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.0.message().unwrap_or_default();
        match self.0.type_name() {
            "CancelledError" => write!(f, "Cancelled({message})"),
            name @ ("E" | "B") => write!(f, "{name}({message})"),
            "ExceptionGroup" | "BaseExceptionGroup" => {
                let members: Vec<Shown<'_>> = self.0.members().iter().map(Shown).collect();
                write!(f, "EG[{}]", joined(&members))
            }
            name => f.write_str(name),
        }
    }
}

/// Texts with commas between them.
pub(crate) fn joined(items: &[impl fmt::Display]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(",")
}
