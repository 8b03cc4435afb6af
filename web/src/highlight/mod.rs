//! Colours for source: a small tokenizer for each of the two languages.
//!
//! It knows as much as a reader's eye needs: words, strings, numbers, comments,
//! the name that a definition gives, and `await`, which is the only bold word
//! because it is where a task may be suspended. Whatever it does not know is
//! plain. Nothing is lost: the tokens of a source, joined, are the source.

mod python;
mod rust;
mod scanner;

use crate::state::Edition;

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything else.
    Plain,
    /// A word of the language.
    Keyword,
    /// `await`.
    Await,
    /// The name which a definition gives.
    Definition,
    /// A string, with its quotes.
    Text,
    /// A number.
    Number,
    /// A comment.
    Comment,
}

impl Kind {
    /// The class in the style sheet; empty for plain text.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Keyword => "k",
            Self::Await => "a",
            Self::Definition => "f",
            Self::Text => "s",
            Self::Number => "n",
            Self::Comment => "c",
        }
    }
}

/// A piece of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text, without line breaks.
    pub text: &'a str,
}

/// The lines of a source, each in pieces. A string or comment of several lines
/// is cut at the line breaks. A line break at the end makes no further line.
pub fn lines(source: &str, edition: Edition) -> Vec<Vec<Token<'_>>> {
    let tokens = match edition {
        Edition::Python => python::tokens(source),
        Edition::Rust => rust::tokens(source),
    };
    let mut lines = vec![Vec::new()];
    for (kind, text) in tokens {
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            let part = part.strip_suffix('\r').unwrap_or(part);
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Token { kind, text: part });
            }
        }
    }
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks every piece that is not plain: `k‹def›`.
    fn marked(source: &str, edition: Edition) -> String {
        let lines = lines(source, edition).into_iter().map(|line| {
            let pieces = line.into_iter().map(|token| match token.kind {
                Kind::Plain => token.text.to_owned(),
                kind => format!("{}‹{}›", kind.class(), token.text),
            });
            pieces.collect::<String>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn python(source: &str, expect: &str) {
        assert_eq!(marked(source, Edition::Python), expect);
    }

    fn rust(source: &str, expect: &str) {
        assert_eq!(marked(source, Edition::Rust), expect);
    }

    #[test]
    fn python_words_and_definitions() {
        python(
            "async def slow_request(n=3):\n    await asyncio.sleep(n)  # a pause",
            "k‹async› k‹def› f‹slow_request›(n=n‹3›):\n    a‹await› asyncio.sleep(n)  c‹# a pause›",
        );
        python(
            "class Awaited(default): pass",
            "k‹class› f‹Awaited›(default): k‹pass›",
        );
        python(
            "x = None if not y else True",
            "x = k‹None› k‹if› k‹not› y k‹else› k‹True›",
        );
        python("awaited = undefined", "awaited = undefined");
    }

    #[test]
    fn python_strings_and_numbers() {
        python(r#"print("a \" b", 'c')"#, r#"print(s‹"a \" b"›, s‹'c'›)"#);
        python(r#"f"{x} # no comment""#, r#"s‹f"{x} # no comment"›"#);
        python("rb'\\' + 1_000.5e-3", "s‹rb'\\' + 1_000.5e-3›");
        python("0x1F + .5 + 1j + a1", "n‹0x1F› + n‹.5› + n‹1j› + a1");
        python(
            "\"\"\"one\ntwo\"\"\" + 3",
            "s‹\"\"\"one›\ns‹two\"\"\"› + n‹3›",
        );
        python("'open\nx = 1", "s‹'open›\nx = n‹1›");
        python("range(1, 4)[1:2]", "range(n‹1›, n‹4›)[n‹1›:n‹2›]");
        python("1..real", "n‹1.›.real");
    }

    #[test]
    fn rust_words_and_definitions() {
        rust(
            "pub async fn program(env: Env) -> Result<()> {\n    env.sleep(3.0).await?; // waits\n}",
            "k‹pub› k‹async› k‹fn› f‹program›(env: Env) -> Result<()> {\n    env.sleep(n‹3.0›).a‹await›?; c‹// waits›\n}",
        );
        rust(
            "struct Task<'a>(&'a str);",
            "k‹struct› f‹Task›<'a>(&'a str);",
        );
        rust("for n in 1..4 {}", "k‹for› n k‹in› n‹1›..n‹4› {}");
        rust("x.0.await", "x.n‹0›.a‹await›");
    }

    #[test]
    fn rust_strings_and_comments() {
        rust(
            r##"r#"a "b" c"# + "d\"e""##,
            r##"s‹r#"a "b" c"#› + s‹"d\"e"›"##,
        );
        rust("'x' '\\'' 'static", "s‹'x'› s‹'\\''› 'static");
        rust(
            "/* a /* b */\nc */ 1u32",
            "c‹/* a /* b */›\nc‹c */› n‹1u32›",
        );
        rust("b\"x\" br\"y\"", "s‹b\"x\"› s‹br\"y\"›");
        rust("#[track_caller]", "#[track_caller]");
    }

    #[test]
    fn nothing_is_lost() {
        let sources = [
            "",
            "\n",
            "a\n\n  b\n",
            "'",
            "\"\"\"",
            "r#\"never closed",
            "/* never closed",
            "ё = \"ж\\",
            "0x",
            "1e",
            "b'",
            "'\\",
        ];
        for source in sources {
            for edition in [Edition::Python, Edition::Rust] {
                let joined: Vec<String> = lines(source, edition)
                    .into_iter()
                    .map(|line| line.into_iter().map(|token| token.text).collect())
                    .collect();
                assert_eq!(joined, source.lines().collect::<Vec<_>>(), "{source:?}");
            }
        }
    }

    #[test]
    fn windows_line_ends_make_no_pieces() {
        python("a\r\n'b\r\nc = 1\r\n", "a\ns‹'b›\nc = n‹1›");
    }
}
