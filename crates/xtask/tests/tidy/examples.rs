//! What the executor core shows to the outside is shown at work.

use crate::{none, texts};

/// The kinds of items that have an example. A field, a variant or a trait's
/// method is shown by what it belongs to.
const KINDS: [&str; 6] = ["fn", "const fn", "struct", "enum", "trait", "type"];

/// The name of the public item that begins in this line, if it is one of these.
fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let named = |kind: &&str| rest.strip_prefix(*kind)?.strip_prefix(' ');
    let name = KINDS.iter().find_map(named)?;
    // A trait inside a module is a sealed one, which nobody else can see.
    let sealed = line.starts_with(' ') && rest.starts_with("trait");
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
    (!sealed).then(|| &name[..end.unwrap_or(name.len())])
}

/// The lines, from 1, of public items whose documentation has no example.
fn without_example(content: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut shown = false;
    let mut in_attribute = false;
    for (index, line) in content.lines().enumerate() {
        let text = line.trim();
        if text == "#[cfg(test)]" {
            break;
        }
        if text.starts_with("///") {
            shown |= text.contains("```");
        } else if in_attribute || text.starts_with("#[") {
            in_attribute = !text.ends_with(']');
        } else {
            if let (Some(name), false) = (item(line), shown) {
                found.push((index + 1, name.to_owned()));
            }
            shown = false;
        }
    }
    found
}

#[test]
fn what_the_core_shows_has_an_example() {
    let mut breaches = Vec::new();
    for text in texts("crates/asyncio/src", &[".rs"]) {
        // The vocabulary of events is shown once, by the trait that hears them.
        if text.path.ends_with("/observe.rs") || text.path.ends_with("/tests.rs") {
            continue;
        }
        let missing = without_example(&text.content);
        breaches.extend(
            missing
                .into_iter()
                .map(|(line, name)| format!("{}:{line}: {name}", text.path)),
        );
    }
    none(&breaches, "show in the documentation how it is used");
}

#[test]
fn an_example_counts_for_the_item_that_it_stands_at() {
    let content = "\
/// ```
/// ```
#[allow(
    reason = \"many\"
)]
pub fn shown() {}

/// Words.
pub fn bare<T>() {}
pub(crate) fn inside() {}
    pub trait Sealed {}
/// ```
/// ```
pub struct Shown(u32);
impl Shown {
    pub const fn value(&self) -> u32 {}
}
#[cfg(test)]
pub fn helper() {}
";
    let names: Vec<_> = without_example(content)
        .into_iter()
        .map(|(line, name)| format!("{line} {name}"))
        .collect();
    assert_eq!(names, ["9 bare", "16 value"]);
}
