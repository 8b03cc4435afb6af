//! The page's Python engine beside Pyodide, in one browser: `cargo xtask bench python`.
//!
//! ```text
//! beside_pyodide [--rounds N] [--write FILE]
//! ```
//! The site that is served has the engine in `python/` and Pyodide in `pyodide/`.

use coroscope_tests::{Site, visit};
use serde_json::{Value, json};
use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    rc::Rc,
    thread,
};

const SCRIPT: &str = include_str!("beside_pyodide.js");

const USAGE: &str = "beside_pyodide [--rounds N] [--write FILE]";

/// The part of the file that is written anew.
const BEGIN: &str = "<!-- beside Pyodide: from here to the next mark, written by `cargo xtask bench python --write` -->";
const END: &str = "<!-- beside Pyodide: end -->";

/// What is measured: its name in the script, what it is, and how many times Pyodide's time is the goal, or else how
/// many milliseconds are.
const ROWS: [(&str, &str, Goal); 5] = [
    (
        "cold",
        "cold start to the first printed line",
        Goal::Share(0.5),
    ),
    (
        "second",
        "second run to the first line at once, in a fresh interpreter",
        Goal::Milliseconds(150.0),
    ),
    (
        "later",
        "the same after the other rows",
        Goal::Milliseconds(150.0),
    ),
    (
        "spare",
        "the same where an interpreter waits: a spare of ours, the used one of Pyodide's",
        Goal::Milliseconds(150.0),
    ),
    (
        "sleeps",
        "20,000 `await asyncio.sleep(0)`",
        Goal::Share(1.0),
    ),
];

#[derive(Clone, Copy)]
enum Goal {
    /// At most so much of Pyodide's time.
    Share(f64),
    /// At most so long.
    Milliseconds(f64),
}

fn main() -> ExitCode {
    let mut rounds = 7;
    let mut file = None;
    let mut arguments = env::args().skip(1);
    while let Some(name) = arguments.next() {
        match (&*name, arguments.next()) {
            ("--rounds", Some(count)) if count.parse::<u32>().is_ok_and(|it| it > 0) => {
                rounds = count.parse().unwrap_or(rounds);
            }
            ("--write", Some(path)) => file = Some(PathBuf::from(path)),
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::FAILURE;
            }
        }
    }
    let samples: Vec<_> = (0..rounds).map(measure).collect();
    let table = table(&samples);
    println!("{table}");
    match file.map(|file| write(&file, &table)) {
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// One round, in a browser of its own: one that has compiled something keeps it.
fn measure(round: u32) -> Value {
    let sample: Rc<Cell<Value>> = Rc::default();
    let kept = Rc::clone(&sample);
    visit(Site::new(), async move |page| {
        page.open("index.html").await;
        let script = format!("{SCRIPT}\nreturn measured(...arguments);");
        let client = page.browser().client();
        let told = client.execute_async(&script, vec![json!(round)]).await;
        let told = told.expect("the script answers");
        assert!(told["failed"].is_null(), "{told}");
        eprintln!("round {}: {told}", round + 1);
        kept.set(told);
    });
    sample.take()
}

/// Fastest, median and slowest, in milliseconds.
fn spread(samples: &[Value], who: &str, what: &str) -> [f64; 3] {
    let times = samples.iter().filter_map(|it| it[who][what].as_f64());
    let mut times: Vec<_> = times.collect();
    times.sort_by(f64::total_cmp);
    [times[0], times[times.len() / 2], times[times.len() - 1]]
}

fn table(samples: &[Value]) -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let mut text = format!(
        "Milliseconds: median (fastest–slowest) of {} rounds, by turns, each in a headless Chromium of its own \
         on {cores} processors. Load of the machine afterwards, of which about 1 is the browser's own: {load}.\n\n\
         | what | here | Pyodide | here ÷ Pyodide | goal |\n|---|---:|---:|---:|---|\n",
        samples.len()
    );
    for (name, what, goal) in ROWS {
        let (ours, theirs) = (
            spread(samples, "ours", name),
            spread(samples, "theirs", name),
        );
        let share = ours[1] / theirs[1];
        let (wanted, met) = match goal {
            Goal::Share(most) => (format!("at most {most} of Pyodide's"), share <= most),
            Goal::Milliseconds(most) => (format!("under {most} ms"), ours[1] < most),
        };
        let met = if met { "met" } else { "missed" };
        let show = |[fastest, median, slowest]: [f64; 3]| {
            format!("{median:.0} ({fastest:.0}–{slowest:.0})")
        };
        let (ours, theirs) = (show(ours), show(theirs));
        text.extend([
            "| ",
            what,
            " | ",
            &ours,
            " | ",
            &theirs,
            " | ",
            &format!("{share:.2}"),
            " | ",
            &wanted,
            ": ",
            met,
            " |\n",
        ]);
    }
    text
}

/// Puts the table in its place.
fn write(file: &Path, table: &str) -> Result<(), String> {
    let say = |error| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(say)?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        return Err(format!("{} has no place for the table", file.display()));
    };
    fs::write(file, format!("{before}{BEGIN}\n\n{table}\n{END}{after}")).map_err(say)
}
