//! Faults of the runner and its clean-up.

use super::{Fault, fault};

const CLOSE: &str = "run/close.rs";

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "main-stops-an-iteration-early",
        "A13",
        "run/until.rs",
        "let progress = self.running.step()?;",
        "let progress = match self.running.step()? {
            Some(Progress::Ran) if self.future.done() => None,
            progress => progress,
        };",
    ),
    fault(
        "clean-up-cancels-backwards",
        "J2",
        CLOSE,
        "for task in &left {",
        "for task in left.iter().rev() {",
    ),
    fault(
        "clean-up-cancels-one",
        "J2",
        CLOSE,
        "for task in &left {",
        "for task in left.iter().take(1) {",
    ),
    fault(
        "clean-up-says-nothing-of-errors",
        "J2",
        CLOSE,
        "match self.report_leftovers(&left) {",
        "match self.report_leftovers(&[]) {",
    ),
    fault(
        "clean-up-before-its-time",
        "J4",
        CLOSE,
        "Duty::Asyncgens => Stage::Duty(Duty::Executor, None),",
        "Duty::Asyncgens => Stage::Close,",
    ),
    fault(
        "duties-take-one-iteration",
        "J4",
        "event_loop/guest.rs",
        "self.push(Action::Idle(1));",
        "self.push(Action::Idle(0));",
    ),
    fault(
        "stubborn-task-is-not-waited-for",
        "J5",
        CLOSE,
        "gather_cells(aio, left.clone(), true, collect, self.place);",
        "gather_cells(aio, left[..1].to_vec(), true, collect, self.place);",
    ),
];
