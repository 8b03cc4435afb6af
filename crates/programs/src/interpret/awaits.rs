//! Things to await.

use super::World;
use crate::{
    ast::{Aw, Lockable},
    mention::{Mention, Tell},
    transcript::Val,
};
use asyncio::{Coroutine, FutureRef, Result};
use std::rc::Rc;

/// An awaitable that was evaluated.
pub(super) enum Ready {
    /// A task, or another future.
    Future(FutureRef),
    /// What a coroutine function gave; nothing of it has run.
    Coroutine(Coroutine<Val>),
}

impl Ready {
    pub(super) async fn wait(self) -> Result<Val> {
        match self {
            Ready::Future(future) => future.await.map(Val::from),
            Ready::Coroutine(coroutine) => coroutine.await,
        }
    }
}

impl World {
    /// Whether every variable that it names is set.
    pub(super) fn is_set(&self, aw: &Aw) -> bool {
        let mut set = true;
        aw.tell(&mut |mention| {
            if let Mention::Task(name) = mention {
                set &= self.tasks.borrow().contains_key(&name);
            }
        });
        set
    }

    /// Evaluates the expression that stands behind `await`.
    ///
    /// # Errors
    /// What an eager task raised in its first step past the loop.
    pub(super) fn evaluate(self: &Rc<Self>, aw: &Aw) -> Result<Ready> {
        let aio = &self.aio;
        Ok(match aw {
            Aw::Task { task } => {
                let task = self.task(*task).expect("somebody looked whether it is set");
                Ready::Future(FutureRef::clone(&task))
            }
            Aw::Future { future } => Ready::Future(FutureRef::clone(self.future(*future))),
            Aw::Call { coroutine } => Ready::Coroutine(self.call(*coroutine)),
            Aw::WaitFor { inner, seconds } => {
                let (inner, seconds, aio) = (self.evaluate(inner)?, *seconds, aio.clone());
                Ready::Coroutine(self.coroutine("wait_for", async move {
                    match inner {
                        Ready::Future(future) => aio.wait_for(future, seconds).await.map(Val::from),
                        Ready::Coroutine(coroutine) => aio.wait_for(coroutine, seconds).await,
                    }
                }))
            }
            Aw::Shield { inner } => {
                let inner = self.ensure_future(self.evaluate(inner)?)?;
                Ready::Future(FutureRef::clone(&aio.shield(inner)))
            }
            Aw::Gather {
                all,
                return_exceptions,
            } => {
                let all: Vec<Ready> = all
                    .iter()
                    .map(|aw| self.evaluate(aw))
                    .collect::<Result<_>>()?;
                let all: Vec<FutureRef> = all
                    .into_iter()
                    .map(|ready| self.ensure_future(ready))
                    .collect::<Result<_>>()?;
                Ready::Future(if *return_exceptions {
                    FutureRef::clone(&aio.gather_return_exceptions(all))
                } else {
                    FutureRef::clone(&aio.gather(all))
                })
            }
            aw => Ready::Coroutine(self.synchroniser(aw)),
        })
    }

    fn ensure_future(&self, ready: Ready) -> Result<FutureRef> {
        match ready {
            Ready::Future(future) => Ok(future),
            Ready::Coroutine(coroutine) => {
                let task = self.aio.task().try_spawn(coroutine)?;
                Ok(FutureRef::clone(&task))
            }
        }
    }

    /// The coroutines of locks and queues.
    fn synchroniser(self: &Rc<Self>, aw: &Aw) -> Coroutine<Val> {
        let objects = self.objects();
        let done = |()| Val::None;
        let truth = |()| Val::Bool(true);
        match aw {
            Aw::EventWait { event } => {
                let wait = objects.events[event.0 as usize].wait();
                self.coroutine("Event.wait", async move { wait.await.map(truth) })
            }
            Aw::Acquire {
                of: Lockable::Lock(name),
            } => {
                let acquire = objects.locks[name.0 as usize].acquire();
                self.coroutine("Lock.acquire", async move { acquire.await.map(truth) })
            }
            Aw::Acquire {
                of: Lockable::Semaphore(name),
            } => {
                let acquire = objects.semaphores[name.0 as usize].acquire();
                self.coroutine("Semaphore.acquire", async move { acquire.await.map(truth) })
            }
            Aw::Acquire {
                of: Lockable::Bounded(name),
            } => {
                let acquire = objects.bounded[name.0 as usize].acquire();
                self.coroutine("Semaphore.acquire", async move { acquire.await.map(truth) })
            }
            Aw::Put { queue, value } => {
                let put = objects.queues[queue.0 as usize].put(value.into());
                self.coroutine("Queue.put", async move { put.await.map(done) })
            }
            Aw::Get { queue } => {
                let get = objects.queues[queue.0 as usize].get();
                self.coroutine("Queue.get", get)
            }
            Aw::Join { queue } => {
                let join = objects.queues[queue.0 as usize].join();
                self.coroutine("Queue.join", async move { join.await.map(done) })
            }
            Aw::ConditionWait { condition } => {
                let wait = objects.conditions[condition.0 as usize].wait();
                self.coroutine("Condition.wait", async move { wait.await.map(truth) })
            }
            Aw::BarrierWait { barrier } => {
                let wait = objects.barriers[barrier.0 as usize].wait();
                self.coroutine("Barrier.wait", async move {
                    wait.await.map(|place| Val::Int(place as i64))
                })
            }
            Aw::BarrierReset { barrier } => {
                let reset = objects.barriers[barrier.0 as usize].reset();
                self.coroutine("Barrier.reset", async move { reset.await.map(done) })
            }
            Aw::BarrierAbort { barrier } => {
                let abort = objects.barriers[barrier.0 as usize].abort();
                self.coroutine("Barrier.abort", async move { abort.await.map(done) })
            }
            _ => unreachable!("the caller evaluates it"),
        }
    }
}
