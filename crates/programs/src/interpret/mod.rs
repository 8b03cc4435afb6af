//! Runs the statements of a program on the executor core.
//!
//! `body` has the statements of coroutines, `simple` those that callbacks have too, `awaits` what
//! can be awaited, `many` the statements about several tasks at once.

mod awaits;
mod body;
mod many;
mod objects;
mod raise;
mod simple;

use crate::{
    ast::{Coro, FutureVar, GroupVar, HandleVar, Program, TaskVar},
    transcript::Val,
    witness::{Watcher, Witness},
};
use asyncio::{
    ContextVar, Coroutine, Future, Handle, Loop, Name, Result, Task, TaskGroup, TaskRef,
    observe::TaskId,
};
use objects::Objects;
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    fmt, mem,
    rc::Rc,
};

/// All that a program's coroutines share.
pub(crate) struct World {
    pub(crate) aio: Loop,
    pub(crate) witness: Rc<Witness>,
    program: Program,
    lines: RefCell<Vec<String>>,
    futures: Vec<Future<Val>>,
    objects: OnceCell<Objects>,
    variable: ContextVar<Val>,
    tasks: RefCell<BTreeMap<TaskVar, Task<Val>>>,
    groups: RefCell<BTreeMap<GroupVar, TaskGroup>>,
    handles: RefCell<BTreeMap<HandleVar, Handle>>,
    /// How often each coroutine function was called.
    calls: RefCell<Vec<u32>>,
    /// Every task, so that none dies before the end.
    alive: RefCell<BTreeMap<TaskId, TaskRef>>,
}

impl World {
    /// A loop, and the futures in it.
    pub(crate) fn new(program: Program, watcher: Option<Rc<dyn Watcher>>) -> Rc<Self> {
        let witness = Rc::new(Witness::new(watcher));
        let aio = Loop::builder().observer(witness.clone());
        let aio = aio.debug(program.options.debug).build();
        aio.set_eager(program.options.eager);
        let futures = (0..program.objects.futures).map(|_| aio.create_future());
        Rc::new(Self {
            futures: futures.collect(),
            calls: RefCell::new(vec![0; program.coroutines.len()]),
            variable: ContextVar::new("variable"),
            aio,
            witness,
            program,
            lines: RefCell::default(),
            objects: OnceCell::new(),
            tasks: RefCell::default(),
            groups: RefCell::default(),
            handles: RefCell::default(),
            alive: RefCell::default(),
        })
    }

    /// The main coroutine.
    pub(crate) fn main(self: &Rc<Self>) -> Coroutine<Val> {
        let world = self.clone();
        self.coroutine("main", async move {
            let objects = Objects::make(&world.aio, &world.program.objects)?;
            world.objects.get_or_init(|| objects);
            world.body("main".into(), &world.program.main).await
        })
    }

    /// Calls a coroutine function.
    fn call(self: &Rc<Self>, coro: Coro) -> Coroutine<Val> {
        let count = {
            let count = &mut self.calls.borrow_mut()[coro.0];
            mem::replace(count, *count + 1)
        };
        let who = format!("c{}#{count}", coro.0);
        let world = self.clone();
        self.coroutine(who.clone(), async move {
            world.log(&who, "start");
            world.body(who, &world.program.coroutines[coro.0]).await
        })
    }

    /// A coroutine object whose task is not forgotten.
    fn coroutine<B>(self: &Rc<Self>, name: impl Into<Name>, body: B) -> Coroutine<Val>
    where
        B: core::future::Future<Output = Result<Val>> + 'static,
    {
        let world = self.clone();
        self.aio.coroutine(name, async move {
            // An eager task that ends in its first step is seen nowhere else.
            world.keep(world.aio.current_task());
            body.await
        })
    }

    /// One line of the transcript, with the time.
    pub(crate) fn log(&self, who: &str, text: impl fmt::Display) {
        self.end(format_args!("{:.6} {who} {text}", self.aio.time()));
    }

    /// One line as it is.
    pub(crate) fn end(&self, line: impl fmt::Display) {
        self.lines.borrow_mut().push(line.to_string());
    }

    /// The lines; there are none left.
    pub(crate) fn take_lines(&self) -> Vec<String> {
        self.lines.take()
    }

    fn keep(&self, tasks: impl IntoIterator<Item = TaskRef>) {
        let tasks = tasks.into_iter().map(|task| (task.task_id(), task));
        self.alive.borrow_mut().extend(tasks);
    }

    /// Keeps every task that is there.
    pub(crate) fn keep_all(&self) {
        if self.alive.borrow().len() < self.witness.tasks() {
            self.keep(self.aio.all_tasks());
        }
    }

    /// Whether a task ended with an exception at which nobody has looked.
    pub(crate) fn unretrieved(&self, task: TaskId) -> bool {
        self.alive.borrow()[&task].exception_unretrieved()
    }

    /// The futures that existed from the beginning.
    pub(crate) fn futures(&self) -> &[Future<Val>] {
        &self.futures
    }

    /// Lets go of everything that a program's variables held.
    pub(crate) fn forget(&self) {
        self.tasks.take();
        self.groups.take();
        self.handles.take();
        self.alive.take();
    }

    fn objects(&self) -> &Objects {
        let objects = self.objects.get();
        objects.expect("main makes them before its first statement")
    }

    fn task(&self, name: TaskVar) -> Option<Task<Val>> {
        self.tasks.borrow().get(&name).cloned()
    }

    fn future(&self, name: FutureVar) -> &Future<Val> {
        &self.futures[name.0 as usize]
    }

    fn group(&self, name: GroupVar) -> Option<TaskGroup> {
        self.groups.borrow().get(&name).cloned()
    }
}
