//! The packages that contain RustPython: a hundred crates more, so whoever works on the rest does without.

/// The libraries.
const PACKAGES: [&str; 2] = ["coroscope-python", "coroscope-python-worker"];

/// RustPython's parser says that it wants a newer Rust than ours, and does without.
const HOW: &str = "--profile python --ignore-rust-version";

/// What keeps them out of a command about the whole workspace.
pub(crate) fn excluded() -> String {
    PACKAGES.map(|name| format!("--exclude {name}")).join(" ")
}

/// What makes a command be about all of them, and about the command line, which has Python only when it is asked to.
///
/// All commands have these same words: with fewer packages some of RustPython's would have other features, and be
/// compiled once more.
pub(crate) fn all() -> String {
    let packages = PACKAGES.map(|name| format!("-p {name}")).join(" ");
    format!("{packages} -p coroscope --features coroscope/python {HOW}")
}
