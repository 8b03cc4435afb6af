//! `cargo xtask`: everything the project does to itself. It installs the tools, builds and
//! serves the page, checks everything, and weighs what a learner has to download.

mod bench;
mod browser;
mod budgets;
mod debian;
mod engine;
mod fuzz;
mod hook;
mod html;
mod mutants;
mod notices;
mod packages;
mod paths;
mod python;
mod rules;
mod shell;
mod site;
mod suite;
mod test;
mod tools;
mod versions;
mod with_python;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::{env, process::ExitCode};

const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--open] [--release] [--no-python]
        install what is missing, build the page, serve it, rebuild on change
  test [--no-browser] [--only STEP,...] [--list]
        every check there is; ends with `N passed, N failed, N skipped`
  dist [--no-python]
        write the static site to dist/, for any host and any sub-path
  python-engine
        build the Python engine, which takes minutes, unless it is there; dist does so too, and
        serve does beside the page
  budgets
        weigh what dist/ makes a learner download before pressing anything
  fuzz [--programs N] [--seed S] [--oracle node|PYTHON] …
        run random programs here and at CPython 3.14, shrink those that differ; --help tells more
  cpython-suite [DIR]
        run CPython's own tests of asyncio, of a folder that holds its Lib/test, on the Python
        engine; fails when one does otherwise than crates/xtask/src/suite/known.txt says
  programs FILE
        run each program of FILE, in the format of crates/programs, on the core; print one
        transcript a line
  rules which rule of asyncio is tested by what; fails when one is not
  mutants [--programs N] [--seed S] [NAME…]
        make mistakes in a copy of the core, one by one, and see whether random programs notice;
        fails when one is not found. With names, only those faults
  bench [--check] [--native] [--write] [--quick] [--rows NAME,...]
        the core beside tokio, smol, futures, asyncio; native and in wasm; a few minutes.
        --check only has what must hold on any machine, --write updates docs/BENCHMARKS.md
  bench python [--rounds N] [--write]
        the page's Python engine beside Pyodide, in Chromium; a minute
  tools install the tools into .tools/ and do nothing else
  post-build
        what Trunk calls after each build; not for people
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(command)) => command.string()?,
        Some(Short('h') | Long("help")) | None => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => bail!("{}\n\n{HELP}", other.unexpected()),
    };
    // What `fuzz` does it says itself.
    if command != "fuzz" && env::args().skip(2).any(|it| it == "--help" || it == "-h") {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    match command.as_str() {
        "serve" => {
            let mut options = site::Serve::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("port") | Short('p') => options.port = args.value()?.parse()?,
                    Long("open") => options.open = true,
                    Long("release") => options.release = true,
                    Long("no-python") => options.python = false,
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            site::serve(&options)?;
        }
        "test" => {
            let mut options = test::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("no-browser") => options.no_browser = true,
                    Long("list") => options.list = true,
                    Long("only") => {
                        let names = args.value()?.string()?;
                        options.only.extend(names.split(',').map(str::to_owned));
                    }
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            return test::run(&options);
        }
        "dist" => {
            let mut python = true;
            while let Some(arg) = args.next()? {
                match arg {
                    Long("no-python") => python = false,
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            site::dist(python)?;
        }
        "python-engine" => {
            let mut serve = false;
            while let Some(arg) = args.next()? {
                match arg {
                    Long("serve") => serve = true,
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            if serve {
                engine::serve()?;
            } else {
                engine::ensure()?;
            }
        }
        "budgets" => {
            no_more(&mut args)?;
            budgets::check(&paths::dist())?;
        }
        "fuzz" => {
            let options: Vec<_> = args.raw_args()?.collect();
            fuzz::fuzz(&options)?;
        }
        "programs" => {
            let file = args.value()?;
            no_more(&mut args)?;
            fuzz::programs(&file)?;
        }
        "cpython-suite" => {
            let folder = match args.next()? {
                Some(Value(folder)) => folder.into(),
                Some(other) => bail!("{}\n\n{HELP}", other.unexpected()),
                None => suite::find().map_err(anyhow::Error::msg)?,
            };
            no_more(&mut args)?;
            suite::command(&folder)?;
        }
        "rules" => {
            no_more(&mut args)?;
            let table = rules::table()?;
            println!("{}", table.text());
            if !table.breaches().is_empty() {
                bail!("\n  {}", table.breaches().join("\n  "));
            }
        }
        "mutants" => {
            let mut options = mutants::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("programs") => options.programs = args.value()?.parse()?,
                    Long("seed") => options.seed = args.value()?.parse()?,
                    Value(name) => options.names.push(name.string()?),
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            mutants::run(&options)?;
        }
        "bench" => {
            let mut options = bench::Options::default();
            let (mut python, mut rounds) = (false, None);
            while let Some(arg) = args.next()? {
                match arg {
                    Value(what) if what == "python" => python = true,
                    Long("rounds") => rounds = Some(args.value()?),
                    Long("check") => options.check = true,
                    Long("native") => options.native = true,
                    Long("write") => options.write = true,
                    Long("quick") => options.more.push("--quick".into()),
                    Long("rows") => options.more.extend(["--rows".into(), args.value()?]),
                    other => bail!("{}\n\n{HELP}", other.unexpected()),
                }
            }
            if python && (options.check || options.native || !options.more.is_empty()) {
                bail!("`bench python` takes --rounds and --write only\n\n{HELP}");
            }
            if rounds.is_some() && !python {
                bail!("--rounds is for `bench python`\n\n{HELP}");
            }
            let rounds = rounds.map(|number| ["--rounds".into(), number]);
            options.more.extend(rounds.into_iter().flatten());
            if python {
                bench::beside_pyodide(&options)?;
            } else {
                bench::run(&options)?;
            }
        }
        "tools" => {
            no_more(&mut args)?;
            tools::ensure(tools::Kit::Full)?;
        }
        "post-build" => {
            no_more(&mut args)?;
            hook::post_build()?;
        }
        "help" => print!("{HELP}"),
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Refuses arguments which a command would otherwise silently ignore.
fn no_more(args: &mut lexopt::Parser) -> Result<()> {
    match args.next()? {
        Some(other) => bail!("{}\n\n{HELP}", other.unexpected()),
        None => Ok(()),
    }
}
