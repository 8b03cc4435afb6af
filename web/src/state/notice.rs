//! Messages to the learner.

use std::rc::Rc;

use super::State;

/// Something the learner should know that is no insight of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The address named a lesson that does not exist (first), and another one is
    /// shown (second).
    UnknownLesson(Rc<str>, Rc<str>),
    /// The address named a step that the run does not have, and this one is shown.
    UnknownPosition(Rc<str>, usize),
    /// The worker did not start.
    EngineFailed(Rc<str>),
    /// The worker died.
    EngineDied(Rc<str>),
    /// A file of the site cannot be had.
    FileFailed(Rc<str>),
    /// The link to this moment is on the clipboard, or it is not.
    Shared(bool),
    /// What the worker had to say.
    Message(Rc<str>),
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

    /// Whether it belongs to one run and goes with it.
    pub(super) fn is_about_run(&self) -> bool {
        matches!(self, Self::UnknownPosition(..) | Self::Message(_))
    }
}

/// More messages than this nobody reads.
const MOST: usize = 4;

impl State {
    /// Adds a message; one of the same kind gives way to it.
    pub(super) fn note(&mut self, notice: Notice) {
        let kind = std::mem::discriminant(&notice);
        self.notices
            .retain(|old| std::mem::discriminant(old) != kind);
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
