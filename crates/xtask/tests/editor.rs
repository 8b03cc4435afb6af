//! The part of the editor's script that needs no browser is tested in Node.

use std::{path::Path, process::Command};

#[test]
fn the_learners_programs() {
    let Ok(version) = Command::new("node").arg("--version").output() else {
        // A page can be worked on without Node; the checks before a change are run with it.
        eprintln!("left out: there is no Node");
        return;
    };
    assert!(version.status.success());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/editor");
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .current_dir(folder)
        .output()
        .expect("node can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(
        text.contains("a copy is kept"),
        "nothing was tested: {text}"
    );
}
