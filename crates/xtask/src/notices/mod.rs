//! Whose work the site contains, with every licence: `notices.html` for the page and its editor,
//! `python/notices.html` for the Python engine, which has a build of its own.
//!
//! The packages are those which cargo and the bundler say they took, and a package without a licence stops the build.
//! By hand are kept the words of licences that packages only name, what Rust's own library contains, and what was
//! changed in Python's.

mod crates;
mod npm;
mod package;
mod render;

use anyhow::Result;
use package::Package;
use std::path::Path;

pub(crate) use npm::taken;

/// The file's name, in each of the two folders.
pub(crate) const FILE: &str = "notices.html";

/// The packages that are compiled into the page: what it shows with its lessons' engine, and what plays Python.
const PAGE: [&str; 2] = ["coroscope-site", "coroscope-pilot"];

/// The notices of the page; `npm` are the names of the packages in its editor, `packages` is where they are,
/// and `python` is whether the site has, or will have, a Python engine.
pub(crate) fn page(npm: &[String], packages: &Path, python: bool) -> Result<String> {
    let crates = crates::compiled(&PAGE)?;
    let editor: Vec<Package> = npm
        .iter()
        .map(|name| npm::package(name, packages))
        .collect::<Result<_>>()?;
    let mut parts = vec![render::Part {
        heading: "The page and its lessons",
        packages: &crates,
    }];
    if !editor.is_empty() {
        parts.push(render::Part {
            heading: "The editor",
            packages: &editor,
        });
    }
    let more = if python {
        "The Python engine, which the page fetches when a program is edited, \
        has <a href=\"python/notices.html\">notices of its own</a>."
    } else {
        ""
    };
    Ok(render::document("Third-party notices", more, &parts))
}

/// The notices of the Python engine, which is that package.
pub(crate) fn engine(package: &str) -> Result<String> {
    let library = [crates::python_library()?];
    let crates = crates::compiled(&[package])?;
    let parts = [
        render::Part {
            heading: "Python’s library",
            packages: &library,
        },
        render::Part {
            heading: "The interpreter",
            packages: &crates,
        },
    ];
    let more = "The page around it has <a href=\"../notices.html\">notices of its own</a>.";
    Ok(render::document(
        "Third-party notices of the Python engine",
        more,
        &parts,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_the_engine_name_their_packages_and_no_folder_of_this_machine() {
        let page = page(&[], Path::new("nowhere"), true).expect("every package has a licence");
        let engine = engine("coroscope-python-worker").expect("every package has a licence");
        let names = |text: &str, name: &str| text.contains(&format!(">{name}<"));
        assert!(names(&page, "yew") && names(&page, "wasm-bindgen"));
        assert!(!names(&page, "rustpython-vm"));
        assert!(names(&engine, "rustpython-vm") && names(&engine, "rustpython-pylib"));
        assert!(engine.contains("PYTHON SOFTWARE FOUNDATION LICENSE"));
        let root = crate::paths::root();
        for text in [page, engine] {
            assert!(!text.contains(&*root.to_string_lossy()));
            assert!(
                !text.contains("coroscope-"),
                "our own is not a third party's"
            );
        }
    }
}
