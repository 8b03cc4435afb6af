//! Runs a Python program, as `python3` would: standard output is the program's.

use std::{
    fs,
    io::{self, BufRead, Read},
    path::PathBuf,
    rc::Rc,
    time::{SystemTime, UNIX_EPOCH},
};

use coroscope_engine::Outside;
use coroscope_python::{Answer, Bounds, End, Engine, Outbox, Program, Surroundings};

use crate::{
    args::{PythonFile, RunOptions},
    console::Console,
    saved::SavedTrace,
};

/// The terminal, and the folder of further modules.
struct World {
    console: Rc<Console>,
    lib: Option<PathBuf>,
}

impl Surroundings for World {
    fn has_library(&self) -> bool {
        self.lib.is_some()
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.lib.as_ref()?.join(path)).ok()
    }

    fn ask(&self, _: &str, outbox: Outbox<'_>) -> Option<Answer> {
        self.console.drain(outbox);
        let mut line = String::new();
        // What cannot be read is the end, as for Python.
        let read = io::stdin().lock().read_line(&mut line).unwrap_or(0);
        let line = line.strip_suffix('\n').unwrap_or(&line);
        Some(match read {
            0 => Answer::EndOfFile,
            _ => Answer::Line(line.strip_suffix('\r').unwrap_or(line).to_owned()),
        })
    }

    fn wait(&self, seconds: f64, outbox: Outbox<'_>) {
        self.console.block(seconds, outbox);
    }
}

/// Runs it; gives the exit code.
pub(crate) fn run(python: &PythonFile, options: &RunOptions) -> io::Result<u8> {
    let source = if python.file == "-" {
        let mut source = String::new();
        io::stdin().read_to_string(&mut source).map(|_| source)
    } else {
        fs::read_to_string(&python.file)
    };
    let source = match source {
        Ok(source) => source,
        Err(error) => {
            eprintln!("coroscope: can't open file {:?}: {error}", python.file);
            return Ok(2);
        }
    };
    let trace = match &options.trace {
        Some(path) => Some(SavedTrace::create(path, &python.file)?),
        None => None,
    };
    let console = Rc::new(Console::new(options, trace));
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.unwrap_or_default();
    let program = Program {
        filename: if python.file == "-" {
            "<stdin>".into()
        } else {
            python.file.clone()
        },
        args: python.args.clone(),
        seed: now.as_nanos() as u64,
        epoch: now.as_secs_f64(),
        debug: python.debug,
        ..Program::new(source)
    };
    let world = World {
        console: Rc::clone(&console),
        lib: python.lib.clone(),
    };
    let end = Engine::new().run_within(
        &program,
        Bounds::NONE,
        Rc::clone(&console) as _,
        Rc::new(world),
    );
    console.finish()?;
    let stopped = |why: &str| {
        eprintln!("coroscope: {why}");
        Ok(1)
    };
    match end {
        // Exit codes are a byte, as the operating system sees them.
        End::Finished { exit_code } => Ok((exit_code & 0xff) as u8),
        End::Deadlocked => stopped(&console.deadlock().unwrap_or_default()),
        End::WaitsForButton => {
            stopped("the program waits for a button, and there is nobody here to press it")
        }
        End::Full => stopped("the trace is full; the program was stopped"),
        End::Horizon | End::NeedsInput { .. } => stopped("the program was stopped"),
    }
}
