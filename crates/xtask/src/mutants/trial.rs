//! Runs the programs, and compares what they did with what they should have done.

use anyhow::{Context, Result, bail};
use std::{
    fmt,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

/// A program is over in microseconds, unless the core never gives back control.
const LIMIT: Duration = Duration::from_secs(20);

/// How a fault was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The program did something else.
    Transcript,
    /// Panicked, ran for ever or left something alive at the end, which the core must never do.
    Failure,
    /// The whole process ended, as when its stack is used up.
    Crash,
    /// The core did not give back control.
    Hang,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Transcript => "another transcript",
            Self::Failure => "panic, leak or no end",
            Self::Crash => "crash",
            Self::Hang => "hang",
        })
    }
}

/// What a core did with the first programs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The n-th, from 1, was the first that showed something.
    Found(usize, Sign),
    NotFound,
}

/// The answers of the unchanged core, one for each program.
///
/// # Errors
/// When there are fewer of them than there should be, or one is a failure.
pub(super) fn answers(command: &mut Command, expected: usize) -> Result<Vec<String>> {
    let mut running = Running::start(command)?;
    let mut answers = Vec::new();
    while let Ok(answer) = running.next() {
        let number = answers.len() + 1;
        if is_failure(&answer) {
            bail!("the unchanged core fails in program {number}: {answer}");
        }
        answers.push(answer);
    }
    if answers.len() < expected {
        bail!("the unchanged core stops after program {}", answers.len());
    }
    Ok(answers)
}

/// Whether another core does the same, up to the first program in which it does not.
pub(super) fn compare(command: &mut Command, answers: &[String]) -> Result<Verdict> {
    let mut running = Running::start(command)?;
    for (index, right) in answers.iter().enumerate() {
        let sign = match running.next() {
            Ok(answer) if answer == *right => continue,
            Ok(answer) if is_failure(&answer) => Sign::Failure,
            Ok(_) => Sign::Transcript,
            Err(RecvTimeoutError::Disconnected) => Sign::Crash,
            Err(RecvTimeoutError::Timeout) => Sign::Hang,
        };
        return Ok(Verdict::Found(index + 1, sign));
    }
    Ok(Verdict::NotFound)
}

/// A transcript is a list; instead of one there may be an object that says why there is none.
fn is_failure(answer: &str) -> bool {
    answer.starts_with('{')
}

/// A process that gives an answer a line. It is stopped when nobody listens any more.
struct Running {
    process: Child,
    answers: Receiver<String>,
}

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // Panics are in the answers.
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start the program that was built")?;
        let (put, answers) = mpsc::sync_channel(64);
        let stdout = process.stdout.take().context("its output is not here")?;
        thread::spawn(move || {
            let lines = BufReader::new(stdout).lines();
            lines
                .map_while(Result::ok)
                .try_for_each(|line| put.send(line))
        });
        Ok(Self { process, answers })
    }

    fn next(&mut self) -> Result<String, RecvTimeoutError> {
        self.answers.recv_timeout(LIMIT)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be over already, which is just as well.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn verdict(script: &str) -> Verdict {
        let right: Vec<String> = ["[1]", "[2]"].map(String::from).to_vec();
        compare(Command::new("sh").args(["-c", script]), &right).expect("sh starts")
    }

    #[test]
    fn the_first_program_that_shows_something_counts() {
        assert_eq!(verdict("echo [1]; echo [2]"), Verdict::NotFound);
        let other = Verdict::Found(2, Sign::Transcript);
        assert_eq!(verdict("echo [1]; echo [3]"), other);
        let failure = Verdict::Found(1, Sign::Failure);
        assert_eq!(verdict("echo '{}'; echo [2]"), failure);
        assert_eq!(verdict("echo [1]"), Verdict::Found(2, Sign::Crash));
    }

    #[test]
    fn the_unchanged_core_has_to_answer_everything() {
        let answers = |script, expected| answers(Command::new("sh").args(["-c", script]), expected);
        assert_eq!(
            answers("echo [1]; echo [2]", 2).expect("two"),
            ["[1]", "[2]"]
        );
        assert!(answers("echo [1]", 2).is_err());
        assert!(answers("echo [1]; echo '{}'", 2).is_err());
    }
}
