//! How a coroutine has and loses its object.

use super::{Coroutine, Resume, object::Body};
use crate::event_loop::depth::Garbage;
use alloc::boxed::Box;
use core::pin::Pin;

/// The object is taken out only when the coroutine goes.
const GONE: &str = "a coroutine has its object as long as it lives";

impl<T> Coroutine<T> {
    pub(super) fn object(&self) -> &dyn Body<T> {
        match &self.0 {
            Some(object) => &**object,
            None => unreachable!("{GONE}"),
        }
    }

    pub(super) fn object_mut(&mut self) -> Pin<&mut (dyn Body<T> + 'static)> {
        match &mut self.0 {
            Some(object) => object.as_mut(),
            None => unreachable!("{GONE}"),
        }
    }

    /// The object itself, for a task to drive.
    pub(crate) fn into_object(mut self) -> Pin<Box<dyn Resume>> {
        match self.0.take() {
            Some(object) => object,
            None => unreachable!("{GONE}"),
        }
    }
}

/// What has not ended may hold another coroutine, and so on: a long nest of them
/// must not be dropped by recursion.
impl<T> Drop for Coroutine<T> {
    fn drop(&mut self) {
        if let Some(mut object) = self.0.take()
            && !object.as_mut().has_ended()
        {
            let aio = object.as_mut().head_mut().aio.clone();
            aio.discard(Garbage::Coroutine(object));
        }
    }
}
