use asyncio::{Coroutine, Result};

use crate::Env;

#[track_caller]
fn slow_request(env: &Env) -> Coroutine<&'static str> {
    env.async_def("slow_request", async |env| {
        env.print("request: sent"); // py:5
        env.sleep(3.0).await?; // py:6
        env.print("request: saved"); // py:7
        Ok("saved") // py:8
    })
}

#[track_caller]
fn ticker(env: &Env) -> Coroutine<()> {
    env.async_def("ticker", async |env| {
        for n in 1..4 {
            env.sleep(0.8).await?; // py:13
            env.print(format_args!("tick {n}")); // py:14
        }
        Ok(())
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let request = env.create_task(slow_request(&env)); // py:18
        let _clock = env.create_task(ticker(&env)); // py:19
        let shielded = env.shield(&request); // py:21
        let waited = env.wait_for(shielded, 2.0).await; // py:21
        let answer = match waited {
            Err(error) if error.is("TimeoutError") => {
                env.print("main: still waiting"); // py:23
                request.await? // py:24
            }
            outcome => outcome?,
        };
        env.print(format_args!("main: {answer}")); // py:25
        Ok(())
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:28
}
