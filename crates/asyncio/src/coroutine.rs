//! Coroutine objects: they do nothing until they are driven.

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    observe::{CoroutineId, Event, Outcome, Place},
    task::slot::Suspension,
    value::{Erased, Repr, Value},
};
use alloc::{boxed::Box, rc::Rc, string::String};
use core::{
    future::Future as CoreFuture,
    panic::Location,
    pin::Pin,
    task::{Context, Poll, Waker},
};

/// What came of resuming a coroutine.
pub(crate) enum Step {
    /// It suspended: on a future or a bare yield, or on something from outside.
    Suspended(Option<Suspension>, Option<Place>),
    /// It returned.
    Returned(Erased),
    /// It raised.
    Raised(Exception),
}

/// The small interface through which a task drives its coroutine: resume it with
/// nothing or with an exception; it suspends, returns or raises.
pub(crate) trait Resume {
    fn resume(&mut self, thrown: Option<Exception>, cx: &mut Context<'_>) -> Step;
}

/// What came of driving a coroutine by hand.
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

type Body<T> = Pin<Box<dyn CoreFuture<Output = Result<T>>>>;

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
pub struct Coroutine<T> {
    id: CoroutineId,
    name: Rc<str>,
    aio: Loop,
    /// `None` once it ended.
    body: Option<Body<T>>,
    entered: bool,
    /// An exception that was thrown in while it awaited something from outside,
    /// which cannot take it; the next `await` of ours does.
    undelivered: Option<Exception>,
}

impl Loop {
    /// A coroutine object named `name`. Where this is called counts as the place
    /// of the call; mark a function that wraps it with `#[track_caller]`.
    #[track_caller]
    pub fn coroutine<T: Value>(
        &self,
        name: &str,
        body: impl CoreFuture<Output = Result<T>> + 'static,
    ) -> Coroutine<T> {
        let id = self.next_coroutine();
        self.note_coroutine(1);
        self.emit(&Event::CoroutineCreated {
            coroutine: id,
            name,
            place: Location::caller(),
        });
        Coroutine {
            id,
            name: name.into(),
            aio: self.clone(),
            body: Some(Box::pin(body)),
            entered: false,
            undelivered: None,
        }
    }
}

impl<T: Value> Coroutine<T> {
    /// Its number in the trace.
    pub fn id(&self) -> CoroutineId {
        self.id
    }

    /// The coroutine function's name.
    pub fn name(&self) -> Rc<str> {
        self.name.clone()
    }

    /// Drives it by hand until it suspends or ends, as `coro.send(None)` does.
    /// A coroutine that has ended raises `RuntimeError`.
    #[track_caller]
    pub fn send(&mut self) -> Sent<T> {
        let place = Location::caller();
        let Some(body) = &mut self.body else {
            return Sent::Raised(Exception::runtime("cannot reuse already awaited coroutine"));
        };
        let coroutine = self.id;
        if self.entered {
            self.aio.emit(&Event::CoroutineResumed { coroutine, place });
        } else {
            enter(&self.aio, coroutine, &mut self.entered, Some(place));
        }
        let waker = Waker::noop();
        let before = self.aio.slot().open(None, waker);
        let polled = body.as_mut().poll(&mut Context::from_waker(waker));
        let left = self.aio.slot().close(before);
        match polled {
            Poll::Pending => {
                let place = left.offered.map(|(_, place)| place);
                self.aio
                    .emit(&Event::CoroutineSuspended { coroutine, place });
                Sent::Suspended
            }
            Poll::Ready(result) => {
                self.leave(&result);
                match result {
                    Ok(value) => Sent::Returned(value),
                    Err(error) => Sent::Raised(error),
                }
            }
        }
    }

    /// Ends it without running the rest of its body; no warning follows.
    pub fn close(mut self) {
        self.entered = true;
        self.body = None;
    }

    fn leave(&mut self, result: &Result<T>) {
        self.body = None;
        tell_end(&self.aio, self.id, result);
    }
}

fn enter(aio: &Loop, id: CoroutineId, entered: &mut bool, place: Option<Place>) {
    if !core::mem::replace(entered, true) {
        aio.emit(&Event::CoroutineEntered {
            coroutine: id,
            task: aio.current_id(),
            place,
        });
    }
}

fn tell_end<T: Repr>(aio: &Loop, coroutine: CoroutineId, result: &Result<T>) {
    if !aio.is_observed() {
        return;
    }
    let repr: String;
    let outcome = match result {
        Ok(value) => {
            repr = value.repr();
            Outcome::Result(&repr)
        }
        Err(error) if error.is_cancelled() => Outcome::Cancelled(error.message()),
        Err(error) => Outcome::Exception(error),
    };
    aio.emit(&Event::CoroutineFinished { coroutine, outcome });
}

impl<T: Value> Resume for Coroutine<T> {
    fn resume(&mut self, thrown: Option<Exception>, cx: &mut Context<'_>) -> Step {
        if let (Some(error), false) = (&thrown, self.entered) {
            // Its body never runs (rule E4).
            self.entered = true;
            let error = error.clone();
            self.leave(&Err(error.clone()));
            return Step::Raised(error);
        }
        let Some(body) = &mut self.body else {
            return Step::Raised(Exception::runtime("cannot reuse already awaited coroutine"));
        };
        enter(&self.aio, self.id, &mut self.entered, None);
        let undelivered = self.undelivered.take();
        let thrown = thrown.or(undelivered);
        let before = self.aio.slot().open(thrown, cx.waker());
        let polled = body.as_mut().poll(cx);
        let left = self.aio.slot().close(before);
        match polled {
            Poll::Pending => {
                self.undelivered = left.thrown;
                match left.offered {
                    Some((on, place)) => Step::Suspended(Some(on), Some(place)),
                    None => Step::Suspended(None, None),
                }
            }
            Poll::Ready(result) => {
                self.leave(&result);
                match result {
                    Ok(value) => Step::Returned(Erased::new(value)),
                    Err(error) => Step::Raised(error),
                }
            }
        }
    }
}

impl<T> Drop for Coroutine<T> {
    fn drop(&mut self) {
        self.aio.note_coroutine(-1);
        if !self.entered {
            self.aio
                .emit(&Event::CoroutineNeverAwaited { coroutine: self.id });
        }
    }
}

/// A coroutine that is awaited in the task of the one that awaits it: that costs
/// no iteration (rules B3, D10).
#[must_use = "nothing happens unless it is awaited"]
pub struct Inline<T> {
    coroutine: Coroutine<T>,
    place: Place,
}

impl<T: Value> Inline<T> {
    pub(crate) fn new(coroutine: Coroutine<T>, place: Place) -> Self {
        Self { coroutine, place }
    }
}

impl<T: Value> CoreFuture for Inline<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let this = self.get_mut();
        let coroutine = &mut this.coroutine;
        let Some(body) = &mut coroutine.body else {
            return Poll::Ready(Err(Exception::runtime(
                "cannot reuse already awaited coroutine",
            )));
        };
        enter(
            &coroutine.aio,
            coroutine.id,
            &mut coroutine.entered,
            Some(this.place),
        );
        let polled = body.as_mut().poll(cx);
        if let Poll::Ready(result) = &polled {
            coroutine.leave(result);
        }
        polled
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
