//! Locks, queues and their like.

use alloc::rc::Rc;
use core::cmp::Ordering;

use crate::model::{Future, Model, Resource};
use crate::{EventKind, FutureId, Outcome, ResourceId, ResourceKind, ResourceState, TaskId};

use super::{Lang, Sentence, Span, Teller, words};

/// What a resource is called: "lock `door`".
pub fn resource_name(resource: &Resource, lang: Lang) -> Sentence {
    let (en, ru) = match resource.kind {
        ResourceKind::Lock => ("lock {0}", "блокировка {0}"),
        ResourceKind::TaskGroup => ("task group {0}", "группа задач {0}"),
        kind => indeclinable(kind),
    };
    Sentence::filled(lang.pick(en, ru), &[name(resource)])
}

/// What a task that queues for a resource waits for: "the lock `door`, which `a`
/// holds". In Russian it is an object: «блокировку `door`, её держит `a`».
pub fn resource_wait(resource: &Resource, model: &Model, lang: Lang) -> Sentence {
    let mut sentence = Sentence::default();
    sentence.fill(lang.pick("the ", ""), &[]);
    let (en, ru) = match resource.kind {
        ResourceKind::Lock => ("lock {0}", "блокировку {0}"),
        ResourceKind::TaskGroup => ("task group {0}", "группу задач {0}"),
        kind => indeclinable(kind),
    };
    sentence.fill(lang.pick(en, ru), &[name(resource)]);
    if let Some(holder) = resource.holders.last() {
        let (en, ru) = match resource.kind {
            ResourceKind::Lock => (", which {0} holds", ", её держит {0}"),
            _ => (
                ", whose last permit {0} has",
                ", последнее разрешение у задачи {0}",
            ),
        };
        sentence.fill(lang.pick(en, ru), &[Span::task(model, *holder)]);
    }
    sentence
}

/// How a resource stands, in a word or two: "held", "permits left: 2".
pub fn resource_state(state: ResourceState, lang: Lang) -> Sentence {
    let count = |count: u32| Span::Text(words::number(f64::from(count), lang));
    let (en, ru, args) = match state {
        ResourceState::Locked(true) => ("held", "занята", [0, 0]),
        ResourceState::Locked(false) => ("free", "свободна", [0, 0]),
        ResourceState::Flag(true) => ("set", "подано", [0, 0]),
        ResourceState::Flag(false) => ("not set", "не подано", [0, 0]),
        ResourceState::Permits(left)
        | ResourceState::Acquired(left)
        | ResourceState::Released(left) => ("permits left: {0}", "разрешений: {0}", [left, 0]),
        ResourceState::Items { items, unfinished } => (
            "items: {0}; not done: {1}",
            "элементов: {0}; не обработано: {1}",
            [items, unfinished],
        ),
        ResourceState::Parties(all) => {
            ("for so many tasks: {0}", "на столько задач: {0}", [all, 0])
        }
        ResourceState::Arrived(here) => ("tasks here: {0}", "задач здесь: {0}", [here, 0]),
        ResourceState::Draining(left) | ResourceState::Resetting(left) => {
            ("tasks that leave: {0}", "задач уходит: {0}", [left, 0])
        }
        ResourceState::Tasks(left) => ("tasks not done: {0}", "задач не завершено: {0}", [left, 0]),
        ResourceState::Broken => ("broken", "сломан", [0, 0]),
        ResourceState::Closed => ("closed", "закрыта", [0, 0]),
    };
    Sentence::filled(lang.pick(en, ru), &args.map(count))
}

/// Those whose object looks like their subject in Russian.
fn indeclinable(kind: ResourceKind) -> (&'static str, &'static str) {
    match kind {
        ResourceKind::Event => ("event {0}", "событие {0}"),
        ResourceKind::Condition => ("condition {0}", "условие {0}"),
        ResourceKind::Barrier => ("barrier {0}", "барьер {0}"),
        ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
            ("semaphore {0}", "семафор {0}")
        }
        _ => ("queue {0}", "очередь {0}"),
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
            return self.say(
                "Something changes that tasks queue for.",
                "Меняется то, за чем стоят в очереди задачи.",
                &[],
            );
        };
        match kind {
            EventKind::ResourceCreated { .. } => {
                self.say("The ", "Появляется ", &[]);
                self.sentence.append(&resource_name(&resource, self.lang));
                self.say(" is made.", ".", &[]);
            }
            EventKind::ResourceAwaited { .. } => {
                match self.after.running.map(|task| self.task(task)) {
                    Some(task) => self.say(
                        "{0} has to wait for ",
                        "Задаче {0} придётся ждать ",
                        &[task],
                    ),
                    None => self.say("Somebody has to wait for ", "Кому-то придётся ждать ", &[]),
                }
                self.sentence
                    .append(&resource_wait(&resource, self.after, self.lang));
                self.say(".", ".", &[]);
            }
            EventKind::ResourceChanged { by, state, .. } => self.changed(&resource, *by, *state),
            _ => {}
        }
    }

    /// What a task does to a resource.
    fn does(&mut self, by: Option<TaskId>, en: &str, ru: &str, args: &[Span]) {
        match by.map(|task| self.task(task)) {
            Some(task) => self.say("{0}", "Задача {0}", &[task]),
            None => self.say("The program", "Программа", &[]),
        }
        self.say(en, ru, args);
    }

    fn changed(&mut self, resource: &Resource, by: Option<TaskId>, state: ResourceState) {
        let name = name(resource);
        match state {
            ResourceState::Locked(true) => {
                self.does(
                    by,
                    " takes the lock {0}.",
                    " берёт блокировку {0}.",
                    &[name],
                );
            }
            ResourceState::Locked(false) => {
                self.does(
                    by,
                    " lets go of the lock {0}",
                    " отпускает блокировку {0}",
                    &[name],
                );
                match self.after.queue(resource).next() {
                    Some(first) => {
                        let first = self.task(first);
                        self.say(
                            ". The first who waits for it is {0}.",
                            ". Первой её ждёт {0}.",
                            &[first],
                        );
                    }
                    None => self.say(". Nobody waits for it.", ". Её никто не ждёт.", &[]),
                }
            }
            ResourceState::Flag(true) => self.does(
                by,
                " sets the event {0}: whoever waits for it may go on.",
                " подаёт событие {0}: все, кто его ждёт, могут идти дальше.",
                &[name],
            ),
            ResourceState::Flag(false) => {
                self.does(
                    by,
                    " clears the event {0}.",
                    " сбрасывает событие {0}.",
                    &[name],
                );
            }
            ResourceState::Permits(left) => {
                let left = self.number(left);
                self.say(
                    "Permits that the semaphore {0} has left: {1}.",
                    "Свободных разрешений у семафора {0}: {1}.",
                    &[name, left],
                );
            }
            ResourceState::Acquired(left) => {
                let left = self.number(left);
                self.does(
                    by,
                    " takes a permit of the semaphore {0}. Left: {1}.",
                    " берёт разрешение у семафора {0}. Осталось: {1}.",
                    &[name, left],
                );
            }
            ResourceState::Released(left) => {
                let left = self.number(left);
                self.does(
                    by,
                    " gives a permit back to the semaphore {0}. Left: {1}.",
                    " возвращает разрешение семафору {0}. Осталось: {1}.",
                    &[name, left],
                );
            }
            ResourceState::Items { items, unfinished } => {
                self.items(resource, by, items, unfinished);
            }
            ResourceState::Tasks(left) => {
                let left = self.number(left);
                self.say(
                    "Tasks of the group {0} that are not done: {1}.",
                    "Незавершённых задач в группе {0}: {1}.",
                    &[name, left],
                );
            }
            ResourceState::Closed if resource.kind == ResourceKind::TaskGroup => self.say(
                "The task group {0} is over: all its tasks are done.",
                "Группа задач {0} закончена: все её задачи завершены.",
                &[name],
            ),
            ResourceState::Closed => self.does(
                by,
                " shuts the queue {0} down.",
                " закрывает очередь {0}.",
                &[name],
            ),
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
        let (en, ru, count) = match items.cmp(&before) {
            Ordering::Greater => (
                " puts an item into the queue {0}. Items in it: {1}.",
                " кладёт элемент в очередь {0}. Теперь в ней: {1}.",
                items,
            ),
            Ordering::Less => (
                " takes an item out of the queue {0}. Items in it: {1}.",
                " забирает элемент из очереди {0}. Теперь в ней: {1}.",
                items,
            ),
            Ordering::Equal => (
                " reports an item of the queue {0} done. Not yet done: {1}.",
                " сообщает, что элемент очереди {0} обработан. Осталось: {1}.",
                unfinished,
            ),
        };
        let count = self.number(count);
        self.does(by, en, ru, &[name, count]);
    }

    fn barrier(&mut self, name: Span, state: ResourceState) {
        match state {
            ResourceState::Parties(count) => {
                let count = self.number(count);
                self.say(
                    "So many tasks have to come before the barrier {0} opens: {1}.",
                    "Чтобы барьер {0} открылся, должно прийти задач: {1}.",
                    &[name, count],
                );
            }
            ResourceState::Arrived(count) => {
                let count = self.number(count);
                self.say(
                    "Tasks that stand at the barrier {0}: {1}.",
                    "Задач у барьера {0}: {1}.",
                    &[name, count],
                );
            }
            ResourceState::Draining(_) => self.say(
                "All have come: the barrier {0} opens.",
                "Пришли все: барьер {0} открывается.",
                &[name],
            ),
            ResourceState::Resetting(_) => self.say(
                "The barrier {0} is reset: whoever waits there gets ^BrokenBarrierError^.",
                "Барьер {0} сброшен: кто у него ждал, получит ^BrokenBarrierError^.",
                &[name],
            ),
            _ => self.say(
                "The barrier {0} is broken: whoever waits there, or comes to it, gets ^BrokenBarrierError^.",
                "Барьер {0} сломан: кто у него ждёт или придёт к нему, получит ^BrokenBarrierError^.",
                &[name],
            ),
        }
    }

    // ── what futures and tasks have to do with them ─────────────────────

    /// A task is suspended in a queue.
    pub(super) fn queued(&mut self, task: Span, on: &Future, resource: ResourceId) {
        let Some(resource) = self.after.resource(resource).map(Rc::clone) else {
            return self.say("{0} waits", "Задача {0} ждёт", &[task]);
        };
        let name = name(&resource);
        let (en, ru) = match resource.kind {
            ResourceKind::Lock | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
                self.say("{0} waits for ", "Задача {0} ждёт ", &[task]);
                return self
                    .sentence
                    .append(&resource_wait(&resource, self.after, self.lang));
            }
            ResourceKind::Event => (
                "{0} waits until somebody sets the event {1}",
                "Задача {0} ждёт, пока кто-нибудь не подаст событие {1}",
            ),
            ResourceKind::Condition => (
                "{0} lets go of the lock and waits until the condition {1} notifies it",
                "Задача {0} отпускает блокировку и ждёт извещения от условия {1}",
            ),
            ResourceKind::Barrier => (
                "{0} waits at the barrier {1} until all have come",
                "Задача {0} ждёт у барьера {1}, пока не придут все",
            ),
            ResourceKind::TaskGroup => (
                "{0} waits until all tasks of the group {1} are done",
                "Задача {0} ждёт, пока не завершатся все задачи группы {1}",
            ),
            _ if on.label.ends_with("get()") => (
                "{0} waits until there is something in the queue {1}",
                "Задача {0} ждёт, пока в очереди {1} что-нибудь не появится",
            ),
            _ if on.label.ends_with("put()") => (
                "{0} waits until there is room in the queue {1}",
                "Задача {0} ждёт, пока в очереди {1} не освободится место",
            ),
            _ => (
                "{0} waits until all items of the queue {1} are reported done",
                "Задача {0} ждёт, пока не будут обработаны все элементы очереди {1}",
            ),
        };
        self.say(en, ru, &[task, name]);
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
                self.say(
                    "The waiting is over for {0}, which joins the ready queue.",
                    "Для задачи {0} ожидание кончилось: она встаёт в очередь готовых.",
                    &[task],
                );
                true
            }
            _ => false,
        }
    }
}
