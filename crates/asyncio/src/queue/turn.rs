//! Waiting for one's turn to put or to get (rules I11, I12).
//!
//! ```text
//!   ┌──────┐ blocked (1) ┌──────────┐ woken (2)
//!   │ Look ├────────────►│ Standing ├──────────┐
//!   └┬──▲──┘             └────┬─────┘          │
//!    │  └─────────────────────┼────────────────┘
//!    ▼ free, or shut down     ▼ an exception, or dropped (3)
//! ```
//!
//! (1) [`Turn::poll`] queues up at the end of the line. (2) By
//! [`Line::wake_next`]; another task may have been quicker, so it looks again.
//! (3) [`Turn::leave`]: who was woken in vain wakes the next.

use super::{
    line::Line,
    shared::{Shared, shut_down},
    storage::Storage,
};
use crate::{
    exception::{Exception, Result},
    future::Wait,
    observe::Place,
};
use alloc::rc::Rc;
use core::{
    future::Future as CoreFuture,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The two ends of a queue.
#[derive(Clone, Copy)]
pub(super) enum End {
    Put,
    Get,
}

impl End {
    fn verb(self) -> &'static str {
        match self {
            End::Put => "put",
            End::Get => "get",
        }
    }

    fn line<S: ?Sized>(self, queue: &Shared<S>) -> &Line {
        match self {
            End::Put => &queue.putters,
            End::Get => &queue.getters,
        }
    }

    fn is_blocked<S: ?Sized>(self, queue: &Shared<S>) -> bool {
        match self {
            End::Put => queue.is_full(),
            End::Get => queue.is_empty(),
        }
    }
}

/// One call of `put` or `get`, until it is its turn.
pub(super) struct Turn<T> {
    pub(super) queue: Rc<Shared<dyn Storage<T>>>,
    end: End,
    place: Place,
    /// Queued up.
    standing: Option<Wait<()>>,
    /// It had its turn, or an exception instead.
    over: bool,
}

impl<T> Turn<T> {
    pub(super) fn new(queue: Rc<Shared<dyn Storage<T>>>, end: End, place: Place) -> Self {
        Self {
            queue,
            end,
            place,
            standing: None,
            over: false,
        }
    }

    /// Ready as soon as the queue is not blocked at this end; once only.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if self.over {
            return Poll::Ready(Err(over()));
        }
        let turn = ready!(self.poll_turn(cx));
        self.over = true;
        Poll::Ready(turn)
    }

    fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        loop {
            if let Some(wait) = &mut self.standing {
                if let Err(error) = ready!(Pin::new(wait).poll(cx)) {
                    self.leave();
                    return Poll::Ready(Err(error));
                }
                if let Some(wait) = self.standing.take() {
                    self.queue.resource.reuse(wait);
                }
            }
            if !self.end.is_blocked(&*self.queue) {
                return Poll::Ready(Ok(()));
            }
            if self.queue.is_shut_down() {
                return Poll::Ready(Err(shut_down()));
            }
            let waiter = self.queue.resource.waiter(self.end.verb(), self.place);
            self.end.line(&*self.queue).queue_up(waiter.clone());
            self.standing = Some(Wait::new(waiter, self.place));
        }
    }

    /// Goes away without having had its turn.
    fn leave(&mut self) {
        let Some(wait) = self.standing.take() else {
            return;
        };
        let line = self.end.line(&*self.queue);
        let in_vain = line.leave(wait.cell());
        if in_vain && !self.end.is_blocked(&*self.queue) {
            line.wake_next();
        }
    }
}

impl<T> Drop for Turn<T> {
    fn drop(&mut self) {
        self.leave();
    }
}

/// What CPython says of a coroutine that is awaited once more.
pub(super) fn over() -> Exception {
    Exception::runtime("cannot reuse already awaited coroutine")
}
