//! What awaitables have in common.

use crate::{
    coroutine::{Coroutine, Inline},
    event_loop::Loop,
    exception::Result,
    future::{Future, FutureRef, Wait},
    observe::Place,
    queue::{Get, Join, Put},
    sleep::Sleep,
    task::{Task, TaskRef},
    value::{Erased, Value},
};

/// A coroutine, a task or a future: whatever can be awaited, and can be turned
/// into a future (rule G21).
///
/// ```
/// use asyncio::{Awaitable, Loop, Result};
/// async fn twice(aio: Loop, value: impl Awaitable<i32>) -> Result<i32> {
///     Ok(2 * aio.wait_for(value, 1.0).await?)
/// }
/// let aio = Loop::new();
/// let answer = aio.coroutine("answer", async { Ok(21) });
/// let main = aio.coroutine("main", twice(aio.clone(), answer));
/// assert_eq!(aio.run_until_complete(main), Ok(42));
/// ```
pub trait Awaitable<T: Value>: sealed::Sealed {
    /// What awaiting it polls.
    type Wait: core::future::Future<Output = Result<T>>;

    /// `ensure_future`: a future or task as it is; of a coroutine, a new task.
    fn ensure_future(self, aio: &Loop, place: Place) -> Future<T>;

    /// Awaits it as if at `place`: a coroutine in the task that awaits it.
    fn wait_at(self, place: Place) -> Self::Wait;

    /// A coroutine as it is; anything else, awaited in one (rule J8).
    fn into_coroutine(self, aio: &Loop, place: Place) -> Coroutine<T>
    where
        Self: Sized,
        Self::Wait: 'static,
    {
        aio.coroutine("_wrap_awaitable", self.wait_at(place))
    }

    /// Whether [`ensure_future`](Self::ensure_future) makes a new task.
    fn is_coroutine(&self) -> bool {
        false
    }
}

mod sealed {
    pub trait Sealed {}
    impl<T> Sealed for crate::Coroutine<T> {}
    impl<T> Sealed for crate::Future<T> {}
    impl<T> Sealed for &crate::Future<T> {}
    impl<T> Sealed for crate::Task<T> {}
    impl<T> Sealed for &crate::Task<T> {}
    impl Sealed for crate::FutureRef {}
    impl Sealed for &crate::FutureRef {}
    impl Sealed for crate::TaskRef {}
    impl Sealed for &crate::TaskRef {}
    impl Sealed for crate::Sleep {}
    impl<T> Sealed for crate::Put<T> {}
    impl<T> Sealed for crate::Get<T> {}
    impl<T> Sealed for crate::Join<T> {}
}

impl<T: Value> Awaitable<T> for Coroutine<T> {
    type Wait = Inline<T>;

    fn ensure_future(self, aio: &Loop, place: Place) -> Future<T> {
        let (task, raised) = aio.task().start(self, place);
        if let Some(error) = raised {
            aio.slot().throw(error);
        }
        Future::from_cell(task.cell().clone())
    }

    fn wait_at(self, place: Place) -> Inline<T> {
        Inline::new(self, place)
    }

    fn into_coroutine(self, _: &Loop, _: Place) -> Coroutine<T> {
        self
    }

    fn is_coroutine(&self) -> bool {
        true
    }
}

/// What the library's own coroutine functions give: futures by themselves, so
/// that they cost no coroutine object unless a task is to run them.
macro_rules! coroutines {
    ($($name:ident $(<$t:ident>)? => $result:ty, $called:literal;)*) => {$(
        impl$(<$t: Value>)? Awaitable<$result> for $name$(<$t>)? {
            type Wait = Self;

            fn ensure_future(self, aio: &Loop, place: Place) -> Future<$result> {
                self.into_coroutine(aio, place).ensure_future(aio, place)
            }

            fn wait_at(self, _: Place) -> Self {
                self
            }

            fn into_coroutine(self, aio: &Loop, _: Place) -> Coroutine<$result> {
                aio.coroutine($called, self)
            }

            fn is_coroutine(&self) -> bool {
                true
            }
        }
    )*};
}

coroutines! {
    Sleep => (), "sleep";
    Put<T> => (), "Queue.put";
    Get<T> => T, "Queue.get";
    Join<T> => (), "Queue.join";
}

macro_rules! futures {
    ($($t:ty $(: $typed:ident)? => $result:ty, |$this:ident| $cell:expr;)*) => {$(
        impl$(<$typed: Value>)? Awaitable<$result> for $t {
            type Wait = Wait<$result>;

            fn ensure_future(self, _: &Loop, _: Place) -> Future<$result> {
                let $this = self;
                Future::from_cell($cell)
            }

            fn wait_at(self, place: Place) -> Wait<$result> {
                let $this = self;
                Wait::new($cell, place)
            }
        }
    )*};
}

futures! {
    Future<T>: T => T, |this| this.0.clone();
    &Future<T>: T => T, |this| this.0.clone();
    Task<T>: T => T, |this| this.cell().clone();
    &Task<T>: T => T, |this| this.cell().clone();
    FutureRef => Erased, |this| this.0;
    &FutureRef => Erased, |this| this.0.clone();
    TaskRef => Erased, |this| this.0.clone();
    &TaskRef => Erased, |this| this.0.clone();
}
