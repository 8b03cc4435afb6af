//! The notices as a page that needs nothing else: lists of packages, and each text once.

use super::package::Package;
use std::fmt::Write;

/// Packages under a heading.
pub(super) struct Part<'a> {
    pub(super) heading: &'static str,
    pub(super) packages: &'a [Package],
}

/// Plain, and readable on a phone and in the dark.
const STYLE: &str = "\
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
ul { padding: 0; list-style: none; }
li { padding: .3rem 0; border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
li span { opacity: .75; } li p { margin: .2rem 0; }
details { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8125rem; }";

/// The whole page. `more` is a sentence in HTML.
pub(super) fn document(title: &str, more: &str, parts: &[Part<'_>]) -> String {
    let mut body = String::new();
    for part in parts {
        let _ = write!(body, "<h2>{}</h2>\n<ul>\n", escaped(part.heading));
        for package in part.packages {
            item(&mut body, package);
        }
        body += "</ul>\n";
    }
    body += "<h2>Licences</h2>\n";
    for (text, owners) in texts(parts) {
        let first = text.lines().map(str::trim).find(|line| !line.is_empty());
        let _ = write!(
            body,
            "<details><summary>{}: {}</summary>\n<pre>{}</pre></details>\n",
            escaped(first.unwrap_or_default()),
            escaped(&owners.join(", ")),
            escaped(text)
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <link rel=\"icon\" href=\"data:,\">\n<title>Coroscope: {title}</title>\n<style>\n{STYLE}\n</style>\n\
        </head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>Coroscope contains the work of others, who let it be passed on \
        under these licences. {more}</p>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn item(body: &mut String, package: &Package) {
    let name = escaped(&package.name);
    let name = match &package.home {
        Some(home) => format!("<a href=\"{}\" rel=\"noopener\">{name}</a>", escaped(home)),
        None => format!("<b>{name}</b>"),
    };
    let _ = write!(
        body,
        "<li>{name} {} <span>{}</span>",
        escaped(&package.version),
        escaped(&package.licence)
    );
    if let Some(note) = package.note {
        let _ = write!(body, "<p>{}</p>", escaped(note));
    }
    *body += "</li>\n";
}

/// Each text with the names of its packages, in the order in which they come.
fn texts<'a>(parts: &[Part<'a>]) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for package in parts.iter().flat_map(|part| part.packages) {
        for text in &package.texts {
            match found.iter_mut().find(|(its, _)| its == text) {
                Some((_, owners)) if owners.contains(&package.name.as_str()) => {}
                Some((_, owners)) => owners.push(&package.name),
                None => found.push((text, vec![&package.name])),
            }
        }
    }
    found
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, text: &str) -> Package {
        Package {
            name: name.into(),
            version: "1.0".into(),
            licence: "MIT".into(),
            home: None,
            note: None,
            texts: vec![text.into()],
        }
    }

    #[test]
    fn a_text_stands_once_with_all_its_packages_and_nothing_in_it_is_markup() {
        let packages = [
            package("a", "Free <b>"),
            package("b", "Free <b>"),
            package("c", "Other"),
        ];
        let part = Part {
            heading: "Some",
            packages: &packages,
        };
        let page = document("Notices", "", &[part]);
        assert_eq!(page.matches("Free &lt;b></pre>").count(), 1);
        assert!(page.contains("Free &lt;b>: a, b</summary>"));
        assert!(page.contains("Other: c</summary>"));
    }
}
