//! The learner's programs, as far as the page knows them, and what the editor
//! tells.
//!
//! The editor with all that belongs to programs of the learner is a script of its
//! own, which is loaded when it is first needed. It says what happened in two
//! texts, what it is about and a value; see `web/editor/main.js`.

use std::rc::Rc;

use coroscope_protocol::content::{LessonContent, LessonEntry};
use coroscope_trace::{EventKind, TaskId};

use crate::i18n;

use super::{Action, Command, Edition, Load, Notice, Playback, Selection, State};

/// What a program is to its lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The lesson's own, or a copy that does not differ.
    Same,
    /// A copy that differs.
    Edited,
    /// A program of the learner's own.
    Own,
}

impl Kind {
    /// What the editor calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Own => "own",
        }
    }
}

/// A program in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// What it is to its lesson.
    pub kind: Kind,
    /// What the learner wrote.
    pub text: Rc<str>,
}

/// Whether a name is that of a program of the learner's own: a file's, which no
/// lesson has.
pub fn is_own(name: &str) -> bool {
    name.as_bytes().ends_with(b".py")
}

impl State {
    /// What the open program is to its lesson.
    pub fn kind(&self) -> Kind {
        self.edited.as_ref().map_or(Kind::Same, |it| it.kind)
    }

    /// The Python program of the open lesson, as it came.
    pub(super) fn original(&self) -> Option<&str> {
        self.content.ready().map(|it| &*it.python)
    }

    /// The file's name of the open program.
    pub fn file(&self) -> String {
        let name = self.lesson.as_deref().unwrap_or_default();
        if is_own(name) {
            return name.to_owned();
        }
        [&name.replace('-', "_"), ".py"].concat()
    }

    /// Asks for something about the open lesson and its program.
    pub(super) fn ask_about_lesson(&self, about: &'static str) -> Option<Command> {
        let name = self.lesson.as_deref().filter(|name| !is_own(name))?;
        let value = [name, "\n", self.original()?].concat();
        Some(Command::Bench(about, value.into()))
    }

    /// Begins to edit a copy of the lesson's program. Who edits will run: the
    /// engine can come meanwhile.
    pub(super) fn edit(&mut self) -> Vec<Command> {
        self.edition = Edition::Python;
        let edit = self.ask_about_lesson("edit");
        let engine = Command::Bench("engine", "".into());
        edit.into_iter().chain([engine]).collect()
    }

    /// The editor told something.
    pub(super) fn told(&mut self, about: &str, value: &str) -> Vec<Command> {
        let (head, rest) = value.split_once('\n').unwrap_or((value, ""));
        match about {
            "ready" => {
                self.bench = true;
                return self.ask_about_lesson("lesson").into_iter().collect();
            }
            "names" => self.own = value.lines().map(Rc::from).collect(),
            "program" => return self.edits(head, rest),
            "missing" if self.lesson.as_deref() == Some(value) => return self.find_lesson(),
            "open" if value.is_empty() => {
                self.lesson = None;
                return self.find_lesson();
            }
            "open" => {
                self.wanted_code = None;
                return self.open(value.into());
            }
            "run" => {
                let mut commands = self.stop();
                commands.extend(self.run());
                return commands;
            }
            "until" => self.until = value.split(',').filter_map(|it| it.parse().ok()).collect(),
            "task" => {
                if let Ok(number) = value.parse() {
                    return self.apply(Action::Toggle(Selection::Task(TaskId(number))));
                }
            }
            "note" => {
                self.wanted_code = None;
                self.note(Notice::Bench(head.into(), rest.into()));
            }
            "edit" => return self.edit(),
            "python" => self.python.chosen = !value.is_empty(),
            "answer" => return self.answer(value),
            "engine" => return self.found_python(value),
            _ => {}
        }
        Vec::new()
    }

    /// This is the learner's program now.
    fn edits(&mut self, kind: &str, rest: &str) -> Vec<Command> {
        let (name, text) = rest.split_once('\n').unwrap_or((rest, ""));
        if self.lesson.as_deref() != Some(name) {
            return Vec::new();
        }
        let kind = match kind {
            "own" => Kind::Own,
            "edited" => Kind::Edited,
            _ => Kind::Same,
        };
        if kind == Kind::Own {
            self.content = Load::Ready(Rc::new(LessonContent {
                entry: own_entry(name, i18n::words(self.lang).your_programs()),
                html: String::new(),
                python: String::new(),
                rust: String::new(),
                transcript: String::new(),
            }));
            self.edition = Edition::Python;
        }
        let text = text.into();
        let is_first = self.edited.is_none();
        self.edited = Some(Edited { kind, text });
        if is_first && self.is_stale() {
            // What an address asked for ran before it was known that there is a copy.
            return self.stop();
        }
        Vec::new()
    }

    /// A link to what is shown: with the program in it, where it is the learner's.
    pub(super) fn share(&self) -> Command {
        match self.kind() {
            Kind::Same => Command::Bench("link", self.address().fragment().into()),
            _ => Command::Bench("share", "".into()),
        }
    }

    /// Where a run that moves from one position to another meets a line to which
    /// the learner wants to run.
    pub(super) fn marked_between(&self, from: usize, to: usize) -> Option<usize> {
        if self.until.is_empty() || self.run.playback == Playback::Still {
            return None;
        }
        let line = |index: usize| {
            let event = self.run.history.event(index)?;
            Some(line(&event.kind)).filter(|line| *line > 0)
        };
        // A line is met when the program comes to it from another one.
        let mut before = (0..from).rev().find_map(line);
        for index in from..to {
            let here = line(index);
            if here.is_some_and(|it| before != here && self.until.contains(&it)) {
                return Some(index + 1);
            }
            before = here.or(before);
        }
        None
    }
}

/// The line of a Python program at which an event shows it to be; 0 for none.
fn line(kind: &EventKind) -> u32 {
    match kind {
        EventKind::TimerSet { place, .. }
        | EventKind::CoroutineCreated { place, .. }
        | EventKind::CoroutineEntered { place, .. }
        | EventKind::CoroutineSuspended { place, .. }
        | EventKind::CoroutineResumed { place, .. }
        | EventKind::TaskCreated { place, .. }
        | EventKind::TaskSuspended { place, .. }
        | EventKind::TaskCancelRequested { place, .. }
        | EventKind::FutureCreated { place, .. }
        | EventKind::ResourceCreated { place, .. }
        | EventKind::Output { place, .. }
        | EventKind::BlockingCalled { place, .. }
        | EventKind::ButtonOffered { place, .. } => place.python,
        _ => 0,
    }
}

/// A program of one's own in the list of lessons.
pub fn own_entry(name: &str, group: &str) -> LessonEntry {
    LessonEntry {
        slug: name.into(),
        number: 0,
        group: group.into(),
        title: ["`", name, "`"].concat(),
        summary: String::new(),
    }
}
