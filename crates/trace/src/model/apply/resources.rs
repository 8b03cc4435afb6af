//! Who holds a lock, and who queues for it.

use alloc::vec::Vec;

use crate::model::{Model, Resource};
use crate::{FutureId, Place, ResourceId, ResourceKind, ResourceState, TaskId};

pub(super) fn create(
    model: &mut Model,
    id: ResourceId,
    kind: ResourceKind,
    name: &str,
    place: Place,
) {
    super::here(model, place);
    let resource = Resource {
        id,
        kind,
        name: name.into(),
        created_by: model.running,
        created: model.now,
        place,
        state: None,
        holders: Vec::new(),
        queue: Vec::new(),
    };
    model.resources.insert(id.0, resource);
}

/// Somebody takes their place at the end of the queue.
pub(super) fn enter(model: &mut Model, id: ResourceId, on: FutureId) {
    let Some(future) = model.futures.get_mut(on.0).filter(|it| !it.is_done()) else {
        return;
    };
    let before = future.resource.replace(id);
    if let Some(before) = before {
        leave(model, before, on);
    }
    if let Some(resource) = model.resources.get_mut(id.0) {
        resource.queue.push(on);
    }
}

/// Their turn has come, or they were cancelled.
pub(super) fn leave(model: &mut Model, id: ResourceId, on: FutureId) {
    if let Some(resource) = model.resources.get_mut(id.0) {
        resource.queue.retain(|it| *it != on);
    }
}

pub(super) fn change(model: &mut Model, id: ResourceId, by: Option<TaskId>, state: ResourceState) {
    let Some(resource) = model.resources.get_mut(id.0) else {
        return;
    };
    resource.state = Some(state);
    let holders = &mut resource.holders;
    match state {
        ResourceState::Locked(held) => {
            holders.clear();
            holders.extend(by.filter(|_| held));
        }
        ResourceState::Acquired(_) => holders.extend(by),
        ResourceState::Released(_) if !holders.is_empty() => {
            // Anybody may give a permit back; whose it was can then only be
            // guessed: the oldest.
            let own = holders.iter().position(|it| Some(*it) == by);
            holders.remove(own.unwrap_or_default());
        }
        _ => {}
    }
}
