//! What the protocol says, in the engine's terms and back.

use coroscope_protocol::python as wire;
use coroscope_python::{Answer, Bounds, End, Horizon, Press, Program, Script};

/// A program as the engine takes it, with its bounds.
pub(crate) fn program(program: wire::Program) -> (Program, Bounds) {
    let press = |press: wire::Press| Press {
        after: press.after,
        at: press.at,
        button: press.button,
    };
    let answer = |answer| match answer {
        wire::Answer::Line(line) => Answer::Line(line),
        wire::Answer::EndOfFile => Answer::EndOfFile,
    };
    let bounds = Bounds {
        events: program.bounds.events,
        output: program.bounds.output as usize,
        horizon: Horizon {
            events: program.horizon.events,
            time: program.horizon.time,
        },
        ..Bounds::PAGE
    };
    let program = Program {
        source: program.source,
        filename: program.file,
        args: program.args,
        script: Script {
            presses: program.script.presses.into_iter().map(press).collect(),
            answers: program.script.answers.into_iter().map(answer).collect(),
        },
        seed: program.seed.into(),
        epoch: program.epoch,
        debug: program.debug,
    };
    (program, bounds)
}

/// An end as the protocol tells it.
pub(crate) fn end(end: End) -> wire::PythonEnd {
    match end {
        End::Finished { exit_code } => wire::PythonEnd::Finished { exit_code },
        End::Deadlocked => wire::PythonEnd::Deadlocked,
        End::Full => wire::PythonEnd::Full,
        End::Horizon => wire::PythonEnd::Horizon,
        End::NeedsInput { prompt } => wire::PythonEnd::NeedsInput { prompt },
        End::WaitsForButton => wire::PythonEnd::WaitsForButton,
    }
}
