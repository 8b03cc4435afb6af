//! The texts of a lesson, in two languages.

/// A language in which lessons are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// Its code: `en` or `ru`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }
}

/// The text of a lesson in one language. All of it is Markdown of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// What the list of lessons calls it: a few words, perhaps with `code`.
    pub name: &'static str,
    /// What it is about, in one line of plain text.
    pub summary: &'static str,
    /// The heading of the text.
    pub title: &'static str,
    /// The text, heading included.
    pub markdown: &'static str,
    /// The text without its heading, for whoever shows that in a place of its own.
    pub body: &'static str,
}

impl Text {
    /// Takes a file apart: `name:` and `summary:` between two lines of three
    /// hyphens, then Markdown that begins with its heading. What is missing is
    /// empty.
    #[must_use]
    pub fn parse(file: &'static str) -> Self {
        let (front, markdown) = file
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .unwrap_or(("", file));
        let field = |name: &str| {
            front
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                .map_or("", str::trim)
        };
        let markdown = markdown.trim_start();
        let (title, body) = markdown
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once('\n'))
            .unwrap_or(("", markdown));
        Self {
            name: field("name"),
            summary: field("summary"),
            title: title.trim(),
            markdown,
            body: body.trim_start(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_front_matter_and_markdown() {
        let text =
            Text::parse("---\nname: `run`\nsummary: Four duties.\n---\n\n# Run it\n\nWords.\n");
        assert_eq!(
            (text.name, text.summary, text.title),
            ("`run`", "Four duties.", "Run it")
        );
        assert_eq!(
            (text.markdown, text.body),
            ("# Run it\n\nWords.\n", "Words.\n")
        );
    }

    #[test]
    fn what_is_missing_is_empty() {
        let text = Text::parse("Words.\n");
        assert_eq!((text.name, text.title, text.body), ("", "", "Words.\n"));
    }
}
