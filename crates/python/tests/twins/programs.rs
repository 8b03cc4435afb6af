//! Programs that are data, interpreted on the core and as Python source.

use std::{cell::Cell, env, fs, path::Path, rc::Rc};

use asyncio::{Observer, observe};
use coroscope_engine::{Limits, Nobody, Recorder};
use coroscope_programs::{
    ast::{Id, Program as Data},
    generate,
    run::{Watcher, run_watched},
};
use coroscope_python::{Bounds, End, Program};
use coroscope_trace::{Event, Stream};

use crate::{
    common,
    skeleton::{Of, difference, skeleton},
};

/// Hands what happens on to a recorder.
struct Watch(Rc<Recorder>, Cell<u32>);

impl Watcher for Watch {
    fn event(&self, time: f64, event: &observe::Event<'_>) {
        self.1.set(self.1.get() + 1);
        self.0.observe(time, event);
    }
    fn statement(&self, _: &str, _: Id) {}
}

fn on_the_core(program: &Data) -> Vec<Event> {
    let recorder = Recorder::for_python(Limits::NONE, Rc::new(Nobody));
    let watch = Rc::new(Watch(Rc::clone(&recorder), Cell::default()));
    let _ = run_watched(program, watch);
    recorder.outbox().take().1.unpack().expect("they are whole")
}

/// What the source of a program needs, without a line that shows.
const WORLD: &str = include_str!("world.py");

/// The Python source of programs.
fn sources(programs: &[Data]) -> Vec<String> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../programs/oracle/render.py");
    let render = fs::read_to_string(oracle).expect("the oracle is there");
    let lines: Vec<_> = programs.iter().map(Data::to_json).collect();
    let lines = serde_json::to_string(&lines).expect("text");
    let text = serde_json::to_string(&lines).expect("text");
    let print = "import json\nfor line in json.loads(PROGRAMS):\n    print(json.dumps(source(json.loads(line))))\n";
    let source = format!("{render}\nPROGRAMS = {text}\n{print}");
    let (end, events) = common::trace(&Program::new(source), Bounds::NONE);
    let stderr = common::written(&events, Stream::Stderr);
    assert_eq!(end, End::Finished { exit_code: 0 }, "{stderr}");
    let stdout = common::written(&events, Stream::Stdout);
    let lines = stdout.lines().map(serde_json::from_str::<String>);
    let sources = lines.zip(programs).map(|(source, program)| {
        let mut source = source.expect("a source");
        // On the core they exist before there is a main coroutine.
        let mut futures = String::new();
        for number in 0..program.objects.futures {
            let line = format!("f{number} = loop.create_future()\n");
            source = source.replacen(&format!("    {line}"), "", 1);
            futures.push_str(&line);
        }
        // `c0` is a coroutine function.
        format!("{futures}{source}")
    });
    sources.collect()
}

fn in_python(source: &str) -> (End, Vec<Event>) {
    common::trace(
        &Program::new(format!("{WORLD}{source}\n_run(main)\n")),
        Bounds::NONE,
    )
}

/// Where nothing goes on any more, the core's runner cleans up; a program of Python's is over. What
/// comes after the loop's end is memory that is given back.
fn until_end(events: Vec<String>) -> Vec<String> {
    let over = |line: &String| {
        line.contains("LoopClosed")
            || line.contains("Deadlocked")
            || line.contains("Idle { until: None")
    };
    events.into_iter().take_while(|line| !over(line)).collect()
}

fn compare(programs: &[Data]) {
    let mut wrong = Vec::new();
    let mut seen = String::new();
    for (program, source) in programs.iter().zip(sources(programs)) {
        let rust = skeleton(&on_the_core(program), Of::Program);
        let (_, events) = in_python(&source);
        let python = skeleton(&events, Of::Program);
        let (rust, python) = (until_end(rust), until_end(python));
        // A condition cannot be called `c0` where that is a coroutine function.
        let python: Vec<_> = python
            .iter()
            .map(|it| it.replace("\"cond", "\"c"))
            .collect();
        assert!(rust.len() > 3, "{source}");
        seen.extend(python.iter().map(String::as_str));
        if let Some(difference) = difference(&rust, &python) {
            let stderr = common::written(&events, Stream::Stderr);
            wrong.push(format!("{source}\n{difference}\n{stderr}"));
        }
    }
    let share = format!("{} of {} differ", wrong.len(), programs.len());
    wrong.truncate(env::var("SHOW").map_or(3, |it| it.parse().expect("a number")));
    assert!(wrong.is_empty(), "{share}\n{}", wrong.join("\n\n"));
    for kind in [
        "Lock",
        "Event",
        "Condition",
        "Semaphore",
        "BoundedSemaphore",
        "Barrier",
        "Queue",
    ] {
        assert!(
            seen.contains(&format!("kind: {kind},")),
            "no {kind} was made"
        );
    }
    for kind in [
        "IterationStarted",
        "HandleFinished",
        "HandleCancelled",
        "HandleSkipped",
        "TimerFired",
        "TimerCancelled",
    ] {
        assert!(seen.contains(kind), "there is no {kind}");
    }
    for state in [
        "Locked", "Flag", "Permits", "Acquired", "Released", "Items", "Parties", "Arrived",
        "Draining", "Broken", "Tasks", "Closed",
    ] {
        assert!(
            seen.contains(&format!("state: {state}")),
            "nothing was {state}"
        );
    }
}

#[test]
fn generated_programs_have_one_trace_in_both_languages() {
    let count = env::var("TWINS").map_or(60, |it| it.parse().expect("a number"));
    let programs: Vec<_> = (2_000_000..)
        .map(generate::program)
        .filter(|it| !it.options.debug && !it.options.eager)
        .take(count)
        .collect();
    compare(&programs);
}
