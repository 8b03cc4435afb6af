//! Runs other programs: says what it runs, passes on what they print, and turns a failure into
//! a sentence.

use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// A command written as one would type it, without anything to quote.
pub(crate) fn command(words: &str) -> Command {
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(crate::paths::root());
    command
}

/// One line of progress.
pub(crate) fn say(text: &str) {
    println!("» {text}");
}

/// Runs a command to its end, with its output passed through.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!(
            "`{}` failed ({status}); its messages are above",
            shown(command)
        );
    }
    Ok(())
}

/// What a command prints, if it can be started and succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

/// So many of the last lines that a command said when it failed are worth repeating.
const LAST_LINES: usize = 5;

/// What a command prints; when it fails, an error with the last that it said about that.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
        let last = lines[lines.len().saturating_sub(LAST_LINES)..].join("\n  ");
        bail!("`{}` failed ({}):\n  {last}", shown(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` prints what is no text", shown(command)))
}

/// What became of a command whose output was watched.
pub(crate) struct Watched {
    /// How it ended; none if it had to be stopped.
    pub(crate) status: Option<ExitStatus>,
    /// Its standard output.
    pub(crate) stdout: String,
}

/// Runs a command, passing its standard output on line by line while keeping a copy, and stops
/// it once it has taken longer than `limit`.
pub(crate) fn watch(command: &mut Command, limit: Duration) -> Result<Watched> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || pass_on(stdout, &sender));
    }
    let deadline = Instant::now() + limit;
    let mut stdout = String::new();
    loop {
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                stdout.push_str(&line);
                stdout.push('\n');
            }
            // The pipe is closed, so the command is at its end, or about to be.
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                stop(&mut child);
                return Ok(Watched {
                    status: None,
                    stdout,
                });
            }
        }
    }
    let status = child.wait().context("cannot wait for a command")?;
    Ok(Watched {
        status: Some(status),
        stdout,
    })
}

fn pass_on(from: impl Read, to: &mpsc::Sender<String>) {
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        println!("{line}");
        if to.send(line).is_err() {
            return;
        }
    }
}

/// Stops a command together with everything it started: a test that hangs is a grandchild.
///
/// A process group of its own would be simpler, but then Ctrl+C would no longer reach it.
fn stop(child: &mut Child) {
    let mut family = vec![child.id()];
    let parents = parents();
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        family.extend(
            parents
                .iter()
                .filter(|(_, its)| *its == parent)
                .map(|(id, _)| *id),
        );
        next += 1;
    }
    let ids: Vec<String> = family.iter().map(u32::to_string).collect();
    // The standard library can only kill a child, and unsafe code is not worth it here.
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -KILL {}", ids.join(" "))])
        .status();
    let _ = child.kill();
    let _ = child.wait();
}

/// Every process with its parent, where the system shows them as files.
fn parents() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let of = |entry: fs::DirEntry| {
        let id = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        // The name, in parentheses, may hold anything; what follows it is plain.
        let (_, rest) = stat.rsplit_once(')')?;
        Some((id, rest.split_whitespace().nth(1)?.parse().ok()?))
    };
    entries.filter_map(Result::ok).filter_map(of).collect()
}

/// A command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

/// The first program of that name on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .map(|dir| dir.join(&file))
        .find(|path| path.is_file())
}

/// A duration as people say it.
pub(crate) fn human(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_readable() {
        assert_eq!(human(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(human(Duration::from_secs(185)), "3 min 05 s");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_command_says_when_it_fails_is_part_of_the_error() {
        let sh = |script| read(Command::new("sh").args(["-c", script]));
        assert_eq!(sh("echo out; echo err >&2").expect("it succeeds"), "out\n");
        let error = sh("echo lost; echo no network >&2; exit 3").expect_err("it fails");
        let error = error.to_string();
        assert!(
            error.contains("no network") && !error.ends_with("lost"),
            "{error}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_command_that_takes_too_long_is_stopped_with_its_children() {
        let started = Instant::now();
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; sleep 60 & sleep 60; true"]);
        let watched = watch(&mut command, Duration::from_millis(300)).expect("sh starts");
        assert!(watched.status.is_none());
        assert_eq!(watched.stdout, "first\n");
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
