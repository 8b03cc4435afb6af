//! What happens to the page after Trunk built it, in the folder where Trunk staged it.
//!
//! Trunk calls this for every build, also for a plain `trunk serve`, so it stays quick.

mod editor;
mod glue;
mod imports;
mod order;
mod policy;
mod scripts;
mod sheets;
mod wasm;
mod worker;

use crate::{engine, html, notices, paths, shell, tools};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Finishes the page which Trunk has just staged.
pub(crate) fn post_build() -> Result<()> {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        bail!(
            "post-build is what Trunk calls after a build; run `cargo xtask serve` or `cargo xtask dist`"
        );
    };
    lesson_files(&staging)?;
    if env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release") {
        glue::minify(&staging)?;
        order::by_likeness(&staging)?;
        imports::shorten(&staging)?;
    }
    let editor = editor::bundle(&staging)?;
    finish(&staging, &paths::root().join("web"), &editor.tag)?;
    let notices = notices::page(&editor.packages, &tools::packages(), !engine::is_left_out())?;
    write(&staging.join(notices::FILE), &notices)?;
    engine::place(&staging)
}

/// Writes what of the lessons can be read without running them, texts, sources, transcripts; and what the
/// page says in each language.
///
/// The command line tool does it, which knows the lessons. This tool knows no other crate, so
/// that it is compiled before there is anything else.
fn lesson_files(staging: &Path) -> Result<()> {
    let mut write = shell::command("cargo run --quiet --package coroscope -- site-data");
    write.arg(staging);
    shell::run(&mut write).context("the files of the lessons could not be written")
}

/// Finishes the page in `staging`, taking what is only copied from `source`. `editor` is the tag
/// that tells the page where its editor is.
fn finish(staging: &Path, source: &Path, editor: &str) -> Result<()> {
    let index = staging.join("index.html");
    let page =
        fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;

    let worker = worker::add(&page, staging)?;
    let page = sheets::join(&page, staging)?;
    let (page, files) = scripts::move_out(&page)?;
    let reloads = files.iter().any(|file| file.reloads);
    for file in &files {
        write(&staging.join(&file.name), &file.text)?;
    }
    let reader = beside(source, "static/reader.js", staging)?
        .map(|name| format!("<meta name=\"coroscope-reader\" content=\"./{name}\">"));
    let texts = texts(staging)?;
    let head = policy::meta(reloads) + &texts + &worker + editor + &reader.unwrap_or_default();
    let page = insert_in_head(&page, &head)?;

    let mut embedded = embed(&page)?;
    if let Some(name) = beside(source, "styles/embed.css", staging)? {
        let tags = html::tags(&embedded);
        let sheet = tags
            .iter()
            .find(|tag| tag.get("rel") == Some("stylesheet"))
            .context("the page has no style sheet, behind which the embedded page's goes")?;
        let link = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
        embedded.insert_str(sheet.end, &link);
    }
    write(&staging.join("embed.html"), &embedded)?;
    write(&index, &page)?;
    for name in ["note.html", "note.css"] {
        let from = source.join(name);
        if from.is_file() {
            fs::copy(&from, staging.join(name))
                .with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}

/// Gives the languages of the page names that change with their content, of which a page needs one. Gives the
/// tag that tells the page: `<meta name="coroscope-texts" content="./texts-…">`, to which it adds `.en.txt`.
fn texts(staging: &Path) -> Result<String> {
    let files = ["en", "ru"].map(|lang| (staging.join(format!("texts.{lang}.txt")), lang));
    let mut parts = Vec::new();
    for (path, _) in &files {
        parts.push(fs::read(path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    let name = format!("texts-{}", fingerprint(parts.iter().map(Vec::as_slice)));
    for (path, lang) in files {
        let new = staging.join(format!("{name}.{lang}.txt"));
        fs::rename(&path, &new).with_context(|| format!("cannot rename {}", path.display()))?;
    }
    Ok(format!(
        "<meta name=\"coroscope-texts\" content=\"./{name}\">"
    ))
}

/// Puts a file that not every page needs at once beside the pages, under a name that says what
/// is in it. Gives that name; nothing where there is no such file.
fn beside(source: &Path, file: &str, staging: &Path) -> Result<Option<String>> {
    let from = source.join(file);
    if !from.is_file() {
        return Ok(None);
    }
    let text =
        fs::read_to_string(&from).with_context(|| format!("cannot read {}", from.display()))?;
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    let (stem, kind) = name.rsplit_once('.').unwrap_or((&name, ""));
    let name = format!("{stem}-{}.{kind}", fingerprint([text.as_bytes()]));
    write(&staging.join(&name), &text)?;
    Ok(Some(name))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Puts `text` right behind the declaration of the character set, which has to come first and
/// which, unlike `<head>`, no minifier leaves out.
fn insert_in_head(page: &str, text: &str) -> Result<String> {
    let charset = html::tags(page)
        .into_iter()
        .find(|tag| tag.name == "meta" && tag.get("charset").is_some())
        .context(
            "index.html needs a <meta charset=\"utf-8\">: what the build adds goes behind it",
        )?;
    let (before, after) = page.split_at(charset.end);
    Ok(format!("{before}{text}{after}"))
}

/// The page to be framed by other sites: the same application, told so by its root element.
fn embed(page: &str) -> Result<String> {
    let tags = html::tags(page);
    let root = tags
        .iter()
        .find(|tag| tag.name == "html")
        .context("index.html needs an <html lang=…> element: the embedded page is marked there")?;
    let title = tags
        .iter()
        .find(|tag| tag.name == "title")
        .and_then(|tag| tag.body.clone())
        .context("index.html needs a <title>")?;
    let at = root.span.start + "<html".len();
    let mut embed = page.to_owned();
    embed.replace_range(title, "Coroscope, embedded");
    embed.insert_str(at, " data-page=\"embed\"");
    Ok(embed)
}

/// A short name for some content: another content, another name.
///
/// This is FNV-1a in 64 bits. It guards against stale caches, not against malice.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
