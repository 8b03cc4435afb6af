//! The static files that the page shows beside a run.
//!
//! They are JSON, written when the site is built, one set for each language:
//!
//! - `lessons/index.<lang>.json` is a [`Catalogue`];
//! - `lessons/<slug>.<lang>.json` is a [`LessonContent`].
//!
//! `<lang>` is `en` or `ru`. The page fetches them relative to its own address.
//! They are plain enough for the few lines of JavaScript that stand in where a
//! browser has no WebAssembly: a lesson's text, its source and its transcript
//! can be shown without any of our code.

use serde::{Deserialize, Serialize};

/// Where the page finds the list of lessons in a language, relative to itself.
#[must_use]
pub fn catalogue_path(lang: &str) -> String {
    format!("lessons/index.{lang}.json")
}

/// Where the page finds one lesson in a language, relative to itself.
#[must_use]
pub fn lesson_path(slug: &str, lang: &str) -> String {
    format!("lessons/{slug}.{lang}.json")
}

/// All lessons, in the order of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The language of the titles: `en` or `ru`.
    pub lang: String,
    /// The lessons.
    pub lessons: Vec<LessonEntry>,
}

/// A lesson in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonEntry {
    /// Its name in URLs and on the command line.
    pub slug: String,
    /// Its place in the course, from 1.
    pub number: u32,
    /// The heading under which it stands in the list.
    pub group: String,
    /// Its title, perhaps with `code` in backticks: in the catalogue the short one
    /// for lists, in a [`LessonContent`] the heading of the text.
    pub title: String,
    /// What it is about, in one line of plain text; search looks here too.
    pub summary: String,
}

/// Everything of a lesson that can be read without running it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonContent {
    /// Its entry in the list.
    #[serde(flatten)]
    pub entry: LessonEntry,
    /// The text without its heading, rendered to HTML at build time from our own
    /// Markdown. Trusted: it comes from this repository and nowhere else.
    pub html: String,
    /// The Python edition, whole.
    pub python: String,
    /// The Rust edition, whole.
    pub rust: String,
    /// What the program prints to standard output, recorded from real Python (`CPython` 3.14).
    pub transcript: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_carries_its_entry_in_line() {
        let content = LessonContent {
            entry: LessonEntry {
                slug: "sleep".into(),
                number: 4,
                group: "First steps".into(),
                title: "Sleep".into(),
                summary: "While one sleeps, others run".into(),
            },
            html: "<p>Text</p>".into(),
            python: "import asyncio\n".into(),
            rust: "use asyncio::Loop;\n".into(),
            transcript: "done\n".into(),
        };
        let json = serde_json::to_value(&content).expect("encodes");
        assert_eq!(json["slug"], "sleep");
        assert_eq!(
            serde_json::from_value::<LessonContent>(json).expect("decodes"),
            content
        );
    }
}
