use asyncio::{Coroutine, Result};

use crate::Env;

#[track_caller]
fn boil(env: &Env, what: &'static str, seconds: f64) -> Coroutine<&'static str> {
    env.async_def("boil", async move |env| {
        env.print(format_args!("{what} on the stove")); // py:6
        env.sleep(seconds).await?; // py:7
        env.print(format_args!("{what} ready")); // py:8
        Ok(what) // py:9
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let start = env.time(); // py:13
        let coffee = env.create_task(boil(&env, "coffee", 2.0)); // py:14
        let eggs = env.create_task(boil(&env, "eggs", 3.0)); // py:15
        env.print("main: both are ordered"); // py:16
        let served = eggs.await?; // py:17
        env.print(format_args!("main: here come the {served}")); // py:17
        let served = coffee.await?; // py:18
        env.print(format_args!("main: here comes the {served}")); // py:18
        let spent = (env.time() - start).round() as u32; // py:19
        env.print(format_args!("main: {spent} seconds")); // py:19
        Ok(())
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:22
}
