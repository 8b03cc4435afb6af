//! The lessons, as the files they are.

use crate::settings::{root, settings};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name in addresses.
    pub slug: String,
    /// Its place in the course, from 1.
    pub number: u32,
    /// Its English title, without marks.
    pub title: String,
    /// Its Russian title, without marks.
    pub title_ru: String,
    /// What real Python prints, line by line.
    pub golden: Vec<String>,
    /// Whether the program waits for a button, so that a live run does not end by itself.
    pub needs_a_press: bool,
}

/// What the site says of a lesson.
#[derive(Deserialize)]
struct Entry {
    slug: String,
    number: u32,
    title: String,
}

#[derive(Deserialize)]
struct Catalogue {
    lessons: Vec<Entry>,
}

/// All lessons of the built site, each with the transcript that was recorded from Python. The
/// transcripts are read from the repository, not from the site, which is under test.
///
/// # Panics
/// If a file is missing, or the site and the repository have different lessons.
#[must_use]
pub fn lessons() -> Vec<Lesson> {
    let (english, russian) = (catalogue("en"), catalogue("ru"));
    assert_eq!(
        english.len(),
        russian.len(),
        "both languages have all lessons"
    );
    let lessons: Vec<Lesson> = english
        .into_iter()
        .zip(russian)
        .map(|(english, russian)| {
            assert_eq!(english.slug, russian.slug, "the order is the same");
            let folder = folder(&english.slug);
            Lesson {
                slug: english.slug,
                number: english.number,
                title: plain(&english.title),
                title_ru: plain(&russian.title),
                golden: golden(&folder),
                needs_a_press: folder.join("presses.txt").is_file(),
            }
        })
        .collect();
    assert!(!lessons.is_empty(), "the site has lessons");
    lessons
}

fn plain(title: &str) -> String {
    title.replace('`', "")
}

fn catalogue(lang: &str) -> Vec<Entry> {
    let path = settings().dist.join(format!("lessons/index.{lang}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let catalogue: Catalogue =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    catalogue.lessons
}

/// The folder of a lesson, `NN-slug`.
fn folder(slug: &str) -> PathBuf {
    let all = root().join("crates/lessons/lessons");
    let entries = fs::read_dir(&all).unwrap_or_else(|error| panic!("{}: {error}", all.display()));
    let is_it = |name: &str| name.split_once('-').is_some_and(|(_, rest)| rest == slug);
    entries
        .filter_map(Result::ok)
        .find(|entry| entry.file_name().to_str().is_some_and(is_it))
        .unwrap_or_else(|| panic!("no folder of the lesson `{slug}` in {}", all.display()))
        .path()
}

/// The recorded transcript, line by line.
fn golden(folder: &Path) -> Vec<String> {
    let path = folder.join("golden.txt");
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}
