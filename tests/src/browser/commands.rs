//! Commands of chromedriver that are not in the WebDriver standard.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::Value;
use url::{ParseError, Url};

/// A command which is posted to a path of the session, or only asked for there.
#[derive(Debug)]
pub(crate) struct Raw {
    path: String,
    body: Option<Value>,
}

impl Raw {
    /// Posts a body.
    pub(crate) fn new(path: &str, body: Value) -> Self {
        Self {
            path: path.to_owned(),
            body: Some(body),
        }
    }

    /// Only asks.
    pub(crate) fn get(path: String) -> Self {
        Self { path, body: None }
    }
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.to_string())),
            None => (Method::GET, None),
        }
    }
}
