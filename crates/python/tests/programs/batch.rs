//! Many programs in one run: its source, and what may come of it that a clock goes on from one to the next.

use coroscope_programs::{ast::Program, generate};

const RENDER: &str = include_str!("../../../programs/oracle/render.py");
const WORLD: &str = include_str!("../../../programs/oracle/world.py");
const DRIVER: &str = include_str!("driver.py");

/// The profile whose deadlines are less than a nanosecond apart. Far from zero a clock is too coarse for them, so each
/// has a run of its own.
const ALONE: &str = "near";

/// Whether a program has a run of its own.
///
/// # Panics
/// If the generator has no such profile any more: then nobody would be left alone.
pub(crate) fn stands_alone(program: &Program) -> bool {
    assert!(generate::profiles().any(|profile| profile == ALONE));
    program.profile == ALONE
}

/// A source that runs these and prints the transcript of each, a line of JSON; `around` stands between the
/// interpreter's `print` and the driver.
pub(crate) fn source<'a>(programs: impl IntoIterator<Item = &'a Program>, around: &str) -> String {
    let programs: Vec<_> = programs.into_iter().map(Program::to_json).collect();
    let mut source = String::new();
    for (name, text) in [
        ("RENDER", RENDER),
        ("WORLD", WORLD),
        ("PROGRAMS", &programs.join("\n")),
    ] {
        let text = serde_json::to_string(text).expect("text");
        source.extend([name, " = ", &text, "\n"]);
    }
    source + around + DRIVER
}

/// How many of so many programs may differ in company and be equal by themselves. Each program's time goes on from the
/// one before, and sums of fractions are rounded by where they begin: 37.2 + 0.1 + 0.1 is not 37.2 + 0.2. That is rare;
/// what one program leaves behind for the next would be seen in many.
pub(crate) fn may_be_rounded(programs: usize) -> usize {
    programs.div_ceil(500)
}
