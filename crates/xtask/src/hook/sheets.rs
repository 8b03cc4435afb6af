//! Puts the style sheets of the page into one file.
//!
//! They are written one a component. Sent that way they are a request each, and compressed each
//! by itself they weigh half as much again.

use super::fingerprint;
use crate::html::{self, Tag};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// The page with one link to a style sheet in place of its first one, and without the others,
/// whose files are gone from the folder.
pub(super) fn join(page: &str, folder: &Path) -> Result<String> {
    let links: Vec<(Tag, String)> = html::tags(page)
        .into_iter()
        .filter_map(|tag| {
            let file = sheet(&tag)?;
            Some((tag, file))
        })
        .collect();
    let mut text = String::new();
    for (_, file) in &links {
        let path = folder.join(file);
        let sheet =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if sheet.contains("@import") {
            bail!(
                "{file} has an @import, which counts only at the top of a file; link that sheet in index.html"
            );
        }
        text += &sheet;
        text.push('\n');
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    let Some((first, _)) = links.first() else {
        return Ok(page.to_owned());
    };
    let name = format!("styles-{}.css", fingerprint([text.as_bytes()]));
    super::write(&folder.join(&name), &text)?;

    let mut joined = page[..first.span.start].to_owned();
    joined += "<link rel=\"stylesheet\" href=\"./";
    joined += &name;
    joined += "\">";
    let mut copied = first.end;
    for (tag, _) in &links[1..] {
        joined += page[copied..tag.span.start].trim_end();
        copied = tag.end;
    }
    joined += &page[copied..];
    Ok(joined)
}

/// The file of a style sheet that is always used. One for printing, say, stays by itself.
fn sheet(tag: &Tag) -> Option<String> {
    let is_sheet =
        tag.name == "link" && tag.get("rel") == Some("stylesheet") && tag.get("media").is_none();
    let href = tag.get("href").filter(|_| is_sheet)?;
    Some(href.strip_prefix("./").unwrap_or(href).to_owned())
}
