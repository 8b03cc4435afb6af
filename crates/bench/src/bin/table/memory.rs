//! What is held and asked for, as counted by the binary `memory`.

use crate::{
    markdown::{NONE, Table, number},
    python::Abroad,
    say,
};
use anyhow::{Context, Result, bail};
use coroscope_bench::{Contender, Row};
use std::{env, process::Command};

const CONTENDERS: [Contender; 4] = [
    Contender::Core,
    Contender::Tokio,
    Contender::Smol,
    Contender::Pool,
];

/// The tables about memory.
pub(crate) fn section(abroad: &Abroad) -> Result<String> {
    say("memory");
    let counted = count()?;
    let find = |what: &str, who: Contender| {
        let line = counted
            .iter()
            .find(|(its, whose, _)| its == what && whose == who.name());
        line.map(|(_, _, number)| *number)
    };
    let mut idle = Table::new(["an idle task of", "bytes"]);
    for who in CONTENDERS {
        idle.line([who.name().to_owned(), shown(find("idle", who))]);
    }
    let others = [
        ("Coroscope in wasm", &abroad.wasm),
        ("asyncio", &abroad.asyncio),
        ("asyncio in Pyodide", &abroad.pyodide),
    ];
    for (name, measured) in others {
        if let Some(measured) = measured {
            idle.line([name.to_owned(), shown(measured.idle())]);
        }
    }
    let head = ["work"].into_iter().chain(CONTENDERS.map(Contender::name));
    let mut asked = Table::new(head);
    for row in Row::ALL {
        let mut line = vec![row.title().to_owned()];
        line.extend(CONTENDERS.map(|who| {
            find(row.key(), who).map_or_else(|| NONE.into(), |times| format!("{times:.2}"))
        }));
        asked.line(line);
    }
    Ok(format!(
        "### Memory\n\n\
         Bytes held for a task that waits for something of its own (a future; elsewhere a \
         one-shot channel), that and its handle included.\n\n{idle}\n\
         How often one operation asks the allocator for memory.\n\n{asked}"
    ))
}

/// What, who, how much.
type Line = (String, String, f64);

fn count() -> Result<Vec<Line>> {
    let here = env::current_exe().context("cannot tell where this program is")?;
    let program = here.with_file_name(format!("memory{}", env::consts::EXE_SUFFIX));
    let output = Command::new(&program)
        .output()
        .with_context(|| format!("cannot run {}; build all binaries", program.display()))?;
    if !output.status.success() {
        bail!("{} failed: {}", program.display(), output.status);
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |line: &str| {
        let [what, who, number] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("`{line}` is not what was agreed on");
        };
        let number = number.parse().with_context(|| format!("in `{line}`"))?;
        Ok((what.to_owned(), who.to_owned(), number))
    };
    text.lines().map(line).collect()
}

fn shown(bytes: Option<f64>) -> String {
    bytes.map_or_else(
        || NONE.into(),
        |bytes| number(bytes).trim_end_matches(".0").into(),
    )
}
