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
            self.places.retain(|(_, task)| task.is_some());
        }
        self.places.push((task.task_id(), Some(task.clone())));
        self.live += 1;
    }

    /// Where a task stands, or stood. Since gaps were closed for the last time the
    /// numbers are those of the places, counted from the end.
    fn place(&self, id: TaskId) -> Option<usize> {
        let (youngest, _) = self.places.last()?;
        let younger = youngest.0.wrapping_sub(id.0) as usize;
        let guess = (self.places.len() - 1).checked_sub(younger);
        guess
            .filter(|&place| self.places[place].0 == id)
            .or_else(|| self.places.binary_search_by_key(&id, |(id, _)| *id).ok())
    }

    /// Takes out the task with this number, to be dropped elsewhere.
    pub(crate) fn remove(&mut self, id: TaskId) -> Option<Rc<FutureCell>> {
        let place = self.place(id)?;
        let task = self.places[place].1.take()?;
        self.live -= 1;
        if self.live == 0 {
            self.places.clear();
        }
        Some(task)
    }

    /// The unfinished task with this number.
    pub(crate) fn find(&self, id: TaskId) -> Option<Rc<FutureCell>> {
        self.places[self.place(id)?].1.clone()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rc<FutureCell>> {
        self.places.iter().filter_map(|(_, task)| task.as_ref())
    }
}
