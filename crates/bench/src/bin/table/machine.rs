//! On what the measuring was done.

use crate::{markdown::Table, python::Abroad};
use std::{
    fs,
    process::Command,
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

/// The table of facts.
pub(crate) fn facts(abroad: &Abroad) -> String {
    let mut table = Table::with_words(2, ["measured", "with"]);
    table.line(["on".to_owned(), today()]);
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let processor = processor().unwrap_or_else(|| "unknown processor".into());
    table.line(["machine".to_owned(), format!("{processor}, {cores} cores")]);
    table.line(["Rust".to_owned(), first_line("rustc", "--version")]);
    let profile = "`bench`: opt-level 3, LTO, one codegen unit, the system's allocator";
    table.line(["profile", profile]);
    if let Some(asyncio) = &abroad.asyncio {
        table.line(["CPython".to_owned(), asyncio.version.clone()]);
    }
    if let Some(pyodide) = &abroad.pyodide {
        table.line(["CPython in Pyodide".to_owned(), pyodide.version.clone()]);
    }
    if let Some(wasm) = &abroad.wasm {
        table.line(["Node".to_owned(), wasm.version.clone()]);
    }
    table.to_string()
}

fn first_line(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output().ok();
    output
        .and_then(|output| {
            Some(
                String::from_utf8(output.stdout)
                    .ok()?
                    .lines()
                    .next()?
                    .into(),
            )
        })
        .unwrap_or_else(|| format!("{program} does not say"))
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(": ")?.1.to_owned())
}

/// The day, in UTC.
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = now.map_or(0, |time| time.as_secs() / 86_400);
    let (year, month, day) = civil(days);
    format!("{year}-{month:02}-{day:02}")
}

/// Days since 1970 as a date, by eras of 400 years that begin in March.
fn civil(days: u64) -> (u64, u64, u64) {
    let since_march_0000 = days + 719_468;
    let (era, in_era) = (since_march_0000 / 146_097, since_march_0000 % 146_097);
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + later, month, day)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_779), (2026, 11, 22));
    }
}
