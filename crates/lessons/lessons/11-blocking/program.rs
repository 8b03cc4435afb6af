use asyncio::{Coroutine, Result};

use crate::Env;

#[track_caller]
fn ticker(env: &Env) -> Coroutine<()> {
    env.async_def("ticker", async |env| {
        for n in 1..5 {
            env.sleep(1.0).await?; // py:7
            env.print(format_args!("tick {n}")); // py:8
        }
        Ok(())
    })
}

#[track_caller]
fn hog(env: &Env) -> Coroutine<()> {
    env.async_def("hog", async |env| {
        env.print("hog: just a moment"); // py:12
        env.time_sleep(2.0); // py:13
        env.print("hog: thank you"); // py:14
        Ok(())
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let clock = env.create_task(ticker(&env)); // py:18
        env.sleep(1.5).await?; // py:19
        hog(&env).await?; // py:20
        env.print("main: waiting for the clock"); // py:21
        clock.await // py:22
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:25
}
