//! Locks, queues and their like: who holds them, and who queues for them.

use coroscope_trace::model::Link;
use coroscope_trace::{
    EventKind, FutureId, FutureKind, InsightKind, Lang, Mark, Outcome, ResourceId, ResourceKind,
    ResourceState, TaskId, narrate, narrator,
};

use crate::support::{Script, Tools, after, line, ok};

impl Script {
    fn made(&mut self, number: u32, kind: ResourceKind, name: &str) -> ResourceId {
        let resource = ResourceId(number);
        self.push(EventKind::ResourceCreated {
            resource,
            kind,
            name: name.into(),
            place: line(2),
        });
        resource
    }

    fn changed(&mut self, resource: ResourceId, by: Tools, state: ResourceState) {
        let by = Some(by.task);
        self.push(EventKind::ResourceChanged {
            resource,
            by,
            state,
        });
    }

    /// The running task queues up.
    fn queue(&mut self, resource: ResourceId, label: &str) -> FutureId {
        let future = self.future(FutureKind::Waiter, label, &[]);
        self.push(EventKind::ResourceAwaited { resource, future });
        self.suspend(future, 7);
        future
    }
}

/// `a`, `b` and `c`, each in a first step of its own.
fn three(
    a_does: impl FnOnce(&mut Script, Tools),
    b_does: impl FnOnce(&mut Script, Tools),
    c_does: impl FnOnce(&mut Script, Tools),
) -> (Script, [Tools; 3]) {
    let (mut s, a) = Script::started("a");
    s.iteration(1);
    let (mut b, mut c) = (a, a);
    s.step(a, |s| {
        b = s.spawn("b", 3);
        c = s.spawn("c", 4);
        a_does(s, a);
    });
    s.iteration(2);
    s.step(b, |s| b_does(s, b));
    s.step(c, |s| c_does(s, c));
    (s, [a, b, c])
}

/// `a` holds the lock `door` and sleeps; `b` and `c` queue for it.
fn held() -> (Script, [Tools; 3], ResourceId, [FutureId; 2]) {
    let door = ResourceId(0);
    let (mut first, mut second) = (FutureId(0), FutureId(0));
    let (s, tasks) = three(
        |s, a| {
            s.made(0, ResourceKind::Lock, "door");
            s.changed(door, a, ResourceState::Locked(true));
            s.sleep(1.0, 5);
        },
        |s, _| first = s.queue(door, "door.acquire()"),
        |s, _| second = s.queue(door, "door.acquire()"),
    );
    (s, tasks, door, [first, second])
}

/// What is said of the last event.
fn said(script: &Script) -> [String; 2] {
    let history = script.history();
    let at = history.len();
    let (before, after) = (history.seek(at - 1), history.seek(at));
    let event = history.event(at - 1).expect("there is one");
    Lang::ALL.map(|lang| narrate(&before, &after, event, lang).to_string())
}

#[test]
fn a_lock_knows_its_holder_and_its_queue() {
    let (s, [a, b, c], door, _) = held();
    let model = after(&s);
    let lock = model.resource(door).expect("was made");
    assert_eq!((&*lock.name, lock.kind), ("door", ResourceKind::Lock));
    assert_eq!((lock.created_by, lock.place), (Some(a.task), line(2)));
    assert_eq!(lock.state, Some(ResourceState::Locked(true)));
    assert_eq!(lock.holders, [a.task]);
    assert_eq!(model.queue(lock).collect::<Vec<_>>(), [b.task, c.task]);
    let waits = |task: TaskId| model.queues_for(model.task(task).expect("is there"));
    assert_eq!(waits(b.task).map(|it| it.id), Some(door));
    assert_eq!(waits(a.task), None);
}

#[test]
fn who_was_woken_or_cancelled_stands_in_the_queue_no_more() {
    let (mut s, [a, _, c], door, [first, second]) = held();
    s.changed(door, a, ResourceState::Locked(false));
    s.resolve(first, ok("None"));
    let model = after(&s);
    let lock = model.resource(door).expect("was made");
    assert_eq!(lock.holders, []);
    assert_eq!(model.queue(lock).collect::<Vec<_>>(), [c.task]);
    s.resolve(second, Outcome::Cancelled(None));
    let model = after(&s);
    let lock = model.resource(door).expect("was made");
    assert_eq!(model.queue(lock).count(), 0);
}

#[test]
fn permits_are_held_until_they_come_back() {
    let pool = ResourceId(0);
    let (mut s, [a, b, c]) = three(
        |s, a| {
            s.made(0, ResourceKind::Semaphore, "pool");
            s.changed(pool, a, ResourceState::Permits(2));
            s.changed(pool, a, ResourceState::Acquired(1));
            s.sleep(1.0, 5);
        },
        |s, b| {
            s.changed(pool, b, ResourceState::Acquired(0));
            s.sleep(1.0, 5);
        },
        |s, _| {
            s.queue(pool, "pool.acquire()");
        },
    );
    let holders = |s: &Script| after(s).resource(pool).expect("was made").holders.clone();
    assert_eq!(holders(&s), [a.task, b.task]);
    s.changed(pool, b, ResourceState::Released(1));
    assert_eq!(holders(&s), [a.task]);
    // Anybody may give one back, also who never took any.
    s.changed(pool, c, ResourceState::Released(2));
    assert_eq!(holders(&s), []);
    s.changed(pool, c, ResourceState::Released(3));
    assert_eq!(holders(&s), []);
}

#[test]
fn a_waiting_chain_leads_to_the_holder() {
    let (s, [a, b, _], door, [first, _]) = held();
    let chain = after(&s).waiting_chain(b.task);
    let start = [
        Link::Task(b.task),
        Link::Future(first),
        Link::Resource(door),
        Link::Task(a.task),
    ];
    assert_eq!(chain[..4], start);
    assert!(matches!(chain[4..], [Link::Future(_), Link::Timer(_)]));
}

#[test]
fn two_locks_taken_crosswise_are_a_deadlock_that_names_them() {
    let (left, right) = (ResourceId(0), ResourceId(1));
    let (mut s, [a, b, c]) = three(
        |s, a| {
            s.made(0, ResourceKind::Lock, "left");
            s.made(1, ResourceKind::Lock, "right");
            s.changed(left, a, ResourceState::Locked(true));
            // Somebody else's lock, by the time `a` comes to it.
            s.push(EventKind::ResourceChanged {
                resource: right,
                by: Some(TaskId(1)),
                state: ResourceState::Locked(true),
            });
            s.queue(right, "right.acquire()");
        },
        |s, _| {
            s.queue(left, "left.acquire()");
        },
        |s, c| s.finish(c, "None"),
    );
    let waiting = vec![a.task, b.task];
    s.push(EventKind::Deadlocked { waiting });
    let model = after(&s);
    let chain = model.waiting_chain(b.task);
    assert_eq!(chain.last(), Some(&Link::Cycle(b.task)), "{chain:?}");
    assert!(model.task(c.task).is_some_and(|it| it.is_done()));
    let history = s.history();
    let found = history.insights().found().last().expect("it is found");
    assert!(matches!(found.kind, InsightKind::Deadlock(_)));
    let sentence = |lang| found.sentence(history.head(), lang).to_string();
    assert!(
        sentence(Lang::EN).starts_with(
            "`a` waits for the lock `right`, which `b` holds; \
             `b` waits for the lock `left`, which `a` holds. No timer is set"
        ),
        "{}",
        sentence(Lang::EN)
    );
    assert!(
        sentence(Lang::RU).starts_with(
            "`a` ждёт блокировку `right`, её держит `b`; \
             `b` ждёт блокировку `left`, её держит `a`. Таймеров нет"
        ),
        "{}",
        sentence(Lang::RU)
    );
    assert!(
        said(&s)[0].starts_with("Deadlock: `a` waits for the lock `right`, which `b` holds; `b`"),
        "{}",
        said(&s)[0]
    );
}

#[test]
fn taking_waiting_and_letting_go_are_told() {
    let (mut s, [a, b, _], door, [first, _]) = held();
    s.changed(door, a, ResourceState::Locked(false));
    assert_eq!(
        said(&s),
        [
            "`a` lets go of the lock `door`. The first who waits for it is `b`.",
            "Задача `a` отпускает блокировку `door`. Первой её ждёт `b`.",
        ]
    );
    s.resolve(first, ok("None"));
    assert_eq!(
        said(&s),
        [
            "The waiting is over for `b`, which joins the ready queue.",
            "Для задачи `b` ожидание кончилось: она встаёт в очередь готовых.",
        ]
    );
    s.changed(door, b, ResourceState::Locked(true));
    assert_eq!(
        said(&s),
        [
            "`b` takes the lock `door`.",
            "Задача `b` берёт блокировку `door`."
        ]
    );
    let (s, _) = three(
        |s, a| {
            s.made(0, ResourceKind::Lock, "door");
            s.changed(ResourceId(0), a, ResourceState::Locked(true));
            s.sleep(1.0, 5);
        },
        |s, _| {
            s.sleep(1.0, 5);
        },
        |s, _| {
            s.queue(ResourceId(0), "door.acquire()");
        },
    );
    let history = s.history();
    let suspended = (1..=history.len()).rev().find(|position| {
        let event = history.event(position - 1).expect("is there");
        matches!(event.kind, EventKind::TaskSuspended { .. })
    });
    let at = suspended.expect("`c` is suspended");
    let event = history.event(at - 1).expect("is there");
    let told = Lang::ALL
        .map(|lang| narrate(&history.seek(at - 1), &history.seek(at), event, lang).to_string());
    assert_eq!(
        told,
        [
            "`c` waits for the lock `door`, which `a` holds.",
            "Задача `c` ждёт блокировку `door`, её держит `a`.",
        ]
    );
}

#[test]
fn a_queue_says_what_comes_and_goes() {
    let jobs = ResourceId(0);
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    s.push(EventKind::HandleStarted { handle: main.step });
    s.push(EventKind::TaskStepped {
        task: main.task,
        exception: None,
    });
    s.made(0, ResourceKind::LifoQueue, "jobs");
    assert_eq!(
        said(&s),
        ["The queue `jobs` is made.", "Появляется очередь `jobs`."]
    );
    let mut told = |items, unfinished| {
        s.changed(jobs, main, ResourceState::Items { items, unfinished });
        said(&s)[0].clone()
    };
    assert_eq!(
        told(1, 1),
        "`main` puts an item into the queue `jobs`. Items in it: 1."
    );
    assert_eq!(
        told(0, 1),
        "`main` takes an item out of the queue `jobs`. Items in it: 0."
    );
    assert_eq!(
        told(0, 0),
        "`main` reports an item of the queue `jobs` done. Not yet done: 0."
    );
}

#[test]
fn a_name_and_a_wait_fit_into_other_sentences() {
    let (s, _, door, _) = held();
    let model = after(&s);
    let lock = model.resource(door).expect("was made");
    let name = |lang| narrator::resource_name(lock, lang).plain();
    let wait = |lang| narrator::resource_wait(lock, &model, lang).plain();
    let state = |state, lang| narrator::resource_state(state, lang).plain();
    let items = ResourceState::Items {
        items: 2,
        unfinished: 3,
    };
    assert_eq!(
        Lang::ALL.map(|lang| state(items, lang)),
        ["items: 2; not done: 3", "элементов: 2; не обработано: 3"]
    );
    assert_eq!(Lang::ALL.map(name), ["lock door", "блокировка door"]);
    assert_eq!(
        Lang::ALL.map(wait),
        [
            "the lock door, which a holds",
            "блокировку door, её держит a"
        ]
    );
}

#[test]
fn a_step_ends_where_a_lock_is_taken_and_not_where_a_place_is() {
    let (s, ..) = held();
    let history = s.history();
    let stops: Vec<usize> = (1..=history.len())
        .filter(|position| history.next(Mark::Stop, position - 1) == Some(*position))
        .collect();
    for (index, event) in s.events.iter().enumerate() {
        let stop = stops.contains(&(index + 1));
        match event.kind {
            EventKind::ResourceCreated { .. } | EventKind::ResourceChanged { .. } => assert!(stop),
            EventKind::ResourceAwaited { .. } => assert!(!stop),
            _ => {}
        }
    }
}
