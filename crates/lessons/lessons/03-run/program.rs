use asyncio::{Coroutine, Repr, Result};

use crate::Env;

#[track_caller]
fn watchman(env: &Env) -> Coroutine<()> {
    env.async_def("watchman", async |env| {
        let watched = async {
            loop {
                env.print("watchman: all quiet"); // py:7
                env.sleep(2.0).await?; // py:8
            }
        };
        let outcome: Result<()> = watched.await;
        env.print("watchman: locking up"); // py:10
        env.sleep(1.0).await?; // py:11
        env.print("watchman: gone home"); // py:12
        outcome
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<&'static str> {
    env.async_def("main", async |env| {
        let watch = env.create_task(watchman(&env)); // py:18
        env.sleep(3.0).await?; // py:19
        let done = watch.done().repr(); // py:20
        env.print(format_args!("main: done; watch done? {done}")); // py:20
        Ok("report") // py:21
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.print("before run"); // py:24
    let result = env.run(main(&env)).await?; // py:25
    env.print(format_args!("after run: {result}")); // py:26
    let closed = env.is_closed().repr(); // py:27
    env.print(format_args!("loop closed? {closed}")); // py:27
    Ok(())
}
