//! What a change of the state asks of the world.

use std::rc::Rc;

use coroscope_protocol::ToWorker;

use crate::i18n::Code;

/// What a change of the state asks of the world. The state never acts itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Terminate the worker, if there is one, and start a fresh one of this
    /// generation.
    StartEngine(u32),
    /// Send this to the worker.
    Send(ToWorker),
    /// Fetch what is said in a language.
    FetchLang(Code),
    /// Fetch the list of lessons.
    FetchCatalogue(Code),
    /// Fetch a lesson.
    FetchLesson(Code, Rc<str>),
    /// Keep a setting for the next visit.
    Store(&'static str, String),
    /// Load the editor when nothing else is to be done, unless the visitor saves data.
    Idle,
    /// Ask the editor for something, which is loaded if need be: what it is about,
    /// and a value.
    Bench(&'static str, Rc<str>),
}
