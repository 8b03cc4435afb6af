//! What an exception looks like, and when two look the same.
//!
//! Groups have members, which may be groups: as deep as a program ran long. So
//! both go through them with a list, not by recursion.

use super::Exception;
use crate::value::Repr;
use alloc::{string::String, vec::Vec};
use core::fmt;

/// What is still to be written.
enum Piece<'a> {
    Exception(&'a Exception),
    Text(&'static str),
}

impl Exception {
    /// Python's `repr`: `ValueError('too large')`.
    ///
    /// ```
    /// let error = asyncio::Exception::new("ValueError", "it's odd");
    /// assert_eq!(error.repr(), r#"ValueError("it's odd")"#);
    /// ```
    pub fn repr(&self) -> String {
        let mut out = String::new();
        let mut ahead = Vec::from([Piece::Exception(self)]);
        while let Some(piece) = ahead.pop() {
            let error = match piece {
                Piece::Exception(error) => error,
                Piece::Text(text) => {
                    out.push_str(text);
                    continue;
                }
            };
            out.push_str(error.type_name());
            out.push('(');
            if let Some(message) = error.message() {
                if error.exit_code().is_some() {
                    out.push_str(message);
                } else {
                    out.push_str(&message.repr());
                }
            }
            let Some((first, rest)) = error.members().split_first() else {
                out.push(')');
                continue;
            };
            out.push_str(", [");
            ahead.push(Piece::Text("])"));
            for member in rest.iter().rev() {
                ahead.push(Piece::Exception(member));
                ahead.push(Piece::Text(", "));
            }
            ahead.push(Piece::Exception(first));
        }
        out
    }
}

impl Repr for Exception {
    fn repr(&self) -> String {
        Exception::repr(self)
    }
}

/// Python's `str`: the message; of a group, also how many members it has.
impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message().unwrap_or(""))?;
        match self.members().len() {
            0 => Ok(()),
            1 => f.write_str(" (1 sub-exception)"),
            many => write!(f, " ({many} sub-exceptions)"),
        }
    }
}

impl fmt::Debug for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

impl core::error::Error for Exception {}

/// Equal when class, message and members are; identity is [`Exception::same_instance`].
impl PartialEq for Exception {
    fn eq(&self, other: &Self) -> bool {
        let mut ahead = Vec::from([(self, other)]);
        while let Some((one, other)) = ahead.pop() {
            if one.same_instance(other) {
                continue;
            }
            let (members, others) = (one.members(), other.members());
            if one.type_name() != other.type_name()
                || one.message() != other.message()
                || members.len() != others.len()
            {
                return false;
            }
            ahead.extend(members.iter().zip(others));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A group of a group of a group …
    fn nested(depth: usize, innermost: &str) -> Exception {
        let innermost = Exception::new("ValueError", innermost);
        (0..depth).fold(innermost, |inner, _| {
            Exception::group("g", Vec::from([inner]))
        })
    }

    #[test]
    fn groups_are_written_with_all_that_is_in_them() {
        let inner = Exception::group("inner", Vec::from([Exception::bare("KeyError")]));
        let outer = Exception::group(
            "outer",
            Vec::from([inner, Exception::system_exit(3), Exception::cancelled(None)]),
        );
        assert_eq!(
            outer.repr(),
            "BaseExceptionGroup('outer', [ExceptionGroup('inner', [KeyError()]), SystemExit(3), \
             CancelledError()])"
        );
    }

    #[test]
    fn a_deep_nest_is_written_compared_and_dropped_without_a_deep_stack() {
        let depth = if cfg!(miri) { 30 } else { 100_000 };
        let [one, same, other] = ["x", "x", "y"].map(|text| nested(depth, text));
        assert!(one.repr().contains("('g', [ValueError('x')])"));
        assert!(one == same && one != other);
    }
}
