use asyncio::{Coroutine, Result, Sent};

use crate::Env;

#[track_caller]
fn greet(env: &Env, name: &'static str) -> Coroutine<usize> {
    env.async_def("greet", async move |env| {
        env.print(format_args!("hello, {name}")); // py:2
        Ok(name.len()) // py:3
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.print("calling greet"); // py:6
    let mut ada = greet(&env, "Ada"); // py:7
    env.print("called, and still no hello"); // py:8

    let sent = ada.send(); // py:11
    if let Sent::Returned(value) = sent {
        env.print(format_args!("greet returned {value}")); // py:13
    }

    drop(greet(&env, "Bob")); // py:15
    env.print("where is Bob?"); // py:16
    Ok(())
}
