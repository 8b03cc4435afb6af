//! The random programs of `crates/programs` as Python source, against what CPython 3.14 did with them.

#[path = "programs/batch.rs"]
mod batch;
mod common;

use std::{env, fs, path::Path};

use batch::{may_be_rounded, source, stands_alone};
use coroscope_programs::{
    ast::Program,
    generate,
    recording::Recording,
    run::{Ran, run},
};
use coroscope_python::{Bounds, End, Program as Source};
use coroscope_trace::Stream;

type Transcript = Vec<String>;

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The transcripts of programs on this engine: in one run, except those that have one of their own.
fn transcripts(programs: &[Program]) -> Vec<Transcript> {
    let mut far = in_one_run(programs.iter().filter(|it| !stands_alone(it))).into_iter();
    let each = programs.iter().map(|program| {
        if stands_alone(program) {
            in_one_run([program]).pop()
        } else {
            far.next()
        }
    });
    each.collect::<Option<_>>().expect("each has a transcript")
}

fn in_one_run<'a>(programs: impl IntoIterator<Item = &'a Program>) -> Vec<Transcript> {
    let source = Source::new(source(programs, ""));
    let (end, events) = common::trace(&source, Bounds::NONE);
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
    let programs: Result<Vec<_>, _> = programs.lines().map(Program::parse).collect();
    let recorded = recorded.lines().map(serde_json::from_str);
    let recorded: Result<Vec<Transcript>, _> = recorded.collect();
    compare_all(
        &programs.expect("programs"),
        &recorded.expect("transcripts"),
    );
}

fn compare_all(programs: &[Program], recorded: &[Transcript]) {
    let ours = transcripts(programs);
    assert_eq!(ours.len(), recorded.len());
    let all = programs.iter().zip(recorded.iter().zip(&ours));
    let differ: Vec<_> = all
        .filter(|(_, (recorded, ours))| recorded != ours)
        .map(|(program, (recorded, _))| (program, recorded))
        .collect();
    // Once more, by itself, from 0.
    let wrong: Vec<_> = differ
        .iter()
        .filter_map(|(program, recorded)| {
            let ours = in_one_run([*program]).pop().expect("a transcript");
            let text = || format!("{}\n{}", difference(recorded, &ours), program.to_json());
            (ours != **recorded).then(text)
        })
        .collect();
    let share = format!("{} of {} programs differ", wrong.len(), ours.len());
    assert!(wrong.is_empty(), "{share}\n{}", wrong.join("\n\n"));
    println!("{} of {} were run again", differ.len(), ours.len());
    let seeds: Vec<_> = differ.iter().map(|(program, _)| program.seed).collect();
    assert!(
        differ.len() <= may_be_rounded(ours.len()),
        "only in the company of others, these differ: {seeds:?}"
    );
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
    let programs: Vec<_> = numbers.map(generate::program).collect();
    compare_all(&programs, &recording.transcripts);
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
        compare_all(&programs, &recorded);
        println!(
            "{} programs are equal",
            first - seed + recorded.len() as u64
        );
    }
}
