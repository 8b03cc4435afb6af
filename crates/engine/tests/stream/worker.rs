//! A stand-in for the Python worker, whose programs are in Rust.

use coroscope_engine::{End, Step};
use coroscope_protocol::{
    Batch, Digest, RunId,
    python::{Bounds, Horizon, Program, PythonEnd, Script},
};
use coroscope_trace::Event;

use crate::common::{program, session, sleeper, take};

/// What a Python worker says, in order.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    Skipped(Digest),
    Batch(Batch),
    Ended(u32, PythonEnd),
}

pub(crate) fn asked(source: &str) -> Program {
    Program {
        run: RunId(1),
        source: source.into(),
        file: "program.py".into(),
        args: Vec::new(),
        seed: 0,
        epoch: 0.0,
        debug: false,
        script: Script::default(),
        bounds: Bounds::PAGE,
        horizon: Horizon::default(),
        skip: 0,
    }
}

/// Naps among which three buttons are pressed, or for ever.
pub(crate) fn buttons(forever: bool) -> coroscope_engine::Program {
    program(move |env| async move {
        let naps: Vec<_> = [0.5, 1.0, 1.0]
            .map(|seconds| env.create_task(sleeper(&env, "nap", seconds)))
            .into();
        for label in ["one", "two", "three"] {
            let future = env.create_future::<()>();
            env.button(label, {
                let future = future.clone();
                move || drop(future.set_result(()))
            });
            let clock = env.create_task(sleeper(&env, "clock", 0.75));
            future.await?;
            env.print(label);
            clock.cancel();
        }
        for nap in naps {
            nap.await?;
        }
        if !forever {
            return Ok(());
        }
        loop {
            env.sleep(1.0).await?;
        }
    })
}

/// Does what a Python worker does, with a program in Rust: to the end, or to where something
/// is missing.
pub(crate) fn work(program: &Program) -> Vec<Said> {
    let mut run = session(buttons(program.source == "forever"));
    let mut events = take(&run);
    let mut presses = program.script.presses.iter().peekable();
    let horizon = program.horizon.events.unwrap_or(u32::MAX) as usize;
    let end = loop {
        events.extend(take(&run));
        if let Some(press) = presses.next_if(|press| {
            let seen = events.len() >= press.after as usize;
            let until = run.idle().map(|idle| idle.until.unwrap_or(f64::INFINITY));
            seen && (run.time() >= press.at || until.is_some_and(|until| press.at <= until))
        }) {
            run.pass_to(press.at);
            let _gone = run.press(press.button);
            continue;
        }
        if events.len() >= horizon {
            break PythonEnd::Horizon;
        }
        match run.step() {
            Step::Ran => {}
            Step::Ended(End::Finished) => break PythonEnd::Finished { exit_code: 0 },
            Step::Ended(End::Deadlocked) => break PythonEnd::Deadlocked,
            Step::Ended(End::Full) => break PythonEnd::Full,
            Step::Idle(idle) => {
                let due = presses.peek().is_some_and(|press| {
                    events.len() + run.outbox().len() >= press.after as usize
                        && idle.until.is_none_or(|until| press.at <= until)
                });
                if !due && !run.jump() {
                    events.extend(take(&run));
                    break PythonEnd::WaitsForButton;
                }
            }
        }
    };
    events.extend(take(&run));
    told(program, &events, end)
}

/// What a worker says of a run that recorded these events.
pub(crate) fn told(program: &Program, events: &[Event], end: PythonEnd) -> Vec<Said> {
    let skip = (program.skip as usize).min(events.len());
    let mut said = Vec::new();
    if skip > 0 {
        let digest = Digest::default().and(&events[..skip]).expect("packs");
        said.push(Said::Skipped(digest));
    }
    let mut first = skip;
    for events in events[skip..].chunks(7) {
        let batch = Batch::pack(program.run, first as u32, events).expect("packs");
        said.push(Said::Batch(batch));
        first += events.len();
    }
    said.push(Said::Ended(events.len() as u32, end));
    said
}
