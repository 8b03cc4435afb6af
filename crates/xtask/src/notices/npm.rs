//! The packages from npm that the bundler put into the editor.

use super::package::{Package, texts};
use anyhow::{Context, Result};
use std::{collections::BTreeSet, fs, path::Path};

/// The names of the packages whose files stand in the bundler's graph.
pub(crate) fn taken(graph: &str) -> Vec<String> {
    let files = graph.split("node_modules/").skip(1);
    let name = |file: &str| {
        let parts = if file.starts_with('@') { 2 } else { 1 };
        let (end, _) = file.match_indices('/').nth(parts - 1)?;
        Some(file[..end].to_owned())
    };
    let names: BTreeSet<String> = files.filter_map(name).collect();
    names.into_iter().collect()
}

/// One of them, in the folder that holds them all.
pub(super) fn package(name: &str, packages: &Path) -> Result<Package> {
    let folder = packages.join(name);
    let path = folder.join("package.json");
    let manifest = fs::read_to_string(&path).with_context(|| {
        format!(
            "the editor contains {name}, but cannot read {}",
            path.display()
        )
    })?;
    let text = |key: &str| value(&manifest, key).map(str::to_owned);
    let licence = text("license").with_context(|| format!("{name} names no licence"))?;
    let authors = format!("the authors of {name}");
    Ok(Package {
        name: name.to_owned(),
        version: text("version").with_context(|| format!("{name} names no version"))?,
        texts: texts(&folder, &licence, &authors).with_context(|| format!("in {name}"))?,
        licence,
        home: Some(format!("https://www.npmjs.com/package/{name}")),
        note: None,
    })
}

/// The first text of that key.
fn value<'a>(manifest: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = manifest.split_once(&format!("\"{key}\":"))?;
    rest.trim_start().strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_read_from_the_bundlers_graph() {
        let graph = r#"{"inputs":{".tools/npm/node_modules/@codemirror/view/dist/index.js":{},
            "x/node_modules/crelt/index.js":{},"x/node_modules/crelt/b.js":{},"web/editor/main.js":{}}}"#;
        assert_eq!(taken(graph), ["@codemirror/view", "crelt"]);
    }

    #[test]
    fn manifests_are_read() {
        let manifest = r#"{ "name": "x", "version": "1.2.3", "license":"MIT" }"#;
        assert_eq!(value(manifest, "version"), Some("1.2.3"));
        assert_eq!(value(manifest, "license"), Some("MIT"));
        assert_eq!(value(manifest, "home"), None);
    }
}
