//! Weighs what a learner has to download before pressing anything.
//!
//! Bytes as they travel: each file by itself, compressed with brotli at its best, as a good
//! static host sends it.

use crate::{engine, html, paths, shell};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// What something may weigh, compressed.
struct Budget {
    /// What weighs it.
    what: &'static str,
    /// What it must not be more than.
    limit: u64,
}

/// All that may be loaded before a learner presses anything.
const PAGE: Budget = Budget {
    what: "the page",
    limit: 250_000,
};

/// The Python engine, which a page fetches when it is first needed: nobody pays for it who does not ask.
const ENGINE: Budget = Budget {
    what: "the Python engine",
    limit: 2_500_000,
};

impl Budget {
    /// Prints how it stands; says what is wrong, if it is over.
    fn judge(&self, size: u64) -> Option<String> {
        let Self { what, limit } = self;
        println!(
            "  {:>9}  {size:>9}  {what} in all, of {limit} ({} %)",
            "",
            size * 100 / limit
        );
        (size > *limit).then(|| {
            format!(
                "{what} is {} bytes over its budget of {limit}",
                size - limit
            )
        })
    }
}

/// Compresses each named file and prints its size. Node can do it, and Node is there already,
/// for wasm-opt; a brotli crate would make everybody wait for its compilation.
const BROTLI: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants } = require('node:zlib');
for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  console.log(brotliCompressSync(bytes, { params }).length);
}";

/// Prints the size of each file that the page in `dist` loads by itself, and of the Python engine;
/// fails if one of the two is over its limit.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = fs::read_to_string(&index).with_context(|| {
        format!(
            "cannot read {}; run `cargo xtask dist` first",
            index.display()
        )
    })?;
    let mut files = loaded(&page);
    for sheet in files.clone().iter().filter(|file| is(file, "css")) {
        let text = fs::read_to_string(dist.join(sheet))
            .with_context(|| format!("the page loads {sheet}, which is not in dist"))?;
        files.extend(urls(&text));
    }
    files.extend(lesson_files(dist));
    files.extend(language(dist));
    for kind in ["wasm", "_loader.js", ".txt"] {
        if !files.iter().any(|file| file.ends_with(kind)) {
            bail!(
                "the page fetches no file ending in {kind}, so these sizes would mean nothing; run `cargo xtask dist`"
            );
        }
    }
    let sizes = compressed(dist, &files)?;
    let total: u64 = sizes.iter().sum();
    println!("  {:>9}  {:>9}  file", "bytes", "brotli");
    for (file, size) in files.iter().zip(&sizes) {
        let raw = fs::metadata(dist.join(file))?.len();
        println!("  {raw:>9}  {size:>9}  {file}");
    }
    let mut wrong = Vec::from_iter(PAGE.judge(total));
    match engine::weight(dist)? {
        Some((file, size)) => {
            let raw = fs::metadata(dist.join(&file))?.len();
            println!("  {raw:>9}  {size:>9}  {file}");
            wrong.extend(ENGINE.judge(size));
        }
        None => println!("  this site has no Python engine"),
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("; "));
    }
    Ok(())
}

/// What the page loads by itself: its own text, what its links and scripts name, and what starts
/// the worker, which happens with the page so that Run answers at once.
fn loaded(page: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::from(["index.html".to_owned()]);
    for tag in html::tags(page) {
        let url = match tag.name.as_str() {
            "link" => tag.get("href"),
            "script" | "img" => tag.get("src"),
            "meta" => tag
                .get("content")
                .filter(|content| content.ends_with("_loader.js")),
            _ => None,
        };
        let Some(file) = url.and_then(local) else {
            continue;
        };
        files.insert(file);
    }
    files
}

/// The lesson files that the page fetches at its start: the list, and the first lesson shown,
/// for which the largest stands, in the language that needs more.
fn lesson_files(dist: &Path) -> Vec<String> {
    let entries = fs::read_dir(dist.join("lessons"))
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let sizes = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some((entry.metadata().ok()?.len(), name))
    });
    let (lists, lessons): (Vec<_>, Vec<_>) =
        sizes.partition(|(_, name)| name.starts_with("index."));
    let largest = [lists.into_iter().max(), lessons.into_iter().max()];
    largest
        .into_iter()
        .flatten()
        .map(|(_, name)| format!("lessons/{name}"))
        .collect()
}

/// The language that the page fetches at its start: the one that needs more.
fn language(dist: &Path) -> Option<String> {
    let entries = fs::read_dir(dist).into_iter().flatten();
    let sizes = entries.filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_texts = name.starts_with("texts-") && is(&name, "txt");
        is_texts.then_some((entry.metadata().ok()?.len(), name))
    });
    sizes.max().map(|(_, name)| name)
}

/// What a style sheet loads.
fn urls(sheet: &str) -> Vec<String> {
    let inside = |rest: &str| {
        let url = rest.split_once(')')?.0;
        local(url.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\''))
    };
    sheet.split("url(").skip(1).filter_map(inside).collect()
}

/// Whether a file is of a kind, going by its name.
fn is(file: &str, kind: &str) -> bool {
    Path::new(file).extension().is_some_and(|its| its == kind)
}

/// The file of the site that a URL names, if it names one.
fn local(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let path = path.strip_prefix("./").unwrap_or(path);
    (!path.is_empty() && !path.contains(':')).then(|| path.to_owned())
}

pub(crate) fn compressed(dist: &Path, files: &BTreeSet<String>) -> Result<Vec<u64>> {
    let node = shell::find("node").context(
        "Node.js is missing, which does the compression; install Node.js 18 or newer (Debian, Ubuntu: `apt-get install nodejs npm`)",
    )?;
    let output = Command::new(node)
        .args(["-e", BROTLI, "--"])
        .args(files)
        .current_dir(dist)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start node")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let sizes: Vec<u64> = text.lines().filter_map(|line| line.parse().ok()).collect();
    if !output.status.success() || sizes.len() != files.len() {
        bail!(
            "could not compress what the page loads from {}; its messages are above",
            paths::dist().display()
        );
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_its_limit_is_said_with_how_much() {
        assert_eq!(ENGINE.judge(2_500_000), None);
        let wrong = ENGINE.judge(2_500_007).expect("is over");
        assert!(
            wrong.contains("the Python engine is 7 bytes over"),
            "{wrong}"
        );
    }

    #[test]
    fn counts_everything_the_page_loads_and_nothing_else() {
        let page = r#"<meta charset=utf-8><meta name="coroscope-worker" content="./w-1_loader.js">
            <link rel=stylesheet href=./a.css><link rel=preload href="./p_bg.wasm">
            <link rel=icon href="data:,"><script type=module src=./start.js></script>
            <a href="./note.html">note</a>"#;
        let expected = [
            "a.css",
            "index.html",
            "p_bg.wasm",
            "start.js",
            "w-1_loader.js",
        ];
        assert_eq!(loaded(page).into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn counts_what_style_sheets_load() {
        let sheet =
            "a{background:url( './a.svg#x' )} b{src:url(f.woff2)} c{mask:url(data:image/svg)}";
        assert_eq!(urls(sheet), ["a.svg", "f.woff2"]);
    }

    #[test]
    fn counts_the_list_of_lessons_and_the_largest_lesson() {
        let dist = std::env::temp_dir().join(format!("coroscope-lessons-{}", std::process::id()));
        fs::create_dir_all(dist.join("lessons")).expect("can make a folder");
        for (name, size) in [("index.en", 5), ("index.ru", 9), ("a.en", 20), ("b.ru", 30)] {
            let path = dist.join(format!("lessons/{name}.json"));
            fs::write(path, vec![b' '; size]).expect("can write");
        }
        let files = lesson_files(&dist);
        let _ = fs::remove_dir_all(&dist);
        assert_eq!(files, ["lessons/index.ru.json", "lessons/b.ru.json"]);
        assert!(lesson_files(Path::new("/nowhere")).is_empty());
    }

    #[test]
    fn compresses_as_brotli_does() {
        let folder = std::env::temp_dir().join(format!("coroscope-budget-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("can make a folder");
        fs::write(folder.join("zeros"), vec![b'0'; 100_000]).expect("can write");
        let sizes = compressed(&folder, &BTreeSet::from(["zeros".to_owned()]));
        let _ = fs::remove_dir_all(&folder);
        // Without Node the tests that need this fail by themselves, and say so.
        if shell::find("node").is_some() {
            let sizes = sizes.expect("node compresses");
            assert!((1..100).contains(&sizes[0]), "{sizes:?}");
        }
    }
}
