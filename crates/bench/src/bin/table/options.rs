//! What is asked for on the command line.

use anyhow::{Context, Result, bail};
use coroscope_bench::{Row, race::Effort};
use lexopt::prelude::*;
use std::{path::PathBuf, time::Duration};

const HELP: &str = "\
table [--check] [--quick] [--rows NAME,...] [--write FILE]
      [--python PROGRAM] [--pyodide FOLDER] [--wasm FOLDER]

  --check     only what must hold on any machine: ratios, no absolute times
  --quick     few samples of a tenth, to see that everything works
  --rows      only these rows
  --write     put the tables into this file, between its two marks
  --python    also measure asyncio in this Python, and uvloop if it has that
  --pyodide   also measure asyncio in the pyodide of this npm folder
  --wasm      also measure the core in wasm, as wasm-bindgen wrote it for Node
";

/// What is asked for.
pub(crate) struct Options {
    pub(crate) check: bool,
    quick: bool,
    pub(crate) rows: Vec<Row>,
    pub(crate) write: Option<PathBuf>,
    pub(crate) python: Option<PathBuf>,
    pub(crate) pyodide: Option<PathBuf>,
    pub(crate) wasm: Option<PathBuf>,
}

impl Options {
    /// `None` when only help was wanted.
    pub(crate) fn read() -> Result<Option<Self>> {
        let mut options = Self {
            check: false,
            quick: false,
            rows: Row::ALL.to_vec(),
            write: None,
            python: None,
            pyodide: None,
            wasm: None,
        };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("check") => options.check = true,
                Long("quick") => options.quick = true,
                Long("rows") => {
                    let named = args.value()?.string()?;
                    let find = |name| Row::find(name).with_context(|| no_such_row(name));
                    options.rows = named.split(',').map(find).collect::<Result<_>>()?;
                }
                Long("write") => options.write = Some(args.value()?.into()),
                Long("python") => options.python = Some(args.value()?.into()),
                Long("pyodide") => options.pyodide = Some(args.value()?.into()),
                Long("wasm") => options.wasm = Some(args.value()?.into()),
                Long("help") | Short('h') => {
                    print!("{HELP}");
                    return Ok(None);
                }
                other => bail!("{}\n\n{HELP}", other.unexpected()),
            }
        }
        Ok(Some(options))
    }

    /// How many samples to take when there are `seconds` for a race.
    pub(crate) fn effort(&self, least: usize, seconds: f64) -> Effort {
        if self.quick {
            return Effort {
                least: 1,
                most: 1,
                time: Duration::ZERO,
            };
        }
        Effort {
            least,
            most: 100,
            time: Duration::from_secs_f64(seconds),
        }
    }

    /// What a script elsewhere is told about how long to measure.
    pub(crate) fn for_scripts(&self) -> &'static [&'static str] {
        if self.quick {
            &["--seconds", "0"]
        } else {
            &["--seconds", "1.2"]
        }
    }

    /// How much of a row is measured.
    pub(crate) fn size(&self, row: Row) -> u64 {
        if self.quick { row.tenth() } else { row.size() }
    }

    /// Whether a row is wanted.
    pub(crate) fn wants(&self, row: Row) -> bool {
        self.rows.contains(&row)
    }
}

fn no_such_row(name: &str) -> String {
    let names: Vec<&str> = Row::ALL.iter().map(|row| row.key()).collect();
    format!("there is no row `{name}`; there are {}", names.join(", "))
}
