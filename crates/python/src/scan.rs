//! Reads a source roughly: what is code, what is text, and what stands in what.

/// How many operators may follow each other without a comma, a semicolon or the end of a line. Each may stand in the
/// one before.
const OPERATORS: u32 = 500;

/// How many branches a file may have: each stands in the one before.
const BRANCHES: u32 = 2000;

/// How deep texts may stand in one another, with their replacement fields. Of brackets alone the parser says by itself
/// that they are too many, which is a `SyntaxError`.
const LEVELS: usize = 1000;

/// Words that nest as operators do.
const WORDS: [&str; 8] = ["not", "lambda", "if", "else", "and", "or", "await", "yield"];

/// Words that no expression goes on with: at the beginning of a line they end one that somebody forgot to close.
const STATEMENTS: [&str; 9] = [
    "class", "def", "import", "pass", "raise", "return", "try", "while", "with",
];

/// What is open where the scan stands.
enum Level<'a> {
    /// Code, with the number of operators so far.
    Code(u32),
    /// A replacement field of a text: code as well.
    Field(u32),
    /// A text that may have replacement fields, from here and up to this quote.
    Text(usize, &'a str),
    /// What stands behind the colon of a replacement field, in a text up to this quote.
    Format(&'a str),
}

/// A text in a replacement field of another: from where to where, quotes included, and how long its quote is.
pub(crate) struct Nested {
    pub(crate) begins: usize,
    pub(crate) ends: usize,
    pub(crate) quote: usize,
}

/// A scan of a source. Texts that are no Python may be read wrongly.
pub(crate) struct Scan<'a> {
    rest: &'a str,
    /// How far it has come, in bytes.
    at: usize,
    /// What is open, outermost first. The file itself always is.
    open: Vec<Level<'a>>,
    branches: u32,
    /// What was read last is the prefix of a text with replacement fields.
    is_formatted: bool,
    /// What was read last is the end of a line that does not go on.
    is_line: bool,
    /// What was read last is a backslash.
    is_continued: bool,
    /// The texts in other texts so far, inner ones before those around them.
    pub(crate) nested: Vec<Nested>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self {
            rest: source,
            at: 0,
            open: vec![Level::Code(0)],
            branches: 0,
            is_formatted: false,
            is_line: true,
            is_continued: false,
            nested: Vec::new(),
        }
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Whether a logical line begins here.
    pub(crate) fn begins_line(&self) -> bool {
        self.is_line && self.open.len() == 1
    }

    /// Reads on; false at the end.
    pub(crate) fn step(&mut self) -> bool {
        let Some(letter) = self.rest.chars().next() else {
            return false;
        };
        let length = match self.open.last() {
            Some(Level::Text(_, quote) | Level::Format(quote)) => {
                let quote = *quote;
                self.text(letter, quote)
            }
            _ => self.code(letter),
        };
        self.is_line = letter == '\n' && !self.is_continued;
        self.is_continued = letter == '\\';
        self.rest = &self.rest[length..];
        self.at += length;
        true
    }

    /// Whether more stands in one another here than a parser has stack for.
    pub(crate) fn is_too_deep(&self) -> bool {
        let here = match self.open.last() {
            Some(Level::Code(count) | Level::Field(count)) => *count > OPERATORS,
            _ => self.open.len() > LEVELS,
        };
        here || self.branches > BRANCHES
    }

    /// One more operator, or none so far.
    fn count(&mut self, count: impl FnOnce(u32) -> u32) {
        if let Some(Level::Code(it) | Level::Field(it)) = self.open.last_mut() {
            *it = count(*it);
        }
    }

    /// Ends what is open, unless it is the file.
    fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// A text is over that began there; it may stand in another.
    fn is_over(&mut self, begins: usize, ends: usize, quote: usize) {
        let is_in_another = |level: &Level<'_>| matches!(level, Level::Text(..));
        if self.open.iter().any(is_in_another) {
            self.nested.push(Nested {
                begins,
                ends,
                quote,
            });
        }
    }

    /// Reads a piece of code; how long it is.
    fn code(&mut self, letter: char) -> usize {
        let is_formatted = std::mem::take(&mut self.is_formatted);
        match letter {
            '#' => return self.rest.find('\n').unwrap_or(self.rest.len()),
            '"' | '\'' => {
                let quote = quote(self.rest);
                if is_formatted {
                    self.open.push(Level::Text(self.at, quote));
                    return quote.len();
                }
                let length = plain(self.rest, quote);
                self.is_over(self.at, self.at + length, quote.len());
                return length;
            }
            ',' | ';' => self.count(|_| 0),
            '\n' => self.line(),
            '(' | '[' | '{' => {
                self.count(|it| it + 1);
                self.open.push(Level::Code(0));
            }
            '}' if matches!(self.open.last(), Some(Level::Field(_))) => self.close(),
            ')' | ']' | '}' if matches!(self.open.last(), Some(Level::Code(_))) => self.close(),
            ':' if matches!(self.open.last(), Some(Level::Field(_))) => {
                let of = self.open.iter().rev().find_map(|level| match level {
                    Level::Text(_, quote) => Some(*quote),
                    _ => None,
                });
                self.open.push(Level::Format(of.unwrap_or_default()));
            }
            '+' | '-' | '*' | '/' | '%' | '@' | '&' | '|' | '^' | '~' | '<' | '>' | '.' => {
                self.count(|it| it + 1);
            }
            _ if letter.is_alphanumeric() || letter == '_' => return self.word(),
            _ => {}
        }
        letter.len_utf8()
    }

    /// A line ends, and with it a statement, unless something is open.
    fn line(&mut self) {
        let mut next = self.rest[1..].split(|it: char| !it.is_alphanumeric() && it != '_');
        if next.next().is_some_and(|word| STATEMENTS.contains(&word)) {
            self.open.truncate(1);
        }
        if self.open.len() == 1 {
            self.count(|_| 0);
        }
    }

    /// Reads a word.
    fn word(&mut self) -> usize {
        let end = |it: char| !it.is_alphanumeric() && it != '_';
        let length = self.rest.find(end).unwrap_or(self.rest.len());
        let word = &self.rest[..length];
        if WORDS.contains(&word) {
            self.count(|it| it + 1);
        }
        self.branches += u32::from(word == "elif");
        self.is_formatted = matches!(
            word.to_ascii_lowercase().as_str(),
            "f" | "fr" | "rf" | "t" | "tr" | "rt"
        );
        length
    }

    /// Reads a piece of a text that may have replacement fields.
    fn text(&mut self, letter: char, quote: &str) -> usize {
        let is_format = matches!(self.open.last(), Some(Level::Format(_)));
        let is_quote = self.rest.starts_with(quote);
        if is_quote || (letter == '\n' && quote.len() == 1) {
            let length = if is_quote { quote.len() } else { 1 };
            // A field that is not closed ends with its text.
            while let Some(level) = self.open.pop() {
                if let Level::Text(begins, _) = level {
                    self.is_over(begins, self.at + length, quote.len());
                    break;
                }
            }
            if self.open.is_empty() {
                self.open.push(Level::Code(0));
            }
            return length;
        }
        match letter {
            '{' | '}' if !is_format && self.rest[1..].starts_with(letter) => 2,
            '{' => {
                self.open.push(Level::Field(0));
                1
            }
            '}' if is_format => {
                self.close();
                self.close();
                1
            }
            '\\' => 1 + self.rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => letter.len_utf8(),
        }
    }
}

/// The quote with which a text begins: one, or three.
fn quote(rest: &str) -> &str {
    let is_triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
    &rest[..if is_triple { 3 } else { 1 }]
}

/// How long the text is that begins here, which has no replacement fields.
fn plain(rest: &str, quote: &str) -> usize {
    let mut at = quote.len();
    while let Some(letter) = rest[at..].chars().next() {
        if rest[at..].starts_with(quote) {
            return at + quote.len();
        }
        if letter == '\n' && quote.len() == 1 {
            return at;
        }
        at += letter.len_utf8();
        if letter == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}
