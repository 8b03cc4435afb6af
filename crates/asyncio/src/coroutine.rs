//! Coroutine objects: they do nothing until they are driven.

mod head;
mod inline;
mod object;
mod owner;
mod sent;

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    graph::{How, Inside},
    name::Name,
    observe::{CoroutineId, Event, Place},
    task::slot::Suspension,
    value::{Erased, Kept, Value},
};
use alloc::boxed::Box;
use core::{
    future::Future as CoreFuture,
    panic::Location,
    pin::Pin,
    task::{Context, Poll, Waker},
};
use head::Head;
pub use inline::Inline;
use object::{Body, Object};
pub use sent::Sent;

/// What came of resuming a coroutine.
pub(crate) enum Step {
    /// It suspended.
    Suspended(Halt),
    /// It returned. `None`: the result is [kept](Resume::kept) where its body was.
    Returned(Option<Erased>),
    /// It raised.
    Raised(Exception),
}

impl Step {
    /// The `await` at which it suspended, if that is one of ours.
    pub(crate) fn suspended_at(&self) -> Option<Place> {
        match self {
            Step::Suspended(halt) => halt.on.as_ref().and(halt.place),
            _ => None,
        }
    }
}

/// How it suspended.
pub(crate) struct Halt {
    /// A future or a bare yield; `None` is something from outside.
    pub(crate) on: Option<Suspension>,
    pub(crate) place: Option<Place>,
    /// An exception that was thrown in while it awaited something from outside,
    /// which cannot take it; the next `await` of ours does.
    pub(crate) undelivered: Option<Exception>,
}

/// The small interface through which a task drives its coroutine: resume it with
/// nothing or with an exception; it suspends, returns or raises.
pub(crate) trait Resume {
    /// `aio` is the loop of the task that is stepped.
    fn resume(
        self: Pin<&mut Self>,
        thrown: Option<Exception>,
        aio: &Loop,
        cx: &mut Context<'_>,
    ) -> Step;

    /// The coroutine function's name.
    fn name(self: Pin<&mut Self>) -> &Name;

    /// The result, if it returned and a task keeps it here.
    fn kept(self: Pin<&mut Self>) -> Option<&dyn Kept>;
}

/// A coroutine object: a body that has not begun. It runs when it is awaited,
/// made a task, or driven by hand; dropped before that, it reports that it was
/// never awaited (rule W1).
///
/// ```
/// use asyncio::{Loop, Sent};
/// let aio = Loop::new();
/// let mut greet = aio.coroutine("greet", async { Ok("hello") });
/// // Nothing ran yet.
/// assert_eq!(greet.send(), Sent::Returned("hello"));
/// ```
#[must_use = "a coroutine object does nothing until it is awaited or made a task"]
pub struct Coroutine<T>(Option<Pin<Box<dyn Body<T>>>>);

impl Loop {
    /// A coroutine object named `name`. Where this is called counts as the place
    /// of the call; mark a function that wraps it with `#[track_caller]`.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let answer = aio.coroutine("answer", async { Ok(42) });
    /// assert_eq!(aio.run_until_complete(answer), Ok(42));
    /// ```
    #[track_caller]
    pub fn coroutine<T: Value>(
        &self,
        name: impl Into<Name>,
        body: impl CoreFuture<Output = Result<T>> + 'static,
    ) -> Coroutine<T> {
        Coroutine(Some(Box::pin(Object::new(
            Head::new(self, name.into(), Location::caller()),
            body,
        ))))
    }
}

impl<T: Value> Coroutine<T> {
    /// Its number in the trace.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let [one, other] = [1, 2].map(|number| aio.coroutine("number", async move { Ok(number) }));
    /// assert!(one.id() < other.id());
    /// ```
    pub fn id(&self) -> CoroutineId {
        self.object().head().id
    }

    /// The coroutine function's name.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(&**aio.coroutine("nap", aio.sleep(1.0)).name(), "nap");
    /// ```
    pub fn name(&self) -> &Name {
        &self.object().head().name
    }

    /// Drives it by hand until it suspends or ends, as `coro.send(None)` does.
    /// A coroutine that has ended raises `RuntimeError`.
    ///
    /// ```
    /// use asyncio::{Loop, Sent};
    /// let aio = Loop::new();
    /// let mut nap = aio.coroutine("nap", aio.sleep(1.0));
    /// assert_eq!(nap.send(), Sent::Suspended);
    /// # nap.close();
    /// ```
    #[track_caller]
    pub fn send(&mut self) -> Sent<T> {
        let place = Location::caller();
        if self.object_mut().has_ended() {
            return Sent::Raised(reused());
        }
        let head = self.object_mut().head_mut();
        let (coroutine, aio) = (head.id, head.aio.clone());
        if head.entered {
            aio.emit(&Event::CoroutineResumed { coroutine, place });
        }
        let waker = Waker::noop();
        let noted = head
            .noted
            .then(|| Inside::new(&aio, &head.name, How::ByHand(place)));
        let body = self.object_mut();
        let poll = || body.poll_body(Some(place), &mut Context::from_waker(waker));
        let (polled, left) = aio.slot().during(None, waker.data(), poll);
        drop(noted);
        match polled {
            Poll::Pending => {
                let place = left.place;
                aio.emit(&Event::CoroutineSuspended { coroutine, place });
                Sent::Suspended
            }
            Poll::Ready(Ok(value)) => Sent::Returned(value),
            Poll::Ready(Err(error)) => Sent::Raised(error),
        }
    }

    /// Ends it without running the rest of its body; no warning follows.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.coroutine("nap", aio.sleep(1.0)).close();
    /// assert_eq!(aio.live().coroutines, 0);
    /// ```
    pub fn close(mut self) {
        self.object_mut().head_mut().entered = true;
        self.object_mut().end();
    }
}

fn reused() -> Exception {
    Exception::runtime("cannot reuse already awaited coroutine")
}

/// One step of a task in a coroutine.
fn resume<T: Value>(
    mut object: Pin<&mut dyn Body<T>>,
    thrown: Option<Exception>,
    aio: &Loop,
    cx: &mut Context<'_>,
) -> Step {
    let head = object.as_mut().head_mut();
    if let (Some(error), false) = (&thrown, head.entered) {
        // Its body never runs (rule E4).
        head.entered = true;
        let error = error.clone();
        object.as_mut().end();
        object.head_mut().leave::<T>(&Err(error.clone()));
        return Step::Raised(error);
    }
    // It suspends through the loop that it was made for (rule D7).
    let other = (!head.aio.same_loop(aio)).then(|| head.aio.clone());
    let aio = other.as_ref().unwrap_or(aio);
    let polled_with = cx.waker().data();
    let body = object.as_mut();
    let poll = || body.poll_body(None, cx);
    let (polled, mut left) = aio.slot().during(thrown, polled_with, poll);
    match polled {
        Poll::Pending => Step::Suspended(Halt {
            on: left.suspension(),
            place: left.place,
            undelivered: left.thrown,
        }),
        Poll::Ready(result) => match (left.thrown, result) {
            // An eager task raised it, and no `await` came after that.
            (Some(error), _) if error.is_exit() => Step::Raised(error),
            (_, Ok(value)) => Step::Returned(object.keep(value)),
            (_, Err(error)) => Step::Raised(error),
        },
    }
}

impl<T: Value> IntoFuture for Coroutine<T> {
    type Output = Result<T>;
    type IntoFuture = Inline<T>;
    #[track_caller]
    fn into_future(self) -> Inline<T> {
        Inline::new(self, Location::caller())
    }
}
