//! From a place in the Rust edition to a line in both editions.

use std::{cell::Cell, panic::Location};

use coroscope_lessons::Lesson;
use coroscope_trace::Place;

/// Where the lines of a program are.
pub(crate) enum Lines {
    /// In its Rust source alone.
    Plain,
    /// In both editions of a lesson.
    Lesson(&'static Lesson),
    /// In a Python program: this is where it stands.
    Python(Cell<u32>),
}

impl Lines {
    /// Of a program without a Python edition: places are lines in Rust.
    pub(crate) fn plain() -> Self {
        Self::Plain
    }

    /// Of a lesson. A place in any other file than its own has no line.
    pub(crate) fn of(lesson: &'static Lesson) -> Self {
        Self::Lesson(lesson)
    }

    /// Of a Python program, which says itself where it stands.
    pub(crate) fn python() -> Self {
        Self::Python(Cell::new(0))
    }

    /// A Python program stands in this line now.
    pub(crate) fn at(&self, line: u32) {
        if let Self::Python(now) = self {
            now.set(line);
        }
    }

    pub(crate) fn place(&self, place: &'static Location<'static>) -> Place {
        let (python, rust) = match self {
            Self::Plain => (0, place.line()),
            Self::Lesson(lesson) => lesson.place(place),
            Self::Python(now) => (now.get(), 0),
        };
        Place { python, rust }
    }

    /// Where the coroutine function of this name is defined.
    pub(crate) fn definition(&self, name: &str) -> Place {
        let (python, rust) = match self {
            Self::Lesson(lesson) => lesson.definition(name),
            Self::Plain | Self::Python(_) => (0, 0),
        };
        Place { python, rust }
    }
}
