//! 3,000 generated programs, and what CPython 3.14 did with each: the executor core must do the
//! same, line for line. Needs neither Python nor Node.

use coroscope_programs::{
    fuzz::difference,
    generate,
    recording::Recording,
    run::{Ran, run},
};

/// How many differences are shown; one is usually enough to see what is wrong.
const SHOWN: usize = 5;

#[test]
fn generated_programs_run_as_recorded() {
    let packed = include_bytes!("../recorded/cpython-3.14.zlib");
    let recording = Recording::load(packed).unwrap_or_else(|error| panic!("{error:#}"));
    recording
        .is_current()
        .unwrap_or_else(|error| panic!("{error:#}"));
    assert!(
        recording.version.starts_with("3.14."),
        "the reference is CPython 3.14"
    );
    assert_eq!(recording.transcripts.len(), 3_000);
    let (mut wrong, mut shown) = (0, String::new());
    for (seed, recorded) in (recording.seed..).zip(&recording.transcripts) {
        let difference = match run(&generate::program(seed)) {
            Ran::Transcript(lines) if lines == *recorded => continue,
            Ran::Transcript(lines) => difference(recorded, &lines),
            Ran::Failed(how) => how,
        };
        wrong += 1;
        if wrong <= SHOWN {
            shown = format!("{shown}\nseed {seed}\n{difference}");
        }
    }
    let shrink = "shrink one with `cargo xtask fuzz --programs 1 --seed SEED`";
    assert_eq!(
        wrong, 0,
        "{wrong} programs differ from CPython; {shrink}\n{shown}"
    );
}
