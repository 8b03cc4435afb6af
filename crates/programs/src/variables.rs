//! The variables of a program: a letter for the kind, and a number.

use std::fmt;

/// Makes the type of a variable, which is a letter and a number.
macro_rules! variables {
    ($($(#[$doc:meta])* $name:ident $prefix:literal,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// What its name begins with; the number follows.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", Self::PREFIX, self.0)
            }
        }
    )*};
}

variables! {
    /// A variable that holds a task: `t0`. Unset until a statement sets it.
    TaskVar "t",
    /// A variable that holds a task group: `g0`. Unset until a statement sets it.
    GroupVar "g",
    /// A variable that holds the handle of a timer: `h0`. Unset until a statement sets it.
    HandleVar "h",
    /// A future, there from the beginning: `f0`.
    FutureVar "f",
    /// An `Event`: `e0`.
    EventVar "e",
    /// A `Lock`: `l0`.
    LockVar "l",
    /// A `Semaphore`: `s0`.
    SemaphoreVar "s",
    /// A `BoundedSemaphore`: `bs0`.
    BoundedVar "bs",
    /// A `Queue`: `q0`.
    QueueVar "q",
    /// A `Condition`: `c0`.
    ConditionVar "c",
    /// A `Barrier`: `b0`.
    BarrierVar "b",
}
