//! Builds and serves the page with Trunk.

use crate::{
    engine, paths, shell,
    tools::{self, Kit, Toolbox},
};
use anyhow::{Result, bail};
use std::{env, fs, net::TcpListener, process::Command, time::Instant};

/// How to serve.
pub(crate) struct Serve {
    /// The port on this machine.
    pub(crate) port: u16,
    /// Whether to open a browser once the page is there.
    pub(crate) open: bool,
    /// Whether to build what learners will get: slower to build, smaller.
    pub(crate) release: bool,
    /// Whether the Python engine is built beside.
    pub(crate) python: bool,
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            port: 8080,
            open: false,
            release: false,
            python: true,
        }
    }
}

/// Serves the page and rebuilds it on change, until stopped.
pub(crate) fn serve(options: &Serve) -> Result<()> {
    let port = options.port;
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!(
            "port {port} is taken; choose another with `cargo xtask serve --port {}`",
            port.wrapping_add(1)
        );
    }
    let kit = if options.release {
        Kit::Full
    } else {
        Kit::Development
    };
    let toolbox = tools::ensure(kit)?;
    let mut trunk = trunk(&toolbox, options.python)?;
    trunk
        .args(["serve", "--port", &port.to_string(), "--dist"])
        .arg(paths::served());
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
    }
    fs::create_dir_all(paths::served())?;
    shell::say(&format!(
        "building; then the page is at http://127.0.0.1:{port}/ (Ctrl+C stops)"
    ));
    if options.python {
        engine::ensure_beside()?;
    }
    become_it(&mut trunk)
}

/// Writes the static site, with the Python engine or without.
pub(crate) fn dist(python: bool) -> Result<()> {
    let toolbox = tools::ensure(Kit::Full)?;
    if python {
        engine::ensure()?;
    }
    let started = Instant::now();
    shell::say("building the site in release mode");
    shell::run(
        trunk(&toolbox, python)?
            .args(["build", "--release", "--dist"])
            .arg(paths::dist()),
    )?;
    shell::say(&format!(
        "dist/ is ready, in {}: copy it to any static host, under any path",
        shell::human(started.elapsed())
    ));
    Ok(())
}

/// Trunk, with the tools on its search path.
fn trunk(toolbox: &Toolbox, python: bool) -> Result<Command> {
    let mut command = Command::new(toolbox.program("trunk")?);
    command
        .current_dir(paths::root())
        .env("PATH", toolbox.path()?);
    if !python {
        command.env(engine::LEFT_OUT, "1");
    }
    // This Trunk reads NO_COLOR as a flag and dies of `1`, which is what people set.
    if env::var_os("NO_COLOR").is_some() {
        command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    if env::var_os("RUST_LOG").is_none() {
        // Its minifier cannot read what wasm-bindgen writes and says so each time; the text is
        // then taken as it is.
        command.args(["--log", "error,trunk=info,trunk::processing::minify=error"]);
    }
    Ok(command)
}

/// Turns this process into the command where the system can do that, so that whoever stops us
/// stops the server, and not only the one who started it.
fn become_it(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use anyhow::Context;
        let error = std::os::unix::process::CommandExt::exec(command);
        Err(error).with_context(|| format!("cannot start `{}`", shell::shown(command)))
    }
    #[cfg(not(unix))]
    shell::run(command)
}
