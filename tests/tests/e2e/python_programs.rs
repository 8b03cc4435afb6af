//! The random programs of `crates/programs` as Python source, on the engine that the page has, against what CPython
//! 3.14 did with them.

use crate::python_engine::run;
use batch::{may_be_rounded, source, stands_alone};
use coroscope_programs::{ast::Program, generate, recording::Recording};
use coroscope_tests::{Page, Site, visit};
use serde_json::{Value, json};

const RECORDED: &[u8] = include_bytes!("../../../crates/programs/recorded/cpython-3.14.zlib");

#[path = "../../../crates/python/tests/programs/batch.rs"]
mod batch;

/// How many are compared.
const PROGRAMS: usize = 500;

/// How many in one run: a script may not take longer than the driver's patience.
const AT_ONCE: usize = 125;

/// What stands around a transcript, so that it is found among packed events.
const BEGIN: &str = "<transcript>";
const END: &str = "</transcript>";

/// A program and what CPython's transcript of it says.
type Recorded = (Program, Vec<String>);

/// The first so many that can be run in company.
fn recorded() -> Vec<Recorded> {
    let recording = Recording::load(RECORDED).expect("the recording is whole");
    recording
        .is_current()
        .expect("the generator makes them still");
    let programs = (recording.seed..).map(generate::program);
    let recorded = programs.zip(recording.transcripts);
    let sociable = recorded.filter(|(program, _)| !stands_alone(program));
    sociable.take(PROGRAMS).collect()
}

/// A wish to run these and to mark each transcript.
fn wish<'a>(programs: impl IntoIterator<Item = &'a Recorded>) -> Value {
    let show = format!(
        "import builtins\ndef print(line):\n    builtins.print('{BEGIN}' + line + '{END}')\n"
    );
    let programs = programs.into_iter().map(|(program, _)| program);
    json!({ "source": source(programs, &show) })
}

/// The transcripts of programs that ran to their end.
async fn transcripts(page: &Page, wishes: Vec<Value>) -> Vec<Vec<String>> {
    let mut transcripts = Vec::new();
    for told in run(page, wishes.into()).await {
        let ended = (&told["ended"], &told["failed"]);
        assert_eq!(told["ended"]["Finished"]["exit_code"], 0, "{ended:?}");
        transcripts.extend(shown(&told));
    }
    transcripts
}

/// The transcripts that a run shows.
fn shown(outcome: &Value) -> Vec<Vec<String>> {
    let said = outcome["bytes"].as_str().expect("there are events");
    let lines = said.split(BEGIN).skip(1);
    let lines = lines.map(|line| line.split(END).next().unwrap_or_default());
    let transcript = |line| serde_json::from_str(line).expect("a transcript");
    lines.map(transcript).collect()
}

#[test]
fn random_programs_run_as_in_cpython() {
    visit(Site::new(), async |page| {
        let recorded = recorded();
        assert_eq!(recorded.len(), PROGRAMS);
        let mut differ = Vec::new();
        for recorded in recorded.chunks(AT_ONCE) {
            let ours = transcripts(&page, vec![wish(recorded)]).await;
            assert_eq!(ours.len(), recorded.len());
            let pairs = recorded.iter().zip(ours);
            differ.extend(pairs.filter(|((_, cpython), here)| here != cpython));
        }
        let differ: Vec<&Recorded> = differ.into_iter().map(|(recorded, _)| recorded).collect();
        let seeds: Vec<_> = differ.iter().map(|(program, _)| program.seed).collect();
        assert!(differ.len() <= may_be_rounded(PROGRAMS), "{seeds:?} differ");
        // Once more, each by itself, from 0.
        let again = differ.iter().map(|it| wish([*it])).collect();
        let again = transcripts(&page, again).await;
        assert_eq!(again.len(), differ.len());
        for ((program, cpython), here) in differ.into_iter().zip(&again) {
            assert_eq!(here, cpython, "{}", program.to_json());
        }
    });
}
