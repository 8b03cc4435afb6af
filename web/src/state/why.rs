//! Why something that the page needs cannot be had.

use std::rc::Rc;

use coroscope_protocol::WorkerError;

use crate::i18n::{self, Lang};

/// Why the worker, a file or the editor is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The page does not name its worker.
    NoWorker,
    /// The page does not name its editor.
    NoEditor,
    /// The worker's file could not be loaded.
    NoFile,
    /// This file is of another build than the page.
    Version(Rc<str>),
    /// The worker did not answer in time.
    Silent,
    /// The worker sent what cannot be read, and what was looked for in it.
    Unreadable(&'static str),
    /// Events that the worker recorded did not come.
    Missing,
    /// What the worker said itself.
    Error(Rc<WorkerError>),
    /// What the browser said, or a file's path and what is wrong with it.
    Said(Rc<str>),
}

impl Why {
    /// In words, without a full stop.
    pub fn said(&self, lang: Lang) -> String {
        let words = i18n::words(lang);
        let word = match self {
            Self::NoWorker => words.no_worker(),
            Self::NoEditor => words.no_editor(),
            Self::NoFile => words.engine_file(),
            Self::Version(path) => return [path, ": ", words.other_version()].concat(),
            Self::Silent => words.engine_silent(),
            Self::Unreadable(what) => return [words.engine_unreadable(), " (", what, ")"].concat(),
            Self::Missing => words.events_missing(),
            Self::Error(error) => return i18n::error(lang, error),
            Self::Said(what) => what,
        };
        word.into()
    }
}
