use asyncio::{Coroutine, Repr, Result};

use crate::Env;

#[track_caller]
fn slow_request(env: &Env) -> Coroutine<&'static str> {
    env.async_def("slow_request", async |env| {
        env.print("request: sent"); // py:5
        let slept = env.sleep(3.0).await; // py:7
        match slept {
            Ok(()) => {
                env.print("request: answered"); // py:8
                Ok("42") // py:9
            }
            Err(error) => {
                env.print("request: hanging up"); // py:11
                env.sleep(0.5).await?; // py:12
                Err(error) // py:13
            }
        }
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let request = env.create_task(slow_request(&env)); // py:17
        let waited = env.wait_for(&request, 2.0).await; // py:19
        match waited {
            Err(error) if error.is("TimeoutError") => {
                env.print("main: too slow"); // py:21
            }
            outcome => drop(outcome?),
        }
        let cancelled = request.cancelled().repr(); // py:22
        env.print(format_args!("main: cancelled? {cancelled}")); // py:22

        env.print("main: again, with more patience"); // py:24
        let answer = env.wait_for(slow_request(&env), 4.0).await?; // py:25
        env.print(format_args!("main: the answer is {answer}")); // py:26
        Ok(())
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:29
}
