//! The editor: `web/editor` with the packages that it imports, as one script.
//!
//! It is most of the size of a page, so the page loads it when a learner edits, and finds it in
//! `<meta name="coroscope-editor" content="./editor-….js">`.

use super::fingerprint;
use crate::{paths, shell, tools};
use anyhow::{Context, Result};
use std::{collections::BTreeSet, env, fs, path::Path, process::Command};

/// Whose work the editor contains, for the page to link to.
const NOTICES: &str = "editor-notices.txt";

/// Writes the editor's script into the folder. Gives the tag that tells the page; nothing where
/// there is no Node or nothing from npm, as with a plain `trunk serve`.
pub(super) fn bundle(folder: &Path) -> Result<String> {
    let esbuild = tools::esbuild();
    let Some(node) = shell::find("node").filter(|_| esbuild.is_file()) else {
        return Ok(String::new());
    };
    let made = folder.join("editor.js");
    let inputs = folder.join("editor.json");
    let mut command = Command::new(node);
    command
        .arg(esbuild)
        .arg(paths::root().join("web/editor/main.js"))
        .args(["--bundle", "--format=esm", "--target=es2022", "--minify"])
        // Whose work it is stands in a file of its own, with every licence in full.
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", made.display()))
        .arg(format!("--metafile={}", inputs.display()))
        .env("NODE_PATH", tools::packages());
    if env::var_os("NO_COLOR").is_some() {
        command.arg("--color=false");
    }
    shell::run(&mut command).context("the editor could not be bundled")?;
    let graph =
        fs::read_to_string(&inputs).with_context(|| format!("cannot read {}", inputs.display()))?;
    fs::remove_file(&inputs)?;
    super::write(&folder.join(NOTICES), &notices(&graph, &tools::packages())?)?;
    let text = fs::read(&made).with_context(|| format!("cannot read {}", made.display()))?;
    let name = format!("editor-{}.js", fingerprint([text.as_slice()]));
    fs::rename(&made, folder.join(&name))
        .with_context(|| format!("cannot rename {}", made.display()))?;
    Ok(format!(
        "<meta name=\"coroscope-editor\" content=\"./{name}\">"
    ))
}

/// The packages that the bundler says it took, each with its licence.
fn notices(graph: &str, packages: &Path) -> Result<String> {
    let mut text = String::from("The editor of this page contains:\n");
    for name in taken(graph) {
        let folder = packages.join(name);
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("the editor contains {name}, which is not there"))?;
        let licence = entries.filter_map(Result::ok).map(|entry| entry.path());
        let licence = licence
            .filter(|path| path.file_stem().is_some_and(|stem| stem == "LICENSE"))
            .min()
            .with_context(|| format!("{name} has no licence"))?;
        let licence = fs::read_to_string(&licence)
            .with_context(|| format!("cannot read {}", licence.display()))?;
        text += &["\n--- ", name, " ---\n\n", licence.trim(), "\n"].concat();
    }
    Ok(text)
}

/// The names of the packages whose files are named.
fn taken(graph: &str) -> BTreeSet<&str> {
    let files = graph.split("node_modules/").skip(1);
    let name = |file: &str| {
        let parts = if file.starts_with('@') { 2 } else { 1 };
        let (end, _) = file.match_indices('/').nth(parts - 1)?;
        Some(end)
    };
    files
        .filter_map(|file| Some(&file[..name(file)?]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::taken;

    #[test]
    fn packages_are_read_from_the_bundlers_graph() {
        let graph = r#"{"inputs":{".tools/npm/node_modules/@codemirror/view/dist/index.js":{},
            "x/node_modules/crelt/index.js":{},"x/node_modules/crelt/b.js":{},"web/editor/main.js":{}}}"#;
        let names: Vec<&str> = taken(graph).into_iter().collect();
        assert_eq!(names, ["@codemirror/view", "crelt"]);
    }
}
