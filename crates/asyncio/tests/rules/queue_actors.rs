//! Tasks that use a queue and say what comes of it.

use crate::stage::Stage;
use asyncio::{Queue, Result, Task};

/// A task that awaits a verb of a queue and says what it gave.
fn actor<T: 'static>(
    stage: &Stage,
    name: &'static str,
    begins: &'static str,
    verb: impl Future<Output = Result<T>> + 'static,
    ended: impl FnOnce(T) -> String + 'static,
) -> Task<()> {
    stage.create_task(stage.coro(name, async move |stage: Stage| {
        stage.say(format_args!("{name} {begins}"));
        let value = verb
            .await
            .inspect_err(|error| stage.say(format_args!("{name} {}", error.repr())))?;
        stage.say(format_args!("{name} {}", ended(value)));
        Ok(())
    }))
}

/// A task that gets one item.
pub(crate) fn getter(stage: &Stage, queue: &Queue<i32>, name: &'static str) -> Task<()> {
    actor(stage, name, "gets", queue.get(), |item| {
        format!("got {item}")
    })
}

/// A task that puts one item.
pub(crate) fn putter(stage: &Stage, queue: &Queue<i32>, name: &'static str, item: i32) -> Task<()> {
    actor(stage, name, "puts", queue.put(item), |()| "has put".into())
}

/// A task that waits until all is done.
pub(crate) fn joiner(stage: &Stage, queue: &Queue<i32>, name: &'static str) -> Task<()> {
    actor(stage, name, "joins", queue.join(), |()| "joined".into())
}

/// Takes one out and says which.
#[track_caller]
pub(crate) fn take(stage: &Stage, queue: &Queue<i32>) {
    let item = queue.get_nowait().expect("there is one");
    stage.say(format_args!("got {item}"));
}

/// Waits until all of them are done, whatever came of them.
pub(crate) async fn all<const N: usize>(stage: &Stage, tasks: [&Task<()>; N]) -> Result<()> {
    stage.gather_return_exceptions(tasks).await.map(|_| ())
}
