//! Driving a coroutine by hand.

use crate::exception::Exception;

/// What came of driving a coroutine by hand.
///
/// ```
/// use asyncio::{Loop, Sent};
/// let aio = Loop::new();
/// let mut answer = aio.coroutine("answer", async { Ok(42) });
/// assert_eq!(answer.send(), Sent::Returned(42));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Sent<T> {
    /// It suspended and can be driven on.
    Suspended,
    /// It returned (`StopIteration` in Python, with this value).
    Returned(T),
    /// It raised.
    Raised(Exception),
}
