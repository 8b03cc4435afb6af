//! The command line.

use std::path::PathBuf;

use coroscope_lessons as lessons;
use coroscope_protocol::{MAX_SPEED, MIN_SPEED};
use coroscope_trace::narrator::Lang;
use lexopt::{Arg, Parser, ValueExt};

use crate::near;

pub(crate) const HELP: &str = "\
Coroscope runs small asyncio programs and shows every step.

Usage:
  coroscope lessons [--lang en|ru]
      Lists the lessons.
  coroscope run --lesson NAME [options]
      Runs a lesson. Its output goes to standard output, warnings to standard
      error; the exit code is the one that Python would give.
  coroscope run FILE.py [options] [-- ARGUMENT ...]
      Runs a Python program, as python3 would; `-` is standard input.

Options of `run`:
  --lesson NAME          The lesson's name, or its number
  --clock virtual|real   Whether waiting takes time [default: virtual]
  --speed N              Seconds of the program in a real second, from 0.1 to 10,
                         with the real clock [default: 1]
  --trace FILE           Saves every event, as lines of JSON
  --explain              Says in words what happens: lines `# TIME  SENTENCE`
                         between the lines of output
  --lang en|ru           The language of explanations [default: en]
  --debug                asyncio's debug mode, for a Python program
  --lib DIR              A folder with further Python modules

  -h, --help             Prints this
  -V, --version          Prints the version
";

/// Whether waiting takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    Virtual,
    Real,
}

/// What is to be run.
pub(crate) enum What {
    Lesson(&'static lessons::Lesson),
    Python(PythonFile),
}

/// A Python program, and what goes with it.
#[cfg_attr(
    not(feature = "python"),
    allow(dead_code, reason = "only the engine reads all of it")
)]
pub(crate) struct PythonFile {
    /// `-` is standard input.
    pub(crate) file: String,
    pub(crate) args: Vec<String>,
    pub(crate) debug: bool,
    pub(crate) lib: Option<PathBuf>,
}

/// What `run` was asked for.
pub(crate) struct RunOptions {
    pub(crate) what: What,
    pub(crate) clock: Clock,
    /// Loop seconds in a real second.
    pub(crate) speed: f64,
    pub(crate) trace: Option<PathBuf>,
    pub(crate) lang: Lang,
    pub(crate) explain: bool,
}

pub(crate) enum Command {
    Help,
    Version,
    Lessons {
        lang: Lang,
    },
    Run(RunOptions),
    /// For the build of the site; not in the help.
    SiteData {
        folder: PathBuf,
    },
}

pub(crate) struct Args {
    pub(crate) command: Command,
}

impl Args {
    pub(crate) fn parse(mut parser: Parser) -> Result<Self, lexopt::Error> {
        let mut verb: Option<String> = None;
        let mut lesson: Option<String> = None;
        let mut folder: Option<PathBuf> = None;
        let mut clock = Clock::Virtual;
        let mut speed = 1.0;
        let mut lang = Lang::EN;
        let mut trace = None;
        let mut explain = false;
        let mut values: Vec<String> = Vec::new();
        let mut debug = false;
        let mut lib = None;
        while let Some(arg) = parser.next()? {
            let running = verb.as_deref() == Some("run");
            match arg {
                Arg::Short('h') | Arg::Long("help") => {
                    return Ok(Self {
                        command: Command::Help,
                    });
                }
                Arg::Short('V') | Arg::Long("version") => {
                    return Ok(Self {
                        command: Command::Version,
                    });
                }
                Arg::Value(value) if verb.is_none() => verb = Some(known(value.string()?)?),
                Arg::Value(value) if verb.as_deref() == Some("site-data") && folder.is_none() => {
                    folder = Some(value.into());
                }
                Arg::Long("lang") => lang = parser.value()?.parse_with(language)?,
                Arg::Long("lesson") if running => lesson = Some(parser.value()?.string()?),
                Arg::Long("clock") if running => clock = parser.value()?.parse_with(clock_kind)?,
                Arg::Long("speed") if running => speed = parser.value()?.parse_with(speed_of)?,
                Arg::Long("trace") if running => trace = Some(parser.value()?.into()),
                Arg::Long("explain") if running => explain = true,
                Arg::Long("debug") if running => debug = true,
                Arg::Long("lib") if running => lib = Some(parser.value()?.into()),
                Arg::Value(value) if running => values.push(value.string()?),
                other => return Err(other.unexpected()),
            }
        }
        let command = match verb.as_deref() {
            None => Command::Help,
            Some("lessons") => Command::Lessons { lang },
            Some("run") => {
                let what = match (lesson, values.is_empty()) {
                    (Some(name), true) => What::Lesson(find(&name)?),
                    (None, false) => What::Python(PythonFile {
                        file: values.remove(0),
                        args: values,
                        debug,
                        lib,
                    }),
                    (Some(_), false) => {
                        let file = &values[0];
                        return Err(format!("a lesson or the file `{file}`, not both").into());
                    }
                    (None, true) => {
                        return Err(
                            "which lesson? Say --lesson NAME; `coroscope lessons` lists \
                                    them. Or name a Python file"
                                .into(),
                        );
                    }
                };
                Command::Run(RunOptions {
                    what,
                    clock,
                    speed,
                    trace,
                    lang,
                    explain,
                })
            }
            Some(_) => Command::SiteData {
                folder: folder.ok_or("site-data needs a folder")?,
            },
        };
        Ok(Self { command })
    }
}

/// The name of a command, if it is one.
fn known(verb: String) -> Result<String, String> {
    if ["lessons", "run", "site-data"].contains(&verb.as_str()) {
        return Ok(verb);
    }
    let hint = near::hint(&verb, ["lessons", "run"]);
    Err(format!("there is no command `{verb}`{hint}"))
}

fn speed_of(value: &str) -> Result<f64, &'static str> {
    match value.parse() {
        Ok(speed) if (MIN_SPEED..=MAX_SPEED).contains(&speed) => Ok(speed),
        _ => Err("the speed is a number from 0.1 to 10"),
    }
}

fn language(value: &str) -> Result<Lang, &'static str> {
    match value {
        "en" => Ok(Lang::EN),
        "ru" => Ok(Lang::RU),
        _ => Err("the languages are en and ru"),
    }
}

fn clock_kind(value: &str) -> Result<Clock, &'static str> {
    match value {
        "virtual" => Ok(Clock::Virtual),
        "real" => Ok(Clock::Real),
        _ => Err("the clocks are virtual and real"),
    }
}

/// A lesson by name, or by its number in the course.
fn find(name: &str) -> Result<&'static lessons::Lesson, String> {
    let by_number = name.parse::<u32>().ok().and_then(|number| {
        lessons::lessons()
            .iter()
            .find(|lesson| lesson.number == number)
    });
    lessons::find(name).or(by_number).ok_or_else(|| {
        let hint = near::hint(name, lessons::lessons().iter().map(|lesson| lesson.slug));
        format!("there is no lesson `{name}`{hint}; `coroscope lessons` lists them")
    })
}
