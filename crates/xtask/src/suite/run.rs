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
    time::{Duration, Instant},
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
            .args(left_out)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&errors).context("cannot write to the target folder")?);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start `{}`", shell::shown(&command)))?;
        let lines = lines(&mut child);
        let attempt = listen(&lines, PATIENCE);
        // It is at its end, or has to be.
        let _ = child.kill();
        let _ = child.wait();
        first += attempt.begun;
        tested.extend(attempt.ended);
        let (name, why) = match attempt.end {
            End::Over(count) if count == first => break,
            End::Over(count) => (None, format!("{first} of {count} tests began")),
            End::Broken(name, why) => {
                let said = fs::read_to_string(&errors).unwrap_or_default();
                (name, format!("{why}\n{said}"))
            }
        };
        let within = name.is_some();
        tested.push(failed(name.unwrap_or_else(|| module.to_owned()), why));
        if !within {
            break;
        }
    }
    let prefix = format!("{}.", module.trim_start_matches("test_asyncio."));
    let here = left_out.iter().filter(|name| name.starts_with(&prefix));
    tested.extend(here.map(|name| failed(name.clone(), "was not run".to_owned())));
    if tested.is_empty() {
        tested.push(failed(module.to_owned(), "has no tests".to_owned()));
    }
    Ok(tested)
}

fn failed(name: String, why: String) -> Tested {
    let outcome = Outcome::Failed(why);
    Tested { name, outcome }
}

/// What one process told.
struct Attempt {
    begun: usize,
    ended: Vec<Tested>,
    end: End,
}

/// How a process ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// With all its tests, which are so many.
    Over(usize),
    /// In which test, if in any, and why.
    Broken(Option<String>, String),
}

/// Listens until all is told, or until a test takes too long, whatever it prints meanwhile.
fn listen(lines: &Receiver<String>, patience: Duration) -> Attempt {
    let (mut begun, mut ended) = (0, Vec::new());
    let mut current: Option<String> = None;
    let mut deadline = Instant::now() + patience;
    let end = loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let line = if left.is_zero() {
            Err(RecvTimeoutError::Timeout)
        } else {
            lines.recv_timeout(left)
        };
        let said = match line {
            Ok(line) => read(&line),
            Err(RecvTimeoutError::Timeout) => {
                let why = format!("was stopped after {}", shell::human(patience));
                break End::Broken(current, why);
            }
            Err(RecvTimeoutError::Disconnected) => {
                break End::Broken(current, "ended the interpreter".to_owned());
            }
        };
        let unfinished = match said {
            None => continue,
            Some(Said::Begun(name)) => {
                begun += 1;
                current.replace(name)
            }
            Some(Said::Ended(tested)) => {
                let before = current.take().filter(|name| *name != tested.name);
                ended.push(tested);
                before
            }
            Some(Said::Over(count)) => {
                if current.is_none() {
                    break End::Over(count);
                }
                break End::Broken(current, "was not told of any more".to_owned());
            }
        };
        ended.extend(unfinished.map(|name| failed(name, "was not told of any more".to_owned())));
        deadline = Instant::now() + patience;
    };
    Attempt { begun, ended, end }
}

/// So many lines may wait to be heard: a test that prints for ever has to wait, too.
const AHEAD: usize = 1000;

fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::sync_channel(AHEAD);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is heard of lines, behind which nothing more comes.
    fn heard(text: &str) -> Attempt {
        let (sender, receiver) = mpsc::channel();
        for line in text.lines() {
            sender.send(line.to_owned()).expect("somebody listens");
        }
        drop(sender);
        listen(&receiver, PATIENCE)
    }

    fn named(tested: &[Tested]) -> Vec<(&str, bool)> {
        let named = tested.iter().map(|it| {
            let is_failure = matches!(it.outcome, Outcome::Failed(_));
            (it.name.as_str(), is_failure)
        });
        named.collect()
    }

    #[test]
    fn a_test_of_which_nothing_more_is_told_has_failed() {
        let heard = heard("@@begun\ta\n@@begun\tb\n@@passed\tb\n@@over\t2");
        assert_eq!(heard.begun, 2);
        assert_eq!(named(&heard.ended), [("a", true), ("b", false)]);
        assert_eq!(heard.end, End::Over(2));
    }

    #[test]
    fn an_end_in_a_test_is_that_tests_failure() {
        let at = |text| match heard(text).end {
            End::Broken(name, _) => name,
            End::Over(_) => panic!("it is not over"),
        };
        assert_eq!(at("@@begun\ta\nhello").as_deref(), Some("a"));
        assert_eq!(at("@@begun\ta\n@@over\t1").as_deref(), Some("a"));
        assert_eq!(at("@@begun\ta\n@@passed\ta"), None);
    }

    #[test]
    fn a_test_that_prints_for_ever_is_stopped() {
        let (sender, receiver) = mpsc::sync_channel(1);
        sender.send("@@begun\ta".to_owned()).expect("there is room");
        let flood = thread::spawn(move || while sender.send("hello".to_owned()).is_ok() {});
        let heard = listen(&receiver, Duration::from_millis(50));
        drop(receiver);
        flood.join().expect("nobody listens any more");
        assert!(matches!(heard.end, End::Broken(Some(name), _) if name == "a"));
    }
}
