//! Just enough HTML to change a page that Trunk wrote: finds start tags with their attributes,
//! minified or not, and the bodies of scripts and styles.

use std::ops::Range;

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The element's name, in lower case.
    pub(crate) name: String,
    /// Names, in lower case, and values as written.
    pub(crate) attributes: Vec<(String, String)>,
    /// Where the start tag is.
    pub(crate) span: Range<usize>,
    /// Where its text is, for the elements whose text is not HTML.
    pub(crate) body: Option<Range<usize>>,
    /// Where the whole element ends, for those elements; else where the start tag ends.
    pub(crate) end: usize,
}

impl Tag {
    /// The value of an attribute; empty if it has none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(its, _)| its == name)?;
        Some(value)
    }
}

/// All start tags of a page, in order, leaving out what is in comments.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = tag(html, start);
            at = tag.end;
            found.push(tag);
        } else {
            at = start + 1;
        }
    }
    found
}

/// Reads the start tag at `start`.
fn tag(html: &str, start: usize) -> Tag {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    let length = html[start + 1..]
        .find(ends_name)
        .unwrap_or(html.len() - start - 1);
    let name = html[start + 1..start + 1 + length].to_ascii_lowercase();
    let (attributes, after) = attributes(html, start + 1 + length);
    let mut tag = Tag {
        name,
        attributes,
        span: start..after,
        body: None,
        end: after,
    };
    if matches!(tag.name.as_str(), "script" | "style" | "title" | "textarea") {
        let close = format!("</{}", tag.name);
        let lower = html[after..].to_ascii_lowercase();
        let body_end = lower.find(&close).map_or(html.len(), |end| after + end);
        tag.body = Some(after..body_end);
        tag.end = html[body_end..]
            .find('>')
            .map_or(html.len(), |end| body_end + end + 1);
    }
    tag
}

/// Reads attributes from `at` to the end of the tag, and says where that is.
fn attributes(html: &str, mut at: usize) -> (Vec<(String, String)>, usize) {
    let mut found = Vec::new();
    loop {
        let rest = html[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        at = html.len() - rest.len();
        if rest.is_empty() {
            return (found, at);
        }
        if rest.starts_with('>') {
            return (found, at + 1);
        }
        let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        // A stray `=` counts as a name, so that every turn of the loop moves on.
        let length = rest[1..].find(ends_name).map_or(rest.len(), |end| end + 1);
        let name = rest[..length].to_ascii_lowercase();
        at += length;
        let (value, after) = value(html, at);
        at = after;
        found.push((name, value));
    }
}

/// Reads `= value`, quoted or not, if it is there.
fn value(html: &str, at: usize) -> (String, usize) {
    let rest = html[at..].trim_start();
    let Some(rest) = rest.strip_prefix('=') else {
        return (String::new(), at);
    };
    let rest = rest.trim_start();
    let start = html.len() - rest.len();
    if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
        let text = &rest[1..];
        let length = text.find(quote).unwrap_or(text.len());
        return (
            text[..length].to_owned(),
            (start + length + 2).min(html.len()),
        );
    }
    let ends = |c: char| c.is_ascii_whitespace() || c == '>';
    let length = rest.find(ends).unwrap_or(rest.len());
    (rest[..length].to_owned(), start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_quoted_bare_and_empty_attributes() {
        let html = r#"<!doctype html><Link rel=preload href='./a "b".js' title="x > y" async/>"#;
        let tags = tags(html);
        assert_eq!(tags.len(), 1);
        assert_eq!(tags[0].name, "link");
        assert_eq!(tags[0].get("rel"), Some("preload"));
        assert_eq!(tags[0].get("href"), Some("./a \"b\".js"));
        assert_eq!(tags[0].get("title"), Some("x > y"));
        assert_eq!(tags[0].get("async"), Some(""));
        assert_eq!(&html[tags[0].span.clone()], &html[15..]);
    }

    #[test]
    fn the_text_of_a_script_is_not_html() {
        let html = "<script>if (a < b) '<p>'</SCRIPT ><p>";
        let tags = tags(html);
        assert_eq!(
            tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
            ["script", "p"]
        );
        assert_eq!(
            &html[tags[0].body.clone().expect("has text")],
            "if (a < b) '<p>'"
        );
        assert_eq!(&html[tags[0].end..], "<p>");
    }

    #[test]
    fn comments_and_broken_ends_are_survived() {
        assert_eq!(tags("<!-- <script> --><i>").len(), 1);
        for html in [
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<script",
            "<script>x",
            "<!--",
            "<a ==>",
            "<é>",
        ] {
            let _ = tags(html);
        }
    }
}
