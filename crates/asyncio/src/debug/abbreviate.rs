//! Python's `reprlib`: a `repr` that stays short.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

/// Lists show so many items (`maxlist`, `maxtuple`).
const ITEMS: usize = 6;
/// Lists in lists are shown to this depth (`maxlevel`).
const LEVELS: usize = 6;
/// Integers show so many digits (`maxlong`).
const DIGITS: usize = 40;
/// Everything else, strings among it, shows so many characters (`maxstring`,
/// `maxother`).
const CHARACTERS: usize = 30;

/// Shortens the `repr` of a value.
pub(super) fn abbreviate(repr: &str) -> String {
    shorten(repr, LEVELS)
}

fn shorten(repr: &str, level: usize) -> String {
    let brackets = repr
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .map(|inside| ('[', inside, ']'))
        .or_else(|| {
            let inside = repr.strip_prefix('(')?.strip_suffix(')')?;
            Some(('(', inside, ')'))
        });
    let Some((open, inside, close)) = brackets else {
        let number = repr.trim_start_matches('-');
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        return cut(repr, if is_number { DIGITS } else { CHARACTERS });
    };
    if inside.is_empty() {
        return repr.into();
    }
    if level == 0 {
        return format!("{open}...{close}");
    }
    let all = items(inside);
    let mut shown: Vec<String> = all
        .iter()
        .take(ITEMS)
        .map(|item| shorten(item, level - 1))
        .collect();
    if all.len() > ITEMS {
        shown.push("...".to_string());
    }
    let comma = if open == '(' && all.len() == 1 {
        ","
    } else {
        ""
    };
    format!("{open}{}{comma}{close}", shown.join(", "))
}

/// Takes out of the middle what is too much.
fn cut(text: &str, most: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= most {
        return text.into();
    }
    let head = (most - 3) / 2;
    let tail = most - 3 - head;
    let mut short: String = characters[..head].iter().collect();
    short.push_str("...");
    short.extend(&characters[characters.len() - tail..]);
    short
}

/// Splits at the commas that stand in no brackets and in no string.
fn items(inside: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '[' | '(' | '{' | '<') => depth += 1,
            (None, ']' | ')' | '}' | '>') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                found.push(inside[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    let last = inside[begin..].trim();
    if !last.is_empty() {
        found.push(last);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::abbreviate;

    /// What `reprlib.repr` of CPython 3.14 makes of them.
    #[test]
    fn long_values_are_cut_as_reprlib_does() {
        for (repr, short) in [
            ("None", "None"),
            ("3", "3"),
            ("[1, 2, 3, 4, 5, 6]", "[1, 2, 3, 4, 5, 6]"),
            ("[1, 2, 3, 4, 5, 6, 7]", "[1, 2, 3, 4, 5, 6, ...]"),
            ("(1, 'a, b', [3, (4,)])", "(1, 'a, b', [3, (4,)])"),
            ("[[[[[[[1]]]]]]]", "[[[[[[[...]]]]]]]"),
            (
                "'abcdefghijklmnopqrstuvwxyzabcdefghij'",
                "'abcdefghijkl...xyzabcdefghij'",
            ),
            (
                "'abcdefghijklmnopqrstuvwxyzab'",
                "'abcdefghijklmnopqrstuvwxyzab'",
            ),
            (
                "12345678901234567890123456789012345678901234567890",
                "123456789012345678...2345678901234567890",
            ),
            (
                "<Task pending name='Task-1' coro=<f()>>",
                "<Task pending...1' coro=<f()>>",
            ),
        ] {
            assert_eq!(abbreviate(repr), short);
        }
    }
}
