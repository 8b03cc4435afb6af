//! Which coroutine stands in which, noted while they run.
//!
//! A suspended Rust coroutine cannot be asked where it stands. So each of ours
//! says that it is being polled for as long as it is; and when it suspends, each
//! one on the way out adds itself to the chain of its task. That is noted only in
//! debug mode: otherwise all that is kept is the place of the innermost `await`,
//! and nothing here is called. (Whoever observes a loop has the same from its
//! events.)

use super::CallFrame;
use crate::{
    event_loop::Loop,
    name::Name,
    observe::{Place, TaskId},
};
use alloc::{collections::BTreeMap, vec::Vec};
use core::{
    cell::{Cell, RefCell},
    mem,
};

/// A coroutine that is being polled, or suspends.
#[derive(Clone)]
struct Standing {
    name: Name,
    by: By,
}

/// Who polls it.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// A step of this task, whose own coroutine it is.
    Task(TaskId),
    /// Another coroutine, or somebody by hand, there.
    Place(Place),
}

#[derive(Default)]
pub(crate) struct Trail {
    on: Cell<bool>,
    /// What is being polled; the innermost is the last.
    standing: RefCell<Vec<Standing>>,
    /// The current suspensions are to be noted, as this task's own.
    suspending: Cell<Option<TaskId>>,
    /// What is suspending in this step so far; the innermost is the first.
    left: RefCell<Vec<Standing>>,
    /// The chains of suspended tasks, where there is more to them than the task's
    /// own coroutine.
    suspended: RefCell<BTreeMap<TaskId, Vec<CallFrame>>>,
}

impl Trail {
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on: Cell::new(on),
            ..Self::default()
        }
    }

    /// Whether steps are noted now, and coroutines that are made now.
    pub(crate) fn is_on(&self) -> bool {
        self.on.get()
    }

    /// From now on, or no longer.
    pub(crate) fn switch(&self, on: bool) {
        self.on.set(on);
        if !on {
            self.clear();
        }
    }

    /// What was noted of suspended tasks is true no more.
    pub(crate) fn clear(&self) {
        self.suspended.take();
    }

    /// The chain of a suspended task, if it is known.
    pub(super) fn suspended(&self, task: TaskId) -> Option<Vec<CallFrame>> {
        self.suspended.borrow().get(&task).cloned()
    }

    /// The chain of a task that is in the middle of a step, up to `place`.
    pub(super) fn running(&self, task: TaskId, place: Option<Place>) -> Option<Vec<CallFrame>> {
        let standing = self.standing.borrow();
        let own = standing.iter().position(|s| s.by == By::Task(task))?;
        // Behind it stand those of the tasks that it is starting eagerly.
        let others = &standing[own + 1..];
        let end = others.iter().position(|s| matches!(s.by, By::Task(_)));
        let end = end.map_or(standing.len(), |index| own + 1 + index);
        Some(chain(standing[own..end].iter().rev(), place))
    }

    fn begin(&self, name: &Name, by: By) {
        let name = name.clone();
        self.standing.borrow_mut().push(Standing { name, by });
    }

    fn end(&self) -> Option<Standing> {
        self.standing.borrow_mut().pop()
    }

    /// Another's suspensions are to be noted, or nobody's.
    fn turn_to(&self, task: Option<TaskId>) -> Turned {
        Turned {
            suspending: self.suspending.replace(task),
            left: self.left.take(),
        }
    }

    fn turn_back(&self, turned: &mut Turned) -> Vec<Standing> {
        self.suspending.set(turned.suspending);
        self.left.replace(mem::take(&mut turned.left))
    }
}

/// What was being noted before.
struct Turned {
    suspending: Option<TaskId>,
    left: Vec<Standing>,
}

/// Each coroutine with the place at which it awaits the next, innermost first.
fn chain<'a>(
    standing: impl Iterator<Item = &'a Standing>,
    innermost: Option<Place>,
) -> Vec<CallFrame> {
    let mut place = innermost;
    let frames = standing.map(|standing| CallFrame {
        coroutine: Some(standing.name.clone()),
        place: match standing.by {
            By::Task(_) => place.take(),
            By::Place(awaited) => place.replace(awaited),
        },
    });
    frames.collect()
}

/// While it lives, a coroutine is being polled in another, or by hand.
pub(crate) struct Inside {
    aio: Loop,
    place: Place,
    /// What is polled together suspends once: with the first of them.
    suspended: bool,
    turned: Option<Turned>,
}

impl Inside {
    /// It is awaited at `place`.
    #[cold]
    pub(crate) fn another(aio: &Loop, name: &Name, place: Place) -> Self {
        aio.trail().begin(name, By::Place(place));
        Self {
            aio: aio.clone(),
            place,
            suspended: aio.slot().is_offered(),
            turned: None,
        }
    }

    /// It is driven by hand at `place`: its suspensions are none of its task's.
    #[cold]
    pub(crate) fn by_hand(aio: &Loop, name: &Name, place: Place) -> Self {
        aio.trail().begin(name, By::Place(place));
        Self {
            aio: aio.clone(),
            place,
            suspended: false,
            turned: Some(aio.trail().turn_to(None)),
        }
    }

    /// It was polled, and `pending` says with what result.
    #[cold]
    pub(crate) fn end(self, pending: bool) {
        let Self { aio, place, .. } = &self;
        if !pending {
            return;
        }
        aio.note_await(place);
        let task = aio.trail().suspending.get();
        let suspends = !self.suspended && aio.slot().is_offered();
        if suspends && task.is_some() && task == aio.current_id() {
            let standing = aio.trail().standing.borrow();
            let own = standing.last().cloned();
            aio.trail().left.borrow_mut().extend(own);
        }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let trail = self.aio.trail();
        drop(trail.end());
        if let Some(turned) = &mut self.turned {
            drop(trail.turn_back(turned));
        }
    }
}

/// While it lives, the current task is in the middle of a step.
pub(crate) struct InStep<'a> {
    trail: &'a Trail,
    task: TaskId,
    turned: Turned,
}

impl<'a> InStep<'a> {
    /// `name` is that of the task's own coroutine.
    #[cold]
    pub(crate) fn begin(aio: &'a Loop, task: TaskId, name: &Name) -> Self {
        let trail = aio.trail();
        trail.begin(name, By::Task(task));
        Self {
            trail,
            task,
            turned: trail.turn_to(Some(task)),
        }
    }

    /// The coroutine was polled, and suspended at `place`, if it did so there.
    #[cold]
    pub(crate) fn end(mut self, place: Option<Place>) {
        let (trail, task) = (self.trail, self.task);
        let (mut left, own) = self.leave();
        mem::forget(self);
        let mut suspended = trail.suspended.borrow_mut();
        // Of its own coroutine the task itself knows as much.
        if place.is_some() && !left.is_empty() {
            left.extend(own);
            suspended.insert(task, chain(left.iter(), place));
        } else if !suspended.is_empty() {
            suspended.remove(&task);
        }
    }

    /// Gives what suspended in this step, and the task's own coroutine.
    fn leave(&mut self) -> (Vec<Standing>, Option<Standing>) {
        let own = self.trail.end();
        (self.trail.turn_back(&mut self.turned), own)
    }
}

impl Drop for InStep<'_> {
    fn drop(&mut self) {
        drop(self.leave());
    }
}
