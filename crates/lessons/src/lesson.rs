//! One lesson, and all that belongs to it.

use std::{future::Future, panic::Location, pin::Pin};

use crate::{
    Env, Lang, Text,
    lines::{self, Lines},
    list::{FILES, Files},
};

/// Starts a program: the top level of its module.
pub type Start = fn(Env) -> Pin<Box<dyn Future<Output = asyncio::Result<()>>>>;

/// A heading of the list of lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What a coroutine is.
    Coroutines,
    /// The loop that runs them.
    Running,
    /// Several at a time.
    Tasks,
    /// Ending what takes too long.
    Cancellation,
    /// Results that are not there yet.
    Futures,
    /// What goes wrong.
    Pitfalls,
}

impl Group {
    /// The heading.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Coroutines, Lang::En) => "Coroutines",
            (Self::Coroutines, Lang::Ru) => "Корутины",
            (Self::Running, Lang::En) => "Running",
            (Self::Running, Lang::Ru) => "Запуск",
            (Self::Tasks, Lang::En) => "Tasks",
            (Self::Tasks, Lang::Ru) => "Задачи",
            (Self::Cancellation, Lang::En) => "Cancellation and time limits",
            (Self::Cancellation, Lang::Ru) => "Отмена и лимиты времени",
            (Self::Futures, Lang::En) => "Futures",
            (Self::Futures, Lang::Ru) => "Объекты Future",
            (Self::Pitfalls, Lang::En) => "Pitfalls",
            (Self::Pitfalls, Lang::Ru) => "Ловушки",
        }
    }
}

/// A press of a button, for runs that nobody watches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    /// Loop time in seconds.
    pub at: f64,
    /// What the button says.
    pub label: &'static str,
}

/// A lesson.
///
/// Texts, sources and transcripts stand apart from the rest, so that a
/// binary which only runs programs does not carry them.
pub struct Lesson {
    /// Its name in URLs and on the command line.
    pub slug: &'static str,
    /// Its place in the course, from 1.
    pub number: u32,
    /// The heading under which it stands.
    pub group: Group,
    /// Starts the program in Rust.
    pub start: Start,
    /// The presses with which the transcript was recorded, in order of time.
    pub presses: &'static [Press],
    pub(crate) folder: &'static str,
    pub(crate) lines: &'static Lines,
}

impl Lesson {
    fn files(&self) -> &'static Files {
        &FILES[self.number as usize - 1]
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Text {
        let files = self.files();
        Text::parse(match lang {
            Lang::En => files.en,
            Lang::Ru => files.ru,
        })
    }

    /// The Python edition, whole.
    #[must_use]
    pub fn python(&self) -> &'static str {
        self.files().python
    }

    /// The Rust edition, whole, as it is shown.
    #[must_use]
    pub fn rust(&self) -> String {
        lines::without_marks(self.files().marked)
    }

    /// What `CPython` 3.14 prints to standard output.
    #[must_use]
    pub fn transcript(&self) -> &'static str {
        self.files().transcript
    }

    /// The same with standard error and with times: one JSON array a line, `[loop
    /// time in seconds, "stdout" or "stderr", text]`, in order. Warnings are
    /// reduced to class and message, and stand where the object died (rule W4).
    #[must_use]
    pub fn writes(&self) -> &'static str {
        self.files().writes
    }

    /// The line of the Python edition that belongs to a line of the Rust edition;
    /// both count from 1.
    #[must_use]
    pub fn python_line(&self, rust: u32) -> Option<u32> {
        self.lines.python_line(rust)
    }

    /// A place in the program as lines in Python and in Rust; 0 where there is none,
    /// as for places outside the program.
    #[must_use]
    pub fn place(&self, place: &Location<'_>) -> (u32, u32) {
        let file = place.file().as_bytes();
        let folder = self.folder.as_bytes();
        if !file.windows(folder.len()).any(|part| part == folder) {
            return (0, 0);
        }
        (self.python_line(place.line()).unwrap_or(0), place.line())
    }

    /// Where the coroutine function `name` is defined: the lines of `async def name`
    /// in Python and of `fn name` in Rust; 0 where there is none.
    #[must_use]
    pub fn definition(&self, name: &str) -> (u32, u32) {
        self.lines.definition(name).unwrap_or((0, 0))
    }

    /// The marked lines, as lines in Rust and in Python.
    pub fn marks(&self) -> impl Iterator<Item = (u32, u32)> {
        self.lines.marks.iter().copied()
    }
}
