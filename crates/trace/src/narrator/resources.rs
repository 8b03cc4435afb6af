//! Locks, queues and their like.

use alloc::rc::Rc;
use core::cmp::Ordering;

use coroscope_texts::{Text, narrator::resources as text};

use crate::model::{Future, Model, Resource};
use crate::{EventKind, FutureId, Outcome, ResourceId, ResourceKind, ResourceState, TaskId};

use super::{Lang, Sentence, Span, Teller, words};

/// What a resource is called: "lock `door`".
pub fn resource_name(resource: &Resource, lang: Lang) -> Sentence {
    let text = match resource.kind {
        ResourceKind::Lock => text::LOCK,
        ResourceKind::TaskGroup => text::TASK_GROUP,
        kind => indeclinable(kind),
    };
    Sentence::filled(lang.text(text), &[name(resource)])
}

/// What a task that queues for a resource waits for: "the lock `door`, which `a`
/// holds". In Russian it is an object: «блокировку `door`, её держит `a`».
pub fn resource_wait(resource: &Resource, model: &Model, lang: Lang) -> Sentence {
    let mut sentence = Sentence::default();
    sentence.fill(lang.text(text::ARTICLE), &[]);
    let text = match resource.kind {
        ResourceKind::Lock => text::LOCK_AS_OBJECT,
        ResourceKind::TaskGroup => text::TASK_GROUP_AS_OBJECT,
        kind => indeclinable(kind),
    };
    sentence.fill(lang.text(text), &[name(resource)]);
    if let Some(holder) = resource.holders.last() {
        let text = match resource.kind {
            ResourceKind::Lock => text::WHICH_HOLDS,
            _ => text::WHOSE_LAST_PERMIT,
        };
        sentence.fill(lang.text(text), &[Span::task(model, *holder)]);
    }
    sentence
}

/// How a resource stands, in a word or two: "held", "permits left: 2".
pub fn resource_state(state: ResourceState, lang: Lang) -> Sentence {
    let count = |count: u32| Span::Text(words::number(f64::from(count), lang));
    let (text, args) = match state {
        ResourceState::Locked(true) => (text::HELD, [0, 0]),
        ResourceState::Locked(false) => (text::FREE, [0, 0]),
        ResourceState::Flag(true) => (text::SET, [0, 0]),
        ResourceState::Flag(false) => (text::NOT_SET, [0, 0]),
        ResourceState::Permits(left)
        | ResourceState::Acquired(left)
        | ResourceState::Released(left) => (text::PERMITS_LEFT, [left, 0]),
        ResourceState::Items { items, unfinished } => (text::ITEMS_NOT_DONE, [items, unfinished]),
        ResourceState::Parties(all) => (text::FOR_SO_MANY_TASKS, [all, 0]),
        ResourceState::Arrived(here) => (text::TASKS_HERE, [here, 0]),
        ResourceState::Draining(left) | ResourceState::Resetting(left) => {
            (text::TASKS_THAT_LEAVE, [left, 0])
        }
        ResourceState::Tasks(left) => (text::TASKS_NOT_DONE, [left, 0]),
        ResourceState::Broken => (text::BROKEN, [0, 0]),
        ResourceState::Closed => (text::CLOSED, [0, 0]),
    };
    Sentence::filled(lang.text(text), &args.map(count))
}

/// Those whose object looks like their subject in Russian.
fn indeclinable(kind: ResourceKind) -> Text {
    match kind {
        ResourceKind::Event => text::EVENT,
        ResourceKind::Condition => text::CONDITION,
        ResourceKind::Barrier => text::BARRIER,
        ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => text::SEMAPHORE,
        _ => text::QUEUE,
    }
}

fn name(resource: &Resource) -> Span {
    Span::Code((*resource.name).into())
}

impl Teller<'_> {
    pub(super) fn resources(&mut self, kind: &EventKind) {
        let (EventKind::ResourceCreated { resource: id, .. }
        | EventKind::ResourceAwaited { resource: id, .. }
        | EventKind::ResourceChanged { resource: id, .. }) = kind
        else {
            return;
        };
        let Some(resource) = self.after.resource(*id).map(Rc::clone) else {
            return self.say(text::SOMETHING_CHANGES_THAT_TASKS_QUEUE, &[]);
        };
        match kind {
            EventKind::ResourceCreated { .. } => {
                self.say(text::APPEARS, &[]);
                self.sentence.append(&resource_name(&resource, self.lang));
                self.say(text::IS_MADE, &[]);
            }
            EventKind::ResourceAwaited { .. } => {
                match self.after.running.map(|task| self.task(task)) {
                    Some(task) => self.say(text::HAS_TO_WAIT, &[task]),
                    None => self.say(text::SOMEBODY_HAS_TO_WAIT, &[]),
                }
                self.sentence
                    .append(&resource_wait(&resource, self.after, self.lang));
                self.full_stop();
            }
            EventKind::ResourceChanged { by, state, .. } => self.changed(&resource, *by, *state),
            _ => {}
        }
    }

    /// What a task does to a resource.
    fn does(&mut self, by: Option<TaskId>, text: Text, args: &[Span]) {
        match by.map(|task| self.task(task)) {
            Some(task) => self.say(text::TASK, &[task]),
            None => self.say(text::PROGRAM, &[]),
        }
        self.say(text, args);
    }

    fn changed(&mut self, resource: &Resource, by: Option<TaskId>, state: ResourceState) {
        let name = name(resource);
        match state {
            ResourceState::Locked(true) => {
                self.does(by, text::TAKES_THE_LOCK, &[name]);
            }
            ResourceState::Locked(false) => {
                self.does(by, text::LETS_GO_OF_THE_LOCK, &[name]);
                match self.after.queue(resource).next() {
                    Some(first) => {
                        let first = self.task(first);
                        self.say(text::FIRST_WHO_WAITS, &[first]);
                    }
                    None => self.say(text::NOBODY_WAITS, &[]),
                }
            }
            ResourceState::Flag(true) => self.does(by, text::SETS_THE_EVENT_WHOEVER_WAITS, &[name]),
            ResourceState::Flag(false) => {
                self.does(by, text::CLEARS_THE_EVENT, &[name]);
            }
            ResourceState::Permits(left) => {
                let left = self.number(left);
                self.say(text::PERMITS_THAT_THE_SEMAPHORE, &[name, left]);
            }
            ResourceState::Acquired(left) => {
                let left = self.number(left);
                self.does(by, text::TAKES_A_PERMIT, &[name, left]);
            }
            ResourceState::Released(left) => {
                let left = self.number(left);
                self.does(by, text::GIVES_A_PERMIT_BACK, &[name, left]);
            }
            ResourceState::Items { items, unfinished } => {
                self.items(resource, by, items, unfinished);
            }
            ResourceState::Tasks(left) => {
                let left = self.number(left);
                self.say(text::TASKS_OF_THE_GROUP, &[name, left]);
            }
            ResourceState::Closed if resource.kind == ResourceKind::TaskGroup => {
                self.say(text::TASK_GROUP_IS_OVER_ALL, &[name]);
            }
            ResourceState::Closed => self.does(by, text::SHUTS_THE_QUEUE_DOWN, &[name]),
            _ => self.barrier(name, state),
        }
    }

    /// A queue holds more, or less, or somebody is done with what was in it.
    fn items(&mut self, resource: &Resource, by: Option<TaskId>, items: u32, unfinished: u32) {
        let name = name(resource);
        let before = self.before.resource(resource.id).and_then(|it| it.state);
        let before = match before {
            Some(ResourceState::Items { items, .. }) => items,
            _ => 0,
        };
        let (text, count) = match items.cmp(&before) {
            Ordering::Greater => (text::PUTS_AN_ITEM_INTO, items),
            Ordering::Less => (text::TAKES_AN_ITEM_OUT, items),
            Ordering::Equal => (text::REPORTS_AN_ITEM, unfinished),
        };
        let count = self.number(count);
        self.does(by, text, &[name, count]);
    }

    fn barrier(&mut self, name: Span, state: ResourceState) {
        match state {
            ResourceState::Parties(count) => {
                let count = self.number(count);
                self.say(text::SO_MANY_TASKS, &[name, count]);
            }
            ResourceState::Arrived(count) => {
                let count = self.number(count);
                self.say(text::TASKS_THAT_STAND, &[name, count]);
            }
            ResourceState::Draining(_) => self.say(text::ALL_HAVE_COME_THE_BARRIER, &[name]),
            ResourceState::Resetting(_) => self.say(text::BARRIER_IS_RESET_WHOEVER_WAITS, &[name]),
            _ => self.say(text::BARRIER_IS_BROKEN_WHOEVER_WAITS, &[name]),
        }
    }

    // ── what futures and tasks have to do with them ─────────────────────

    /// A task is suspended in a queue.
    pub(super) fn queued(&mut self, task: Span, on: &Future, resource: ResourceId) {
        let Some(resource) = self.after.resource(resource).map(Rc::clone) else {
            return self.say(text::WAITS, &[task]);
        };
        let name = name(&resource);
        let text = match resource.kind {
            ResourceKind::Lock | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
                self.say(text::WAITS_FOR, &[task]);
                return self
                    .sentence
                    .append(&resource_wait(&resource, self.after, self.lang));
            }
            ResourceKind::Event => text::WAITS_UNTIL_SOMEBODY_SETS,
            ResourceKind::Condition => text::LETS_GO_OF_THE_LOCK_AND,
            ResourceKind::Barrier => text::WAITS_AT_THE_BARRIER_UNTIL,
            ResourceKind::TaskGroup => text::WAITS_UNTIL_ALL_TASKS,
            _ if on.label.ends_with("get()") => text::WAITS_UNTIL_THERE_IS_SOMETHING,
            _ if on.label.ends_with("put()") => text::WAITS_UNTIL_THERE_IS_ROOM,
            _ => text::WAITS_UNTIL_ALL_ITEMS,
        };
        self.say(text, &[task, name]);
    }

    /// Says whose turn it is, if the future stands for somebody's turn.
    pub(super) fn turn_has_come(&mut self, id: FutureId, outcome: &Outcome) -> bool {
        let queues = self
            .after
            .future(id)
            .is_some_and(|it| it.resource.is_some());
        match (&*self.waiters(id), outcome) {
            ([task], Outcome::Result(_)) if queues => {
                let task = self.task(*task);
                self.say(text::WAITING_IS_OVER, &[task]);
                true
            }
            _ => false,
        }
    }
}
