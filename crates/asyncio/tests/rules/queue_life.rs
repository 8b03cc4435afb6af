//! What becomes of items, of waiters and of the queue itself, whatever happens.

use crate::queue_actors::{getter, joiner, putter};
use crate::stage::{Stage, shown};
use asyncio::{Live, PriorityQueue, Queue, Turn};
use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn a_loop_closed_under_waiters_leaves_nothing_alive() {
    let stage = Stage::new();
    let (empty, full) = (Queue::new(&stage, 0), Queue::new(&stage, 1));
    assert_eq!(full.put_nowait(0), Ok(()));
    for name in ["a", "b", "c"] {
        getter(&stage, &empty, name);
        putter(&stage, &full, name, 1);
        joiner(&stage, &full, name);
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    // One of each has been woken when the loop is closed.
    assert_eq!(empty.put_nowait(1), Ok(()));
    assert_eq!(full.get_nowait(), Ok(0));
    assert_eq!(full.task_done(), Ok(()));
    assert_eq!(stage.close(), Ok(()));
    assert_eq!(stage.live(), Live::default());
    assert_eq!((empty.qsize(), full.qsize()), (1, 0));
    full.shutdown(true);
    empty.shutdown(true);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_queue_that_only_its_waiters_hold_goes_with_them() {
    let stage = Stage::new();
    let item = Rc::new(());
    let queue = Queue::new(&stage, 1);
    assert_eq!(queue.put_nowait(item.clone()), Ok(()));
    for _ in 0..3 {
        stage.create_task(stage.coroutine("put", queue.put(item.clone())));
        stage.create_task(stage.coroutine("join", queue.join()));
    }
    drop(queue);
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(Rc::strong_count(&item), 5);
    assert_eq!(stage.close(), Ok(()));
    assert_eq!(stage.live(), Live::default());
    assert_eq!(Rc::strong_count(&item), 1);
}

#[test]
fn waiters_that_were_cancelled_are_not_kept() {
    let stage = Stage::new();
    let queue = Queue::<i32>::new(&stage, 0);
    let tasks = ["a", "b", "c", "d"].map(|name| getter(&stage, &queue, name));
    assert_eq!(stage.run_until_stalled(), IDLE);
    for task in &tasks {
        assert!(task.cancel());
        assert_eq!(stage.run_until_stalled(), IDLE);
    }
    drop(tasks);
    assert_eq!(stage.live(), Live::default());
    assert_eq!(format!("{queue:?}"), "<Queue maxsize=0>");
}

#[test]
fn an_item_that_did_not_go_in_comes_back() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait("first".to_owned())?;
        let late = queue.clone();
        let task = stage.create_task(stage.coro("late", async move |stage: Stage| {
            let mut put = late.put("second".to_owned());
            let ended = (&mut put).await;
            stage.say(format_args!("{} {:?}", shown(&ended), put.into_item()));
            let mut put = late.put("third".to_owned());
            let ended = (&mut put).await;
            stage.say(format_args!("{} {:?}", shown(&ended), put.into_item()));
            Ok(())
        }));
        stage.sleep(0.0).await?;
        task.cancel();
        // Its turn has come, but it will not take it.
        queue.get_nowait()?;
        task.await?;
        let refused = queue.try_put("fourth".to_owned());
        stage.say(format_args!("{refused:?} {queue:?}"));
        queue.get_nowait()?;
        queue.shutdown(false);
        let mut put = queue.put("fifth".to_owned());
        let ended = (&mut put).await;
        stage.say(format_args!("{} {:?}", shown(&ended), put.into_item()));
        Ok(())
    });
    stage.said(&[
        r#"3 0 CancelledError() Some("second")"#,
        "3 0 () None",
        r#"4 0 Err((QueueFull(), "fourth")) <Queue maxsize=1 _queue=["third"] tasks=2>"#,
        r#"4 0 QueueShutDown() Some("fifth")"#,
    ]);
}

#[test]
fn what_was_awaited_is_not_awaited_again() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let (mut put, mut get, mut join) = (queue.put(1), queue.get(), queue.join());
        (&mut put).await?;
        (&mut get).await?;
        queue.task_done()?;
        (&mut join).await?;
        queue.put_nowait(2)?;
        stage.say(shown(&put.await));
        stage.say(shown(&get.await));
        stage.say(shown(&join.await));
        stage.say(format_args!("{queue:?}"));
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('cannot reuse already awaited coroutine')",
        "1 0 RuntimeError('cannot reuse already awaited coroutine')",
        "1 0 RuntimeError('cannot reuse already awaited coroutine')",
        "1 0 <Queue maxsize=0 _queue=[2] tasks=1>",
    ]);
}

/// Calls somebody when it is compared.
struct Touchy(i32, Rc<dyn Fn()>);

impl PartialEq for Touchy {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl PartialOrd for Touchy {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.1)();
        self.0.partial_cmp(&other.0)
    }
}

#[test]
fn a_comparison_that_calls_back_is_refused() {
    let stage = Stage::new();
    let queue = PriorityQueue::new(&stage, 0);
    let seen = Rc::new(RefCell::new(Vec::new()));
    let calls_back: Rc<dyn Fn()> = {
        let (queue, seen) = (queue.clone(), seen.clone());
        Rc::new(move || {
            let (error, item) = queue.try_put(Touchy(9, Rc::new(|| ()))).unwrap_err();
            let got = queue.get_nowait().map(|item| item.0);
            let mut seen = seen.borrow_mut();
            seen.push(format!("{} {}", error.repr(), item.0));
            seen.push(format!("{} of {}", shown(&got), queue.qsize()));
        })
    };
    assert_eq!(queue.put_nowait(Touchy(2, calls_back.clone())), Ok(()));
    assert_eq!(queue.put_nowait(Touchy(1, calls_back)), Ok(()));
    let refused =
        "RuntimeError('a comparison of items must not change the queue they are in')".to_owned();
    assert_eq!(
        *seen.borrow(),
        [format!("{refused} 9"), format!("{refused} of 2")]
    );
    assert_eq!(queue.get_nowait().map(|item| item.0), Ok(1));
    assert_eq!(queue.get_nowait().map(|item| item.0), Ok(2));
    assert!(queue.empty());
}

#[test]
fn a_comparison_that_panics_leaves_the_queue_usable() {
    let stage = Stage::new();
    let queue = PriorityQueue::new(&stage, 0);
    let armed = Rc::new(Cell::new(false));
    let panics: Rc<dyn Fn()> = {
        let armed = armed.clone();
        Rc::new(move || assert!(!armed.get(), "armed"))
    };
    for value in [3, 1, 2] {
        assert_eq!(queue.put_nowait(Touchy(value, panics.clone())), Ok(()));
    }
    armed.set(true);
    let put = catch_unwind(AssertUnwindSafe(|| {
        queue.put_nowait(Touchy(0, panics.clone()))
    }));
    assert!(put.is_err());
    assert_eq!(queue.qsize(), 4);
    let got = catch_unwind(AssertUnwindSafe(|| queue.get_nowait().map(|item| item.0)));
    assert!(got.is_err());
    assert_eq!(queue.qsize(), 3);
    armed.set(false);
    let mut left = Vec::new();
    while let Ok(item) = queue.get_nowait() {
        left.push(item.0);
    }
    left.sort_unstable();
    assert_eq!((left.len(), queue.qsize()), (3, 0));
}

/// Puts another into its queue when it is dropped.
struct Parting {
    queue: Option<Queue<Parting>>,
    said: Rc<RefCell<Vec<String>>>,
}

impl Drop for Parting {
    fn drop(&mut self) {
        let Some(queue) = self.queue.take() else {
            return;
        };
        let another = Parting {
            queue: None,
            said: self.said.clone(),
        };
        let refused = queue.put_nowait(another);
        let line = format!("{} {}", shown(&refused), queue.qsize());
        self.said.borrow_mut().push(line);
    }
}

#[test]
fn items_may_call_back_when_they_are_thrown_away() {
    let stage = Stage::new();
    let said: Rc<RefCell<Vec<String>>> = Rc::default();
    let queue = Queue::new(&stage, 0);
    for _ in 0..2 {
        let item = Parting {
            queue: Some(queue.clone()),
            said: said.clone(),
        };
        assert_eq!(queue.put_nowait(item), Ok(()));
    }
    queue.shutdown(true);
    assert_eq!(*said.borrow(), ["QueueShutDown() 1", "QueueShutDown() 0"]);
}

#[test]
fn a_hundred_thousand_who_wait_and_go_away_in_any_order() {
    let many = if cfg!(miri) { 30 } else { 100_000 };
    let stage = Stage::new();
    let queue = Queue::<usize>::new(&stage, 0);
    let tasks: Vec<_> = (0..many)
        .map(|_| stage.create_task(stage.coroutine("get", queue.get())))
        .collect();
    assert_eq!(stage.run_until_stalled(), IDLE);
    // Every third from the end, then every third but one.
    for which in [0, 1] {
        for task in tasks.iter().rev().skip(which).step_by(3) {
            assert!(task.cancel());
        }
        assert_eq!(stage.run_until_stalled(), IDLE);
    }
    let left = tasks.iter().filter(|task| !task.done()).count();
    assert_eq!(left, many / 3);
    for item in 0..left {
        assert_eq!(queue.put_nowait(item), Ok(()));
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    let got = tasks.iter().filter_map(|task| task.result().ok());
    assert!(got.eq(0..left));
    assert!(queue.empty());
}
