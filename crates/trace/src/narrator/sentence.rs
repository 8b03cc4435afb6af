//! A sentence as data: spans that a page can colour.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::fmt;

use crate::{Model, TaskId};

/// A part of a sentence that is set in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// A name or expression of the program.
    Code(String),
    /// A task, by the label the learner knows.
    Task(TaskId, Rc<str>),
    /// An exception.
    Alarm(String),
}

impl Span {
    /// A task, by its label.
    pub(crate) fn task(model: &Model, id: TaskId) -> Self {
        match model.task(id) {
            Some(task) => Self::Task(id, Rc::clone(&task.label)),
            None => Self::Code("?".into()),
        }
    }

    /// The words without any mark-up.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Code(words) | Self::Alarm(words) => words,
            Self::Task(_, label) => label,
        }
    }
}

/// A sentence, or two.
///
/// Its `Display` sets code and tasks in backticks, as a terminal shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Span>);

impl Sentence {
    /// The words without any mark-up, as a screen reader says them.
    pub fn plain(&self) -> String {
        self.0.iter().map(Span::words).collect()
    }

    /// What a template says, see [`Sentence::fill`].
    pub(crate) fn filled(template: &str, args: &[Span]) -> Self {
        let mut sentence = Self::default();
        sentence.fill(template, args);
        sentence
    }

    pub(super) fn text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if let Some(Span::Text(last)) = self.0.last_mut() {
            last.push_str(words);
        } else {
            self.0.push(Span::Text(words.into()));
        }
    }

    /// Appends a span, joining words to words.
    pub(crate) fn span(&mut self, span: &Span) {
        match span {
            Span::Text(words) => self.text(words),
            other => self.0.push(other.clone()),
        }
    }

    /// Appends what another sentence says.
    pub(crate) fn append(&mut self, other: &Self) {
        for span in &other.0 {
            self.span(span);
        }
    }

    /// Appends what a template says. `{0}` to `{9}` stand for `args`, words in
    /// backticks are code, and an exception stands between carets.
    pub(crate) fn fill(&mut self, template: &str, args: &[Span]) {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '`', '^']) {
            self.text(&rest[..at]);
            let (open, inside) = rest[at..].split_at(1);
            let close = if open == "{" {
                '}'
            } else {
                open.chars().next().unwrap_or('`')
            };
            // A template is ours and always closes; `split_once` keeps a slip
            // from becoming a panic, and a test looks at every sentence.
            let Some((inside, after)) = inside.split_once(close) else {
                self.text(open);
                rest = inside;
                continue;
            };
            match open {
                "`" => self.0.push(Span::Code(inside.into())),
                "^" => self.0.push(Span::Alarm(inside.into())),
                _ => {
                    let arg = inside.parse().ok().and_then(|n: usize| args.get(n));
                    match arg {
                        Some(arg) => self.span(arg),
                        None => self.text("{?}"),
                    }
                }
            }
            rest = after;
        }
        self.text(rest);
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for span in &self.0 {
            match span {
                Span::Text(words) => f.write_str(words)?,
                Span::Code(_) | Span::Task(..) | Span::Alarm(_) => {
                    f.write_str("`")?;
                    f.write_str(span.words())?;
                    f.write_str("`")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_template_is_filled() {
        let mut sentence = Sentence::default();
        let task = Span::Task(TaskId(1), "b".into());
        sentence.fill(
            "{0} awaits `x` for {1}: ^Error^.",
            &[task.clone(), Span::Text("2 s".into())],
        );
        assert_eq!(sentence.to_string(), "`b` awaits `x` for 2 s: `Error`.");
        assert_eq!(sentence.plain(), "b awaits x for 2 s: Error.");
        assert_eq!(sentence.0[0], task);
        assert_eq!(sentence.0[3], Span::Text(" for 2 s: ".into()));
    }
}
