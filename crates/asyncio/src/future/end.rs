//! How a future lets go of what it holds.

use super::{
    callbacks::Callbacks,
    cell::{FutureCell, Kind},
};
use crate::{
    debug::Thing,
    event_loop::depth::{Garbage, Held},
    observe::Complaint,
    report::{Report, Subject},
};

impl FutureCell {
    /// Lets go of everything that could hold it in a cycle; used when the loop
    /// is closed under a pending future.
    pub(crate) fn abandon(&self) {
        drop(self.callbacks.take());
        match &self.kind {
            Kind::Plain | Kind::Sleep(_) => {}
            Kind::Gather(part) => part.abandon(),
            Kind::Task(part) => {
                let coroutine = self.take_coroutine();
                part.abandon();
                drop(coroutine);
            }
        }
    }

    /// Lets go of all that may hold other futures; a long chain of them must not
    /// be dropped by recursion.
    #[inline]
    fn let_go(&mut self) {
        let result = self.state.get_mut().holds_any();
        let callbacks = !matches!(self.callbacks.get_mut(), Callbacks::None);
        let more = match &mut self.kind {
            Kind::Plain | Kind::Sleep(_) => false,
            Kind::Gather(_) => true,
            Kind::Task(part) => part.waiter.get_mut().is_some(),
        };
        if result || callbacks || more {
            self.discard();
        }
    }

    #[cold]
    fn discard(&self) {
        let mut held = Held {
            state: self.state.take(),
            callbacks: self.callbacks.take(),
            ..Held::default()
        };
        match &self.kind {
            Kind::Plain | Kind::Sleep(_) => {}
            Kind::Gather(part) => held.children = part.take_children(),
            Kind::Task(part) => held.waiter = part.waiter.take(),
        }
        self.aio.discard(Garbage::Future(held));
    }
}

impl Drop for FutureCell {
    fn drop(&mut self) {
        self.aio.note_future(-1);
        if self.unretrieved.get()
            && let (_, Some(Err(error))) = self.state_and_outcome()
        {
            let message = match &self.kind {
                Kind::Task(_) => "Task exception was never retrieved",
                Kind::Gather(_) => "_GatheringFuture exception was never retrieved",
                Kind::Plain | Kind::Sleep(_) => "Future exception was never retrieved",
            };
            let aio = &self.aio;
            let complaint = Complaint::NeverRetrieved;
            let subject = Subject::Future(self);
            let report = Report::new(aio, complaint, message, Some(&error), subject);
            // Nobody is there who could be left by an exit, as in a `__del__`.
            drop(aio.complain(&report));
        }
        if self.aio.watch().is_some() {
            for thing in [Thing::Future, Thing::Body, Thing::Await] {
                self.aio.forget(thing(self.id));
            }
        }
        self.let_go();
    }
}
