//! Installs the tools into `.tools/`, each at its one version, and only what is missing.

use crate::{debian, paths, shell, versions};
use anyhow::{Context, Result, bail};
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// How much is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kit {
    /// Enough to build and serve a page that is being worked on: no Node needed, but used
    /// for the editor where it is.
    Development,
    /// Also what shrinks a release and what the tests use, which comes from npm.
    Full,
}

/// The tools, installed.
pub(crate) struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// A search path which has the tools before everything else.
    pub(crate) fn path(&self) -> Result<OsString> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self
            .folders
            .iter()
            .cloned()
            .chain(env::split_paths(&inherited));
        env::join_paths(folders).context("a folder on PATH has a name that cannot be there")
    }

    /// The program of that name.
    pub(crate) fn program(&self, name: &str) -> Result<PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.folders
            .iter()
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file())
            .or_else(|| shell::find(name))
            .with_context(|| {
                format!("{name} is missing; delete .tools and run `cargo xtask tools`")
            })
    }
}

/// Installs what is missing.
pub(crate) fn ensure(kit: Kit) -> Result<Toolbox> {
    ensure_target(versions::WASM)?;
    ensure_crate("trunk", versions::TRUNK, &["trunk"], |install| {
        // Trunk's own lock file is known to build with our compiler. Of its features only
        // downloading is needed to compile; its self-update check is not wanted at all.
        install.args(["--locked", "--no-default-features", "--features", "rustls"]);
    })?;
    ensure_bindgen_cli()?;
    // Both installs share compiled dependencies; afterwards these are only weight.
    let _ = fs::remove_dir_all(build_folder());
    let mut folders = vec![paths::tools().join("bin")];
    if kit == Kit::Full {
        ensure_npm()?;
    } else if shell::find("npm").is_some() {
        // A page can be worked on without Node; with it, it has its editor too.
        if let Err(error) = ensure_npm() {
            shell::say(&format!(
                "no packages from npm, so no editor on the page: {error:#}"
            ));
        }
    }
    if npm_folder().is_dir() {
        folders.push(npm_folder().join("node_modules/.bin"));
    }
    Ok(Toolbox { folders })
}

/// Installs no more than what turns wasm into something that JavaScript can load; says where
/// that is.
pub(crate) fn ensure_bindgen() -> Result<PathBuf> {
    ensure_target(versions::WASM)?;
    ensure_bindgen_cli()?;
    let folders = vec![paths::tools().join("bin")];
    Toolbox { folders }.program("wasm-bindgen")
}

fn ensure_bindgen_cli() -> Result<()> {
    ensure_crate(
        "wasm-bindgen-cli",
        &versions::wasm_bindgen()?,
        &["wasm-bindgen", "wasm-bindgen-test-runner"],
        |_| {},
    )
}

/// Makes sure that the default toolchain can compile for `target`.
pub(crate) fn ensure_target(target: &str) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    let library = shell::read(&mut rustc)?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    if shell::find("rustup").is_none() {
        bail!(
            "Rust's library for {target} is missing, and there is no rustup to fetch it; install it the way Rust was installed"
        );
    }
    shell::say(&format!("adding the target {target}"));
    shell::run(Command::new("rustup").args(["target", "add", target]))
}

/// Makes sure that the programs of a crate are there in that version: in `.tools`, or on the
/// search path if the machine happens to have exactly that one.
fn ensure_crate(
    name: &str,
    version: &str,
    programs: &[&str],
    flags: impl FnOnce(&mut Command),
) -> Result<()> {
    let bin = paths::tools().join("bin");
    let stamp = Stamp::new(name, version);
    let installed = |program: &&str| {
        bin.join(format!("{program}{}", env::consts::EXE_SUFFIX))
            .is_file()
    };
    if stamp.matches() && programs.iter().all(installed) {
        return Ok(());
    }
    if programs.iter().all(|program| on_path(program, version)) {
        return Ok(());
    }
    shell::say(&format!(
        "installing {name} {version} into .tools (compiles for a minute or two)"
    ));
    let started = Instant::now();
    let mut install = shell::command("cargo install --debug --force");
    install
        .args([name, "--version", version, "--root"])
        .arg(paths::tools())
        // Outside of the workspace, whose settings are not meant for tools.
        .current_dir(env::temp_dir())
        .env("CARGO_TARGET_DIR", build_folder())
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // Without a lock file, dependencies newer than the compiler would be picked.
        .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
    flags(&mut install);
    shell::run(&mut install)?;
    shell::say(&format!(
        "{name} {version} installed in {}",
        shell::human(started.elapsed())
    ));
    stamp.write()
}

fn build_folder() -> PathBuf {
    paths::tools().join("build")
}

fn npm_folder() -> PathBuf {
    paths::tools().join("npm")
}

/// Where the accessibility checker is, once the full kit is installed.
pub(crate) fn axe() -> PathBuf {
    npm_folder().join("node_modules/axe-core/axe.min.js")
}

/// Where the minifier is, once the full kit is installed.
pub(crate) fn terser() -> PathBuf {
    npm_folder().join("node_modules/terser/bin/terser")
}

/// Where the packages from npm are, once the full kit is installed.
pub(crate) fn packages() -> PathBuf {
    npm_folder().join("node_modules")
}

/// Where the bundler is, once the full kit is installed.
pub(crate) fn esbuild() -> PathBuf {
    packages().join("esbuild/bin/esbuild")
}

/// Where what shrinks wasm is, once the full kit is installed.
pub(crate) fn wasm_opt() -> PathBuf {
    npm_folder().join("node_modules/binaryen/bin/wasm-opt")
}

/// Installs what comes from npm, and says in which folder `pyodide` is found.
pub(crate) fn pyodide() -> Result<PathBuf> {
    ensure_npm()?;
    Ok(npm_folder())
}

/// Whether the search path has the program in that version.
fn on_path(program: &str, version: &str) -> bool {
    let Some(path) = shell::find(program) else {
        return false;
    };
    shell::output(Command::new(path).arg("--version"))
        .is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
}

/// Installs the packages from npm, exactly as their lock file says.
fn ensure_npm() -> Result<()> {
    let source = paths::root().join("crates/xtask/npm");
    let read = |file: &str| {
        let path = source.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (package, lock) = (read("package.json")?, read("package-lock.json")?);
    let stamp = Stamp::new("npm", &lock);
    let pyodide = npm_folder().join("node_modules/pyodide/pyodide.asm.wasm");
    let there = [axe(), terser(), esbuild(), pyodide];
    if stamp.matches() && there.iter().all(|file| file.is_file()) {
        return Ok(());
    }
    if shell::find("node").is_none() || shell::find("npm").is_none() {
        if !debian::can_install() {
            bail!(
                "Node.js is missing: wasm-opt, the minifier, the editor, the accessibility checker and CPython 3.14 come from npm. \
                 Install Node.js 18 or newer with npm (Debian, Ubuntu: `apt-get install nodejs npm`; \
                 macOS: `brew install node`) and run this again. `cargo xtask serve` works without it"
            );
        }
        debian::install(&["nodejs", "npm"])?;
    }
    shell::say(&format!(
        "installing wasm-opt {}, terser, esbuild, CodeMirror, axe-core and pyodide from npm into .tools",
        versions::binaryen()?
    ));
    let folder = npm_folder();
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("package.json"), package))
        .and_then(|()| fs::write(folder.join("package-lock.json"), &lock))
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    let mut npm = Command::new(shell::find("npm").context("npm is missing")?);
    npm.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ])
    .current_dir(&folder);
    shell::run(&mut npm)?;
    stamp.write()
}

/// Remembers which version of something was installed, so that asking again costs nothing.
struct Stamp {
    file: PathBuf,
    content: String,
}

impl Stamp {
    fn new(name: &str, content: &str) -> Self {
        let file = paths::tools().join("stamps").join(name);
        Self {
            file,
            content: content.to_owned(),
        }
    }

    fn matches(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|content| content == self.content)
    }

    fn write(&self) -> Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&self.file, &self.content))
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}
