//! What is handed to the logger.

use super::{Level, Log, Logger, Ran, Slow, Thing, created, log_text, repr};
use crate::{event_loop::Loop, observe::CoroutineId, report::Report};
use alloc::{format, string::String};

/// Writes everything out as asyncio words it.
pub(super) struct TextLog(pub(super) Logger);

impl Log for TextLog {
    fn report(&self, report: &Report<'_>) {
        let mut text = report.record();
        if let Some(error) = report.exception {
            text.push('\n');
            text.push_str(&log_text::last_line(error));
        }
        (self.0)(Level::Error, &text);
    }

    fn slow(&self, slow: &Slow<'_>) {
        let what = match &slow.ran {
            Ran::Task(task) => repr::future(task),
            Ran::Callback(name) => repr::handle(slow.aio, name, slow.handle, slow.when),
        };
        let text = format!("Executing {what} took {:.3} seconds", slow.seconds);
        (self.0)(Level::Warning, &text);
    }

    fn never_awaited(&self, aio: &Loop, name: &str, coroutine: CoroutineId) {
        let mut text = format!("coroutine '{name}' was never awaited");
        if let Some(place) = aio.place_of(Thing::Coroutine(coroutine)) {
            let created: String = created("Coroutine", place).replacen("last):", "last)", 1);
            text.push('\n');
            text.push_str(&created);
        }
        (self.0)(Level::Warning, &text);
    }

    fn closing(&self, aio: &Loop) {
        (self.0)(Level::Debug, &format!("Close {}", repr::event_loop(aio)));
    }
}
