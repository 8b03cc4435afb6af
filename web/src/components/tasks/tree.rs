//! Who awaits whom, as the rows of one table.

use std::rc::Rc;

use coroscope_trace::{
    Model, TaskId,
    model::{LetGo, Task},
};

/// Deeper rows are indented no further; their words would be pushed out of the
/// column.
pub const DEEPEST: u8 = 8;

/// A row of the table: a task and its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The task.
    pub task: Rc<Task>,
    /// How deep it stands, from 0, at most [`DEEPEST`].
    pub depth: u8,
    /// Why it stands below the row above it in the tree.
    pub bond: Bond,
    /// Whether no further task hangs on the same branch.
    pub last: bool,
    /// Bit `d` is set when the branch of the ancestor at depth `d` goes on below
    /// this row.
    pub trail: u16,
}

/// What ties a row to its parent in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bond {
    /// Nobody awaits it.
    Root,
    /// The parent awaits it, directly or through `gather` or `shield`.
    Awaited(TaskId),
    /// The parent awaited it until a `shield` let it go.
    Cut(LetGo),
}

impl Bond {
    fn parent(self) -> Option<TaskId> {
        match self {
            Self::Root => None,
            Self::Awaited(task) => Some(task),
            Self::Cut(cut) => Some(cut.task),
        }
    }
}

/// The tasks of a model in the order of the tree: tasks that nobody awaits in
/// order of creation, each followed by those it awaits. Tasks that wait for each
/// other in a circle hang on the first of them.
pub fn rows(model: &Model) -> Vec<Row> {
    let tasks: Vec<&Rc<Task>> = model.visible_tasks().collect();
    // Numbers of tasks are sequential, so a list will do for a map.
    let mut index = vec![usize::MAX; model.tasks.len()];
    for (at, task) in tasks.iter().enumerate() {
        index[task.id.0 as usize] = at;
    }
    let bonds: Vec<Bond> = tasks.iter().map(|task| bond(model, task)).collect();
    let parent = |bond: &Bond| {
        let at = *index.get(bond.parent()?.0 as usize)?;
        (at != usize::MAX).then_some(at)
    };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); tasks.len()];
    for (at, bond) in bonds.iter().enumerate() {
        if let Some(parent) = parent(bond) {
            children[parent].push(at);
        }
    }
    let is_root = |at: usize| parent(&bonds[at]).is_none();
    let mut walk = Walk {
        tasks: &tasks,
        bonds: &bonds,
        children: &children,
        seen: vec![false; tasks.len()],
        rows: Vec::with_capacity(tasks.len()),
    };
    for root in (0..tasks.len()).filter(|&at| is_root(at)) {
        walk.from(root);
    }
    // Whoever is left waits in a circle.
    for root in 0..tasks.len() {
        walk.from(root);
    }
    walk.rows
}

fn bond(model: &Model, task: &Task) -> Bond {
    if task.is_done() {
        return Bond::Root;
    }
    let visible = |id: &TaskId| *id != task.id && model.task(*id).is_some_and(|it| !it.internal);
    if let Some(parent) = awaiter(model, task, visible) {
        return Bond::Awaited(parent);
    }
    let cut = task
        .let_go
        .last()
        .filter(|cut| visible(&cut.task) && model.task(cut.task).is_some_and(|it| !it.is_done()));
    cut.map_or(Bond::Root, |cut| Bond::Cut(*cut))
}

/// The first task that waits for this one. Nearly always it waits directly, or
/// for a future made of it; only for longer ways a list is made.
fn awaiter(model: &Model, task: &Task, visible: impl Fn(&TaskId) -> bool) -> Option<TaskId> {
    let future = model.future(task.future)?;
    if let Some(found) = future.waiters.iter().find(|id| visible(id)) {
        return Some(*found);
    }
    let mut farther = false;
    for parent in &future.parents {
        let Some(parent) = model.future(*parent).filter(|it| !it.is_done()) else {
            continue;
        };
        if let Some(found) = parent.waiters.iter().find(|id| visible(id)) {
            return Some(*found);
        }
        farther |= !parent.parents.is_empty();
    }
    if !farther {
        return None;
    }
    model.awaited_by(task.id).into_iter().find(visible)
}

struct Walk<'a> {
    tasks: &'a [&'a Rc<Task>],
    bonds: &'a [Bond],
    children: &'a [Vec<usize>],
    seen: Vec<bool>,
    rows: Vec<Row>,
}

impl Walk<'_> {
    /// Adds a task and everything below it. A stack of our own, because a chain
    /// of ten thousand tasks would exhaust the real one.
    fn from(&mut self, root: usize) {
        let mut stack = vec![(root, 0_u8, true, 0_u16, true)];
        while let Some((at, depth, last, trail, top)) = stack.pop() {
            if std::mem::replace(&mut self.seen[at], true) {
                continue;
            }
            self.rows.push(Row {
                task: Rc::clone(self.tasks[at]),
                depth,
                bond: if top { Bond::Root } else { self.bonds[at] },
                last,
                trail,
            });
            let below = (depth + 1).min(DEEPEST);
            // The line at this row's own depth goes on if a sibling follows.
            let trail = if last || top {
                trail
            } else {
                trail | 1 << depth
            };
            let waiting: Vec<usize> = self.children[at]
                .iter()
                .copied()
                .filter(|child| !self.seen[*child])
                .collect();
            for (n, child) in waiting.iter().enumerate().rev() {
                stack.push((*child, below, n + 1 == waiting.len(), trail, false));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use coroscope_trace::{
        Awaited, CoroutineId, Event, EventKind, FutureId, FutureKind, Place, apply,
    };

    use super::*;

    /// A task whose future has the same number.
    fn created(n: u32) -> EventKind {
        EventKind::TaskCreated {
            task: TaskId(n),
            future: FutureId(n),
            name: format!("task {n}"),
            named: true,
            coroutine: CoroutineId(n),
            parent: None,
            eager: false,
            place: Place::default(),
        }
    }

    fn waits(task: u32, future: u32) -> EventKind {
        EventKind::TaskSuspended {
            task: TaskId(task),
            on: Awaited::Future(FutureId(future)),
            place: Place::default(),
        }
    }

    fn gather(future: u32, children: &[u32]) -> EventKind {
        EventKind::FutureCreated {
            future: FutureId(future),
            kind: FutureKind::Gather,
            label: "gather".into(),
            children: children.iter().copied().map(FutureId).collect(),
            place: Place::default(),
        }
    }

    fn tree(events: impl IntoIterator<Item = EventKind>) -> Vec<(u32, u8, bool, u16)> {
        let mut model = Model::new();
        for kind in events {
            apply(&mut model, &Event { time: 0.0, kind });
        }
        let rows = rows(&model);
        rows.iter()
            .map(|row| (row.task.id.0, row.depth, row.last, row.trail))
            .collect()
    }

    #[test]
    fn tasks_that_nobody_awaits_stand_in_order_of_creation() {
        let found = tree((0..3).map(created));
        assert_eq!(found, [(0, 0, true, 0), (1, 0, true, 0), (2, 0, true, 0)]);
    }

    #[test]
    fn what_a_task_awaits_hangs_below_it_also_through_gather() {
        // 0 gathers 1 and 3; 1 awaits 2; nobody awaits 4.
        let events = (0..5).map(created);
        let events = events.chain([gather(10, &[1, 3]), waits(0, 10), waits(1, 2)]);
        assert_eq!(
            tree(events),
            [
                (0, 0, true, 0),
                (1, 1, false, 0),
                // The branch from 0 to 3 goes on beside this row.
                (2, 2, true, 0b10),
                (3, 1, true, 0),
                (4, 0, true, 0),
            ]
        );
    }

    #[test]
    fn a_circle_hangs_on_its_first_task() {
        let events = (0..3).map(created).chain([waits(1, 2), waits(2, 1)]);
        let found = tree(events);
        assert_eq!(found, [(0, 0, true, 0), (1, 0, true, 0), (2, 1, true, 0)]);
    }

    #[test]
    fn a_long_chain_is_indented_only_so_far() {
        let events = (0..10_000).map(created);
        let events = events.chain((0..9_999).map(|n| waits(n, n + 1)));
        let found = tree(events);
        assert_eq!(found.len(), 10_000);
        assert_eq!(found[9_999].0, 9_999);
        assert_eq!(found[9_999].1, DEEPEST);
    }
}
