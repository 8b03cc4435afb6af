//! Statements that wait for nothing, so that callbacks have them too.

use super::{World, raise::raised};
use crate::{
    ast::{Id, Line, Lockable, Sync, SyncStmt, Target},
    transcript::Val,
};
use asyncio::{Exception, FutureRef, Result};
use std::rc::Rc;

impl World {
    pub(super) fn simple(self: &Rc<Self>, who: &str, id: Id, what: &Sync) -> Result<()> {
        let say = |text: &str| self.log(who, format_args!("p{id}{text}"));
        // What a method of a task said, or that there is no task.
        let said = |name: &str, answer: Option<String>| {
            let answer = answer.as_deref().unwrap_or("unset");
            say(&format!(" {name}={answer}"));
        };
        match what {
            Sync::Print {} => say(""),
            Sync::Raise { class, message } => return Err(raised(*class, message)),
            Sync::Cancel { task, message } => said(
                "cancel",
                self.task(*task).map(|task| {
                    let agreed = match message {
                        Some(message) => task.cancel_with(message),
                        None => task.cancel(),
                    };
                    Val::Bool(agreed).to_string()
                }),
            ),
            Sync::Uncancel { task } => {
                let task = self.task(*task);
                said("uncancel", task.map(|task| task.uncancel().to_string()));
            }
            Sync::Cancelling { task } => {
                let task = self.task(*task);
                said("cancelling", task.map(|task| task.cancelling().to_string()));
            }
            Sync::State { of } => {
                let of = self.target(*of);
                said("state", of.map(|of| self.witness.state(of.id())));
            }
            Sync::SetResult { future, value } => self.future(*future).set_result(value.into())?,
            Sync::SetException { future, message } => {
                let error = Exception::new("E", message);
                self.future(*future).set_exception(error)?;
            }
            Sync::CancelFuture { future } => {
                let agreed = self.future(*future).cancel();
                said("cancel", Some(Val::Bool(agreed).to_string()));
            }
            Sync::CallSoon { body } => {
                self.aio.call_soon("cb", self.callback(id, body));
            }
            Sync::CallLater {
                handle,
                delay,
                body,
            } => {
                let timer = self.aio.call_later(*delay, "cb", self.callback(id, body));
                self.handles.borrow_mut().insert(*handle, timer);
            }
            Sync::CancelHandle { handle } => {
                if let Some(handle) = self.handles.borrow().get(handle) {
                    handle.cancel();
                }
            }
            Sync::OnDone { of, body } => {
                if let Some(of) = self.target(*of) {
                    let callback = self.callback(id, body);
                    of.add_done_callback("cb", move |_| callback());
                }
            }
            Sync::Spawn { task, coroutine } => {
                let made = self.aio.task().try_spawn(self.call(*coroutine))?;
                self.tasks.borrow_mut().insert(*task, made);
            }
            Sync::GroupSpawn {
                group,
                task,
                coroutine,
            } => match self.group(*group) {
                None => say(" unset"),
                Some(group) => {
                    let made = group.create_task(self.call(*coroutine))?;
                    self.tasks.borrow_mut().insert(*task, made);
                }
            },
            Sync::SetContext { value } => {
                drop(self.variable.set(&self.aio, value.into()));
            }
            Sync::GetContext {} => {
                let value = self.variable.get_or(&self.aio, Val::None);
                said("cv", Some(value.to_string()));
            }
            Sync::EventSet { event } => self.objects().events[event.0 as usize].set(),
            Sync::EventClear { event } => self.objects().events[event.0 as usize].clear(),
            Sync::Release { of } => self.release(*of)?,
            Sync::PutNowait { queue, value } => {
                self.objects().queues[queue.0 as usize].put_nowait(value.into())?;
            }
            Sync::GetNowait { queue } => {
                let item = self.objects().queues[queue.0 as usize].get_nowait()?;
                say(&format!(" = {item}"));
            }
            Sync::TaskDone { queue } => self.objects().queues[queue.0 as usize].task_done()?,
            Sync::Notify { condition, count } => {
                self.objects().conditions[condition.0 as usize].notify(*count as usize)?;
            }
            Sync::ShutDown { queue, immediate } => {
                self.objects().queues[queue.0 as usize].shutdown(*immediate);
            }
        }
        Ok(())
    }

    pub(super) fn release(&self, of: Lockable) -> Result<()> {
        let objects = self.objects();
        match of {
            Lockable::Lock(name) => objects.locks[name.0 as usize].release(),
            Lockable::Bounded(name) => objects.bounded[name.0 as usize].release(),
            Lockable::Semaphore(name) => {
                objects.semaphores[name.0 as usize].release();
                Ok(())
            }
        }
    }

    fn target(&self, of: Target) -> Option<FutureRef> {
        match of {
            Target::Task(name) => self.task(name).map(|task| FutureRef::clone(&task)),
            Target::Future(name) => Some(FutureRef::clone(self.future(name))),
        }
    }

    fn callback(
        self: &Rc<Self>,
        id: Id,
        body: &[SyncStmt],
    ) -> impl Fn() -> Result<()> + use<> + 'static {
        // Weak, as the loop may keep it in a queue for ever.
        let world = Rc::downgrade(self);
        let body: Rc<[SyncStmt]> = body.into();
        move || {
            let Some(world) = world.upgrade() else {
                return Ok(());
            };
            let who = format!("cb{id}");
            let mut statements = body.iter();
            let ended = statements.try_for_each(|Line { id, what }| {
                world.witness.reached(&who, *id);
                world.simple(&who, *id, what)
            });
            ended.inspect_err(|error| world.witness.raised(error))
        }
    }
}
