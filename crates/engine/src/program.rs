//! What is run.

use std::{future::Future, pin::Pin};

use coroscope_lessons::{Env, Lesson};

use crate::lines::Lines;

pub(crate) type Start = Box<dyn FnOnce(Env) -> Pin<Box<dyn Future<Output = asyncio::Result<()>>>>>;

/// A press of a button that happens by itself in virtual time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Press {
    /// Loop time in seconds.
    pub(crate) at: f64,
    pub(crate) label: String,
}

/// A program: its module, where its lines are, and when its buttons are pressed
/// if nobody is there to press them.
pub struct Program {
    pub(crate) start: Start,
    pub(crate) lines: Lines,
    pub(crate) script: Vec<Press>,
}

impl Program {
    /// Any module. Places are lines of the file in which they are, in Rust.
    pub fn new<F>(module: impl FnOnce(Env) -> F + 'static) -> Self
    where
        F: Future<Output = asyncio::Result<()>> + 'static,
    {
        Self {
            start: Box::new(|env| Box::pin(module(env))),
            lines: Lines::plain(),
            script: Vec::new(),
        }
    }

    /// Presses the button that says `label`, at loop time `at` in seconds, unless it was
    /// pressed by then. In virtual time only.
    #[must_use]
    pub fn pressing(mut self, at: f64, label: &str) -> Self {
        self.script.push(Press {
            at,
            label: label.into(),
        });
        self
    }

    /// A lesson.
    #[must_use]
    pub fn lesson(lesson: &'static Lesson) -> Self {
        Self {
            start: Box::new(lesson.start),
            lines: Lines::of(lesson),
            script: lesson
                .presses
                .iter()
                .map(|press| Press {
                    at: press.at,
                    label: press.label.into(),
                })
                .collect(),
        }
    }
}
