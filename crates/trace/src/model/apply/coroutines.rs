//! The life of a coroutine object.

use alloc::rc::Rc;

use crate::model::{Coroutine, CoroutineState, Frame, Model};
use crate::{CoroutineId, Outcome, Place, TaskId};

pub(super) fn create(
    model: &mut Model,
    id: CoroutineId,
    name: &str,
    place: Place,
    definition: Place,
) {
    super::here(model, place);
    let coroutine = Coroutine {
        id,
        name: name.into(),
        place,
        definition,
        created_by: model.running,
        created: model.now,
        task: None,
        awaited: Place::default(),
        state: CoroutineState::Created,
        outcome: None,
    };
    model.coroutines.insert(id.0, coroutine);
}

pub(super) fn enter(model: &mut Model, id: CoroutineId, task: Option<TaskId>, place: Place) {
    super::at(model, task, place);
    let Some(coroutine) = model.coroutines.get_mut(id.0) else {
        return;
    };
    coroutine.state = CoroutineState::Running;
    coroutine.awaited = place;
    coroutine.task = task.or(coroutine.task);
    let frame = Frame {
        coroutine: id,
        name: Rc::clone(&coroutine.name),
        line: coroutine.definition,
    };
    let definition = frame.line;
    match task {
        Some(task) => {
            if let Some(task) = model.tasks.get_mut(task.0) {
                task.frames.push(frame);
                task.line = definition;
            }
        }
        None => model.module.frames.push(frame),
    }
}

/// A coroutine that is driven by hand came to an `await` and gave control back.
pub(super) fn suspend(model: &mut Model, id: CoroutineId, place: Place) {
    super::at(model, None, place);
    set_state(model, id, CoroutineState::Suspended);
    if let Some(at) = frame_of(model, id) {
        // Whatever it had entered is suspended with it; the frames come back
        // when it is driven again.
        model.module.frames.truncate(at);
    }
}

/// A coroutine that is driven by hand goes on.
pub(super) fn resume(model: &mut Model, id: CoroutineId, place: Place) {
    super::at(model, None, place);
    set_state(model, id, CoroutineState::Running);
    if frame_of(model, id).is_none()
        && let Some(coroutine) = model.coroutine(id)
    {
        let frame = Frame {
            coroutine: id,
            name: Rc::clone(&coroutine.name),
            line: coroutine.definition,
        };
        model.module.frames.push(frame);
    }
}

pub(super) fn finish(model: &mut Model, id: CoroutineId, outcome: &Outcome) {
    let Some(coroutine) = model.coroutines.get_mut(id.0) else {
        return;
    };
    coroutine.state = CoroutineState::Finished;
    coroutine.outcome = Some(outcome.clone());
    match coroutine.task {
        Some(task) => {
            if let Some(task) = model.tasks.get_mut(task.0)
                && let Some(at) = task.frames.iter().rposition(|it| it.coroutine == id)
            {
                task.frames.truncate(at);
                if let Some(outer) = task.frames.last() {
                    task.line = outer.line;
                }
            }
        }
        None => {
            if let Some(at) = frame_of(model, id) {
                model.module.frames.truncate(at);
            }
        }
    }
}

pub(super) fn never_awaited(model: &mut Model, id: CoroutineId) {
    set_state(model, id, CoroutineState::NeverAwaited);
}

/// The coroutines of a task run and are suspended together.
pub(super) fn set_running(model: &mut Model, coroutines: &[CoroutineId], running: bool) {
    for id in coroutines {
        let state = if running {
            CoroutineState::Running
        } else {
            CoroutineState::Suspended
        };
        set_state(model, *id, state);
    }
}

fn set_state(model: &mut Model, id: CoroutineId, state: CoroutineState) {
    if let Some(coroutine) = model.coroutines.get_mut(id.0) {
        coroutine.state = state;
    }
}

fn frame_of(model: &Model, id: CoroutineId) -> Option<usize> {
    let frames = &model.module.frames;
    frames.iter().rposition(|frame| frame.coroutine == id)
}
