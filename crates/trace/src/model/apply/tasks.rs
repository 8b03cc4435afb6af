//! The life of a task.

use alloc::{format, rc::Rc, vec::Vec};

use crate::model::{CancelRequest, Colour, Future, Model, Task, TaskState};
use crate::{
    Awaited, Callback, CancelEffect, EventKind, Exception, FutureKind, Outcome, Place, RunStage,
    TaskId,
};

pub(super) fn create(model: &mut Model, kind: &EventKind) {
    let EventKind::TaskCreated {
        task: id,
        future,
        name,
        named,
        coroutine,
        parent,
        place,
        ..
    } = kind
    else {
        return;
    };
    super::at(model, *parent, *place);
    let coroutine_name = super::coroutine_name(model, *coroutine);
    // The clean-up of `asyncio.run` drives two coroutines of the library's own.
    let internal = model.stage >= Some(RunStage::CloseAsyncgens) && parent.is_none();
    let called = if *named || coroutine_name.is_empty() {
        name.as_str()
    } else {
        &coroutine_name
    };
    let label = if internal {
        called.into()
    } else {
        unique(&mut model.labels, called)
    };
    let colour = if internal {
        Colour::NONE
    } else {
        model.totals.tasks += 1;
        Colour::nth(model.totals.tasks - 1)
    };
    if let Some(driven) = model.coroutines.get_mut(coroutine.0) {
        driven.task = Some(*id);
    }
    if model.main.is_none() && model.stage == Some(RunStage::NewLoop) {
        model.main = Some(*id);
    }
    model.futures.insert(
        future.0,
        Future {
            id: *future,
            kind: FutureKind::Task,
            label: Rc::clone(&label),
            task: Some(*id),
            children: Rc::from([]),
            parents: Vec::new(),
            waiters: Vec::new(),
            resource: None,
            created_by: *parent,
            created: model.now,
            place: *place,
            timer: None,
            due: None,
            outcome: None,
            resolved: None,
        },
    );
    model.tasks.insert(
        id.0,
        Task {
            id: *id,
            future: *future,
            label,
            name: name.as_str().into(),
            named: *named,
            coroutine: *coroutine,
            coroutine_name,
            parent: *parent,
            created: model.now,
            created_position: model.position,
            place: *place,
            state: TaskState::New,
            since: model.now,
            started: false,
            queued: false,
            line: Place::default(),
            frames: Vec::new(),
            receives: None,
            cancels: Vec::new(),
            cancelling: 0,
            let_go: Vec::new(),
            outcome: None,
            colour,
            internal,
        },
    );
}

/// The name itself the first time, then with a number.
fn unique(labels: &mut Rc<Vec<(Rc<str>, u32)>>, name: &str) -> Rc<str> {
    let labels = Rc::make_mut(labels);
    let at = |labels: &[(Rc<str>, u32)], name: &str| {
        let at = labels.partition_point(|(known, _)| **known < *name);
        (
            at,
            labels.get(at).is_some_and(|(known, _)| **known == *name),
        )
    };
    let mut label: Rc<str> = name.into();
    loop {
        let (new, known) = at(labels, &label);
        if !known {
            labels.insert(new, (Rc::clone(&label), 1));
            return label;
        }
        // Count under the plain name, so that a thousand workers do not each
        // look through all the numbers before.
        let (plain, _) = at(labels, name);
        let count = &mut labels[plain].1;
        *count += 1;
        label = format!("{name} #{count}").into();
    }
}

pub(super) fn rename(model: &mut Model, id: TaskId, name: &str) {
    let Some(task) = model.tasks.get_mut(id.0) else {
        return;
    };
    task.name = name.into();
    task.named = true;
    if *task.label != *name && !task.internal {
        task.label = unique(&mut model.labels, name);
        if let Some(future) = model.futures.get_mut(task.future.0) {
            future.label = Rc::clone(&task.label);
        }
    }
}

/// The task's handle went into the ready queue.
pub(super) fn make_ready(model: &mut Model, id: TaskId) {
    let state = model.task(id).map(|task| task.state);
    let runs = model.running == Some(id) || model.outer.contains(&id);
    if state == Some(TaskState::Running) && runs {
        // `sleep(0)` and an `await` of something done schedule the next step
        // before the present one is over.
        if let Some(task) = model.tasks.get_mut(id.0) {
            task.queued = true;
        }
        return;
    }
    if let Some(TaskState::Waiting(Awaited::Future(future))) = state
        && let Some(future) = model.futures.get_mut(future.0)
        && let Some(at) = future.waiters.iter().position(|waiter| *waiter == id)
    {
        future.waiters.remove(at);
    }
    set_state(model, id, TaskState::Ready);
}

pub(super) fn step(model: &mut Model, id: TaskId, exception: Option<&Exception>) {
    model.outer.retain(|it| *it != id);
    if let Some(outer) = model.running.replace(id).filter(|it| *it != id) {
        // It made this task, which is eager, in the middle of its own step.
        model.outer.push(outer);
    }
    set_state(model, id, TaskState::Running);
    let now = model.now;
    let Some(task) = model.tasks.get_mut(id.0) else {
        return;
    };
    task.started = true;
    task.queued = false;
    task.receives = exception.cloned();
    if exception.is_some_and(|thrown| thrown.cancelled) {
        for request in &mut task.cancels {
            if request.is_pending() {
                request.delivered = Some(now);
            }
        }
    }
    let frames: Vec<_> = task.frames.iter().map(|frame| frame.coroutine).collect();
    super::coroutines::set_running(model, &frames, true);
}

pub(super) fn suspend(model: &mut Model, id: TaskId, on: Awaited, place: Place) {
    super::at(model, Some(id), place);
    let queued = model.task(id).is_some_and(|task| task.queued);
    if queued {
        set_state(model, id, TaskState::Ready);
    } else {
        set_state(model, id, TaskState::Waiting(on));
    }
    if let Awaited::Future(future) = on
        && !queued
        && let Some(future) = model.futures.get_mut(future.0)
        && !future.waiters.contains(&id)
    {
        future.waiters.push(id);
    }
    leave(model, id);
    let Some(task) = model.tasks.get_mut(id.0) else {
        return;
    };
    task.receives = None;
    let frames: Vec<_> = task.frames.iter().map(|frame| frame.coroutine).collect();
    super::coroutines::set_running(model, &frames, false);
}

pub(super) fn cancel(model: &mut Model, kind: &EventKind) {
    let EventKind::TaskCancelRequested {
        task,
        by,
        message,
        effect,
        place,
    } = kind
    else {
        return;
    };
    super::at(model, *by, *place);
    let (position, time) = (model.position, model.now);
    let callback = model.current_handle().map(|handle| &handle.callback);
    let limit = Callback::TimeLimit { task: *task };
    let time_limit = by.is_none() && callback == Some(&limit);
    if let Some(task) = model.tasks.get_mut(task.0) {
        task.cancelling += u32::from(*effect != CancelEffect::AlreadyDone);
        task.cancels.push(CancelRequest {
            position,
            time,
            by: *by,
            time_limit,
            message: message.clone(),
            effect: *effect,
            place: *place,
            delivered: None,
        });
    }
}

pub(super) fn finish(model: &mut Model, id: TaskId, outcome: &Outcome) {
    let state = match outcome {
        Outcome::Result(_) => TaskState::Finished,
        Outcome::Cancelled(_) => TaskState::Cancelled,
        Outcome::Exception(_) => TaskState::Failed,
    };
    set_state(model, id, state);
    leave(model, id);
    let Some(task) = model.tasks.get_mut(id.0) else {
        return;
    };
    task.outcome = Some(outcome.clone());
    task.receives = None;
    task.frames.clear();
    let future = task.future;
    super::resolve(model, future, outcome);
}

/// The task's step is over. Inside another one, that goes on.
fn leave(model: &mut Model, id: TaskId) {
    if model.running == Some(id) {
        model.running = model.outer.pop();
    } else {
        model.outer.retain(|it| *it != id);
    }
}

/// The one place in which a task changes its state; it keeps the totals.
fn set_state(model: &mut Model, id: TaskId, state: TaskState) {
    let now = model.now;
    let Some(task) = model.tasks.get_mut(id.0) else {
        return;
    };
    let before = task.state;
    if before != state {
        task.state = state;
        task.since = now;
    }
    if task.internal {
        return;
    }
    let totals = &mut model.totals;
    match before {
        TaskState::Ready => totals.ready = totals.ready.saturating_sub(1),
        TaskState::Waiting(_) => totals.waiting = totals.waiting.saturating_sub(1),
        it if it.is_done() => totals.done = totals.done.saturating_sub(1),
        _ => {}
    }
    match state {
        TaskState::Ready => totals.ready += 1,
        TaskState::Waiting(_) => totals.waiting += 1,
        it if it.is_done() => totals.done += 1,
        _ => {}
    }
}
