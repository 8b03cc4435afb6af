//! Futures from elsewhere: their wakers, their threads, and what cancellation
//! means while one is awaited.

use crate::stage::{Stage, shown};
use asyncio::{Drive, Loop, Progress, Result, Run, Turn, observe::Event};
use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Condvar, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread,
};

#[derive(Clone, Default)]
struct Oneshot(Arc<Mutex<(Option<i32>, Option<Waker>)>>);

impl Oneshot {
    fn send(&self, value: i32) {
        let waker = {
            let mut inside = self.0.lock().expect("nobody panicked");
            inside.0 = Some(value);
            inside.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn wake(&self) {
        if let Some(waker) = &self.0.lock().expect("nobody panicked").1 {
            waker.wake_by_ref();
        }
    }
}

impl Future for Oneshot {
    type Output = i32;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<i32> {
        let mut inside = self.0.lock().expect("nobody panicked");
        if let Some(value) = inside.0 {
            return Poll::Ready(value);
        }
        inside.1 = Some(cx.waker().clone());
        Poll::Pending
    }
}

const IDLE: Turn = Turn::Idle { deadline: None };

/// Polls both until both are ready, as `join!` does.
async fn both<A: Future, B: Future>(one: A, other: B) -> (A::Output, B::Output) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    poll_fn(move |cx| {
        if first.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(cx)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = other.as_mut().poll(cx)
        {
            second = Some(value);
        }
        if first.is_none() || second.is_none() {
            return Poll::Pending;
        }
        match (first.take(), second.take()) {
            (Some(first), Some(second)) => Poll::Ready((first, second)),
            _ => unreachable!("both are there"),
        }
    })
    .await
}

#[test]
fn a_wake_only_enqueues() {
    let stage = Stage::new();
    let oneshot = Oneshot::default();
    let waited = oneshot.clone();
    let task = stage.create_task(stage.coro("waits", async |stage: Stage| {
        stage.say("waits");
        let value = waited.await;
        stage.say(value);
        Ok(())
    }));
    assert_eq!(stage.run_until_stalled(), IDLE);
    let nested = stage.clone();
    stage.call_soon("send", move || {
        oneshot.send(7);
        nested.say("sent");
        nested.call_soon("after", nested.saying("after"));
    });
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(task.done());
    // The wake is collected when the callback is over.
    stage.said(&["1 0 waits", "2 0 sent", "3 0 after", "3 0 7"]);
}

/// Lets a thread wait until it is woken.
#[derive(Default)]
pub(crate) struct Bell(Mutex<bool>, Condvar);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.0.lock().expect("nobody panicked") = true;
        self.1.notify_one();
    }
}

impl Bell {
    pub(crate) fn wait(&self) {
        let rung = self.0.lock().expect("nobody panicked");
        let mut rung = self
            .1
            .wait_while(rung, |rung| !*rung)
            .expect("nobody panicked");
        *rung = false;
    }
}

#[test]
fn another_thread_wakes_the_task_and_whoever_drives_the_loop() {
    let bell = Arc::new(Bell::default());
    let stage = Stage::on(Loop::builder().driver(Waker::from(bell.clone())).build());
    let oneshots = [(); 3].map(|()| Oneshot::default());
    let waited = oneshots.clone();
    let main = stage.coro("main", async |stage: Stage| {
        let mut sum = 0;
        for oneshot in waited {
            sum += oneshot.await;
            stage.say(sum);
        }
        Ok(sum)
    });
    let sender = thread::spawn(move || {
        for (oneshot, value) in oneshots.iter().zip([1, 10, 100]) {
            oneshot.send(value);
        }
    });
    let mut run = Run::new(&stage, main);
    loop {
        match run.step() {
            Progress::Ran => {}
            Progress::Idle { .. } => bell.wait(),
            Progress::Finished => break,
        }
    }
    sender.join().expect("it only sends");
    assert_eq!(run.outcome(), Ok(111));
}

#[test]
fn many_wakes_before_the_loop_looks_are_one_step() {
    fn steps(event: &Event<'_>) -> Option<String> {
        matches!(event, Event::TaskStepped { .. }).then(|| "step".into())
    }
    let stage = Stage::observing(steps);
    let oneshot = Oneshot::default();
    let waited = oneshot.clone();
    let task = stage.create_task(stage.coro("waits", async |_| Ok(waited.await)));
    assert_eq!(stage.run_until_stalled(), IDLE);
    for _ in 0..3 {
        oneshot.wake();
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["step", "step"]);
    oneshot.send(1);
    oneshot.wake();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(task.result(), Ok(1));
    stage.said(&["step", "step", "step"]);
}

#[test]
fn a_wake_after_the_end_does_nothing() {
    let stage = Stage::new();
    let oneshot = Oneshot::default();
    let waited = oneshot.clone();
    let task = stage.create_task(stage.coro("waits", async |_| {
        let mut waited = waited;
        // Once only, so that the waker stays behind.
        let polled = poll_fn(|cx| Poll::Ready(Pin::new(&mut waited).poll(cx))).await;
        assert!(polled.is_pending());
        Ok(())
    }));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(task.done());
    oneshot.wake();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(stage.iteration(), 1);
    assert_eq!(stage.close(), Ok(()));
    drop((task, stage));
    oneshot.wake();
}

#[test]
fn cancelling_while_something_foreign_is_awaited_is_delivered_at_our_next_await() {
    let stage = Stage::new();
    let oneshot = Oneshot::default();
    let waited = oneshot.clone();
    let task = stage.create_task(stage.coro("waits", async |stage: Stage| {
        // It cannot take an exception, and goes on waiting.
        let value = waited.await;
        stage.say(value);
        stage.say(shown(&stage.sleep(5.0).await));
        stage.say(shown(&stage.sleep(5.0).await));
        Ok(())
    }));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(task.cancel_with("stop"));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(!task.done());
    oneshot.send(7);
    assert_eq!(stage.run_until_complete(task), Ok(()));
    stage.said(&["3 0 7", "3 0 CancelledError('stop')", "5 5 ()"]);
}

#[test]
fn two_awaits_of_ours_in_one_task_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for (one, other) in [(1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (0.0, 0.0), (0.0, 1.0)] {
            let ended = both(stage.sleep(one), stage.sleep(other)).await;
            stage.say(format_args!("{ended:?}"));
        }
        let tasks = ["a", "b"].map(|name| stage.create_task(stage.worker(name, 1.0)));
        let ended = both((&tasks[0]).into_future(), (&tasks[1]).into_future()).await;
        stage.say(format_args!("{ended:?}"));
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        [
            "2 (Ok(()), Ok(()))",
            "4 (Ok(()), Ok(()))",
            "5 (Ok(()), Ok(()))",
            "5 (Ok(()), Ok(()))",
            "6 (Ok(()), Ok(()))",
            "6 a starts",
            "6 b starts",
            "7 a ends",
            "7 b ends",
            r#"7 (Ok("a"), Ok("b"))"#,
        ]
    );
}

#[test]
fn cancelling_a_task_with_two_awaits_reaches_the_first() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.coro("both", async |stage: Stage| {
            let (one, other) = both(stage.sleep(5.0), stage.sleep(3.0)).await;
            stage.say(format_args!("{} {}", shown(&one), shown(&other)));
            Ok(())
        }));
        stage.sleep(1.0).await?;
        task.cancel();
        task.await
    });
    stage.said(&["7 3 CancelledError() ()"]);
}

/// Polls its inner future with a waker of its own, and only when that was woken.
struct Guarded<F> {
    inner: Pin<Box<F>>,
    door: Arc<Door>,
}

#[derive(Default)]
struct Door {
    woken: Mutex<bool>,
    outside: Mutex<Option<Waker>>,
}

impl Wake for Door {
    fn wake(self: Arc<Self>) {
        *self.woken.lock().expect("nobody panicked") = true;
        if let Some(waker) = self.outside.lock().expect("nobody panicked").take() {
            waker.wake();
        }
    }
}

impl<F: Future> Future for Guarded<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        *self.door.outside.lock().expect("nobody panicked") = Some(cx.waker().clone());
        if !std::mem::take(&mut *self.door.woken.lock().expect("nobody panicked")) {
            return Poll::Pending;
        }
        let waker = Waker::from(self.door.clone());
        self.inner.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

fn guarded<F: Future>(inner: F) -> Guarded<F> {
    let door = Arc::new(Door::default());
    *door.woken.lock().expect("nobody panicked") = true;
    Guarded {
        inner: Box::pin(inner),
        door,
    }
}

#[test]
fn something_that_polls_with_wakers_of_its_own_is_woken_through_them() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        guarded(stage.sleep(1.0)).await?;
        stage.say("slept");
        guarded(stage.sleep(0.0)).await?;
        stage.say("yielded");
        let task = stage.create_task(stage.worker("a", 1.0));
        stage.say(shown(&guarded(task.into_future()).await));
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        ["1 slept", "1 yielded", "1 a starts", "2 a ends", "2 \"a\""]
    );
}

#[test]
fn a_future_of_another_loop_is_something_from_outside() {
    let stage = Stage::new();
    let other = Loop::new();
    let theirs = other.create_future::<i32>();
    let waited = theirs.clone();
    let task = stage.create_task(stage.coro("waits", async |_| waited.await));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(theirs.set_result(3), Ok(()));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(task.result(), Ok(3));
}

#[test]
fn a_coroutine_driven_by_hand_awaits_nothing_but_says_so() -> Result<()> {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let waited = future.clone();
    let mut coroutine = stage.coro("by hand", async |stage: Stage| {
        stage.say("begins");
        stage.sleep(0.0).await?;
        waited.await
    });
    assert_eq!(coroutine.send(), asyncio::Sent::Suspended);
    assert_eq!(coroutine.send(), asyncio::Sent::Suspended);
    assert_eq!(coroutine.send(), asyncio::Sent::Suspended);
    future.set_result(3)?;
    assert_eq!(coroutine.send(), asyncio::Sent::Returned(3));
    let asyncio::Sent::Raised(error) = coroutine.send() else {
        panic!("it has ended");
    };
    assert_eq!(
        error.message(),
        Some("cannot reuse already awaited coroutine")
    );
    stage.said(&["0 0 begins"]);
    Ok(())
}
