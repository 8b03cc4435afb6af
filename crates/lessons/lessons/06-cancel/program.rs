use asyncio::{Coroutine, Repr, Result};

use crate::Env;

#[track_caller]
fn quitter(env: &Env) -> Coroutine<()> {
    env.async_def("quitter", async |env| {
        if let Some(me) = env.current_task() {
            me.cancel(); // py:5
        }
        env.print("quitter: cancelled, and still talking"); // py:6
        env.sleep(1.0).await?; // py:7
        env.print("quitter: nobody hears this"); // py:8
        Ok(())
    })
}

#[track_caller]
fn worker(env: &Env) -> Coroutine<()> {
    env.async_def("worker", async |env| {
        let slept = env.sleep(9.0).await; // py:13
        match slept {
            Err(error) if error.is_cancelled() => {
                env.print("worker: asked to stop, tidying up"); // py:15
                env.sleep(1.0).await?; // py:16
                Err(error) // py:17
            }
            outcome => outcome,
        }
    })
}

#[track_caller]
fn main(env: &Env) -> Coroutine<()> {
    env.async_def("main", async |env| {
        let _quits = env.create_task(quitter(&env)); // py:21
        let work = env.create_task(worker(&env)); // py:22
        env.sleep(2.0).await?; // py:23
        work.cancel(); // py:24
        let cancelled = work.cancelled().repr(); // py:25
        env.print(format_args!("main: cancelled? {cancelled}")); // py:25
        let ended = (&work).await; // py:27
        match ended {
            Err(error) if error.is_cancelled() => {
                let cancelled = work.cancelled().repr(); // py:29
                env.print(format_args!("main: cancelled? {cancelled}")); // py:29
                Ok(())
            }
            outcome => outcome,
        }
    })
}

pub(super) async fn program(env: Env) -> Result<()> {
    env.run(main(&env)).await // py:32
}
