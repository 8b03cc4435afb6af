//! Accessibility, checked by axe-core inside of the page.

use crate::{page::Page, settings::settings};
use serde::Deserialize;
use serde_json::json;
use std::{fs, sync::OnceLock};

/// What axe-core found against a rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What it asks for.
    pub help: String,
    /// The elements, by their paths, each with what is wrong.
    pub nodes: Vec<String>,
}

const RUN: &str = "const [tags, done] = arguments; \
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }) \
      .then(({ violations }) => done(violations.map(({ id, help, nodes }) => ({ \
        id, help, nodes: nodes.map((node) => `${node.target.flat().join(' ')}: ${node.failureSummary}`), \
      })))) \
      .catch((error) => done([{ id: 'axe', help: String(error), nodes: [] }]));";

/// The rules of WCAG 2.2 at the levels A and AA.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

impl Page {
    /// What axe-core has against the page as it is now, by the rules of WCAG 2.2 AA.
    pub async fn violations(&self) -> Vec<Violation> {
        // Half-way through a transition a colour is none that anybody reads.
        self.until_true(
            "the page to come to rest",
            "document.getAnimations().every((it) => it.playState !== 'running' \
               || it.effect?.getTiming().iterations === Infinity)",
        )
        .await;
        let is_there = self
            .execute("return typeof axe === 'object'", Vec::new())
            .await;
        if is_there.ok().and_then(|there| there.as_bool()) != Some(true) {
            self.execute(source(), Vec::new())
                .await
                .unwrap_or_else(|error| panic!("axe-core does not start: {error}"));
        }
        let found = self
            .browser()
            .client()
            .execute_async(RUN, vec![json!(TAGS)])
            .await
            .unwrap_or_else(|error| panic!("axe-core does not end: {error}"));
        serde_json::from_value(found).expect("axe-core says what it always says")
    }
}

fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let path = &settings().axe;
        // Inside of a function, as scripts are run here, it would keep itself to itself.
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        format!("{text}\nwindow.axe = axe;")
    })
}
