//! Which coroutine stands in which, noted while they run.
//!
//! A suspended Rust coroutine cannot be asked where it stands. So each of ours
//! says that it is being polled for as long as it is; and when it suspends, each
//! one on the way out adds itself to the chain of its task. That is noted only in
//! debug mode: otherwise all that is kept is the place of the innermost `await`,
//! and nothing here is called. (Whoever observes a loop has the same from its
//! events.) As all of debug mode, it stands behind a trait, so that a program that
//! never turns that on carries nothing of it.

use super::CallFrame;
use crate::{
    event_loop::Loop,
    name::Name,
    observe::{Place, TaskId},
};
use alloc::{collections::BTreeMap, vec::Vec};
use core::cell::RefCell;

/// What is told of coroutines while they are polled. What begins last ends first.
pub(crate) trait Trail {
    /// A step of the task begins; the name is that of its own coroutine.
    fn begin_step(&self, task: TaskId, name: &Name);
    /// The step is over; it suspended at `place`, if it did so at one of ours.
    fn end_step(&self, place: Option<Place>);
    /// A coroutine begins to be polled, in another or by hand.
    fn begin(&self, aio: &Loop, name: &Name, how: How);
    /// It was polled, and has suspended or not.
    fn end(&self, aio: &Loop, pending: bool);
    /// What was noted of suspended tasks is true no more.
    fn clear(&self);
    /// The chain of a suspended task, if it is known.
    fn suspended(&self, task: TaskId) -> Option<Vec<CallFrame>>;
    /// The chain of a task that is in the middle of a step, up to `place`.
    fn running(&self, task: TaskId, place: Option<Place>) -> Option<Vec<CallFrame>>;
}

/// How a coroutine is polled that is not its task's own.
#[derive(Clone, Copy)]
pub(crate) enum How {
    /// It is awaited there.
    Awaited(Place),
    /// It is driven by hand there: its suspensions are none of its task's.
    ByHand(Place),
}

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

/// What is polled now.
struct Polled {
    standing: Standing,
    /// What is polled together suspends once: with the first of them.
    suspended: bool,
    /// What was being noted before, if something else is noted now.
    before: Option<Noting>,
}

/// The suspensions that are being noted.
#[derive(Default)]
struct Noting {
    /// As those of this task; of nobody's.
    task: Option<TaskId>,
    /// What is suspending in this step so far; the innermost is the first.
    left: Vec<Standing>,
}

/// The chains of the coroutines in tasks.
#[derive(Default)]
pub(crate) struct Chains {
    /// The innermost is the last.
    polled: RefCell<Vec<Polled>>,
    noting: RefCell<Noting>,
    /// The chains of suspended tasks, where there is more to them than the task's
    /// own coroutine.
    suspended: RefCell<BTreeMap<TaskId, Vec<CallFrame>>>,
}

impl Chains {
    fn push(&self, name: &Name, by: By, suspended: bool, before: Option<Noting>) {
        let name = name.clone();
        self.polled.borrow_mut().push(Polled {
            standing: Standing { name, by },
            suspended,
            before,
        });
    }

    fn pop(&self) -> Option<Polled> {
        self.polled.borrow_mut().pop()
    }

    /// Another's suspensions are to be noted, or nobody's.
    fn turn_to(&self, task: Option<TaskId>) -> Noting {
        let left = Vec::new();
        self.noting.replace(Noting { task, left })
    }

    /// Gives what suspended since.
    fn turn_back(&self, before: Option<Noting>) -> Vec<Standing> {
        before.map_or_else(Vec::new, |before| self.noting.replace(before).left)
    }
}

impl Trail for Chains {
    fn begin_step(&self, task: TaskId, name: &Name) {
        let before = self.turn_to(Some(task));
        self.push(name, By::Task(task), false, Some(before));
    }

    fn end_step(&self, place: Option<Place>) {
        let Some(own) = self.pop() else { return };
        let mut left = self.turn_back(own.before);
        let By::Task(task) = own.standing.by else {
            return;
        };
        let mut chains = self.suspended.borrow_mut();
        // Of its own coroutine the task itself knows as much.
        if place.is_some() && !left.is_empty() {
            left.push(own.standing);
            chains.insert(task, chain(left.iter(), place));
        } else if !chains.is_empty() {
            chains.remove(&task);
        }
    }

    fn begin(&self, aio: &Loop, name: &Name, how: How) {
        match how {
            How::Awaited(place) => {
                self.push(name, By::Place(place), aio.slot().is_offered(), None);
            }
            How::ByHand(place) => {
                let before = self.turn_to(None);
                self.push(name, By::Place(place), false, Some(before));
            }
        }
    }

    fn end(&self, aio: &Loop, pending: bool) {
        let Some(own) = self.pop() else { return };
        if pending {
            if let By::Place(place) = own.standing.by {
                aio.note_await(place);
            }
            let mut noting = self.noting.borrow_mut();
            let suspends = !own.suspended && aio.slot().is_offered();
            if suspends && noting.task.is_some() && noting.task == aio.current_id() {
                noting.left.push(own.standing);
            }
        }
        drop(self.turn_back(own.before));
    }

    fn clear(&self) {
        self.suspended.take();
    }

    fn suspended(&self, task: TaskId) -> Option<Vec<CallFrame>> {
        self.suspended.borrow().get(&task).cloned()
    }

    fn running(&self, task: TaskId, place: Option<Place>) -> Option<Vec<CallFrame>> {
        let polled = self.polled.borrow();
        let by = |polled: &Polled| polled.standing.by;
        let own = polled.iter().position(|it| by(it) == By::Task(task))?;
        // Behind it stand those of the tasks that it is starting eagerly.
        let others = &polled[own + 1..];
        let end = others.iter().position(|it| matches!(by(it), By::Task(_)));
        let end = end.map_or(polled.len(), |index| own + 1 + index);
        let standing = polled[own..end].iter().rev().map(|it| &it.standing);
        Some(chain(standing, place))
    }
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
    pending: bool,
}

impl Inside {
    #[cold]
    pub(crate) fn new(aio: &Loop, name: &Name, how: How) -> Self {
        if let Some(trail) = aio.trail() {
            trail.begin(aio, name, how);
        }
        Self {
            aio: aio.clone(),
            pending: false,
        }
    }

    /// It was polled, and `pending` says with what result.
    #[cold]
    pub(crate) fn end(mut self, pending: bool) {
        self.pending = pending;
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(trail) = self.aio.trail() {
            trail.end(&self.aio, self.pending);
        }
    }
}

/// While it lives, the current task is in the middle of a step.
pub(crate) struct InStep<'a> {
    trail: &'a dyn Trail,
    place: Option<Place>,
}

impl<'a> InStep<'a> {
    /// `name` is that of the task's own coroutine.
    #[cold]
    pub(crate) fn begin(trail: &'a dyn Trail, task: TaskId, name: &Name) -> Self {
        trail.begin_step(task, name);
        Self { trail, place: None }
    }

    /// The coroutine was polled, and suspended at `place`, if it did so there.
    #[cold]
    pub(crate) fn end(mut self, place: Option<Place>) {
        self.place = place;
    }
}

impl Drop for InStep<'_> {
    fn drop(&mut self) {
        self.trail.end_step(self.place);
    }
}
