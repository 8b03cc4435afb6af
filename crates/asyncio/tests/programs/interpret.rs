//! Runs the statements of a program on the executor core.

use crate::{
    parse::{Aw, Body, Id, Program, Stmt, Try, What},
    transcript::{Val, Witness, exception},
};
use asyncio::{
    Awaitable, Coroutine, Exception, Family, Future, Handle, Loop, Repr, Result, Task, Timeout,
};
use std::{cell::RefCell, collections::BTreeMap, panic::Location, pin::Pin, rc::Rc};

/// All that a program's coroutines share.
pub(crate) struct World {
    pub(crate) aio: Loop,
    pub(crate) program: Program,
    pub(crate) witness: Rc<Witness>,
    pub(crate) lines: RefCell<Vec<String>>,
    pub(crate) futures: Vec<Future<Val>>,
    pub(crate) tasks: RefCell<BTreeMap<String, Task<Val>>>,
    pub(crate) handles: RefCell<BTreeMap<String, Handle>>,
    pub(crate) calls: RefCell<BTreeMap<usize, usize>>,
}

/// One call of a coroutine function.
struct Frame {
    who: String,
    limits: RefCell<BTreeMap<Id, Timeout>>,
}

/// How a block of statements ended, unless by an exception.
enum Flow {
    Next,
    Return(Val),
}

type Running<T> = Pin<Box<dyn core::future::Future<Output = Result<T>>>>;

/// An awaitable that was evaluated.
enum Ready {
    Task(Task<Val>),
    Future(Future<Val>),
    Coroutine(Coroutine<Val>),
    List(Future<Vec<Val>>),
    Results(Future<Vec<Result<Val>>>),
}

impl World {
    pub(crate) fn log(&self, line: impl core::fmt::Display) {
        let line = format!("{:.6} {line}", self.aio.time());
        self.lines.borrow_mut().push(line);
    }

    pub(crate) fn main(self: &Rc<Self>) -> Coroutine<Val> {
        let body = self.program.main.clone();
        self.coroutine("main".into(), body, false)
    }

    /// Calls a coroutine function.
    fn call(self: &Rc<Self>, coro: usize) -> Coroutine<Val> {
        let count = {
            let mut calls = self.calls.borrow_mut();
            let count = calls.entry(coro).or_default();
            *count += 1;
            *count - 1
        };
        let body = self.program.coros[coro].clone();
        self.coroutine(format!("c{coro}#{count}"), body, true)
    }

    fn coroutine(self: &Rc<Self>, who: String, body: Body, announce: bool) -> Coroutine<Val> {
        let world = self.clone();
        self.aio.coroutine(who.clone(), async move {
            if announce {
                world.log(format_args!("{who} start"));
            }
            let frame = Rc::new(Frame {
                who,
                limits: RefCell::default(),
            });
            match world.block(frame, body).await? {
                Flow::Return(value) => Ok(value),
                Flow::Next => Ok(Val::None),
            }
        })
    }

    fn block(self: &Rc<Self>, frame: Rc<Frame>, body: Body) -> Running<Flow> {
        let world = self.clone();
        Box::pin(async move {
            for stmt in &*body {
                if let Flow::Return(value) = world.stmt(&frame, stmt).await? {
                    return Ok(Flow::Return(value));
                }
            }
            Ok(Flow::Next)
        })
    }

    async fn stmt(self: &Rc<Self>, frame: &Rc<Frame>, stmt: &Stmt) -> Result<Flow> {
        let tag = format!("{} p{}", frame.who, stmt.id);
        match &stmt.what {
            What::Sleep(seconds) => self.aio.sleep(*seconds).await?,
            What::Return(value) => return Ok(Flow::Return(Val::Int(*value))),
            What::Await(aw) => {
                if aw.names(&|name| self.exists(name)) {
                    let value = self.wait(self.evaluate(aw)).await?;
                    self.log(format_args!("{tag} = {}", value.repr()));
                } else {
                    self.log(format_args!("{tag} unset"));
                }
            }
            What::Try(parts) => return self.attempt(frame, &tag, parts).await,
            What::Timeout { seconds, body } => {
                let limit = self.aio.timeout(*seconds);
                frame.limits.borrow_mut().insert(stmt.id, limit.clone());
                let body = self.block(frame.clone(), body.clone());
                let flow = limit.scope(body).await?;
                if let Flow::Next = flow {
                    let expired = Val::Bool(limit.expired()).repr();
                    self.log(format_args!("{tag} expired={expired}"));
                }
                return Ok(flow);
            }
            What::Reschedule { timeout, seconds } => {
                let limit = frame.limits.borrow()[timeout].clone();
                limit.reschedule(seconds.map(|seconds| self.aio.time() + seconds))?;
            }
            _ => self.sync(&frame.who, stmt)?,
        }
        Ok(Flow::Next)
    }

    async fn attempt(self: &Rc<Self>, frame: &Rc<Frame>, tag: &str, parts: &Try) -> Result<Flow> {
        let run = |body: &Body| self.block(frame.clone(), body.clone());
        let mut outcome = match run(&parts.body).await {
            Ok(Flow::Next) => match &parts.otherwise {
                Some(body) => run(body).await,
                None => Ok(Flow::Next),
            },
            Ok(flow) => Ok(flow),
            Err(error) => {
                let handlers = &mut parts.handlers.iter();
                match handlers.find(|handler| catches(&handler.class, &error)) {
                    None => Err(error),
                    Some(handler) => {
                        self.log(format_args!("{tag} caught {}", exception(&error)));
                        match run(&handler.body).await {
                            Ok(Flow::Next) if handler.reraise => Err(error),
                            other => other,
                        }
                    }
                }
            }
        };
        if let Some(body) = &parts.finally {
            self.log(format_args!("{tag} finally"));
            match run(body).await {
                Ok(Flow::Next) => {}
                other => outcome = other,
            }
        }
        outcome
    }

    /// A statement that may also stand in a callback.
    fn sync(self: &Rc<Self>, who: &str, stmt: &Stmt) -> Result<()> {
        let id = stmt.id;
        let say = |text: &str| self.log(format_args!("{who} p{id}{text}"));
        match &stmt.what {
            What::Print => say(""),
            What::Raise { class, message } => return Err(raised(class, message)),
            What::Cancel { task, message } => say(&match self.task(task) {
                None => " cancel=unset".into(),
                Some(task) => {
                    let agreed = match message {
                        Some(message) => task.cancel_with(message),
                        None => task.cancel(),
                    };
                    format!(" cancel={}", agreed.repr())
                }
            }),
            What::Uncancel(task) => say(&match self.task(task) {
                None => " uncancel=unset".into(),
                Some(task) => format!(" uncancel={}", task.uncancel()),
            }),
            What::Cancelling(task) => say(&match self.task(task) {
                None => " cancelling=unset".into(),
                Some(task) => format!(" cancelling={}", task.cancelling()),
            }),
            What::State(name) => {
                let state = match self.task(name) {
                    Some(task) => self.witness.state(task.id()),
                    None if name.starts_with('f') => self.witness.state(self.future(name).id()),
                    None => "unset".into(),
                };
                say(&format!(" state={state}"));
            }
            What::SetResult { future, value } => {
                self.future(future).set_result(Val::Int(*value))?;
            }
            What::SetException { future, message } => {
                self.future(future)
                    .set_exception(Exception::new("E", message))?;
            }
            What::CancelFuture(future) => {
                let agreed = self.future(future).cancel();
                say(&format!(" cancel={}", agreed.repr()));
            }
            What::CallSoon(body) => {
                let callback = self.callback(id, body);
                self.aio.call_soon("cb", callback);
            }
            What::CallLater {
                handle,
                delay,
                body,
            } => {
                let timer = self.aio.call_later(*delay, "cb", self.callback(id, body));
                self.handles.borrow_mut().insert(handle.clone(), timer);
            }
            What::CancelHandle(handle) => {
                if let Some(handle) = self.handles.borrow().get(handle) {
                    handle.cancel();
                }
            }
            What::OnDone { of, body } => {
                let callback = self.callback(id, body);
                if let Some(task) = self.task(of) {
                    task.add_done_callback("cb", move |_| callback());
                } else if of.starts_with('f') {
                    let future = self.future(of);
                    future.add_done_callback("cb", move |_| callback());
                }
            }
            What::Spawn { task, coro } => {
                let made = self.aio.create_task(self.call(*coro));
                self.tasks.borrow_mut().insert(task.clone(), made);
            }
            _ => unreachable!("statement {id} needs a coroutine"),
        }
        Ok(())
    }

    fn callback(self: &Rc<Self>, id: Id, body: &Body) -> impl Fn() -> Result<()> + 'static {
        // Weak, as the loop may keep it in a queue for ever.
        let world = Rc::downgrade(self);
        let body = body.clone();
        move || {
            let Some(world) = world.upgrade() else {
                return Ok(());
            };
            let who = format!("cb{id}");
            let ended = body.iter().try_for_each(|stmt| world.sync(&who, stmt));
            ended.inspect_err(|error| world.witness.raised(error))
        }
    }

    fn task(&self, name: &str) -> Option<Task<Val>> {
        self.tasks.borrow().get(name).cloned()
    }

    fn future(&self, name: &str) -> &Future<Val> {
        let index: usize = name[1..].parse().expect("futures are f0, f1, …");
        &self.futures[index]
    }

    fn exists(&self, name: &str) -> bool {
        name.starts_with('f') || self.tasks.borrow().contains_key(name)
    }

    fn evaluate(self: &Rc<Self>, aw: &Aw) -> Ready {
        let aio = &self.aio;
        match aw {
            Aw::Task(name) => Ready::Task(self.task(name).expect("it is set")),
            Aw::Future(name) => Ready::Future(self.future(name).clone()),
            Aw::Call(coro) => Ready::Coroutine(self.call(*coro)),
            Aw::WaitFor(inner, seconds) => {
                let (world, seconds) = (self.clone(), *seconds);
                let inner = self.evaluate(inner);
                Ready::Coroutine(aio.coroutine("wait_for", async move {
                    let aio = &world.aio;
                    match inner {
                        Ready::Task(task) => aio.wait_for(task, seconds).await,
                        Ready::Future(future) => aio.wait_for(future, seconds).await,
                        Ready::Coroutine(coroutine) => aio.wait_for(coroutine, seconds).await,
                        Ready::List(list) => Ok(Val::List(aio.wait_for(list, seconds).await?)),
                        Ready::Results(list) => Ok(results(aio.wait_for(list, seconds).await?)),
                    }
                }))
            }
            Aw::Shield(inner) => match self.evaluate(inner) {
                Ready::Task(task) => Ready::Future(aio.shield(task)),
                Ready::Future(future) => Ready::Future(aio.shield(future)),
                Ready::Coroutine(coroutine) => Ready::Future(aio.shield(coroutine)),
                Ready::List(list) => Ready::List(aio.shield(list)),
                Ready::Results(list) => Ready::Results(aio.shield(list)),
            },
            Aw::Gather(all, return_exceptions) => {
                let all: Vec<Ready> = all.iter().map(|aw| self.evaluate(aw)).collect();
                let place = Location::caller();
                let all = all.into_iter().map(|ready| match ready {
                    Ready::Task(task) => task.ensure_future(aio, place),
                    Ready::Future(future) => future,
                    Ready::Coroutine(coroutine) => coroutine.ensure_future(aio, place),
                    Ready::List(_) | Ready::Results(_) => unreachable!("gather in gather"),
                });
                if *return_exceptions {
                    Ready::Results(aio.gather_return_exceptions(all))
                } else {
                    Ready::List(aio.gather(all))
                }
            }
        }
    }

    async fn wait(&self, ready: Ready) -> Result<Val> {
        match ready {
            Ready::Task(task) => task.await,
            Ready::Future(future) => future.await,
            Ready::Coroutine(coroutine) => coroutine.await,
            Ready::List(list) => list.await.map(Val::List),
            Ready::Results(list) => list.await.map(results),
        }
    }
}

fn results(items: Vec<Result<Val>>) -> Val {
    Val::List(
        items
            .into_iter()
            .map(|item| item.unwrap_or_else(Val::Exc))
            .collect(),
    )
}

fn raised(class: &str, message: &str) -> Exception {
    match class {
        "B" => Exception::base("B", message),
        "CancelledError" => Exception::cancelled(Some(message)),
        "SystemExit" => Exception::system_exit(1),
        "KeyboardInterrupt" => Exception::keyboard_interrupt(),
        class => Exception::new(class, message),
    }
}

fn catches(class: &str, error: &Exception) -> bool {
    match class {
        "BaseException" => true,
        "Exception" => error.family() == Family::Exception,
        class => error.is(class),
    }
}
