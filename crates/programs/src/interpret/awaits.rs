//! Things to await.

use super::World;
use crate::{
    ast::{Aw, Lockable},
    mention::{Mention, Tell},
    transcript::Val,
};
use asyncio::{Coroutine, FutureRef, Result};
use std::{future::Future, rc::Rc};

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
                // One by one, as making an eager task may run its first step.
                let mut raised = None;
                let all = all.into_iter().map_while(|ready| {
                    let future = self.ensure_future(ready);
                    future.map_err(|error| raised = Some(error)).ok()
                });
                let future = if *return_exceptions {
                    FutureRef::clone(&aio.gather_return_exceptions(all))
                } else {
                    FutureRef::clone(&aio.gather(all))
                };
                return raised.map_or(Ok(Ready::Future(future)), Err);
            }
            Aw::EventWait { event } => {
                let wait = self.objects().events[event.0 as usize].wait();
                self.library("Event.wait", wait, truth)
            }
            Aw::Acquire { of } => match of {
                Lockable::Lock(name) => {
                    let acquire = self.objects().locks[name.0 as usize].acquire();
                    self.library("Lock.acquire", acquire, truth)
                }
                Lockable::Semaphore(name) => {
                    let acquire = self.objects().semaphores[name.0 as usize].acquire();
                    self.library("Semaphore.acquire", acquire, truth)
                }
                Lockable::Bounded(name) => {
                    let acquire = self.objects().bounded[name.0 as usize].acquire();
                    self.library("Semaphore.acquire", acquire, truth)
                }
            },
            Aw::Put { queue, value } => {
                let put = self.objects().queues[queue.0 as usize].put(value.into());
                self.library("Queue.put", put, nothing)
            }
            Aw::Get { queue } => {
                let get = self.objects().queues[queue.0 as usize].get();
                self.library("Queue.get", get, |item| item)
            }
            Aw::Join { queue } => {
                let join = self.objects().queues[queue.0 as usize].join();
                self.library("Queue.join", join, nothing)
            }
            Aw::ConditionWait { condition } => {
                let wait = self.objects().conditions[condition.0 as usize].wait();
                self.library("Condition.wait", wait, truth)
            }
            Aw::BarrierWait { barrier } => {
                let wait = self.objects().barriers[barrier.0 as usize].wait();
                let place = |place| Val::Int(i64::try_from(place).unwrap_or(i64::MAX));
                self.library("Barrier.wait", wait, place)
            }
            Aw::BarrierReset { barrier } => {
                let reset = self.objects().barriers[barrier.0 as usize].reset();
                self.library("Barrier.reset", reset, nothing)
            }
            Aw::BarrierAbort { barrier } => {
                let abort = self.objects().barriers[barrier.0 as usize].abort();
                self.library("Barrier.abort", abort, nothing)
            }
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

    /// A coroutine function of the library: where Rust gives nothing, Python may give something.
    fn library<T: 'static>(
        self: &Rc<Self>,
        name: &'static str,
        wait: impl Future<Output = Result<T>> + 'static,
        value: impl FnOnce(T) -> Val + 'static,
    ) -> Ready {
        Ready::Coroutine(self.coroutine(name, async move { wait.await.map(value) }))
    }
}

/// What most coroutine functions of locks return.
fn truth((): ()) -> Val {
    Val::Bool(true)
}

fn nothing((): ()) -> Val {
    Val::None
}
