//! What a trace says of locks, queues and eager tasks of a real run.

mod common;

use asyncio::{Lock, Queue};
use common::{program, stdout, trace};
use coroscope_trace::{
    Event, EventKind, History, Insight, InsightKind, Lang, ResourceKind, ResourceState, TaskId,
    model::TaskState,
};

fn history(events: &[Event]) -> History {
    let mut history = History::new();
    history.extend(events.iter().cloned());
    history
}

/// The changes of all resources, and who made them.
fn changes(events: &[Event]) -> Vec<(Option<u32>, ResourceState)> {
    let change = |event: &Event| match event.kind {
        EventKind::ResourceChanged { by, state, .. } => Some((by.map(|it| it.0), state)),
        _ => None,
    };
    events.iter().filter_map(change).collect()
}

#[test]
fn a_lock_goes_from_hand_to_hand() {
    let events = trace(program(|env| async move {
        let door = Lock::named(&env, "door");
        let visit = |seconds| {
            let (door, inside) = (door.clone(), env.clone());
            env.coroutine("visit", async move {
                let _guard = door.lock().await?;
                inside.sleep(seconds).await
            })
        };
        let first = env.create_task(visit(1.0));
        let second = env.create_task(visit(1.0));
        first.await?;
        second.await
    }));
    let locked = ResourceState::Locked;
    assert_eq!(
        changes(&events),
        [
            (Some(1), locked(true)),
            (Some(1), locked(false)),
            (Some(2), locked(true)),
            (Some(2), locked(false)),
        ]
    );
    let history = history(&events);
    let waits = history.seek(history.position_at_time(0.5));
    let door = waits.resources.get(0).expect("was made");
    assert_eq!((&*door.name, door.kind), ("door", ResourceKind::Lock));
    assert!(door.place.rust > 0 || door.place == coroscope_trace::Place::default());
    assert_eq!(door.holders, [TaskId(1)]);
    assert_eq!(waits.queue(door).collect::<Vec<_>>(), [TaskId(2)]);
    let end = history.head().resources.get(0).expect("is still known");
    assert_eq!((end.holders.len(), end.queue.len()), (0, 0));
}

#[test]
fn a_queue_counts_and_names_what_it_waits_for() {
    let events = trace(program(|env| async move {
        let jobs = Queue::named(&env, "jobs", 1);
        let taken = jobs.clone();
        let worker = env.create_task(env.coroutine("worker", async move {
            let job = taken.get().await?;
            taken.task_done()?;
            Ok(job)
        }));
        env.sleep(1.0).await?;
        jobs.put(7).await?;
        jobs.join().await?;
        env.print(worker.await?);
        Ok(())
    }));
    assert_eq!(stdout(&events), "7\n");
    let items = |items, unfinished| ResourceState::Items { items, unfinished };
    assert_eq!(
        changes(&events),
        [
            (Some(0), items(1, 1)),
            (Some(1), items(0, 1)),
            (Some(1), items(0, 0)),
        ]
    );
    let history = history(&events);
    let waits = history.seek(history.position_at_time(0.5));
    let worker = waits.task(TaskId(1)).expect("was made");
    let jobs = waits.queues_for(worker).expect("it waits for the queue");
    assert_eq!((&*jobs.name, jobs.kind), ("jobs", ResourceKind::Queue));
    assert_eq!(waits.waiting_on(worker), Some("jobs.get()"));
}

#[test]
fn a_deadlock_names_the_lock_and_its_holder() {
    let events = trace(program(|env| async move {
        let (left, right) = (Lock::named(&env, "left"), Lock::named(&env, "right"));
        let both = |name: &'static str, one: &Lock, other: &Lock| {
            let (one, other, inside) = (one.clone(), other.clone(), env.clone());
            let body = env.coroutine(name, async move {
                let _one = one.lock().await?;
                inside.sleep(0.0).await?;
                let _other = other.lock().await?;
                Ok(())
            });
            env.create_task(body)
        };
        let a = both("a", &left, &right);
        let b = both("b", &right, &left);
        a.await?;
        b.await
    }));
    let history = history(&events);
    let is_deadlock = |it: &&Insight| matches!(it.kind, InsightKind::Deadlock(_));
    let found = history.insights().found().iter().find(is_deadlock);
    let sentence = found
        .expect("it is found")
        .sentence(history.head(), Lang::EN)
        .to_string();
    let start = "`main` waits for `a`; `a` waits for the lock `right`, which `b` holds; \
                 `b` waits for the lock `left`, which `a` holds. No timer is set";
    assert!(sentence.starts_with(start), "{sentence}");
}

#[test]
fn an_eager_task_prints_as_itself_and_its_maker_as_itself() {
    let events = trace(program(|env| async move {
        let inside = env.clone();
        let child = env.coroutine("child", async move {
            inside.print("child begins");
            inside.sleep(1.0).await?;
            inside.print("child ends");
            Ok(())
        });
        env.print("before");
        let child = env.task().eager(true).spawn(child);
        env.print("after");
        child.await
    }));
    let printed: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Output { task, text, .. } => Some((task.map(|it| it.0), text.trim_end())),
            _ => None,
        })
        .collect();
    assert_eq!(
        printed,
        [
            (Some(0), "before"),
            (Some(1), "child begins"),
            (Some(0), "after"),
            (Some(1), "child ends"),
        ]
    );
    let history = history(&events);
    let created = events
        .iter()
        .position(|event| matches!(event.kind, EventKind::TaskCreated { eager, .. } if eager));
    let model = history.seek(created.expect("it was eager") + 2);
    assert_eq!(
        (model.running, &*model.outer),
        (Some(TaskId(1)), &[TaskId(0)][..])
    );
    let main = model.task(TaskId(0)).expect("was made");
    assert_eq!(main.state, TaskState::Running);
    assert!(history.head().outer.is_empty() && history.head().running.is_none());
}
