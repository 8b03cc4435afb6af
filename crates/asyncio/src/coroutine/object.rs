//! The one block of memory that a coroutine has.

use super::{Head, Resume, Step, resume, reused};
use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    name::Name,
    observe::Place,
    value::{Erased, Kept, Value},
};
use core::{
    future::Future as CoreFuture,
    pin::Pin,
    task::{Context, Poll},
};
use pin_project_lite::pin_project;

/// A block that is larger is given back when its coroutine ends, and not kept
/// for the result.
const SMALL: usize = 256;

pin_project! {
    /// Head and body in one allocation. The body is a type of its own for each
    /// coroutine function; everything above it only knows [`Body`].
    pub(super) struct Object<F, T> {
        head: Head,
        #[pin]
        stage: Stage<F, T>,
    }
}

pin_project! {
    #[project = StageProjection]
    enum Stage<F, T> {
        Body { #[pin] body: F },
        Over,
        // What it returned to the task that drove it.
        Result { value: T },
    }
}

impl<F, T> Object<F, T> {
    pub(super) fn new(head: Head, body: F) -> Self {
        Self {
            head,
            stage: Stage::Body { body },
        }
    }
}

/// A coroutine of which only the type of the result is known.
///
/// A body that has begun may hold references into itself, and looking at it from
/// outside through a shared reference would be a promise that nothing in it
/// changes. So nearly everything here takes it by the one mutable reference.
pub(super) trait Body<T>: Resume {
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
    /// Keeps the result where the body was, for the task, or hands it back.
    fn keep(self: Pin<&mut Self>, value: T) -> Option<Erased>;
}

impl<T: Value, F: CoreFuture<Output = Result<T>> + 'static> Body<T> for Object<F, T> {
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
        let mut this = self.project();
        let head = this.head;
        head.enter(place);
        let StageProjection::Body { body } = this.stage.as_mut().project() else {
            return Poll::Ready(Err(reused()));
        };
        let polled = match head.aio.descend(1) {
            Ok(_deeper) => body.poll(cx),
            Err(error) => Poll::Ready(Err(error)),
        };
        if let Poll::Ready(result) = &polled {
            this.stage.set(Stage::Over);
            head.leave(result);
        }
        polled
    }

    fn end(self: Pin<&mut Self>) {
        self.project().stage.set(Stage::Over);
    }

    fn has_ended(self: Pin<&mut Self>) -> bool {
        !matches!(self.project().stage.project(), StageProjection::Body { .. })
    }

    fn keep(self: Pin<&mut Self>, value: T) -> Option<Erased> {
        let mut this = self.project();
        if size_of::<Self>() > SMALL || size_of::<T>() == 0 || this.head.aio.is_observed() {
            return Some(Erased::new(value));
        }
        this.head.go();
        this.stage.set(Stage::Result { value });
        None
    }
}

impl<T: Value, F: CoreFuture<Output = Result<T>> + 'static> Resume for Object<F, T> {
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

    fn kept(self: Pin<&mut Self>) -> Option<&dyn Kept> {
        match self.project().stage.project() {
            StageProjection::Result { value } => Some(value),
            _ => None,
        }
    }
}
