//! Looking, and waiting to see something.

use super::{Look, Page};
use crate::settings::patience;
use serde_json::{Value, json};
use std::time::Instant;

const CHANGE: &str = "const [names, before, done] = arguments; \
    window.coroscopeProbe.change(names, before, done);";

/// What a page keeps alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Nodes of documents.
    pub nodes: u64,
    /// Listeners for events.
    pub listeners: u64,
    /// Workers that were started and not terminated.
    pub workers: u64,
}

impl Page {
    /// What is seen now.
    pub async fn look(&self) -> Look {
        let script = "return window.coroscopeProbe.look(arguments[0]);";
        let seen = self
            .execute(script, vec![Look::names(self.lang())])
            .await
            .unwrap_or_else(|error| panic!("cannot look: {error}"));
        serde_json::from_value(seen).expect("the probe says what was agreed")
    }

    /// Waits until something is seen, and gives what was seen then.
    ///
    /// # Panics
    /// When it does not come to be seen.
    pub async fn until(&self, what: &str, holds: impl FnMut(&Look) -> bool) -> Look {
        self.until_but(what, holds, |_| true).await
    }

    /// Waits until something is seen; all that is seen on the way there has to be right too.
    ///
    /// # Panics
    /// When it does not come to be seen, or something wrong is.
    pub async fn until_but(
        &self,
        what: &str,
        mut holds: impl FnMut(&Look) -> bool,
        mut is_right: impl FnMut(&Look) -> bool,
    ) -> Look {
        let start = Instant::now();
        let mut before = Value::Null;
        loop {
            // The page that was asked may just be replaced by another one; then that is asked.
            let seen = match self.change(&before).await {
                Ok(seen) => seen,
                Err(error) if start.elapsed() > patience() => panic!("waited for {what}: {error}"),
                Err(_) => continue,
            };
            let look: Look = seen
                .as_str()
                .and_then(|text| serde_json::from_str(text).ok())
                .expect("the probe says what was agreed");
            assert!(
                is_right(&look),
                "on the way to {what}, this was seen:\n{look:#?}"
            );
            if holds(&look) {
                return look;
            }
            assert!(
                start.elapsed() < patience(),
                "waited {:?} for {what}; this was seen last:\n{look:#?}",
                patience()
            );
            before = seen;
        }
    }

    async fn change(&self, before: &Value) -> Result<Value, fantoccini::error::CmdError> {
        let arguments = vec![Look::names(self.lang()), before.clone()];
        self.browser()
            .client()
            .execute_async(CHANGE, arguments)
            .await
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// If the script fails.
    pub async fn execute(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, fantoccini::error::CmdError> {
        self.browser().client().execute(script, arguments).await
    }

    /// Waits until a JavaScript expression is true, looking once a frame.
    ///
    /// # Panics
    /// When it does not come to be true.
    pub async fn until_true(&self, what: &str, expression: &str) {
        let script = format!(
            "const done = arguments[0], until = performance.now() + 500; \
             const frame = () => {{ \
               if ({expression}) done(true); \
               else if (performance.now() > until) done(false); \
               else requestAnimationFrame(frame); \
             }}; frame();"
        );
        let start = Instant::now();
        loop {
            let client = self.browser().client();
            match client.execute_async(&script, Vec::new()).await {
                Ok(Value::Bool(true)) => return,
                Ok(_) => {}
                // The page may just be replaced by another one.
                Err(error) if start.elapsed() > patience() => panic!("waited for {what}: {error}"),
                Err(_) => continue,
            }
            assert!(
                start.elapsed() < patience(),
                "waited {:?} for {what}",
                patience()
            );
        }
    }

    /// Lets the page draw so many frames: long enough to see that something does *not* happen.
    pub async fn frames(&self, count: u32) {
        let script = "let [left, done] = arguments; \
            const frame = () => { left -= 1; left > 0 ? requestAnimationFrame(frame) : done(null); }; \
            frame();";
        self.browser()
            .client()
            .execute_async(script, vec![json!(count)])
            .await
            .unwrap_or_else(|error| panic!("the page draws no frames: {error}"));
    }

    /// How bright the page's ground is, from 0 to 255.
    pub async fn brightness(&self) -> f64 {
        let script = "const colours = [document.documentElement, document.body] \
              .map((it) => getComputedStyle(it).backgroundColor.match(/[\\d.]+/g).map(Number)); \
            const [r, g, b] = colours.filter((it) => it[3] !== 0).at(-1) ?? [255, 255, 255]; \
            return (r + g + b) / 3";
        let value = self
            .execute(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("the page has no ground: {error}"));
        value.as_f64().expect("is a number")
    }

    /// What the page keeps alive, after its garbage was collected.
    pub async fn memory(&self) -> Memory {
        let browser = self.browser();
        browser
            .devtools("HeapProfiler.collectGarbage", json!({}))
            .await;
        let counters = browser.devtools("Memory.getDOMCounters", json!({})).await;
        let workers = self
            .execute("return window.coroscopeProbe.living()", Vec::new())
            .await
            .unwrap_or_else(|error| panic!("workers cannot be counted: {error}"));
        let count = |value: &Value| value.as_u64().expect("is a count");
        Memory {
            nodes: count(&counters["nodes"]),
            listeners: count(&counters["jsEventListeners"]),
            workers: count(&workers),
        }
    }

    /// Keeps every state of the console that a frame shows, from now on.
    pub async fn record_console(&self) {
        self.execute(
            "window.coroscopeProbe.record(arguments[0])",
            vec![Look::names(self.lang())],
        )
        .await
        .unwrap_or_else(|error| panic!("cannot record: {error}"));
    }

    /// The states of the console that were kept.
    pub async fn recorded_console(&self) -> Vec<Vec<String>> {
        let recorded = self
            .execute("return window.coroscopeProbe.recorded()", Vec::new())
            .await
            .unwrap_or_else(|error| panic!("nothing was recorded: {error}"));
        serde_json::from_value(recorded).expect("the probe says what was agreed")
    }
}
