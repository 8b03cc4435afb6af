//! Every lesson's Python edition, against what CPython 3.14 did with it.

mod common;

use std::{fs, path::Path};

use coroscope_python::{Bounds, End, Press, Program, Script};
use coroscope_trace::{ButtonId, EventKind, Stream};

/// Line by line: loop time, stream, text.
type Written = Vec<(f64, String, String)>;

fn lessons() -> Vec<std::path::PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lessons/lessons");
    let folders = fs::read_dir(home).expect("there are lessons");
    let mut folders: Vec<_> = folders.map(|it| it.expect("a folder").path()).collect();
    folders.retain(|folder| folder.join("program.py").is_file());
    folders.sort();
    folders
}

fn program(folder: &Path) -> Program {
    let source = fs::read_to_string(folder.join("program.py")).expect("the program is read");
    let presses = fs::read_to_string(folder.join("presses.txt")).unwrap_or_default();
    // Buttons are pressed in the order in which they are offered.
    let presses = presses.lines().zip(0..).map(|(line, button)| Press {
        after: 0,
        at: line
            .split(' ')
            .next()
            .and_then(|at| at.parse().ok())
            .expect("a time"),
        button: ButtonId(button),
    });
    Program {
        script: Script {
            presses: presses.collect(),
            answers: Vec::new(),
        },
        ..Program::new(source)
    }
}

#[test]
fn each_lesson_writes_what_cpython_wrote() {
    let folders = lessons();
    assert!(folders.len() >= 11, "only {} lessons", folders.len());
    for folder in folders {
        let golden =
            fs::read_to_string(folder.join("golden.jsonl")).expect("the recording is read");
        let golden = golden.lines().map(serde_json::from_str);
        let golden: Written = golden
            .collect::<Result<_, _>>()
            .expect("the recording is JSON");
        let (end, events) = common::trace(&program(&folder), Bounds::PAGE);
        let stderr = common::written(&events, Stream::Stderr);
        assert!(
            matches!(end, End::Finished { .. }),
            "{}: {end:?} {stderr}",
            folder.display()
        );
        let ours: Written = events
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::Output {
                    stream: Stream::Stdout,
                    text,
                    ..
                } => Some((event.time, "stdout".into(), text.clone())),
                // Of a warning the recording has class and message only.
                EventKind::Output { text, .. } => {
                    let at = text.find("RuntimeWarning:")?;
                    let said = text[at..].lines().next()?;
                    Some((event.time, "stderr".into(), format!("{said}\n")))
                }
                _ => None,
            })
            .collect();
        assert_eq!(ours, golden, "{}: {stderr}", folder.display());
    }
}
