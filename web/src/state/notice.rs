//! Messages to the learner.

use std::{
    mem::{Discriminant, discriminant},
    rc::Rc,
};

use coroscope_protocol::WorkerError;

use crate::i18n::Code;

use super::{State, Why};

/// Something the learner should know that is no insight of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The address named a lesson that does not exist (first), and another one is
    /// shown (second).
    UnknownLesson(Rc<str>, Rc<str>),
    /// The address named a step that the run does not have, and this one is shown.
    UnknownPosition(Rc<str>, usize),
    /// The worker did not start.
    EngineFailed(Why),
    /// The worker died.
    EngineDied(Why),
    /// A file of the site cannot be had.
    FileFailed(Why),
    /// The file of this language cannot be had.
    LangFailed(Code, Why),
    /// Something about the learner's programs, in the editor's words: the name of
    /// the message, and what it is about.
    Bench(Rc<str>, Rc<str>),
    /// What the worker had to say.
    Error(WorkerError),
}

/// What a message is dismissed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeId {
    /// The message itself.
    Notice(Notice),
    /// The insight with this key in this run.
    Insight(Rc<str>),
}

impl Notice {
    /// Whether a fresh worker settles it.
    pub(super) fn is_about_engine(&self) -> bool {
        matches!(self, Self::EngineFailed(_) | Self::EngineDied(_))
    }

    /// What it is one of; one of a kind is shown.
    fn kind(&self) -> (Discriminant<Self>, Option<&str>) {
        let about = match self {
            Self::Bench(about, _) => Some(&**about),
            _ => None,
        };
        (discriminant(self), about)
    }

    /// Whether it belongs to one run and goes with it.
    pub(super) fn is_about_run(&self) -> bool {
        match self {
            Self::UnknownPosition(..) | Self::Error(_) => true,
            // That nothing is kept stays true; a damaged link is told of at the start, when the
            // first lesson is still to be opened.
            Self::Bench(about, _) => !matches!(&**about, "unkept" | "garbled"),
            _ => false,
        }
    }
}

/// More messages than this nobody reads.
const MOST: usize = 4;

impl State {
    /// Adds a message; one of the same kind gives way to it.
    pub(super) fn note(&mut self, notice: Notice) {
        let kind = notice.kind();
        self.notices.retain(|old| old.kind() != kind);
        self.notices.push(notice);
        if self.notices.len() > MOST {
            self.notices.remove(0);
        }
    }

    /// Closes a message.
    pub(super) fn dismiss(&mut self, id: NoticeId) {
        match id {
            NoticeId::Notice(notice) => self.notices.retain(|it| *it != notice),
            insight @ NoticeId::Insight(_) => {
                self.dismissed.push(insight);
            }
        }
    }
}
