//! Nothing is loaded from elsewhere. The content security policy holds it in the browser; this
//! says it earlier, and for the course note too, which has no policy.

use crate::{none, texts};

/// Where a line of HTML, CSS or JavaScript names another origin. A link to follow is no load,
/// and a namespace is only a name.
fn foreign(line: &str) -> bool {
    let starts = ["http://", "https://", "\"//", "'//", "url(//", "=//"];
    starts.iter().any(|start| {
        line.match_indices(start).any(|(at, _)| {
            let (before, url) = (&line[..at], &line[at..]);
            let is_namespace = url.starts_with("http://www.w3.org/");
            let is_link = before
                .rfind("<a ")
                .is_some_and(|tag| !before[tag..].contains('>'));
            // Without a host it is no address; a page may ask the browser what it makes of one.
            let names_host = line[at + start.len()..].starts_with(|c: char| c.is_alphanumeric());
            names_host && !is_namespace && !is_link
        })
    })
}

/// A comment may name its source.
fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "*", "<!--"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

#[test]
fn the_page_names_no_other_origin() {
    let endings = [".html", ".css", ".js", ".mjs", ".svg", ".webmanifest"];
    let index = texts("", &["index.html"])
        .into_iter()
        .filter(|text| text.path == "index.html");
    let mut breaches = Vec::new();
    for text in index.chain(texts("web", &endings)) {
        for (number, line) in text.content.lines().enumerate() {
            if foreign(line) && !is_comment(line) {
                breaches.push(format!("{}:{}: {}", text.path, number + 1, line.trim()));
            }
        }
    }
    none(
        &breaches,
        "the page loads everything from its own origin; bring the file here, or drop it",
    );
}

#[test]
fn loads_are_told_from_links() {
    for bad in [
        "<script src=\"https://cdn.example/x.js\">",
        "@import url(//fonts.example/css);",
        "fetch('https://example.org')",
        "<a href=\"./x\"><img src=https://example.org/x.png></a>",
        "<link rel=stylesheet href=//example.org/x.css>",
    ] {
        assert!(foreign(bad), "{bad}");
    }
    for good in [
        "<a class=\"source\" href=\"https://docs.python.org/3/\">docs</a>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "const half = a / b; // a comment",
        "<img src=\"./x.png\">",
        "new Worker(\"http://[\")",
    ] {
        assert!(!foreign(good), "{good}");
    }
}
