//! A trace as a file: a line that says what it is, then an event a line, as JSON.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use coroscope_trace::{Event, VERSION};

/// A trace that is being written.
pub(crate) struct SavedTrace(BufWriter<File>);

impl SavedTrace {
    pub(crate) fn create(path: &Path, lesson: &str) -> io::Result<Self> {
        let file = File::create(path).map_err(|error| {
            io::Error::new(
                error.kind(),
                format!("cannot write {}: {error}", path.display()),
            )
        })?;
        let mut out = BufWriter::new(file);
        let head = serde_json::json!({
            "format": "coroscope-trace",
            "version": VERSION,
            "lesson": lesson,
        });
        writeln!(out, "{head}")?;
        Ok(Self(out))
    }

    pub(crate) fn write(&mut self, event: &Event) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, event)?;
        self.0.write_all(b"\n")
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
