//! The Python engine as the page knows it: where it is, whether it is loaded, and
//! the run that waits for it.

use std::rc::Rc;

use coroscope_protocol::{Drive, Program, PythonEngine, RunId, Source, ToWorker, python::Answer};

use super::{Command, Kind, Notice, Playback, State};

/// The Python engine as the page knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Python {
    /// Where it is, once that was found out.
    files: Option<Files>,
    /// Whether the present worker was told where it is.
    pub(super) is_told: bool,
    /// The run that waits until it is found.
    pub(super) wanted: Option<(Playback, Drive)>,
    /// Whether the learner chose it for lessons' own programs too.
    pub chosen: bool,
}

/// The engine's files.
#[derive(Clone, Debug, PartialEq)]
struct Files {
    script: String,
    module: String,
    bytes: u32,
}

impl Python {
    /// Whether a run waits for it.
    pub fn is_wanted(&self) -> bool {
        self.wanted.is_some()
    }
}

/// The messages about the way to a run, of which one at a time is true.
const UNDER_WAY: [&str; 5] = ["absent", "broken", "building", "loading", "lost"];

impl State {
    /// The Python program which Run would run; `None` for a lesson's, which is
    /// compiled.
    pub fn to_run(&self) -> Option<Rc<str>> {
        match self.kind() {
            Kind::Same if !self.python.chosen => None,
            Kind::Same => self.original().map(Rc::from),
            _ => self.edited.as_ref().map(|it| it.text.clone()),
        }
    }

    /// Whether the run is one of another program than the one that is shown.
    pub fn is_stale(&self) -> bool {
        self.run.id.is_some() && self.run.source != self.to_run()
    }

    /// What to say to the worker for a run of a Python program; nothing as long as
    /// it is not known where the engine is.
    pub(super) fn python_run(&mut self, run: RunId, source: &str) -> Vec<ToWorker> {
        let program = Program::Python(Source {
            source: source.to_owned(),
            file: self.file(),
            seed: 0,
        });
        let mut messages = self.load_python();
        messages.push(ToWorker::Run { run, program });
        messages
    }

    /// Asks where the engine is, before a run that has to wait for it.
    pub(super) fn find_python(&mut self, wanted: (Playback, Drive)) -> Option<Command> {
        if self.python.files.is_some() {
            return None;
        }
        self.python.wanted = Some(wanted);
        Some(Command::Bench("engine", "".into()))
    }

    /// What tells a worker where the engine is, once.
    fn load_python(&mut self) -> Vec<ToWorker> {
        let files = self.python.files.as_ref().filter(|_| !self.python.is_told);
        let message = files.map(|files| ToWorker::LoadPython {
            script: files.script.clone(),
            module: files.module.clone(),
            bytes: files.bytes,
        });
        self.python.is_told |= message.is_some();
        message.into_iter().collect()
    }

    /// Where the engine is, or why not.
    pub(super) fn found_python(&mut self, found: &str) -> Vec<Command> {
        let mut lines = found.split('\n');
        let about = lines.next().unwrap_or_default();
        if let ("here", Some(script), Some(module), Some(Ok(bytes))) = (
            about,
            lines.next(),
            lines.next(),
            lines.next().map(str::parse),
        ) {
            self.python.files = Some(Files {
                script: script.to_owned(),
                module: module.to_owned(),
                bytes,
            });
            self.say_of_python(None);
            // Who edits will run.
            let messages = self.load_python();
            let mut commands = self.engine.send(messages);
            if let Some((playback, drive)) = self.python.wanted.take() {
                commands.extend(self.start(playback, drive));
            }
            return commands;
        }
        if self.python.wanted.is_some() {
            self.say_of_python(Some((about, "".into())));
        }
        if about != "building" {
            self.python.wanted = None;
        }
        Vec::new()
    }

    /// How it stands with the engine, as the worker says.
    pub(super) fn heard_of_python(&mut self, engine: &PythonEngine) -> Vec<Command> {
        let waits = self.run.source.is_some() && self.run.history.is_empty();
        match engine {
            PythonEngine::Loading { received, total } if waits => {
                let percent = 100.0 * f64::from(*received) / f64::from((*total).max(1));
                let percent = (percent.min(100.0) as u32).to_string();
                self.say_of_python(Some(("loading", percent.into())));
            }
            PythonEngine::Loading { .. } => {}
            PythonEngine::Ready => self.say_of_python(None),
            PythonEngine::Failed { reason } => {
                self.python.is_told = false;
                if waits {
                    self.run.forget();
                    self.say_of_python(Some(("lost", reason.as_str().into())));
                }
            }
        }
        Vec::new()
    }

    /// Says how far the engine is, in place of what was said of it before.
    pub(super) fn say_of_python(&mut self, said: Option<(&str, Rc<str>)>) {
        self.notices
            .retain(|it| !matches!(it, Notice::Bench(about, _) if UNDER_WAY.contains(&&**about)));
        if let Some((about, detail)) = said {
            self.note(Notice::Bench(about.into(), detail));
        }
    }

    /// The learner's answer to `input()`.
    pub(super) fn answer(&mut self, line: &str) -> Vec<Command> {
        let (Some(run), Some(_)) = (self.run.id, self.run.asks.take()) else {
            return Vec::new();
        };
        let answer = Answer::Line(line.to_owned());
        self.engine.send([ToWorker::Answer { run, answer }])
    }

    /// Ends the run at once: a Python run by a word, which leaves the engine as it
    /// is; a lesson's by a fresh worker.
    pub(super) fn halt(&mut self) -> Option<Command> {
        self.python.wanted = None;
        self.say_of_python(None);
        let run = self.run.id?;
        if self.run.source.is_some() && self.engine.is_ready() {
            return Some(Command::Send(ToWorker::Stop { run }));
        }
        Some(self.restart_engine())
    }
}
