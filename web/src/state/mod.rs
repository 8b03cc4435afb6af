//! Everything the page knows, as plain data, and the one function that changes
//! it.
//!
//! [`State::apply`] takes an [`Action`], changes the state and gives back the
//! [`Command`]s that the change asks for: messages to the worker, files to
//! fetch. It does none of that itself, reads no clock and touches no browser, so
//! that all of it is tested on the host. What the page shows of a run is derived
//! from the run's [`History`](coroscope_trace::History) and one position in it.

mod action;
mod address;
mod command;
mod editing;
mod engine;
pub(crate) mod lesson;
mod notice;
mod python;
mod reduce;
mod run;
mod selection;
mod settings;
mod transport;
mod view;
mod why;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use coroscope_protocol::content::{Catalogue, LessonContent};

use crate::i18n::{Code, Lang};

pub use coroscope_trace::Axis;

pub use action::{Action, Step};
pub use address::Address;
pub use command::Command;
pub(crate) use lesson::plain;

pub use editing::{Edited, Kind, is_own, own_entry};
pub use engine::{Engine, EngineStatus};
pub use notice::{Notice, NoticeId};
pub use python::Python;
pub use run::{Blocked, Playback, Run};
pub use selection::Selection;
pub use settings::{Edition, Layout, Pane, Theme};
pub use view::{View, hue};
pub use why::Why;

/// Which of the two pages this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The whole playground.
    Full,
    /// A small frame in somebody else's page.
    Embed,
}

/// Something that comes from a file of the site.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// It was asked for.
    Loading,
    /// It is here.
    Ready(T),
    /// It cannot be had, and why.
    Failed(Why),
}

impl<T> Load<T> {
    /// What was loaded, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(it) => Some(it),
            _ => None,
        }
    }
}

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct State {
    /// Which page this is.
    pub page: Page,
    /// The language of the interface and of the lessons.
    pub lang: Lang,
    /// The language that was chosen and is still to come.
    pub wanted_lang: Option<Code>,
    /// Each language that was asked for, in the order of [`Code::ALL`]: it comes once.
    pub langs: [Option<Load<Lang>>; Code::ALL.len()],
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// How much room there is.
    pub layout: Layout,
    /// All lessons.
    pub catalogue: Load<Rc<Catalogue>>,
    /// The lesson that is open, or will be once the catalogue knows it.
    pub lesson: Option<Rc<str>>,
    /// The open lesson's text and source. While another language loads, the old
    /// one stays.
    pub content: Load<Rc<LessonContent>>,
    /// Which edition of the source is shown.
    pub edition: Edition,
    /// The run: its recording, and where the learner stands in it.
    pub run: Run,
    /// The worker.
    pub engine: Engine,
    /// Seconds of loop time in a real second.
    pub speed: f64,
    /// What is lit everywhere.
    pub selection: Option<Selection>,
    /// What the pointer is on.
    pub hover: Option<Selection>,
    /// What the timeline's axis counts.
    pub axis: Axis,
    /// The pane which a phone shows.
    pub pane: Pane,
    /// Whether the list of lessons was opened or closed by hand; `None` leaves it
    /// to the layout.
    pub nav: Option<bool>,
    /// What is typed into the search field.
    pub search: Rc<str>,
    /// Lessons whose program was seen to its end.
    pub done: Vec<Rc<str>>,
    /// Messages to the learner, the newest last.
    pub notices: Vec<Notice>,
    /// Insights and lasting messages that were dismissed.
    pub dismissed: Vec<NoticeId>,
    /// The step which the address named, until there is a run to go to it in.
    pub wanted_step: Option<Rc<str>>,
    /// The program which the address carries, until it is unpacked.
    pub wanted_code: Option<Rc<str>>,
    /// The Python engine.
    pub python: Python,
    /// The names of the learner's own programs.
    pub own: Vec<Rc<str>>,
    /// The open program, as the learner edits it.
    pub edited: Option<Edited>,
    /// Whether the editor is needed: an earlier visit kept programs, or it could not
    /// be loaded when it was.
    pub wants_bench: bool,
    /// Whether the editor is loaded.
    pub bench: bool,
    /// Lines of the program at which a run stops.
    pub until: Vec<u32>,
}

impl State {
    /// The state in which a page begins, and what it has to fetch.
    pub fn new(page: Page, lang: Lang) -> Self {
        Self {
            page,
            lang,
            wanted_lang: None,
            langs: Code::ALL.map(|code| (code == lang.code()).then_some(Load::Ready(lang))),
            theme: Theme::Auto,
            layout: Layout::Wide,
            catalogue: Load::Loading,
            lesson: None,
            content: Load::Loading,
            edition: Edition::Python,
            run: Run::new(),
            engine: Engine::new(),
            speed: 1.0,
            selection: None,
            hover: None,
            axis: Axis::Seconds,
            pane: Pane::Timeline,
            nav: None,
            search: "".into(),
            done: Vec::new(),
            notices: Vec::new(),
            dismissed: Vec::new(),
            wanted_step: None,
            wanted_code: None,
            python: Python::default(),
            own: Vec::new(),
            edited: None,
            wants_bench: false,
            bench: false,
            until: Vec::new(),
        }
    }

    /// Whether a lesson's program was seen to its end.
    pub fn is_done(&self, slug: &str) -> bool {
        self.done.iter().any(|done| **done == *slug)
    }

    /// Whether the list of lessons is open. By itself it is open where it has a
    /// column of its own.
    pub fn nav_open(&self) -> bool {
        self.nav.unwrap_or(self.layout == Layout::Wide)
    }
}
