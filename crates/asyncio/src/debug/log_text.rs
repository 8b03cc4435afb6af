//! The text of a log record (rule A17).

use super::{Thing, created, repr};
use crate::{
    exception::Exception,
    observe::Place,
    report::{Report, Subject},
    value::Repr,
};
use alloc::{format, string::String};

/// The message, then one line for each other key, sorted; traceback lines follow
/// the heading of theirs.
pub(crate) fn record(report: &Report<'_>) -> String {
    let mut text = String::from(if report.message.is_empty() {
        "Unhandled exception in event loop"
    } else {
        report.message
    });
    let mut line = |key: &str, value: &str| {
        text.push('\n');
        text.push_str(key);
        text.push_str(": ");
        text.push_str(value);
    };
    match report.subject {
        Subject::Report(failed) => line("context", &context(failed)),
        Subject::Future(cell) => line("future", &repr::future(cell)),
        Subject::Handle(name) => line("handle", &current_handle(report, name)),
        Subject::Nothing | Subject::Task(_) => {}
    }
    match source(report) {
        Some(place) => line("source_traceback", &created("Object", place)),
        None => {
            if let Some(place) = handle_place(report) {
                line("handle_traceback", &created("Handle", place));
            }
        }
    }
    if let Subject::Task(cell) = report.subject {
        line("task", &repr::future(cell));
    }
    text
}

/// Where the thing that a report is about was made.
fn source(report: &Report<'_>) -> Option<Place> {
    match report.subject {
        Subject::Future(cell) | Subject::Task(cell) => cell.aio.place_of(Thing::Future(cell.id)),
        Subject::Handle(_) => handle_place(report),
        Subject::Nothing | Subject::Report(_) => None,
    }
}

/// Where the handle was made that runs now.
fn handle_place(report: &Report<'_>) -> Option<Place> {
    let current = report.aio.current_handle()?;
    report.aio.place_of(Thing::Handle(current.handle))
}

fn current_handle(report: &Report<'_>, name: &str) -> String {
    match report.aio.current_handle() {
        Some(current) => repr::handle(report.aio, name, current.handle, current.when),
        None => format!("<Handle {name}()>"),
    }
}

/// Python's `repr` of what a handler was told.
fn context(report: &Report<'_>) -> String {
    let mut text = format!("{{'message': {}", report.message.repr());
    let mut pair = |key: &str, value: &str| {
        text.push_str(", '");
        text.push_str(key);
        text.push_str("': ");
        text.push_str(value);
    };
    if let Some(error) = report.exception {
        pair("exception", &error.repr());
    }
    match report.subject {
        Subject::Future(cell) => pair("future", &repr::future(cell)),
        Subject::Task(cell) => pair("task", &repr::future(cell)),
        Subject::Handle(name) => pair("handle", &current_handle(report, name)),
        Subject::Report(failed) => pair("context", &context(failed)),
        Subject::Nothing => {}
    }
    if let Some(place) = source(report) {
        let (file, line) = (place.file(), place.line());
        let frame = format!("[<FrameSummary file {file}, line {line}>]");
        pair("source_traceback", &frame);
    }
    text.push('}');
    text
}

/// The last line of a traceback: `ValueError: too large`.
pub(super) fn last_line(error: &Exception) -> String {
    match error.message() {
        Some(message) if !message.is_empty() => format!("{}: {message}", error.type_name()),
        _ => error.type_name().into(),
    }
}
