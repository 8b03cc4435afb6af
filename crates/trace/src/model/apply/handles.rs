//! Handles, timers and the ready queue.

use crate::model::{Fired, Handle, HandleState, LoopState, Model, Table, TimerKey};
use crate::{Callback, HandleId, Place};

/// Appends a handle to the ready queue, and makes the task it resumes ready.
pub(super) fn schedule(model: &mut Model, id: HandleId, callback: &Callback) {
    if model.handle(id).is_some() {
        return;
    }
    insert(
        model,
        id,
        callback,
        None,
        Place::default(),
        HandleState::Ready,
    );
    model.ready.push_back(id);
    if let Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } = *callback {
        super::tasks::make_ready(model, task);
    }
}

pub(super) fn set_timer(
    model: &mut Model,
    id: HandleId,
    deadline: f64,
    callback: &Callback,
    place: Place,
) {
    super::here(model, place);
    insert(
        model,
        id,
        callback,
        Some(deadline),
        place,
        HandleState::Timer,
    );
    let key = TimerKey {
        deadline,
        handle: id,
    };
    let at = model.timers.partition_point(|it| *it < key);
    if model.timers.get(at) != Some(&key) {
        model.timers.insert(at, key);
    }
    if let Callback::SleepOver { future } = callback
        && let Some(future) = model.futures.get_mut(future.0)
    {
        future.timer = Some(id);
        future.due = Some(deadline);
    }
}

/// Moves a timer's handle to the end of the ready queue.
pub(super) fn fire(model: &mut Model, id: HandleId) {
    let Some(handle) = take_timer(model, id) else {
        return;
    };
    handle.state = HandleState::Ready;
    let callback = handle.callback.clone();
    model.ready.push_back(id);
    let task = model.callback_task(&callback);
    let time = model.now;
    // Timers come due one after another before an iteration; the first of them
    // in a later moment clears the list of the moment before (`apply`).
    model.fired.push(Fired {
        time,
        handle: id,
        callback,
        task,
    });
}

pub(super) fn drop_timer(model: &mut Model, id: HandleId) {
    if take_timer(model, id).is_some() {
        model.handles.remove(id.0);
    }
}

pub(super) fn start(model: &mut Model, id: HandleId) {
    dequeue(model, id);
    model.begun += 1;
    model.current = Some(id);
    model.state = LoopState::Running;
    if let Some(handle) = model.handles.get_mut(id.0) {
        handle.state = HandleState::Running;
    }
}

pub(super) fn finish(model: &mut Model, id: HandleId) {
    let over = model.handles.remove(id.0);
    if model.current == Some(id) {
        model.previous = over;
        model.current = None;
        // A step that neither suspended nor finished its task cannot be; but a
        // damaged trace must not leave two tasks running.
        let outer = core::mem::take(&mut model.outer);
        for task in outer.into_iter().chain(model.running.take()) {
            super::tasks::make_ready(model, task);
        }
    }
}

/// Marks a handle as cancelled; it stays where it is.
pub(super) fn cancel(model: &mut Model, id: HandleId) {
    if let Some(handle) = model.handles.get_mut(id.0) {
        handle.cancelled = true;
    }
}

pub(super) fn skip(model: &mut Model, id: HandleId) {
    dequeue(model, id);
    model.begun += 1;
    model.handles.remove(id.0);
}

/// Drops whatever was left.
pub(super) fn close(model: &mut Model) {
    super::end_batch(model);
    model.state = LoopState::Closed;
    model.ready.clear();
    model.timers.clear();
    model.handles = Table::default();
    model.fired.clear();
    model.current = None;
}

fn insert(
    model: &mut Model,
    id: HandleId,
    callback: &Callback,
    deadline: Option<f64>,
    place: Place,
    state: HandleState,
) {
    let handle = Handle {
        id,
        callback: callback.clone(),
        start: model.now,
        deadline,
        place,
        by: model.running,
        cancelled: false,
        state,
    };
    model.handles.insert(id.0, handle);
}

/// Takes a handle out of the queue: from its front, where the loop takes it.
fn dequeue(model: &mut Model, id: HandleId) {
    if model.ready.front() == Some(&id) {
        model.ready.pop_front();
    } else {
        model.ready.retain(|other| *other != id);
    }
}

fn take_timer(model: &mut Model, id: HandleId) -> Option<&mut Handle> {
    let handle = model.handles.get_mut(id.0)?;
    let deadline = handle.deadline?;
    let key = TimerKey {
        deadline,
        handle: id,
    };
    let at = model.timers.partition_point(|it| *it < key);
    if model.timers.get(at) != Some(&key) {
        return None;
    }
    model.timers.remove(at);
    Some(handle)
}
