//! `coroscope`: lessons and Python programs on the command line.
//!
//! Standard output is the program's own and nobody else's, so that it can be
//! compared with Python's; what we have to say goes to standard error. The exit
//! code is Python's, and 2 for a command line that makes no sense.

mod args;
mod console;
mod near;
#[cfg(feature = "python")]
mod python;
mod run;
mod saved;
mod site;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use args::{Args, Command};
use coroscope_protocol::content::LessonEntry;
use coroscope_trace::narrator::{Code, Lang};

fn main() -> ExitCode {
    let args = match Args::parse(lexopt::Parser::from_env()) {
        Ok(args) => args,
        Err(error) => {
            eprintln!("coroscope: {error}\nTry `coroscope --help`.");
            return ExitCode::from(2);
        }
    };
    let done = match args.command {
        Command::Help => print(args::HELP).map(|()| 0),
        Command::Version => {
            print(concat!("coroscope ", env!("CARGO_PKG_VERSION"), "\n")).map(|()| 0)
        }
        Command::Lessons { lang } => print(&lessons(lang)).map(|()| 0),
        Command::Run(options) => run::run(&options),
        Command::SiteData { folder } => site::write(&folder).map(|()| 0),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has gone; there is nobody to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("coroscope: {error}");
            ExitCode::FAILURE
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}

/// The list of lessons: number, name for `--lesson`, title.
fn lessons(lang: Lang) -> String {
    let all = site::catalogue(match lang.code() {
        Code::En => coroscope_lessons::Lang::En,
        Code::Ru => coroscope_lessons::Lang::Ru,
    });
    let width = all.lessons.iter().map(|entry| entry.slug.len()).max();
    let width = width.unwrap_or(0);
    let line = |entry: &LessonEntry| {
        format!(
            "{:>2}  {:width$}  {}\n",
            entry.number, entry.slug, entry.title
        )
    };
    all.lessons.iter().map(line).collect()
}
