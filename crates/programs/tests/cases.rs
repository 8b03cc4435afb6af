//! Programs on which the executor core once differed from CPython, each shrunk to what showed it.

use coroscope_programs::{
    fuzz::{Case, difference},
    run::{Ran, run},
};
use std::{fs, path::Path};

#[test]
fn what_once_differed_is_as_in_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry of the folder of cases").path())
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        let case = Case::load(path).unwrap_or_else(|error| panic!("{error:#}"));
        match run(&case.program) {
            Ran::Transcript(lines) if lines == case.transcript => {}
            Ran::Transcript(lines) => {
                let shown = difference(&case.transcript, &lines);
                wrong.push(format!("{}\n{shown}", path.display()));
            }
            Ran::Failed(how) => wrong.push(format!("{}\n{how}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(!paths.is_empty(), "there are no cases");
}
