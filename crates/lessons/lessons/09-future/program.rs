use asyncio::{Coroutine, Future, Repr, Result};

use crate::Env;

type Letter = Future<&'static str>;

#[track_caller]
fn reader(env: &Env, name: &'static str, letter: Letter) -> Coroutine<()> {
    env.async_def("reader", async move |env| {
        env.print(format_args!("{name} looks out for the postman")); // py:6
        let text = letter.await?; // py:7
        env.print(format_args!("{name} reads: {text}")); // py:8
        Ok(())
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let letter: Letter = env.create_future(); // py:13
        let delivered = letter.clone();
        env.button("Deliver the letter", move || delivered.set_result("Hello!")); // py:14

        let ann = env.create_task(reader(&env, "Ann", letter.clone())); // py:16
        let ben = env.create_task(reader(&env, "Ben", letter.clone())); // py:17
        env.sleep(1.0).await?; // py:18
        let done = letter.done().repr(); // py:19
        env.print(format_args!("main: letter done? {done}")); // py:19
        ben.await?; // py:20
        let done = letter.done().repr(); // py:21
        env.print(format_args!("main: letter done? {done}")); // py:21
        ann.await // py:22
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:25
}
