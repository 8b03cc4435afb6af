//! What the tests share: short programs and how to run them.
#![allow(dead_code, reason = "no test needs all of it")]

use std::rc::Rc;

use asyncio::{Coroutine, Result};
use coroscope_engine::{Goal, Limits, Nobody, Program, Pursuit, Session, Verb};
use coroscope_lessons::Env;
use coroscope_trace::{Event, EventKind, Stream};

/// A program that is nothing but `asyncio.run(main())`.
pub(crate) fn program<F>(body: impl FnOnce(Env) -> F + 'static) -> Program
where
    F: Future<Output = Result<()>> + 'static,
{
    Program::new(|env| async move {
        let main = env.coroutine("main", body(env.clone()));
        env.run(main).await
    })
}

pub(crate) fn session(program: Program) -> Session {
    Session::new(program, Limits::PAGE, Rc::new(Nobody))
}

/// Runs to the end at once.
pub(crate) fn finish(session: &mut Session) -> Pursuit {
    Goal::new(Verb::End, session).reach(session)
}

pub(crate) fn take(session: &Session) -> Vec<Event> {
    let (_, events) = session.outbox().take();
    events.unpack().expect("whole")
}

/// All events of a program that is run to the end at once.
pub(crate) fn trace(program: Program) -> Vec<Event> {
    let mut session = session(program);
    let _ = finish(&mut session);
    take(&session)
}

pub(crate) fn text(events: &[Event], wanted: Stream) -> String {
    events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Output { stream, text, .. } if *stream == wanted => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

pub(crate) fn stdout(events: &[Event]) -> String {
    text(events, Stream::Stdout)
}

pub(crate) fn stderr(events: &[Event]) -> String {
    text(events, Stream::Stderr)
}

/// `print(name)`, `sleep(seconds)`, `print(name)`.
#[track_caller]
pub(crate) fn sleeper(env: &Env, name: &'static str, seconds: f64) -> Coroutine<&'static str> {
    let env = env.clone();
    env.clone().coroutine("sleeper", async move {
        env.print(format_args!("{name} begins"));
        env.sleep(seconds).await?;
        env.print(format_args!("{name} ends"));
        Ok(name)
    })
}

/// Three tasks that take turns, one of them cancelled, one left over.
pub(crate) fn busy() -> Program {
    program(|env| async move {
        let a = env.create_task(sleeper(&env, "a", 1.0));
        let b = env.create_task(sleeper(&env, "b", 0.5));
        let _left = env.create_task(sleeper(&env, "left", 9.0));
        env.sleep(0.0).await?;
        b.cancel();
        env.time_sleep(0.25);
        if let Err(error) = b.await {
            env.print(error.repr());
        }
        env.print(a.await?);
        env.sleep(0.5).await
    })
}
