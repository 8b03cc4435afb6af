//! Where things are. Nobody else puts a path together from the root.

use std::path::{Path, PathBuf};

/// The folder of the workspace.
///
/// Cargo names this crate's folder at run time; what it was at compile time is only the
/// fallback, because a target folder can be shared between checkouts.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors()
        .nth(2)
        .map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The project's own tools, ignored by git.
pub(crate) fn tools() -> PathBuf {
    root().join(".tools")
}

/// The built site, as `cargo xtask dist` leaves it.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Where `serve` builds. It is apart from `dist`, so that a page being edited and a page being
/// tested never overwrite each other.
pub(crate) fn served() -> PathBuf {
    target().join("served")
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}
