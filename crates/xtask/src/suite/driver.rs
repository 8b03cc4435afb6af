//! That the driver loses no outcome, by any Python that is here: it needs nothing of our engine.

use super::{
    outcome::{Outcome, Said, read},
    workshop,
};
use crate::{paths, python, shell};
use std::{fs, process::Command};

/// How each of `sample.py`'s tests ends. What a class does before its tests becomes of each of them.
const ENDS: [(&str, &str); 14] = [
    ("Ends.test_a_passes", "passed"),
    ("Ends.test_b_fails", "failed"),
    ("Ends.test_c_is_skipped", "skipped"),
    ("Ends.test_d_fails_behind_a_part_that_is_skipped", "failed"),
    (
        "Ends.test_e_fails_in_its_clean_up_after_being_skipped",
        "failed",
    ),
    ("Ends.test_f_fails_as_expected", "passed"),
    ("Ends.test_g_passes_and_should_not", "failed"),
    ("Skipped.test_a", "skipped"),
    ("SkippedAsItIsSetUp.test_a", "skipped"),
    ("SkippedAsItIsSetUp.test_b", "skipped"),
    ("Unable.test_a", "failed"),
    ("Untidy.test_a", "passed"),
    ("tearDownClass (test.sample.Untidy)", "failed"),
    ("over", "12"),
];

#[test]
fn the_driver_tells_the_worst_of_each_test_and_of_each_class() {
    let Some(python) = python::nearest() else {
        return;
    };
    let here = paths::root().join("crates/xtask/src/suite");
    let folder = workshop().expect("there is a target folder").join("driver");
    let package = folder.join("test/test_asyncio");
    fs::create_dir_all(&package).expect("a folder can be made");
    for file in [
        "__init__.py",
        "test_asyncio/__init__.py",
        "test_asyncio/utils.py",
    ] {
        fs::write(folder.join("test").join(file), "").expect("a file can be written");
    }
    let sample = folder.join("test/sample.py");
    fs::copy(here.join("sample.py"), sample).expect("a file can be copied");
    let driver = folder.join("drive.py");
    fs::copy(here.join("shims/drive.py"), &driver).expect("a file can be copied");
    let mut command = Command::new(python);
    let left_out = "sample.Ends.test_h_is_left_out";
    command.arg(driver).args(["test.sample", "0", left_out]);
    let told = shell::read(&mut command).expect("it comes to its end");
    let mut begun = Vec::new();
    let mut ends = Vec::new();
    for said in told.lines().filter_map(read) {
        match said {
            Said::Begun(name) => begun.push(name),
            Said::Ended(tested) => {
                let word = match tested.outcome {
                    Outcome::Passed => "passed",
                    Outcome::Skipped => "skipped",
                    Outcome::Failed(_) => "failed",
                };
                ends.push((tested.name, word.to_owned()));
            }
            Said::Over(count) => ends.push(("over".to_owned(), count.to_string())),
        }
    }
    let expected = ENDS.map(|(name, word)| {
        let of_sample = name.starts_with(char::is_uppercase);
        let prefix = if of_sample { "sample." } else { "" };
        (format!("{prefix}{name}"), word.to_owned())
    });
    assert_eq!(ends, expected);
    assert_eq!(begun.len(), 12);
}
