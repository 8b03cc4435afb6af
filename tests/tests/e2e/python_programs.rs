//! The random programs of `crates/programs` as Python source, on the engine that the page has, against what CPython
//! 3.14 did with them.

use crate::python_engine::run;
use coroscope_programs::{generate, recording::Recording};
use coroscope_tests::{Site, visit};
use serde_json::{Value, json};

const RECORDED: &[u8] = include_bytes!("../../../crates/programs/recorded/cpython-3.14.zlib");
const RENDER: &str = include_str!("../../../crates/programs/oracle/render.py");
const WORLD: &str = include_str!("../../../crates/programs/oracle/world.py");
const DRIVER: &str = include_str!("../../../crates/python/tests/programs/driver.py");

/// How many are compared.
const PROGRAMS: usize = 500;

/// How many in one run: a script may not take longer than the driver's patience.
const AT_ONCE: usize = 125;

/// What stands around a transcript, so that it is found among packed events.
const BEGIN: &str = "<transcript>";
const END: &str = "</transcript>";

/// A program and what CPython's transcript of it says.
type Recorded = (String, Vec<String>);

/// The first so many. A run's clock goes on from one to the next, and far from zero it is too coarse for those whose
/// deadlines are less than a nanosecond apart.
fn recorded() -> Vec<Recorded> {
    let recording = Recording::load(RECORDED).expect("the recording is whole");
    recording
        .is_current()
        .expect("the generator makes them still");
    let programs = (recording.seed..).map(|number| generate::program(number).to_json());
    let recorded = programs.zip(recording.transcripts);
    let far = recorded.filter(|(program, _)| !program.contains("\"profile\":\"near\""));
    far.take(PROGRAMS).collect()
}

/// A source that runs these and marks each transcript.
fn source(programs: &[Recorded]) -> String {
    let programs: Vec<_> = programs.iter().map(|(program, _)| &**program).collect();
    let mut source = String::new();
    for (name, text) in [
        ("RENDER", RENDER),
        ("WORLD", WORLD),
        ("PROGRAMS", &programs.join("\n")),
    ] {
        source.extend([name, " = ", &json!(text).to_string(), "\n"]);
    }
    let show = format!(
        "import builtins\ndef print(line):\n    builtins.print('{BEGIN}' + line + '{END}')\n"
    );
    source + &show + DRIVER
}

/// The transcripts that a run shows.
fn transcripts(outcome: &Value) -> Vec<Vec<String>> {
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
        for recorded in recorded.chunks(AT_ONCE) {
            let wish = json!([{ "source": source(recorded) }]);
            let told = run(&page, wish).await.remove(0);
            let ended = (&told["ended"], &told["failed"]);
            assert_eq!(told["ended"]["Finished"]["exit_code"], 0, "{ended:?}");
            let ours = transcripts(&told);
            assert_eq!(ours.len(), recorded.len());
            for ((program, cpython), here) in recorded.iter().zip(&ours) {
                assert_eq!(here, cpython, "{program}");
            }
        }
    });
}
