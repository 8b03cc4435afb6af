//! Every lesson is whole: both languages, and the program.

use crate::{none, root};
use std::fs;

/// What every lesson's folder has.
const PARTS: [&str; 3] = ["en.md", "ru.md", "program.py"];

#[test]
fn every_lesson_has_all_its_parts() {
    let folder = root().join("crates/lessons/lessons");
    let mut lessons = 0;
    let mut breaches = Vec::new();
    for entry in fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
    {
        if !entry.path().is_dir() {
            continue;
        }
        lessons += 1;
        let name = entry.file_name().to_string_lossy().into_owned();
        for part in PARTS {
            let text = fs::read_to_string(entry.path().join(part)).unwrap_or_default();
            if text.trim().is_empty() {
                breaches.push(format!("{name}/{part} is missing or empty"));
            }
        }
    }
    none(
        &breaches,
        "a lesson without one of its parts leaves some learners out",
    );
    assert!(lessons > 0, "there are no lessons in {}", folder.display());
}
