//! Who waits for whom.

use alloc::vec::Vec;

use crate::{Awaited, CoroutineId, FutureId, HandleId, Place, ResourceId, TaskId};

use super::{Model, TaskState};

/// One link of a waiting chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A task.
    Task(TaskId),
    /// A coroutine that the task before is in, and the line where it stands.
    Frame(CoroutineId, Place),
    /// A future for which the task before waits.
    Future(FutureId),
    /// What the task before queues for; the task after this holds it, if there is
    /// one and only one that does.
    Resource(ResourceId),
    /// The timer that will end the wait.
    Timer(HandleId),
    /// The task's next turn: `sleep(0)`, or its place in the ready queue.
    Queue,
    /// Several futures at once; [`super::Future::children`] of this one.
    Children(FutureId),
    /// The chain came back to this task: nobody in it will ever go on.
    Cycle(TaskId),
}

/// Longer chains are cut here; a page cannot show them and a damaged trace must
/// not hang it.
const LONGEST: usize = 64;

impl Model {
    /// What a task waits for, link by link: task, its frames, a future, and on
    /// through the tasks behind it to a timer, the queue or several children.
    pub fn waiting_chain(&self, task: TaskId) -> Vec<Link> {
        let mut chain = Vec::new();
        let mut next = Some(task);
        while let Some(id) = next {
            if chain.contains(&Link::Task(id)) {
                chain.push(Link::Cycle(id));
                break;
            }
            next = self.follow_task(id, &mut chain);
            if chain.len() >= LONGEST {
                break;
            }
        }
        chain
    }

    /// Adds a task and what it waits for; gives the task at the end of that.
    fn follow_task(&self, id: TaskId, chain: &mut Vec<Link>) -> Option<TaskId> {
        let task = self.task(id)?;
        chain.push(Link::Task(id));
        // The outermost frame is the task's own coroutine and says nothing new.
        for frame in task.frames.iter().skip(1) {
            chain.push(Link::Frame(frame.coroutine, frame.line));
        }
        match task.state {
            TaskState::Waiting(Awaited::Future(future)) => self.follow_future(future, chain),
            TaskState::Waiting(Awaited::NextIteration) | TaskState::Ready | TaskState::New => {
                chain.push(Link::Queue);
                None
            }
            _ => None,
        }
    }

    fn follow_future(&self, first: FutureId, chain: &mut Vec<Link>) -> Option<TaskId> {
        let mut id = first;
        loop {
            let future = self.future(id)?;
            if let Some(task) = future.task {
                return Some(task);
            }
            if chain.contains(&Link::Future(id)) || chain.len() >= LONGEST {
                return None;
            }
            chain.push(Link::Future(id));
            if let Some(timer) = future.timer {
                if self.handle(timer).is_some() {
                    chain.push(Link::Timer(timer));
                }
                return None;
            }
            if let Some(resource) = future.resource.and_then(|id| self.resource(id)) {
                chain.push(Link::Resource(resource.id));
                return match *resource.holders {
                    [holder] => Some(holder),
                    _ => None,
                };
            }
            match *future.children {
                [] => return None,
                [child] => id = child,
                _ => {
                    let mut pending = future
                        .children
                        .iter()
                        .filter(|child| self.future(**child).is_some_and(|it| !it.is_done()));
                    let (Some(only), None) = (pending.next(), pending.next()) else {
                        chain.push(Link::Children(id));
                        return None;
                    };
                    id = *only;
                }
            }
        }
    }

    /// The tasks that wait for this one, directly or through `gather` and
    /// `shield`, in the order in which they began to.
    pub fn awaited_by(&self, task: TaskId) -> Vec<TaskId> {
        let mut found = Vec::new();
        let Some(first) = self.task(task).map(|task| task.future) else {
            return found;
        };
        let mut seen = Vec::from([first]);
        let mut at = 0;
        while let Some(future) = seen.get(at).and_then(|id| self.future(*id)) {
            at += 1;
            for waiter in &future.waiters {
                if !found.contains(waiter) {
                    found.push(*waiter);
                }
            }
            for parent in &future.parents {
                let pending = self.future(*parent).is_some_and(|it| !it.is_done());
                if pending && !seen.contains(parent) && seen.len() < LONGEST {
                    seen.push(*parent);
                }
            }
        }
        found
    }
}
