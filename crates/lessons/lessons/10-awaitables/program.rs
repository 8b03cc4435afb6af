use asyncio::{Awaitable, Coroutine, Repr, Result};

use crate::Env;

type Dish = &'static str;

#[track_caller]
fn cook(env: &Env, dish: Dish, seconds: f64) -> Coroutine<Dish> {
    env.async_def("cook", async move |env| {
        env.print(format_args!("{dish} in the pot")); // py:5
        env.sleep(seconds).await?; // py:6
        Ok(dish) // py:7
    })
}

#[track_caller]
fn taste<A>(env: &Env, kind: &'static str, thing: A) -> Coroutine<()>
where
    A: Awaitable<Dish> + IntoFuture<Output = Result<Dish>> + 'static,
{
    env.async_def("taste", async move |env| {
        let is_future = (!thing.is_coroutine()).repr(); // py:11
        env.print(format_args!("{kind} - a future? {is_future}")); // py:11
        let dish = thing.await?; // py:12
        env.print(format_args!("{kind} - brings {dish}")); // py:12
        Ok(())
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let coroutine = cook(&env, "soup", 1.0); // py:17
        let task = env.create_task(cook(&env, "pie", 2.0)); // py:18
        let future = env.create_future(); // py:19
        let cake = future.clone();
        env.call_later(4.0, "set_result", move || cake.set_result("cake")); // py:20

        taste(&env, "coroutine", coroutine).await?; // py:22
        taste(&env, "task", task).await?; // py:23
        taste(&env, "future", future).await // py:24
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:27
}
