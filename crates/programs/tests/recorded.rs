//! Programs, and what CPython 3.14 did with each of them: the executor core must do the same,
//! line for line.

use coroscope_programs::{
    ast::Program,
    fuzz::difference,
    run::{Ran, run},
};

/// How many programs are enough where everything takes a thousand times longer, and how long
/// they may be.
const FEW: usize = 4;
const SHORT: usize = 700;

/// Runs the programs and compares their transcripts with those recorded.
fn compare(programs: &str, transcripts: &str) {
    assert_eq!(programs.lines().count(), transcripts.lines().count());
    let cases = programs.lines().zip(transcripts.lines());
    let short = |program: &str| !cfg!(miri) || program.len() < SHORT;
    let cases = cases.filter(|(program, _)| short(program));
    let enough = if cfg!(miri) { FEW } else { usize::MAX };
    let (mut count, mut wrong) = (0, Vec::new());
    for (program, recorded) in cases.take(enough) {
        let recorded: Vec<String> = serde_json::from_str(recorded).expect("a transcript");
        let parsed = Program::parse(program).expect("a program");
        let difference = match run(&parsed) {
            Ran::Transcript(lines) if lines == recorded => None,
            Ran::Transcript(lines) => Some(difference(&recorded, &lines)),
            Ran::Failed(failure) => Some(failure),
        };
        count += 1;
        wrong.extend(difference.map(|difference| format!("{difference}\n{program}")));
    }
    assert!(count > 0, "no program was compared");
    let share = format!("{} of {count} programs differ", wrong.len());
    assert!(wrong.is_empty(), "{share}\n{}", wrong.join("\n\n"));
}

/// Tasks, futures, timeouts and callbacks only, with many equal deadlines.
#[test]
fn the_basics_run_as_in_cpython() {
    compare(
        include_str!("basics.jsonl"),
        include_str!("basics.cpython-3.14.jsonl"),
    );
}

/// Everything that the format has.
#[test]
fn the_sample_runs_as_in_cpython() {
    compare(
        include_str!("sample.jsonl"),
        include_str!("sample.cpython-3.14.jsonl"),
    );
}
