//! Questions to the model that a page asks often.

use alloc::rc::Rc;

use crate::{
    Awaited, Callback, CoroutineId, Event, EventKind, FutureId, FutureKind, HandleId, Place, TaskId,
};

use super::{Coroutine, Future, Handle, Model, Task, TaskState};

impl Model {
    /// A task by its number.
    pub fn task(&self, id: TaskId) -> Option<&Rc<Task>> {
        self.tasks.get(id.0)
    }

    /// A future by its number.
    pub fn future(&self, id: FutureId) -> Option<&Rc<Future>> {
        self.futures.get(id.0)
    }

    /// A coroutine object by its number.
    pub fn coroutine(&self, id: CoroutineId) -> Option<&Rc<Coroutine>> {
        self.coroutines.get(id.0)
    }

    /// A handle by its number, while it is behind a timer, ready or running.
    pub fn handle(&self, id: HandleId) -> Option<&Rc<Handle>> {
        self.handles.get(id.0)
    }

    /// A handle by its number, also when it is the one that ran last.
    pub fn recent_handle(&self, id: HandleId) -> Option<&Rc<Handle>> {
        let previous = self.previous.as_ref().filter(|handle| handle.id == id);
        self.handle(id).or(previous)
    }

    /// How many handles at the front of the ready queue belong to this
    /// iteration; the others wait for the next.
    pub fn left_now(&self) -> usize {
        (self.planned.saturating_sub(self.begun) as usize).min(self.ready.len())
    }

    /// The handles that are still to be run in this iteration, in order.
    pub fn ready_now(&self) -> impl Iterator<Item = &Rc<Handle>> {
        self.ready
            .iter()
            .take(self.left_now())
            .filter_map(|id| self.handle(*id))
    }

    /// The handles that wait for the next iteration, in order.
    pub fn ready_next(&self) -> impl Iterator<Item = &Rc<Handle>> {
        self.ready
            .iter()
            .skip(self.left_now())
            .filter_map(|id| self.handle(*id))
    }

    /// The timers, earliest first.
    pub fn timers(&self) -> impl Iterator<Item = &Rc<Handle>> {
        self.timers.iter().filter_map(|key| self.handle(key.handle))
    }

    /// The handle the loop is in.
    pub fn current_handle(&self) -> Option<&Rc<Handle>> {
        self.handle(self.current?)
    }

    /// The tasks a page shows, in order of creation: all but the library's own.
    pub fn visible_tasks(&self) -> impl Iterator<Item = &Rc<Task>> {
        self.tasks.iter().filter(|task| !task.internal)
    }

    /// The label of a task, or its number if it is unknown.
    pub fn task_label(&self, id: TaskId) -> &str {
        self.task(id).map_or("?", |task| &task.label)
    }

    /// What a future is called: a task by its label, anything else as the
    /// program wrote it.
    pub fn future_label(&self, id: FutureId) -> &str {
        let Some(future) = self.future(id) else {
            return "?";
        };
        match future.task {
            Some(task) => self.task_label(task),
            None if future.label.is_empty() => default_label(future.kind),
            None => &future.label,
        }
    }

    /// What the task waits for, in a word: `sleep(3)`, `gather`, a task's label.
    pub fn waiting_on(&self, task: &Task) -> Option<&str> {
        match task.state {
            TaskState::Waiting(Awaited::Future(future)) => Some(self.future_label(future)),
            TaskState::Waiting(Awaited::NextIteration) => Some("sleep(0)"),
            TaskState::Waiting(Awaited::Foreign) => Some("…"),
            _ => None,
        }
    }

    /// The task a callback is for: the one it resumes, cancels, or whose wait it
    /// ends.
    pub fn callback_task(&self, callback: &Callback) -> Option<TaskId> {
        match *callback {
            Callback::TaskStep { task }
            | Callback::TaskWakeup { task, .. }
            | Callback::TimeLimit { task } => Some(task),
            Callback::SleepOver { future } => self.waiter(future),
            Callback::GatherChild { outer, .. } | Callback::ShieldLink { outer, .. } => {
                self.waiter(outer)
            }
            Callback::StopLoop { .. } | Callback::User { .. } => None,
        }
    }

    /// The task that waits for a future, else the one that made it.
    pub(super) fn waiter(&self, future: FutureId) -> Option<TaskId> {
        let future = self.future(future)?;
        future.waiters.first().copied().or(future.created_by)
    }

    /// The task an event is about, given the model after it. Its colour is the
    /// colour of the event's tick.
    pub fn subject(&self, event: &Event) -> Option<TaskId> {
        let id = match &event.kind {
            EventKind::TaskCreated { parent, .. } => *parent,
            EventKind::TaskRenamed { task, .. }
            | EventKind::TaskStepped { task, .. }
            | EventKind::TaskSuspended { task, .. }
            | EventKind::TaskCancelRequested { task, .. }
            | EventKind::TaskUncancelled { task, .. }
            | EventKind::TaskFinished { task, .. } => Some(*task),
            EventKind::Output { task, .. }
            | EventKind::BlockingCalled { task, .. }
            | EventKind::Blocked { task, .. }
            | EventKind::CoroutineEntered { task, .. } => *task,
            EventKind::CoroutineFinished { coroutine, .. }
            | EventKind::CoroutineNeverAwaited { coroutine } => {
                self.coroutine(*coroutine).and_then(|it| it.task)
            }
            EventKind::HandleScheduled { callback, .. } | EventKind::TimerSet { callback, .. } => {
                self.callback_task(callback)
            }
            EventKind::HandleStarted { handle }
            | EventKind::HandleCancelled { handle }
            | EventKind::SlowCallback { handle, .. }
            | EventKind::TimerFired { handle } => self
                .recent_handle(*handle)
                .and_then(|handle| self.callback_task(&handle.callback)),
            EventKind::FutureResolved { future, .. } => self
                .future(*future)
                .and_then(|it| it.task)
                .or_else(|| self.waiter(*future)),
            EventKind::ExceptionHandler { future, .. } => {
                future.and_then(|id| self.future(id)).and_then(|it| it.task)
            }
            EventKind::ResourceChanged { by, .. } => *by,
            EventKind::HandleFinished { .. }
            | EventKind::CoroutineCreated { .. }
            | EventKind::FutureCreated { .. }
            | EventKind::ResourceCreated { .. }
            | EventKind::ResourceAwaited { .. }
            | EventKind::ButtonOffered { .. } => self.running,
            _ => None,
        }?;
        self.task(id).filter(|task| !task.internal)?;
        Some(id)
    }

    /// What a snapshot weighs, in events that it is worth replaying to save it:
    /// the words that a clone copies, and the records of living tasks, each of
    /// which will soon be changed and so copied.
    pub(crate) fn weight(&self) -> usize {
        let living = self.totals.tasks.saturating_sub(self.totals.done) as usize;
        self.ready.len()
            + 2 * self.timers.len()
            + living
            + self.handles.weight()
            + self.tasks.weight()
            + self.futures.weight()
            + self.coroutines.weight()
            + self.resources.weight()
    }

    /// The line that runs now: of the running task, or of the module when no
    /// task runs and the loop is not at work.
    pub fn running_line(&self) -> Place {
        match self.running.and_then(|id| self.task(id)) {
            Some(task) => task.line,
            None => self.module.line,
        }
    }
}

/// What to call a future that the trace gave no label.
fn default_label(kind: FutureKind) -> &'static str {
    match kind {
        FutureKind::Plain => "Future",
        FutureKind::Task => "Task",
        FutureKind::Sleep => "sleep",
        FutureKind::Gather => "gather",
        FutureKind::Shield => "shield",
        FutureKind::Waiter => "waiter",
        FutureKind::Foreign => "…",
    }
}
