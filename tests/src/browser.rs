//! A Chromium with an empty profile, and what it complains about.

pub(crate) mod commands;

use crate::{driver::Chromedriver, settings::settings};
use commands::Raw;
use fantoccini::{Client, ClientBuilder, error::CmdError};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// Nothing is fetched, asked or shown that a test did not ask for; and no host but this machine
/// exists, so that a page which wants something from elsewhere fails.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// Runs in every page before its own scripts.
pub(crate) const PROBE: &str = include_str!("probe.js");

/// The browser's window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

impl Screen {
    /// A phone.
    pub const PHONE: Self = Self::new(390, 844);
    /// A laptop.
    pub const LAPTOP: Self = Self::new(1280, 800);
    /// A desk.
    pub const DESK: Self = Self::new(1440, 900);
    /// A wide desk.
    pub const WIDE: Self = Self::new(1920, 1080);

    /// A window of this size.
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

/// What the system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Its name in media queries and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser. It has to be [closed](Self::close), or it stays.
#[derive(Clone, Debug)]
pub struct Browser {
    client: Client,
    _driver: Arc<Chromedriver>,
}

impl Browser {
    /// Opens a browser with an empty profile.
    pub(crate) async fn open() -> Self {
        let driver = Chromedriver::shared();
        let mut flags = FLAGS.to_vec();
        if is_root() {
            // Chromium's sandbox does not work for root.
            flags.push("--no-sandbox");
        }
        let wishes = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": settings().chromium, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        });
        let Value::Object(wishes) = wishes else {
            unreachable!("an object was written")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wishes)
            .connect(&driver.url())
            .await
            .unwrap_or_else(|error| panic!("cannot start Chromium: {error}"));
        let browser = Self {
            client,
            _driver: driver,
        };
        let probe = json!({ "source": PROBE });
        browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", probe)
            .await;
        browser.resize(Screen::DESK).await;
        browser
    }

    /// The WebDriver client.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Gives the page this much room.
    pub async fn resize(&self, screen: Screen) {
        let metrics = json!({
            "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Pretends that the system is light or dark.
    pub async fn prefer(&self, scheme: Scheme) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme.name() }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Lets pages use the clipboard without asking a person.
    pub async fn allow_clipboard(&self) {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        self.devtools(
            "Browser.grantPermissions",
            json!({ "permissions": permissions }),
        )
        .await;
    }

    /// Calls a method of the browser's own protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": method, "params": parameters });
        self.client
            .issue_cmd(Raw::new("goog/cdp/execute", body))
            .await
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Whatever was written to the browser's console since this was last asked: errors and
    /// warnings, with broken policies and failed requests among them.
    pub(crate) async fn complaints(&self) -> Result<Vec<String>, CmdError> {
        let log = Raw::new("se/log", json!({ "type": "browser" }));
        let entries = self.client.issue_cmd(log).await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let is_bad = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        let text = |entry: &Value| {
            let part = |key: &str| entry[key].as_str().unwrap_or("?").to_owned();
            format!("{}: {}", part("level"), part("message"))
        };
        Ok(entries.iter().filter(is_bad).map(text).collect())
    }

    /// Closes the browser. One that does not close by itself in time is left to the driver.
    pub(crate) async fn close(self) {
        let limit = Duration::from_secs(20);
        match tokio::time::timeout(limit, self.client.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("the browser did not close: {error}"),
            Err(_) => eprintln!("the browser did not close in {limit:?}"),
        }
    }
}

/// Whether this process may do everything.
fn is_root() -> bool {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
    }
    #[cfg(not(target_os = "linux"))]
    {
        false
    }
}
