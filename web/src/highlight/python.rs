//! Python.

use super::{
    Kind,
    scanner::{Scanner, begins_name, in_name},
};

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
];

/// The tokens of a Python source.
pub(super) fn tokens(source: &str) -> Vec<(Kind, &str)> {
    let mut scanner = Scanner::new(source);
    while let Some(c) = scanner.peek() {
        if let Some(length) = string(&scanner) {
            scanner.take(Kind::Text, length);
        } else if c == '#' {
            let length = scanner.run(|c| c != '\n');
            scanner.take(Kind::Comment, length);
        } else if begins_name(c) {
            let length = scanner.run(in_name);
            let kind = word(&scanner, &scanner.rest()[..length]);
            scanner.take(kind, length);
        } else if c.is_ascii_digit() || (c == '.' && scanner.number(true) > 1) {
            let length = scanner.number(false);
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
    } else if matches!(scanner.last(), Some((Kind::Keyword, "def" | "class"))) {
        Kind::Definition
    } else {
        Kind::Plain
    }
}

/// The length of a string that begins here, prefix and all.
fn string(scanner: &Scanner<'_>) -> Option<usize> {
    let rest = scanner.rest();
    let prefix = rest.find(['"', '\''])?;
    let is_prefix = |c: char| "rRbBfFuUtT".contains(c);
    if prefix > 2 || !rest[..prefix].chars().all(is_prefix) {
        return None;
    }
    let quote = &rest[prefix..=prefix];
    let triple = quote.repeat(3);
    // A backslash guards a quote in raw strings too.
    Some(if rest[prefix..].starts_with(&triple) {
        scanner.string(prefix + 3, &triple, true, true)
    } else {
        scanner.string(prefix + 1, quote, true, false)
    })
}
