//! Moves inline scripts into files of their own, because the content security policy allows
//! none in the page: Trunk's start script and, while serving, its reload script.

use super::fingerprint;
use crate::html;
use anyhow::{Result, bail};

/// A script that was inline.
pub(super) struct Script {
    /// Its file, beside the page.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
    /// Whether it is Trunk's reload script.
    pub(super) reloads: bool,
}

/// What of Trunk's reload script its server fills in, in pages only.
const ADDRESS: &str = "{{__TRUNK_ADDRESS__}}";
const BASE: &str = "{{__TRUNK_WS_BASE__}}";

/// The page without inline scripts, and what was in them.
pub(super) fn move_out(page: &str) -> Result<(String, Vec<Script>)> {
    let mut scripts = Vec::new();
    let mut result = String::with_capacity(page.len());
    let mut copied = 0;
    for tag in html::tags(page) {
        if tag.name == "style" {
            bail!(
                "index.html has a <style>, which the content security policy forbids; move it into a style sheet"
            );
        }
        if let Some((name, _)) = tag
            .attributes
            .iter()
            .find(|(name, _)| name.starts_with("on"))
        {
            bail!(
                "<{} {name}=…> in index.html is a script which the content security policy forbids; move it into a file",
                tag.name
            );
        }
        let Some(body) = tag.body.clone() else {
            continue;
        };
        if tag.name != "script" || tag.get("src").is_some() || !is_run(tag.get("type")) {
            continue;
        }
        let script = script(&page[body]);
        let kind = if tag.get("type") == Some("module") {
            " type=\"module\""
        } else {
            ""
        };
        result.push_str(&page[copied..tag.span.start]);
        result += "<script";
        result += kind;
        result += " src=\"./";
        result += &script.name;
        result += "\"></script>";
        copied = tag.end;
        scripts.push(script);
    }
    result.push_str(&page[copied..]);
    Ok((result, scripts))
}

/// Whether a browser runs a script of that type, rather than keeping it as data.
fn is_run(kind: Option<&str>) -> bool {
    matches!(
        kind,
        None | Some("" | "module" | "text/javascript" | "application/javascript")
    )
}

fn script(text: &str) -> Script {
    let reloads = text.contains(ADDRESS);
    let mut text = text.trim().to_owned();
    for quote in ['\'', '"', '`'] {
        text = text.replace(&format!("{quote}{ADDRESS}{quote}"), "location.host");
    }
    let text = text.replace(BASE, "/");
    let kind = if reloads { "reload" } else { "start" };
    let name = format!("{kind}-{}.js", fingerprint([text.as_bytes()]));
    Script {
        name,
        text,
        reloads,
    }
}
