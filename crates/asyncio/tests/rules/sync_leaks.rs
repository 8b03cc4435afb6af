//! Locks and their like hold nothing once a run is over, at whatever moment that
//! was, and a hundred thousand who wait cost no more than one each.

use crate::{leaks::dropped_at_any_moment, stage::Stage};
use asyncio::{
    Barrier, BoundedSemaphore, Condition, Event, Exception, Live, Lock, Result, Semaphore, Sent,
    Turn,
};

/// What a program has of each; the test keeps it beyond the end of the loop.
#[derive(Clone)]
struct Things {
    lock: Lock,
    event: Event,
    semaphore: Semaphore,
    bounded: BoundedSemaphore,
    condition: Condition,
    barrier: Barrier,
}

impl Things {
    fn new(stage: &Stage) -> Result<Self> {
        Ok(Self {
            lock: Lock::new(stage),
            event: Event::new(stage),
            semaphore: Semaphore::new(stage, 1)?,
            bounded: BoundedSemaphore::new(stage, 1)?,
            condition: Condition::new(stage),
            barrier: Barrier::new(stage, 3)?,
        })
    }

    async fn use_all(self, stage: Stage) -> Result<()> {
        let _inside = self.lock.lock().await?;
        stage.sleep(1.0).await?;
        let _permit = self.semaphore.permit().await?;
        let _bounded = self.bounded.permit().await?;
        drop(stage.timeout(0.5).scope(self.event.wait()).await);
        let _held = self.condition.lock().await?;
        drop(stage.timeout(0.5).scope(self.condition.wait()).await);
        self.condition.notify_all()?;
        drop(stage.timeout(0.5).scope(self.barrier.wait()).await);
        self.event.set();
        Ok(())
    }
}

/// Five tasks that want everything, two of which are cancelled, and one who
/// waits for each thing without end.
async fn busy(stage: Stage, things: Things) -> Result<()> {
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let things = things.clone();
            stage.create_task(stage.coro("uses all", |stage| things.use_all(stage)))
        })
        .collect();
    let never = Event::new(&stage);
    let wait = never.clone();
    stage.create_task(stage.coro("hangs", async move |_| wait.wait().await));
    let held = things.condition.clone();
    stage.create_task(stage.coro("hangs with a lock", async move |_| {
        let _held = held.lock().await?;
        held.wait_for(|| false).await
    }));
    let barrier = things.barrier.clone();
    stage.create_task(stage.coro("hangs at a barrier", async move |_| barrier.wait().await));
    stage.sleep(1.0).await?;
    tasks[1].cancel();
    tasks[3].cancel();
    stage.gather_return_exceptions(tasks).await?;
    Ok(())
}

#[test]
fn after_a_run_that_was_complete() -> Result<()> {
    let stage = Stage::new();
    let things = Things::new(&stage)?;
    stage.run(|stage| busy(stage, things.clone()))?;
    assert_eq!(stage.live(), Live::default());
    assert!(!things.lock.locked() && !things.condition.locked());
    assert!(!things.semaphore.locked() && !things.bounded.locked());
    assert_eq!(things.barrier.n_waiting(), 0);
    Ok(())
}

#[test]
fn after_a_run_that_was_dropped_at_any_moment() {
    let prepare = |stage: &Stage| {
        stage.handler();
        Things::new(stage).expect("their numbers are in order")
    };
    let steps = dropped_at_any_moment(
        prepare,
        |stage, things| busy(stage, things.clone()),
        |stage, things| {
            assert!(!things.lock.locked() && !things.condition.locked());
            assert!(!things.semaphore.locked() && !things.bounded.locked());
            assert_eq!(things.barrier.n_waiting(), 0);
            // No guard had anything to complain about.
            let destroyed = "Task was destroyed but it is pending!";
            assert!(stage.all().iter().all(|line| line == destroyed));
        },
    );
    assert!(steps > 60, "it took only {steps} steps");
}

#[test]
fn what_is_used_after_the_loop_is_closed() -> Result<()> {
    let stage = Stage::new();
    let things = Things::new(&stage)?;
    assert_eq!(stage.close(), Ok(()));
    let (lock, event) = (things.lock.clone(), things.event.clone());
    let mut holds = stage.coro("holds", async move |_| {
        let _inside = lock.lock().await?;
        event.wait().await
    });
    assert_eq!(holds.send(), Sent::Suspended);
    let mut waits = stage.coroutine("waits", things.lock.acquire());
    assert_eq!(waits.send(), Sent::Suspended);
    holds.close();
    assert_eq!(waits.send(), Sent::Returned(()));
    things.event.set();
    things.semaphore.release();
    assert!(things.bounded.release().is_err());
    assert!(things.condition.notify_all().is_err());
    drop(waits);
    assert_eq!(stage.live(), Live::default());
    Ok(())
}

/// Miri is some thousand times slower.
const MANY: usize = if cfg!(miri) { 25 } else { 100_000 };

#[test]
fn many_wait_and_are_served_or_cancelled_in_any_order() -> Result<()> {
    let stage = Stage::new();
    let things = Things::new(&stage)?;
    let semaphore = Semaphore::new(&stage, 0)?;
    let tasks: Vec<_> = (0..MANY)
        .map(|number| {
            let (event, semaphore) = (things.event.clone(), semaphore.clone());
            stage.create_task(stage.coro("waits", async move |_| {
                event.wait().await?;
                semaphore.acquire().await?;
                Ok(number)
            }))
        })
        .collect();
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    things.event.set();
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    // Every other one, and from the end.
    for task in tasks.iter().rev().step_by(2) {
        task.cancel();
    }
    for _ in 0..MANY / 2 {
        semaphore.release();
    }
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    let cancelled = tasks.iter().rev().step_by(2);
    assert!(cancelled.clone().all(|task| task.cancelled()));
    let served = tasks.iter().filter(|task| !task.cancelled());
    assert_eq!(served.clone().count(), tasks.len() / 2);
    assert!(
        served
            .map(asyncio::Task::result)
            .all(|result| result.is_ok())
    );
    assert!(semaphore.locked());
    Ok(())
}

#[test]
fn a_lock_goes_through_many_hands() -> Result<()> {
    let stage = Stage::new();
    let lock = Lock::new(&stage);
    let held = lock.clone();
    let main = stage.coro("main", async move |stage: Stage| {
        let tasks: Vec<_> = (0..MANY)
            .map(|_| {
                let lock = held.clone();
                stage.create_task(stage.coro("uses", async move |stage: Stage| {
                    let _inside = lock.lock().await?;
                    stage.sleep(0.0).await
                }))
            })
            .collect();
        stage.gather(tasks).await.map(drop)
    });
    stage.run_until_complete(main)?;
    assert!(!lock.locked());
    // Main, then two iterations a task: it takes the lock and yields, it goes on
    // and releases. Then the gathering, main again, and the stop.
    assert_eq!(stage.iteration() as usize, 1 + 2 * MANY + 3);
    Ok::<(), Exception>(())
}
