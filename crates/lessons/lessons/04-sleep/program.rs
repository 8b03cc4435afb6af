use asyncio::{Coroutine, Result};

use crate::Env;

#[track_caller]
fn sleeper(env: &Env, name: &'static str, seconds: f64) -> Coroutine<()> {
    env.async_def("sleeper", async move |env| {
        env.print(format_args!("{name} goes to bed")); // py:5
        env.sleep(seconds).await?; // py:6
        env.print(format_args!("{name} gets up")); // py:7
        Ok(())
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        env.print("main: good night"); // py:11
        let sleepers = [
            sleeper(&env, "Ann", 3.0),  // py:13
            sleeper(&env, "Ben", 1.0),  // py:14
            sleeper(&env, "Cleo", 2.0), // py:15
        ];
        env.gather(sleepers).await?; // py:12
        env.print("main: good morning"); // py:17
        Ok(())
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:20
}
