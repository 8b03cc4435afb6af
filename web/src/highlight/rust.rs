//! Rust.

use super::{
    Kind,
    scanner::{Scanner, begins_name, in_name},
};

const KEYWORDS: &[&str] = &[
    "Self", "as", "async", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use",
    "where", "while",
];

/// The tokens of a Rust source.
pub(super) fn tokens(source: &str) -> Vec<(Kind, &str)> {
    let mut scanner = Scanner::new(source);
    while let Some(c) = scanner.peek() {
        let rest = scanner.rest();
        if let Some(length) = string(&scanner) {
            scanner.take(Kind::Text, length);
        } else if rest.starts_with("//") {
            let length = scanner.run(|c| c != '\n');
            scanner.take(Kind::Comment, length);
        } else if rest.starts_with("/*") {
            scanner.take(Kind::Comment, block_comment(rest));
        } else if c == '\'' {
            // What is no character literal is a lifetime or a label.
            scanner.take(Kind::Plain, 1);
            let length = scanner.run(in_name);
            if length > 0 {
                scanner.take(Kind::Plain, length);
            }
        } else if begins_name(c) {
            let length = scanner.run(in_name);
            let kind = word(&scanner, &rest[..length]);
            scanner.take(kind, length);
        } else if c.is_ascii_digit() {
            let length = scanner.number(true);
            scanner.take(Kind::Number, length);
        } else {
            scanner.take(Kind::Plain, 1);
        }
    }
    scanner.finish()
}

fn word(scanner: &Scanner<'_>, word: &str) -> Kind {
    if word == "await" {
        Kind::Await
    } else if KEYWORDS.contains(&word) {
        Kind::Keyword
    } else if matches!(
        scanner.last(),
        Some((
            Kind::Keyword,
            "fn" | "struct" | "enum" | "trait" | "mod" | "type"
        ))
    ) {
        Kind::Definition
    } else {
        Kind::Plain
    }
}

/// The length of a comment that begins here; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let ahead = &rest[at..];
        if ahead.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if ahead.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += ahead.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a string or character that begins here.
fn string(scanner: &Scanner<'_>) -> Option<usize> {
    let rest = scanner.rest();
    if rest.starts_with('\'') {
        return character(rest);
    }
    let prefix = rest.find(|c| !"bcr".contains(c))?;
    if prefix > 2 {
        return None;
    }
    let raw = rest[..prefix].contains('r');
    let hashes = rest[prefix..]
        .bytes()
        .take_while(|byte| *byte == b'#')
        .count();
    if !rest[prefix + hashes..].starts_with('"') || (hashes > 0 && !raw) {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    Some(scanner.string(prefix + hashes + 1, &end, !raw, true))
}

/// The length of a character literal; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
        // The longest escape is `\u{10ffff}`.
        let (end, _) = chars.take(10).find(|(_, c)| *c == '\'')?;
        return Some(end + 1);
    }
    let (end, close) = chars.next()?;
    (close == '\'').then_some(end + 1)
}
