//! Everything that can happen to the page.

use std::rc::Rc;

use coroscope_protocol::{
    FromWorker,
    content::{Catalogue, LessonContent},
};
use coroscope_trace::ButtonId;

use crate::i18n::{Code, Lang};

use super::{Address, Axis, Edition, Layout, NoticeId, Pane, Selection, Theme, Why};

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next thing worth a sentence.
    Stop,
    /// To the next iteration of the loop.
    Iteration,
}

/// Everything that can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    // ── transport ───────────────────────────────────────────────────────
    /// Run: start, go on, replay, or start afresh.
    Run,
    /// Stay here.
    Pause,
    /// Run if nothing moves, else pause: the space bar.
    RunOrPause,
    /// One step on.
    StepOn(Step),
    /// One step back.
    StepBack(Step),
    /// Back to the start; the recording stays.
    Restart,
    /// To the end of the program.
    ToTheEnd,
    /// Terminate the worker and forget the run.
    Stop,
    /// To a position of the recording.
    Seek(usize),
    /// Seconds of loop time in a real second.
    SetSpeed(f64),
    /// Press a button which the program offers.
    Press(ButtonId),

    // ── choosing ────────────────────────────────────────────────────────
    /// Light something everywhere, or nothing.
    Select(Option<Selection>),
    /// Close what lies over the page, else let go of what is lit: the Escape key.
    Escape,
    /// Light it, or no longer if it is lit.
    Toggle(Selection),
    /// The pointer is on something, or on nothing.
    Hover(Option<Selection>),
    /// What the timeline's axis counts.
    SetAxis(Axis),
    /// Which edition of the program is shown.
    SetEdition(Edition),
    /// The pane which a phone shows.
    SetPane(Pane),

    // ── the page itself ─────────────────────────────────────────────────
    /// Open a lesson.
    Open(Rc<str>),
    /// Go where an address leads: at the start, and when the browser goes back.
    Visit(Address),
    /// The language.
    SetLang(Code),
    /// Light or dark.
    SetTheme(Theme),
    /// There is more or less room now.
    SetLayout(Layout),
    /// Open or close the list of lessons.
    SetNav(bool),
    /// Search among the lessons.
    Search(Rc<str>),
    /// Copy a link to this moment.
    Share,
    /// Close a message.
    Dismiss(NoticeId),
    /// Try again what failed: fetch files, start the engine.
    Retry,

    // ── programs of the learner ─────────────────────────────────────────
    /// Edit a copy of the lesson's program.
    Edit,
    /// Ask the editor for something.
    Ask(&'static str),
    /// The editor told something: what it is about, and a value.
    Told(Rc<str>, Rc<str>),
    /// The editor cannot be had, and why.
    EditorFailed(Why),
    /// An earlier visit kept programs of the learner.
    Recall,

    // ── files and storage ───────────────────────────────────────────────
    /// What is said in a language came, or why not.
    GotLang(Code, Result<Lang, Why>),
    /// The list of lessons came, or why not.
    GotCatalogue(Code, Result<Rc<Catalogue>, Why>),
    /// A lesson came, or why not.
    GotLesson(Code, Rc<str>, Result<Rc<LessonContent>, Why>),
    /// What an earlier visit stored: lessons that are done.
    Remember(Vec<Rc<str>>),

    // ── the worker, and time ────────────────────────────────────────────
    /// The worker of this generation said something, at this real time in
    /// milliseconds.
    Heard(u32, f64, Box<FromWorker>),
    /// The worker of this generation could not be started, did not answer, or
    /// sent what cannot be read.
    EngineFailed(u32, Why),
    /// Real time passed: the present time in milliseconds.
    Tick(f64),
}
