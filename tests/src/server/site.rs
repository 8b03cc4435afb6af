//! What is served, and what goes wrong on purpose.

use super::answer::Answer;
use crate::settings::settings;
use std::{
    fs,
    path::Path,
    sync::{Arc, Condvar, Mutex, PoisonError},
};

/// The built site as one test wants it served.
///
/// Files are named by the beginning and the end of their names (`coroscope-worker*_loader.js`),
/// because the middle changes with their content.
#[derive(Clone, Debug)]
pub struct Site {
    pub(super) base: String,
    rules: Vec<(String, Rule)>,
    provoked: Vec<String>,
}

#[derive(Clone, Debug)]
enum Rule {
    Fail(u16),
    Hold(Gate),
    Append(String),
    Page(String),
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Site {
    /// The site at the root of its origin.
    #[must_use]
    pub fn new() -> Self {
        Self::under("/")
    }

    /// The site in a folder of its origin; elsewhere there is nothing.
    ///
    /// # Panics
    /// Unless the path begins and ends with a slash.
    #[must_use]
    pub fn under(base: &str) -> Self {
        assert!(base.starts_with('/') && base.ends_with('/'), "{base}");
        Self {
            base: base.to_owned(),
            rules: Vec::new(),
            provoked: Vec::new(),
        }
    }

    fn with(mut self, name: &str, rule: Rule) -> Self {
        self.rules.push((name.to_owned(), rule));
        self
    }

    /// Answers with an error instead of this file.
    #[must_use]
    pub fn failing(self, name: &str, status: u16) -> Self {
        self.with(name, Rule::Fail(status))
    }

    /// Keeps back the answer for this file until the gate is opened.
    #[must_use]
    pub fn holding(self, name: &str, gate: &Gate) -> Self {
        self.with(name, Rule::Hold(gate.clone()))
    }

    /// Adds something at the end of this file.
    #[must_use]
    pub fn appending(self, name: &str, text: &str) -> Self {
        self.with(name, Rule::Append(text.to_owned()))
    }

    /// Serves one more page, under a name that is no file of the site.
    #[must_use]
    pub fn with_page(self, name: &str, html: &str) -> Self {
        self.with(name, Rule::Page(html.to_owned()))
    }

    /// Expects that the browser complains in words that contain these. Other complaints fail the
    /// test, and so does it if this one does not come.
    #[must_use]
    pub fn provoking(mut self, words: &str) -> Self {
        self.provoked.push(words.to_owned());
        self
    }

    /// The complaints which the test provokes.
    pub(crate) fn provoked(&self) -> &[String] {
        &self.provoked
    }

    /// Whether the test wants the request for this path to fail.
    pub(crate) fn is_failing(&self, target: &str) -> bool {
        let fails = |(pattern, rule): &(String, Rule)| {
            matches!(rule, Rule::Fail(_)) && self.file_of(target).is_some_and(|it| is(pattern, it))
        };
        self.rules.iter().any(fails)
    }

    /// Lets everything through that is held back.
    pub(super) fn open_gates(&self) {
        for (_, rule) in &self.rules {
            if let Rule::Hold(gate) = rule {
                gate.open();
            }
        }
    }

    /// The file that a target names, if it lies in the site's folder.
    fn file_of<'a>(&self, target: &'a str) -> Option<&'a str> {
        let path = target.split(['?', '#']).next()?;
        match path.strip_prefix(self.base.as_str())? {
            "" => Some("index.html"),
            name if name.split('/').any(|part| part == "..") => None,
            name => Some(name),
        }
    }

    pub(super) fn answer(&self, target: &str) -> Answer {
        let Some(name) = self.file_of(target) else {
            return Answer::plain(404, "outside of the site");
        };
        let mut appended = String::new();
        for (_, rule) in self.rules.iter().filter(|(pattern, _)| is(pattern, name)) {
            match rule {
                Rule::Fail(status) => return Answer::plain(*status, "fails on purpose"),
                Rule::Page(html) => return Answer::page(html),
                Rule::Hold(gate) => gate.wait(),
                Rule::Append(text) => appended += text,
            }
        }
        let path = settings().dist.join(name);
        match fs::read(&path) {
            Ok(mut body) => {
                body.extend(appended.bytes());
                Answer::file(Path::new(name), body)
            }
            Err(error) => Answer::plain(404, &error.to_string()),
        }
    }
}

/// Whether a file has this name, in which one star stands for anything.
fn is(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

/// Holds answers back until it is opened.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    open: Arc<(Mutex<bool>, Condvar)>,
}

impl Gate {
    /// A closed gate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets everything through, from now on.
    pub fn open(&self) {
        *self.open.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.open.1.notify_all();
    }

    fn wait(&self) {
        let open = self.open.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(
            self.open
                .1
                .wait_while(open, |open| !*open)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_both_ends() {
        assert!(is("worker*_loader.js", "worker-12ab_loader.js"));
        assert!(!is("worker*_loader.js", "worker-12ab.js"));
        assert!(!is("aab*baa", "aabaa"));
        assert!(is("note.html", "note.html") && !is("note.html", "a/note.html"));
    }

    #[test]
    fn only_the_sites_folder_is_served() {
        let site = Site::under("/course/");
        assert_eq!(site.file_of("/course/"), Some("index.html"));
        assert_eq!(site.file_of("/course/a/b.js?x=1"), Some("a/b.js"));
        assert_eq!(site.file_of("/a.js"), None);
        assert_eq!(site.file_of("/course/../secret"), None);
    }

    #[test]
    fn failures_on_purpose_are_known_as_such() {
        let site = Site::new().failing("a*.js", 404);
        assert!(site.is_failing("/a1.js"));
        assert!(!site.is_failing("/b.js"));
        assert_eq!(site.answer("/a1.js").status, 404);
    }
}
