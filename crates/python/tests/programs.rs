//! The random programs of `crates/programs` as Python source, against what CPython 3.14 did with them.

mod common;

use std::{env, fs, path::Path};

use coroscope_programs::{
    generate,
    recording::Recording,
    run::{Ran, run},
};
use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

type Transcript = Vec<String>;

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The transcripts of programs, one JSON object a line, on this engine.
///
/// A run's clock goes on from one program to the next, and far from zero it is coarser. Programs whose deadlines
/// are less than a nanosecond apart have a run of their own.
fn transcripts(programs: &str) -> Vec<Transcript> {
    let is_near = |program: &&str| program.contains("\"profile\":\"near\"");
    let far: Vec<_> = programs.lines().filter(|it| !is_near(it)).collect();
    let mut far = in_one_run(&far.join("\n")).into_iter();
    let each = programs.lines().map(|program| {
        if is_near(&program) {
            in_one_run(program).pop()
        } else {
            far.next()
        }
    });
    each.collect::<Option<_>>().expect("each has a transcript")
}

fn in_one_run(programs: &str) -> Vec<Transcript> {
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
    let recorded = recorded.lines().map(serde_json::from_str);
    let recorded: Result<Vec<Transcript>, _> = recorded.collect();
    compare_all(programs, &recorded.expect("transcripts"));
}

fn compare_all(programs: &str, recorded: &[Transcript]) {
    let ours = transcripts(programs);
    assert_eq!(ours.len(), recorded.len());
    // In one interpreter, each program's time goes on from the one before, and sums of fractions are rounded by where
    // they begin: 37.2 + 0.1 + 0.1 is not 37.2 + 0.2. So what differs is run once more by itself, from 0.
    let wrong: Vec<_> = programs
        .lines()
        .zip(recorded.iter().zip(&ours))
        .filter(|(_, (recorded, ours))| recorded != ours)
        .map(|(program, (recorded, _))| (program, recorded, transcripts(program)))
        .filter(|(_, recorded, ours)| ours.first() != Some(recorded))
        .map(|(program, recorded, ours)| {
            let ours = ours.first().cloned().unwrap_or_default();
            format!("{}\n{program}", difference(recorded, &ours))
        })
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

/// Many more, which a generator makes from their numbers.
#[test]
fn generated_programs_run_as_in_cpython() {
    let packed = include_bytes!("../../programs/recorded/cpython-3.14.zlib");
    let recording = Recording::load(packed).expect("the recording is whole");
    recording
        .is_current()
        .expect("the generator makes them still");
    let numbers = (recording.seed..).take(recording.transcripts.len());
    let programs: Vec<_> = numbers
        .map(|number| generate::program(number).to_json())
        .collect();
    compare_all(&programs.join("\n"), &recording.transcripts);
}

/// Programs that the recording does not have, against the core, which does what CPython does. With
/// `PROGRAMS` and `SEED` in the environment it is as many as one wants, and others.
#[test]
fn new_programs_run_as_on_the_core() {
    let number = |name, otherwise| env::var(name).map_or(Ok(otherwise), |text| text.parse());
    let count: u64 = number("PROGRAMS", 1_000).expect("a number");
    let seed: u64 = number("SEED", 1_000_000).expect("a number");
    for first in (seed..seed + count).step_by(1000) {
        let programs: Vec<_> = (first..(first + 1000).min(seed + count))
            .map(generate::program)
            .collect();
        let recorded: Vec<_> = programs
            .iter()
            .map(|program| match run(program) {
                Ran::Transcript(lines) => lines,
                Ran::Failed(failure) => panic!("{failure}"),
            })
            .collect();
        let programs: Vec<_> = programs
            .iter()
            .map(coroscope_programs::ast::Program::to_json)
            .collect();
        compare_all(&programs.join("\n"), &recorded);
        println!(
            "{} programs are equal",
            first - seed + recorded.len() as u64
        );
    }
}
