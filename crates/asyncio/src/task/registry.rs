//! The tasks that are not done.

use crate::{future::cell::FutureCell, observe::TaskId};
use alloc::{rc::Rc, vec::Vec};

/// Below this many places it is not worth while to close gaps.
const FEW: usize = 64;

/// The unfinished tasks in the order of creation (rule D14), so that nobody has to
/// sort them. A task that ends leaves a gap; gaps are closed when there are more
/// of them than tasks.
#[derive(Default)]
pub(crate) struct Registry {
    places: Vec<(TaskId, Option<Rc<FutureCell>>)>,
    live: usize,
}

impl Registry {
    /// Takes in a task that is younger than all others.
    pub(crate) fn insert(&mut self, task: &Rc<FutureCell>) {
        if self.places.len() > FEW + 2 * self.live {
            self.close_gaps();
        }
        if let Some(part) = task.task() {
            part.key.set(self.places.len() as u32);
            self.places.push((part.id, Some(task.clone())));
            self.live += 1;
        }
    }

    fn close_gaps(&mut self) {
        self.places.retain(|(_, task)| task.is_some());
        for (key, (_, task)) in self.places.iter().enumerate() {
            if let Some(part) = task.as_ref().and_then(|task| task.task()) {
                part.key.set(key as u32);
            }
        }
    }

    /// Takes out the task that stands there, to be dropped elsewhere.
    pub(crate) fn remove(&mut self, key: u32) -> Option<Rc<FutureCell>> {
        let task = self.places.get_mut(key as usize)?.1.take()?;
        self.live -= 1;
        if self.live == 0 {
            self.places.clear();
        }
        Some(task)
    }

    /// The unfinished task with this number.
    pub(crate) fn find(&self, id: TaskId) -> Option<Rc<FutureCell>> {
        let place = self.places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.places[place].1.clone()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rc<FutureCell>> {
        self.places.iter().filter_map(|(_, task)| task.as_ref())
    }
}
