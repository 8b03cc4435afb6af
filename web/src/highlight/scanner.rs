//! What both tokenizers have in common: a place in a source, and ways to move
//! on from it.

use super::Kind;

/// A place in a source, and the tokens before it.
pub(super) struct Scanner<'a> {
    source: &'a str,
    at: usize,
    tokens: Vec<(Kind, &'a str)>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            tokens: Vec::new(),
        }
    }

    /// What lies ahead.
    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The last token that is not white space.
    pub(super) fn last(&self) -> Option<(Kind, &'a str)> {
        let mut tokens = self.tokens.iter().rev();
        tokens.find(|(_, text)| !text.trim().is_empty()).copied()
    }

    /// Takes so many bytes, at least one character, as a token; plain tokens join.
    pub(super) fn take(&mut self, kind: Kind, length: usize) {
        let rest = self.rest();
        let least = rest.chars().next().map_or(0, char::len_utf8);
        let mut end = length.clamp(least, rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let start = self.at;
        self.at += end;
        if end == 0 {
            return;
        }
        if let Some((Kind::Plain, last)) = self.tokens.last_mut()
            && kind == Kind::Plain
        {
            let from = start - last.len();
            *last = &self.source[from..self.at];
            return;
        }
        self.tokens.push((kind, &self.source[start..self.at]));
    }

    /// The length of the characters ahead for which `test` holds.
    pub(super) fn run(&self, test: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        rest.find(|c| !test(c)).unwrap_or(rest.len())
    }

    /// The length of a string that begins after `prefix` bytes and ends with the
    /// first `end` that no backslash guards (if backslashes guard), or with the
    /// line if it may not go over several.
    pub(super) fn string(&self, prefix: usize, end: &str, escapes: bool, lines: bool) -> usize {
        let rest = self.rest();
        let mut at = prefix;
        while at < rest.len() {
            let ahead = &rest[at..];
            if ahead.starts_with(end) {
                return at + end.len();
            }
            let c = ahead.chars().next().unwrap_or(' ');
            if c == '\n' && !lines {
                return at;
            }
            at += c.len_utf8();
            if c == '\\' && escapes {
                at += rest[at..].chars().next().map_or(0, char::len_utf8);
            }
        }
        rest.len()
    }

    /// The length of a number ahead: digits, letters of a suffix or base, one
    /// point, and the sign of an exponent.
    pub(super) fn number(&self, point_needs_digit: bool) -> usize {
        let rest = self.rest().as_bytes();
        let is_hex = rest.len() > 1 && rest[0] == b'0' && matches!(rest[1], b'x' | b'X');
        let mut at = 0;
        let mut pointed = false;
        while let Some(byte) = rest.get(at) {
            let after = rest.get(at + 1);
            let exponent = !is_hex && at > 0 && matches!(rest[at - 1], b'e' | b'E');
            match byte {
                b'.' if !pointed && !is_hex => {
                    let digit = after.is_some_and(u8::is_ascii_digit);
                    // `1..4` is a range, and `x.0.await` a field.
                    if point_needs_digit && !digit {
                        break;
                    }
                    pointed = true;
                }
                b'+' | b'-' if exponent && after.is_some_and(u8::is_ascii_digit) => {}
                byte if byte.is_ascii_alphanumeric() || *byte == b'_' => {}
                _ => break,
            }
            at += 1;
        }
        at
    }

    pub(super) fn finish(self) -> Vec<(Kind, &'a str)> {
        self.tokens
    }
}

/// Whether a name may begin with this. Outside ASCII everything counts as a
/// letter: the tables that know better are larger than both tokenizers.
pub(super) fn begins_name(c: char) -> bool {
    c == '_' || c.is_ascii_alphabetic() || !c.is_ascii()
}

/// Whether a name may go on with this.
pub(super) fn in_name(c: char) -> bool {
    c.is_ascii_digit() || begins_name(c)
}
