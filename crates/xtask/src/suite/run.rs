//! Runs the tests of one module, to the last, whatever one of them does to the interpreter.

use super::{
    outcome::{Outcome, Said, Tested, read},
    workshop,
};
use crate::shell;
use anyhow::{Context, Result};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

/// How long one test may take. Waiting takes no time here.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs all tests of `module` but those that are left out, which count as failed.
pub(super) fn module(
    program: &Path,
    library: &Path,
    module: &str,
    left_out: &[String],
) -> Result<Vec<Tested>> {
    let mut tested = Vec::new();
    let mut first = 0;
    loop {
        let errors = workshop()?.join(format!("{module}.stderr"));
        let mut command = Command::new(program);
        command
            .args(["run", "--clock", "virtual", "--lib"])
            .arg(library)
            .arg(library.join("drive.py"))
            .args(["--", &format!("test.{module}"), &first.to_string()])
            .args(left_out.iter().map(|name| format!("-{name}")))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&errors).context("cannot write to the target folder")?);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start `{}`", shell::shown(&command)))?;
        let lines = lines(&mut child);
        let attempt = listen(&lines);
        // It is at its end, or has to be.
        let _ = child.kill();
        let _ = child.wait();
        first += attempt.begun;
        tested.extend(attempt.ended);
        let Some((name, why)) = attempt.broken else {
            break;
        };
        let said = fs::read_to_string(&errors).unwrap_or_default();
        let why = format!("{why}\n{said}");
        let outcome = Outcome::Failed(why);
        let within = name.is_some();
        let name = name.unwrap_or_else(|| module.to_owned());
        tested.push(Tested { name, outcome });
        if !within {
            break;
        }
    }
    let prefix = format!("{}.", module.trim_start_matches("test_asyncio."));
    let here = left_out.iter().filter(|name| name.starts_with(&prefix));
    tested.extend(here.map(|name| Tested {
        name: name.clone(),
        outcome: Outcome::Failed("was not run".to_owned()),
    }));
    Ok(tested)
}

/// What one process told.
#[derive(Default)]
struct Attempt {
    begun: usize,
    ended: Vec<Tested>,
    /// Why it was not over, and in which test, if in any.
    broken: Option<(Option<String>, String)>,
}

fn listen(lines: &Receiver<String>) -> Attempt {
    let mut attempt = Attempt::default();
    let mut current = None;
    loop {
        let why = match lines.recv_timeout(PATIENCE) {
            Ok(line) => {
                match read(&line) {
                    Some(Said::Over) => return attempt,
                    Some(Said::Begun(name)) => {
                        attempt.begun += 1;
                        current = Some(name);
                    }
                    Some(Said::Ended(tested)) => {
                        current = None;
                        attempt.ended.push(tested);
                    }
                    None => {}
                }
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {
                format!("was stopped after {}", shell::human(PATIENCE))
            }
            Err(RecvTimeoutError::Disconnected) => "ended the interpreter".to_owned(),
        };
        attempt.broken = Some((current, why));
        return attempt;
    }
}

fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
    }
    receiver
}
