//! Who may know whom. The table in ARCHITECTURE.md is the design; the Cargo.toml files have to agree with it, and the
//! README's map has to have each part, too.

use crate::{none, root, texts};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use toml::{Table, Value};

/// Packages that stand in for others' know nothing of ours, so no table has them.
const STAND_INS: &str = "crates/python/stand-ins/";

/// A package of the workspace.
struct Package {
    /// The folder it is in, from the root.
    folder: String,
    /// The packages of the workspace that it depends on when it is built (tests may know more), by name.
    uses: Vec<String>,
}

/// The packages of the workspace, by name.
fn packages() -> BTreeMap<String, Package> {
    let workspace = parse(
        &fs::read_to_string(root().join("Cargo.toml")).expect("the workspace has a manifest"),
    );
    let aliases = table(&workspace, &["workspace", "dependencies"]);
    let mut packages = BTreeMap::new();
    for text in texts("", &["Cargo.toml"]) {
        let manifest = parse(&text.content);
        let Some(name) = manifest
            .get("package")
            .and_then(|package| package.get("name")?.as_str())
        else {
            continue;
        };
        let folder = text.path.trim_end_matches("/Cargo.toml").to_owned();
        let uses = uses(&manifest, aliases);
        packages.insert(name.to_owned(), Package { folder, uses });
    }
    let names: BTreeSet<String> = packages.keys().cloned().collect();
    for package in packages.values_mut() {
        package.uses.retain(|used| names.contains(used));
    }
    packages
}

/// The rows of a table of a document, under a heading, without its head.
fn rows(document: &str, heading: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let (_, under) = text
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("{document} has no {heading}"));
    let lines = under.lines().take_while(|line| !line.starts_with('#'));
    let rows = lines.filter(|line| line.starts_with("| ")).skip(1);
    let cells = |row: &str| {
        row.trim_matches('|')
            .split(" | ")
            .map(str::to_owned)
            .collect()
    };
    rows.map(cells).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The packages, by their real names, that a manifest needs for a build on any target.
fn uses(manifest: &Table, aliases: Option<&Table>) -> Vec<String> {
    let of_targets = table(manifest, &["target"])
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table);
    let mut used = Vec::new();
    for part in [manifest].into_iter().chain(of_targets) {
        for kind in ["dependencies", "build-dependencies"] {
            for (key, value) in table(part, &[kind]).into_iter().flatten() {
                used.push(real_name(key, value, aliases));
            }
        }
    }
    used
}

/// What a dependency is called where it lives: `asyncio` is `coroscope-asyncio`.
fn real_name(key: &str, value: &Value, aliases: Option<&Table>) -> String {
    let inherited = aliases
        .and_then(|aliases| aliases.get(key))
        .filter(|_| value.get("workspace").is_some());
    let package = inherited
        .unwrap_or(value)
        .get("package")
        .and_then(Value::as_str);
    package.unwrap_or(key).to_owned()
}

fn parse(text: &str) -> Table {
    text.parse()
        .expect("cargo reads this manifest, so it is valid")
}

fn table<'a>(of: &'a Table, path: &[&str]) -> Option<&'a Table> {
    path.iter()
        .try_fold(of, |table, key| table.get(*key)?.as_table())
}

#[test]
fn everybody_knows_whom_the_table_says() {
    let packages = packages();
    let ours: BTreeMap<_, _> = packages
        .values()
        .filter(|package| !package.folder.starts_with(STAND_INS))
        .map(|package| (package.folder.as_str(), &package.uses))
        .collect();
    // The table calls what is in `crates/` by the rest of its path.
    let short = |name: &String| {
        let folder = packages[name].folder.as_str();
        folder.strip_prefix("crates/").unwrap_or(folder).to_owned()
    };
    let mut breaches = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows("ARCHITECTURE.md", "Code map") {
        let [part, _, depends] = &row[..] else {
            panic!("the row has not three cells: {row:?}");
        };
        let part = quoted(part).next().expect("it names a folder");
        seen.insert(part.to_owned());
        let Some(uses) = ours.get(part) else {
            breaches.push(format!("{part} is in the table and nowhere else"));
            continue;
        };
        let says: BTreeSet<_> = quoted(depends).map(str::to_owned).collect();
        let does: BTreeSet<_> = uses.iter().map(short).collect();
        let too_much = does.difference(&says);
        breaches.extend(too_much.map(|it| format!("{part} depends on {it}")));
        let too_little = says.difference(&does);
        breaches.extend(too_little.map(|it| format!("{part} does not depend on {it}")));
    }
    let missing = ours.keys().filter(|folder| !seen.contains(**folder));
    breaches.extend(missing.map(|folder| format!("{folder} is not in the table")));
    none(&breaches, "the table of ARCHITECTURE.md says otherwise:");
}

#[test]
fn what_stands_in_for_others_knows_nothing_of_ours() {
    let packages = packages();
    let stands_in = |name: &str| packages[name].folder.starts_with(STAND_INS);
    let breaches = packages.iter().filter(|(name, _)| stands_in(name));
    let breaches = breaches.flat_map(|(name, package)| {
        let ours = package.uses.iter().filter(|used| !stands_in(used));
        ours.map(move |used| format!("{name} depends on {used}"))
    });
    none(&breaches.collect::<Vec<_>>(), "a stand-in is a leaf:");
}

#[test]
fn the_readme_maps_every_part() {
    let rows = rows("README.md", "Map");
    let mapped: BTreeSet<_> = rows.iter().flat_map(|row| quoted(&row[0])).collect();
    let packages = packages();
    let folders = packages.values().map(|package| package.folder.as_str());
    let folders: BTreeSet<_> = folders.filter(|it| !it.starts_with(STAND_INS)).collect();
    let missing = folders
        .difference(&mapped)
        .map(|it| format!("{it} is missing"));
    let gone = mapped
        .difference(&folders)
        .map(|it| format!("{it} is gone"));
    let breaches: Vec<_> = missing.chain(gone).collect();
    none(&breaches, "the README's map:");
}

#[test]
fn dependencies_are_seen_under_any_name_and_for_any_target() {
    let aliases = parse("asyncio = { path = 'x', package = 'coroscope-asyncio' }");
    let manifest = parse(
        "[dependencies]\nasyncio.workspace = true\nnick = { path = 'y', package = 'coroscope-web' }\n\
         [target.'cfg(unix)'.dependencies]\nlibc = '1'\n[dev-dependencies]\nserde = '1'",
    );
    let mut used = uses(&manifest, Some(&aliases));
    used.sort();
    assert_eq!(used, ["coroscope-asyncio", "coroscope-web", "libc"]);
}
