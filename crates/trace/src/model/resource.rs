//! Locks, queues and their like as they are shown.

use alloc::{rc::Rc, vec::Vec};

use crate::{
    Awaited, FutureId, Place, ResourceId, ResourceKind, ResourceState, TaskId, model::TaskState,
};

use super::{Model, Task};

/// Everything known of a lock, a queue or the like.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its number.
    pub id: ResourceId,
    /// What it is.
    pub kind: ResourceKind,
    /// Its name: `Lock-0`, or what the program chose.
    pub name: Rc<str>,
    /// The task that created it.
    pub created_by: Option<TaskId>,
    /// Loop time of its creation, in seconds.
    pub created: f64,
    /// Where it was created.
    pub place: Place,
    /// How it stands; `None` as it was made.
    pub state: Option<ResourceState>,
    /// The tasks that hold a lock or a permit, in the order in which they took it.
    pub holders: Vec<TaskId>,
    /// The pending futures on which tasks queue, in the order in which their turn
    /// comes.
    pub queue: Vec<FutureId>,
}

impl Model {
    /// A resource by its number.
    pub fn resource(&self, id: ResourceId) -> Option<&Rc<Resource>> {
        self.resources.get(id.0)
    }

    /// The resource for which a task queues.
    pub fn queues_for(&self, task: &Task) -> Option<&Rc<Resource>> {
        match task.state {
            TaskState::Waiting(Awaited::Future(on)) => self.resource(self.future(on)?.resource?),
            _ => None,
        }
    }

    /// The tasks that queue for a resource, in the order in which their turn comes.
    pub fn queue(&self, resource: &Resource) -> impl Iterator<Item = TaskId> {
        resource.queue.iter().filter_map(|id| self.waiter(*id))
    }
}
