//! What a learner sees at one moment.

use super::{Button, Lang, Name};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a learner sees at one moment.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Look {
    /// The address.
    pub url: String,
    /// The document's title.
    pub title: String,
    /// The document's language.
    pub lang: String,
    /// The chosen theme; empty if it follows the system.
    pub theme: String,
    /// The slider, if it is shown.
    pub position: Option<Timed>,
    /// The narrator's sentence; empty if there is none.
    pub narrator: String,
    /// The console, if it is shown.
    pub lines: Option<Vec<Line>>,
    /// The rows of the table of tasks, if it is shown.
    pub tasks: Option<Vec<String>>,
    /// Messages to the learner.
    pub notices: Vec<String>,
    /// The heading of the lesson's text, if that is shown.
    pub heading: String,
    shown: Vec<String>,
    enabled: Vec<String>,
}

/// Where the slider is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Timed {
    /// Its value.
    pub value: f64,
    /// The largest value there is.
    pub max: f64,
    /// The value in words.
    pub text: String,
}

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// What was printed.
    pub text: String,
    /// Whether the position has not come to it yet.
    pub ahead: bool,
    /// Whether it is error output.
    pub stderr: bool,
}

impl Look {
    /// What the program printed up to here, without error output.
    #[must_use]
    pub fn console(&self) -> Vec<&str> {
        let printed = |line: &&Line| !line.ahead && !line.stderr;
        let lines = self.lines.iter().flatten().filter(printed);
        lines.map(|line| line.text.as_str()).collect()
    }

    /// Whether the program printed exactly this up to here.
    #[must_use]
    pub fn printed(&self, lines: &[String]) -> bool {
        self.console() == lines
    }

    /// The slider's value; none while it is not shown.
    #[must_use]
    pub fn at(&self) -> Option<f64> {
        self.position.as_ref().map(|position| position.value)
    }

    /// Whether there is such a button.
    #[must_use]
    pub fn shows(&self, button: Button) -> bool {
        Self::has(&self.shown, button)
    }

    /// Whether there is such a button, and it can be pressed.
    #[must_use]
    pub fn can(&self, button: Button) -> bool {
        Self::has(&self.enabled, button)
    }

    fn has(names: &[String], button: Button) -> bool {
        Lang::ALL
            .iter()
            .any(|lang| names.iter().any(|name| *name == button.name(*lang)))
    }

    /// Whether a message has these words.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.notices.iter().any(|notice| notice.contains(words))
    }

    /// What has to be known to look.
    pub(super) fn names(lang: Lang) -> Value {
        json!({
            "position": Name::Position.text(lang),
            "narrator": Name::Narrator.text(lang),
            "console": Name::Console.text(lang),
            "tasks": Name::Tasks.text(lang),
            "ahead": Name::Ahead.text(lang),
            "stderr": Name::ErrorOutput.text(lang),
            "notices": Name::Notices.text(lang),
            "buttons": Button::ALL.map(|button| button.name(lang)),
        })
    }
}
