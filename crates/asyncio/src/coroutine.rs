//! Coroutine objects: they do nothing until they are driven.

mod inline;
mod object;
mod sent;

use crate::{
    debug::Thing,
    event_loop::Loop,
    exception::{Exception, Result},
    graph::{How, Inside},
    name::Name,
    observe::{CoroutineId, Event, Outcome, Place},
    task::slot::Suspension,
    value::{Erased, Repr, Value},
};
use alloc::boxed::Box;
use core::{
    future::Future as CoreFuture,
    mem,
    panic::Location,
    pin::Pin,
    task::{Context, Poll, Waker},
};
pub use inline::Inline;
use pin_project_lite::pin_project;
pub use sent::Sent;

/// What came of resuming a coroutine.
pub(crate) enum Step {
    /// It suspended: on a future or a bare yield, or on something from outside.
    Suspended(Option<Suspension>, Option<Place>),
    /// It returned.
    Returned(Erased),
    /// It raised.
    Raised(Exception),
}

impl Step {
    /// The `await` at which it suspended, if that is one of ours.
    pub(crate) fn suspended_at(&self) -> Option<Place> {
        match self {
            Step::Suspended(Some(_), place) => *place,
            _ => None,
        }
    }
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
}

pin_project! {
    /// Head and body in one allocation. The body is a type of its own for each
    /// coroutine function; everything above it only knows [`Body`].
    struct Object<F> {
        head: Head,
        // `None` once it ended.
        #[pin]
        body: Option<F>,
    }
}

struct Head {
    id: CoroutineId,
    name: Name,
    aio: Loop,
    entered: bool,
    /// Call graphs and messages show where it stands.
    noted: bool,
    /// An exception that was thrown in while it awaited something from outside,
    /// which cannot take it; the next `await` of ours does.
    undelivered: Option<Exception>,
}

impl Head {
    #[inline]
    fn enter(&mut self, place: Option<Place>) {
        if !mem::replace(&mut self.entered, true) && self.aio.is_observed() {
            self.aio.emit(&Event::CoroutineEntered {
                coroutine: self.id,
                task: self.aio.current_id(),
                place,
            });
        }
    }

    #[inline]
    fn leave<T: Repr>(&self, result: &Result<T>) {
        if self.aio.is_observed() {
            self.tell_end(result);
        }
    }

    fn tell_end<T: Repr>(&self, result: &Result<T>) {
        let outcome = match result {
            Ok(value) => Outcome::Result(value),
            Err(error) if error.is_cancelled() => Outcome::Cancelled(error.message()),
            Err(error) => Outcome::Exception(error),
        };
        self.aio.emit(&Event::CoroutineFinished {
            coroutine: self.id,
            outcome,
        });
    }
}

impl Drop for Head {
    fn drop(&mut self) {
        self.aio.note_coroutine(-1);
        if !self.entered {
            self.aio
                .emit(&Event::CoroutineNeverAwaited { coroutine: self.id });
            if let Some(log) = self.aio.log() {
                log.never_awaited(&self.aio, &self.name, self.id);
            }
        }
        self.aio.forget(Thing::Coroutine(self.id));
    }
}

/// A coroutine of which only the type of the result is known.
///
/// A body that has begun may hold references into itself, and looking at it from
/// outside through a shared reference would be a promise that nothing in it
/// changes. So nearly everything here takes it by the one mutable reference.
trait Body<T>: Resume {
    /// Only for what its owner asks.
    fn head(&self) -> &Head;
    fn head_mut(self: Pin<&mut Self>) -> &mut Head;
    /// Polls the body, awaited at `place`, and lets go of it when it ends.
    fn poll_body(
        self: Pin<&mut Self>,
        place: Option<Place>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<T>>;
    /// Lets go of the body.
    fn end(self: Pin<&mut Self>);
    fn has_ended(self: Pin<&mut Self>) -> bool;
}

impl<T: Value, F: CoreFuture<Output = Result<T>> + 'static> Body<T> for Object<F> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(self: Pin<&mut Self>) -> &mut Head {
        self.project().head
    }

    fn poll_body(
        self: Pin<&mut Self>,
        place: Option<Place>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<T>> {
        let this = self.project();
        let (head, mut body) = (this.head, this.body);
        head.enter(place);
        let Some(running) = body.as_mut().as_pin_mut() else {
            return Poll::Ready(Err(reused()));
        };
        let polled = match head.aio.descend(1) {
            Ok(_deeper) => running.poll(cx),
            Err(error) => Poll::Ready(Err(error)),
        };
        if let Poll::Ready(result) = &polled {
            body.set(None);
            head.leave(result);
        }
        polled
    }

    fn end(self: Pin<&mut Self>) {
        self.project().body.set(None);
    }

    fn has_ended(self: Pin<&mut Self>) -> bool {
        self.project().body.as_pin_mut().is_none()
    }
}

impl<T: Value, F: CoreFuture<Output = Result<T>> + 'static> Resume for Object<F> {
    fn resume(
        self: Pin<&mut Self>,
        thrown: Option<Exception>,
        aio: &Loop,
        cx: &mut Context<'_>,
    ) -> Step {
        resume::<T>(self, thrown, aio, cx)
    }

    fn name(self: Pin<&mut Self>) -> &Name {
        &self.project().head.name
    }
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
        Coroutine(Some(Box::pin(Object {
            head: self.head(name.into(), Location::caller()),
            body: Some(body),
        })))
    }

    fn head(&self, name: Name, place: Place) -> Head {
        let id = self.next_coroutine();
        self.note_coroutine(1);
        self.note(Thing::Coroutine(id), place);
        self.emit(&Event::CoroutineCreated {
            coroutine: id,
            name: &name,
            place,
        });
        Head {
            id,
            name,
            aio: self.clone(),
            entered: false,
            noted: self.debug(),
            undelivered: None,
        }
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
                let place = left.offered.map(|(_, place)| place);
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
    let undelivered = head.undelivered.take();
    // It suspends through the loop that it was made for (rule D7).
    let other = (!head.aio.same_loop(aio)).then(|| head.aio.clone());
    let aio = other.as_ref().unwrap_or(aio);
    let polled_with = cx.waker().data();
    let body = object.as_mut();
    let poll = || body.poll_body(None, cx);
    let (polled, left) = aio.slot().during(thrown.or(undelivered), polled_with, poll);
    match polled {
        Poll::Pending => {
            if left.thrown.is_some() {
                object.head_mut().undelivered = left.thrown;
            }
            match left.offered {
                Some((on, place)) => Step::Suspended(Some(on), Some(place)),
                None => Step::Suspended(None, None),
            }
        }
        Poll::Ready(result) => match (left.thrown, result) {
            // An eager task raised it, and no `await` came after that.
            (Some(error), _) if error.is_exit() => Step::Raised(error),
            (_, Ok(value)) => Step::Returned(Erased::new(value)),
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
