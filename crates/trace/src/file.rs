//! A trace as a file.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};

use crate::{Event, VERSION};

/// What every file says first.
const FORMAT: &str = "coroscope-trace";

/// A trace that was saved, or is to be.
///
/// As JSON it is one object; `format` and `version` come first, so that a reader
/// of another version can say so before it meets an event it does not know.
///
/// ```
/// use coroscope_trace::{Event, EventKind, TraceFile};
///
/// let file = TraceFile::new("sleep", vec![Event { time: 0.0, kind: EventKind::ProgramStarted }]);
/// let json = serde_json::to_string(&file)?;
/// assert!(json.starts_with(r#"{"format":"coroscope-trace","version":2,"lesson":"sleep""#));
/// assert_eq!(serde_json::from_str::<TraceFile>(&json)?, file);
///
/// let newer = json.replace(r#""version":2"#, r#""version":99"#);
/// let error = serde_json::from_str::<TraceFile>(&newer).unwrap_err();
/// assert!(error.to_string().starts_with("this trace has version 99"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceFile {
    format: &'static str,
    version: u32,
    /// The lesson that was run.
    pub lesson: String,
    /// What happened, in order.
    pub events: Vec<Event>,
}

impl TraceFile {
    /// The trace of a lesson, to be saved.
    pub fn new(lesson: impl Into<String>, events: Vec<Event>) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            lesson: lesson.into(),
            events,
        }
    }

    /// The version of its vocabulary; always [`VERSION`], as files of another
    /// version are refused when they are read.
    pub fn version(&self) -> u32 {
        self.version
    }
}

impl<'de> Deserialize<'de> for TraceFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = TraceFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a trace saved by Coroscope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TraceFile, A::Error> {
        let (mut format, mut version, mut lesson, mut events) = (false, false, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => format = check_format(&map.next_value::<String>()?)?,
                "version" => version = check_version(map.next_value()?)?,
                "lesson" => lesson = Some(map.next_value()?),
                "events" => events = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !format {
            return Err(not_a_trace());
        }
        if !version {
            return Err(A::Error::missing_field("version"));
        }
        Ok(TraceFile::new(
            lesson.unwrap_or_else(String::new),
            events.ok_or_else(|| A::Error::missing_field("events"))?,
        ))
    }
}

fn check_format<E: Error>(format: &str) -> Result<bool, E> {
    if format == FORMAT {
        Ok(true)
    } else {
        Err(not_a_trace())
    }
}

fn not_a_trace<E: Error>() -> E {
    E::custom("this is not a trace: a trace begins with \"format\": \"coroscope-trace\"")
}

fn check_version<E: Error>(version: u32) -> Result<bool, E> {
    if version == VERSION {
        return Ok(true);
    }
    Err(E::custom(format_args!(
        "this trace has version {version}, and this Coroscope reads version {VERSION}: \
         record it again, or open it with the Coroscope that wrote it"
    )))
}
