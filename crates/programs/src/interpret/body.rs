//! Statements of coroutines.

use super::{World, raise::catches};
use crate::{
    ast::{AnySemaphore, Handler, How, Id, Lockable, Stmt, What},
    transcript::{Shown, Val},
};
use asyncio::{Result, Timeout};
use std::{cell::RefCell, collections::BTreeMap, fmt, future::Future, pin::Pin, rc::Rc};

/// One call of a coroutine function.
pub(super) struct Frame {
    who: String,
    /// The timeouts that were entered, by the number of the statement.
    timeouts: RefCell<BTreeMap<Id, Timeout>>,
}

/// How a block of statements ended, unless by an exception.
pub(super) enum Flow {
    Next,
    Return(Val),
}

pub(super) type Running<'a> = Pin<Box<dyn Future<Output = Result<Flow>> + 'a>>;

/// The parts of a `try` statement.
struct Try<'a> {
    body: &'a [Stmt],
    handlers: &'a [Handler],
    otherwise: Option<&'a [Stmt]>,
    finally: Option<&'a [Stmt]>,
}

impl World {
    pub(super) async fn body(self: &Rc<Self>, who: String, body: &[Stmt]) -> Result<Val> {
        let frame = Frame {
            who,
            timeouts: RefCell::default(),
        };
        match self.block(&frame, body).await? {
            Flow::Return(value) => Ok(value),
            Flow::Next => Ok(Val::None),
        }
    }

    pub(super) fn say(&self, frame: &Frame, id: Id, text: impl fmt::Display) {
        self.log(&frame.who, format_args!("p{id}{text}"));
    }

    pub(super) fn block<'a>(self: &'a Rc<Self>, frame: &'a Frame, body: &'a [Stmt]) -> Running<'a> {
        Box::pin(async move {
            for stmt in body {
                if let Flow::Return(value) = self.stmt(frame, stmt).await? {
                    return Ok(Flow::Return(value));
                }
            }
            Ok(Flow::Next)
        })
    }

    async fn stmt(self: &Rc<Self>, frame: &Frame, stmt: &Stmt) -> Result<Flow> {
        let id = stmt.id;
        self.witness.reached(&frame.who, id);
        match &stmt.what {
            What::Sync(what) => self.simple(&frame.who, id, what)?,
            What::Sleep { seconds } => self.aio.sleep(*seconds).await?,
            What::Return { value } => return Ok(Flow::Return(value.into())),
            What::Await { what } => {
                if self.is_set(what) {
                    let value = self.evaluate(what)?.wait().await?;
                    self.say(frame, id, format_args!(" = {value}"));
                } else {
                    self.say(frame, id, " unset");
                }
            }
            What::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => {
                let parts = Try {
                    body,
                    handlers,
                    otherwise: otherwise.as_deref(),
                    finally: finally.as_deref(),
                };
                return self.attempt(frame, id, parts).await;
            }
            What::Timeout { seconds, body } => {
                let timeout = self.aio.timeout(*seconds);
                frame.timeouts.borrow_mut().insert(id, timeout.clone());
                let flow = timeout.scope(self.block(frame, body)).await?;
                if let Flow::Next = flow {
                    let expired = Val::Bool(timeout.expired());
                    self.say(frame, id, format_args!(" expired={expired}"));
                }
                return Ok(flow);
            }
            What::Reschedule { timeout, seconds } => {
                let timeout = frame.timeouts.borrow()[&timeout.0].clone();
                timeout.reschedule(seconds.map(|seconds| self.aio.time() + seconds))?;
            }
            What::Group { group, body } => {
                let made = self.aio.task_group();
                let inside = async {
                    self.groups.borrow_mut().insert(*group, made.clone());
                    self.block(frame, body).await
                };
                let flow = made.scope(inside).await?;
                if let Flow::Next = flow {
                    self.say(frame, id, " tg-exit");
                }
                return Ok(flow);
            }
            What::Lock { lock, body } => {
                let lock = &self.objects().locks[lock.0 as usize];
                lock.acquire().await?;
                return self.within(frame, id, body, &|| lock.release()).await;
            }
            What::Semaphore { semaphore, body } => {
                let objects = self.objects();
                let of = match semaphore {
                    AnySemaphore::Semaphore(name) => {
                        objects.semaphores[name.0 as usize].acquire().await?;
                        Lockable::Semaphore(*name)
                    }
                    AnySemaphore::Bounded(name) => {
                        objects.bounded[name.0 as usize].acquire().await?;
                        Lockable::Bounded(*name)
                    }
                };
                return self.within(frame, id, body, &|| self.release(of)).await;
            }
            What::Condition { condition, body } => {
                let condition = &self.objects().conditions[condition.0 as usize];
                condition.acquire().await?;
                return self.within(frame, id, body, &|| condition.release()).await;
            }
            What::Wait {
                tasks,
                timeout,
                until,
            } => {
                let waited = self.wait_for_many(frame, id, tasks, *timeout, *until);
                waited.await?;
            }
            What::AsCompleted { tasks, timeout } => {
                self.as_completed(frame, id, tasks, *timeout).await?;
            }
            What::AsCompletedAsync { tasks, timeout } => {
                self.as_completed_stream(frame, id, tasks, *timeout).await?;
            }
        }
        Ok(Flow::Next)
    }

    /// The rest of an `async with`. The library's guards release what is theirs and never more; here
    /// somebody else may have released it, and then the way out raises, as in Python.
    async fn within(
        self: &Rc<Self>,
        frame: &Frame,
        id: Id,
        body: &[Stmt],
        release: &dyn Fn() -> Result<()>,
    ) -> Result<Flow> {
        self.say(frame, id, " in");
        let outcome = self.block(frame, body).await;
        release()?;
        outcome
    }

    async fn attempt(self: &Rc<Self>, frame: &Frame, id: Id, parts: Try<'_>) -> Result<Flow> {
        let mut outcome = match self.block(frame, parts.body).await {
            Ok(Flow::Next) => match parts.otherwise {
                Some(body) => self.block(frame, body).await,
                None => Ok(Flow::Next),
            },
            Ok(flow) => Ok(flow),
            Err(error) => {
                let mut handlers = parts.handlers.iter();
                match handlers.find(|handler| catches(handler.class, &error)) {
                    None => Err(error),
                    Some(handler) => {
                        self.say(frame, id, format_args!(" caught {}", Shown(&error)));
                        match self.block(frame, &handler.body).await {
                            Ok(Flow::Next) if handler.how == How::Reraise => Err(error),
                            other => other,
                        }
                    }
                }
            }
        };
        if let Some(body) = parts.finally {
            self.say(frame, id, " finally");
            match self.block(frame, body).await {
                Ok(Flow::Next) => {}
                other => outcome = other,
            }
        }
        outcome
    }
}
