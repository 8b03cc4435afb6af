//! From a place in the Rust edition to a line in both editions.

use std::panic::Location;

use coroscope_lessons::Lesson;
use coroscope_trace::Place;

/// Where the lines of a program are.
pub(crate) struct Lines(Option<&'static Lesson>);

impl Lines {
    /// Of a program without a Python edition: places are lines in Rust.
    pub(crate) fn plain() -> Self {
        Self(None)
    }

    /// Of a lesson. A place in any other file than its own has no line.
    pub(crate) fn of(lesson: &'static Lesson) -> Self {
        Self(Some(lesson))
    }

    pub(crate) fn place(&self, place: &'static Location<'static>) -> Place {
        match self.0 {
            None => Place {
                python: 0,
                rust: place.line(),
            },
            Some(lesson) => {
                let (python, rust) = lesson.place(place);
                Place { python, rust }
            }
        }
    }

    /// Where the coroutine function of this name is defined.
    pub(crate) fn definition(&self, name: &str) -> Place {
        let (python, rust) = self.0.map_or((0, 0), |lesson| lesson.definition(name));
        Place { python, rust }
    }
}
