//! The random programs of `crates/programs` as Python source, against what CPython 3.14 did with them.

mod common;

use std::{env, fs, path::Path};

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

type Transcript = Vec<String>;

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The transcripts of programs, one JSON object a line, on this engine.
fn transcripts(programs: &str) -> Vec<Transcript> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let oracle = home.join("../programs/oracle");
    let texts = [
        ("RENDER", read(oracle.join("render.py"))),
        ("WORLD", read(oracle.join("world.py"))),
        ("PROGRAMS", programs.to_owned()),
    ];
    let mut source = String::new();
    for (name, text) in texts {
        let text = serde_json::to_string(&text).expect("text");
        source.extend([name, " = ", &text, "\n"]);
    }
    source.push_str(&read(home.join("tests/programs/driver.py")));
    let (end, events) = common::trace(&Program::new(source), Bounds::NONE);
    let stderr = common::written(&events, Stream::Stderr);
    assert_eq!(end, End::Finished { exit_code: 0 }, "{stderr}");
    let stdout = common::written(&events, Stream::Stdout);
    let lines = stdout.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("transcripts")
}

/// Where two transcripts part.
fn difference(recorded: &Transcript, ours: &Transcript) -> String {
    let at = recorded
        .iter()
        .zip(ours)
        .take_while(|(a, b)| a == b)
        .count();
    let show = |lines: &Transcript| {
        lines
            .iter()
            .skip(at)
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join(" | ")
    };
    format!(
        "line {at}: CPython {} — here {}",
        show(recorded),
        show(ours)
    )
}

fn compare(programs: &str, recorded: &str) {
    let ours = transcripts(programs);
    let recorded: Vec<Transcript> = recorded
        .lines()
        .map(|line| serde_json::from_str(line).expect("a transcript"))
        .collect();
    assert_eq!(ours.len(), recorded.len());
    let wrong: Vec<_> = programs
        .lines()
        .zip(recorded.iter().zip(&ours))
        .filter(|(_, (recorded, ours))| recorded != ours)
        .map(|(program, (recorded, ours))| format!("{}\n{program}", difference(recorded, ours)))
        .collect();
    let share = format!("{} of {} programs differ", wrong.len(), ours.len());
    assert!(wrong.is_empty(), "{share}\n{}", wrong.join("\n\n"));
}

/// Everything that the format has.
#[test]
fn the_sample_runs_as_in_cpython() {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../programs/tests");
    compare(
        &read(programs.join("sample.jsonl")),
        &read(programs.join("sample.cpython-3.14.jsonl")),
    );
}

/// Tasks, futures, timeouts and callbacks only, with many equal deadlines.
#[test]
fn the_basics_run_as_in_cpython() {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../programs/tests");
    compare(
        &read(programs.join("basics.jsonl")),
        &read(programs.join("basics.cpython-3.14.jsonl")),
    );
}
