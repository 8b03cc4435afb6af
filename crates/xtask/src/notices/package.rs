//! One package of somebody else's, and the text under which it may be passed on.

use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// A package that is in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// As an SPDX expression.
    pub(super) licence: String,
    /// Where it comes from.
    pub(super) home: Option<String>,
    /// What else there is to say: what was changed, where its licence asks for that, and what it contains.
    pub(super) note: Option<&'static str>,
    /// The texts of its licence.
    pub(super) texts: Vec<String>,
}

/// How a file with a licence or a notice is called.
const NAMES: [&str; 6] = [
    "licen",
    "copying",
    "unlicense",
    "notice",
    "copyright",
    "psf-",
];

/// The words of the MIT licence, for packages that name it and bring no copy.
const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation \
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to \
permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of \
the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO \
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE \
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, \
TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE \
SOFTWARE.";

/// Reads the licence of the package in a folder. `authors` stand in the place of a copy's first line.
pub(super) fn texts(folder: &Path, licence: &str, authors: &str) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| NAMES.iter().any(|its| name.to_lowercase().starts_with(its)))
        .collect();
    files.sort_unstable();
    choose(&mut files, licence);
    let texts: Vec<String> = files
        .iter()
        .map(|name| {
            let path = folder.join(name);
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Ok(tidied(&text))
        })
        .collect::<Result<_>>()?;
    if texts.is_empty() {
        return Ok(vec![standard(licence, authors)?]);
    }
    Ok(texts)
}

/// Whether an SPDX expression, or an older one with slashes, names a licence.
fn names(licence: &str, name: &str) -> bool {
    licence.split([' ', '/', '(', ')']).any(|word| word == name)
}

/// Of two licences to choose from, the shorter one is enough.
fn choose(files: &mut Vec<String>, licence: &str) {
    if !names(licence, "MIT") || names(licence, "AND") {
        return;
    }
    let is_mit = |name: &String| name.to_uppercase().contains("MIT");
    if files.iter().any(is_mit) {
        files.retain(|name| is_mit(name) || name.to_lowercase().starts_with("notice"));
    }
}

/// The words of a licence that is only named.
pub(super) fn standard(licence: &str, authors: &str) -> Result<String> {
    if names(licence, "AND") {
        bail!("it is under all of `{licence}` and brings no copies of them");
    }
    if names(licence, "MIT") {
        return Ok(format!("MIT License\n\nCopyright (c) {authors}\n\n{MIT}"));
    }
    if names(licence, "CC0-1.0") {
        return Ok("CC0 1.0 Universal: dedicated to the public domain.\n\
            https://creativecommons.org/publicdomain/zero/1.0/legalcode"
            .to_owned());
    }
    bail!(
        "it names the licence `{licence}` and brings no copy of it; put one into notices/package.rs"
    )
}

/// Without what differs between copies of the same text: ends of lines, and lines that are empty.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_of_two_licences_is_taken() {
        let both = || {
            vec![
                "LICENSE-APACHE".to_owned(),
                "LICENSE-MIT".into(),
                "NOTICE".into(),
            ]
        };
        let mut files = both();
        choose(&mut files, "MIT OR Apache-2.0");
        assert_eq!(files, ["LICENSE-MIT", "NOTICE"]);
        let mut files = both();
        choose(&mut files, "(MIT OR Apache-2.0) AND Unicode-3.0");
        assert_eq!(files, both());
        let mut files = both();
        choose(&mut files, "Apache-2.0 OR (MIT)");
        assert_eq!(files, ["LICENSE-MIT", "NOTICE"]);
        let mut files = vec!["LICENSE".to_owned()];
        choose(&mut files, "MIT");
        assert_eq!(files, ["LICENSE"]);
    }

    #[test]
    fn a_licence_that_is_only_named_gets_its_words_and_an_unknown_one_stops_the_build() {
        let text = standard("MIT/Apache-2.0", "Ada").expect("is known");
        assert!(text.starts_with("MIT License\n\nCopyright (c) Ada\n\nPermission"));
        assert!(standard("GPL-3.0-only", "Ada").is_err());
        assert!(standard("MIT AND Unicode-3.0", "Ada").is_err());
    }
}
