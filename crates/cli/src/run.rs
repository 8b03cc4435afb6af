//! Runs a lesson to its end, or hands on what is a Python program.

use std::{io, rc::Rc};

use coroscope_engine::{End, Limits, Pace, Program, Session, Step, words};
use coroscope_lessons::Lesson;

use crate::{
    args::{Clock, RunOptions, What},
    console::{Console, sleep},
    saved::SavedTrace,
};

/// Runs it; gives the exit code.
pub(crate) fn run(options: &RunOptions) -> io::Result<u8> {
    match &options.what {
        What::Lesson(lesson) => run_lesson(lesson, options),
        #[cfg(feature = "python")]
        What::Python(file) => crate::python::run(file, options),
        #[cfg(not(feature = "python"))]
        What::Python(file) => Err(io::Error::other(format!(
            "cannot run {}: this program was built without the Python engine. Build it with \
             `cargo build --release -p coroscope --features python --ignore-rust-version`",
            file.file
        ))),
    }
}

fn run_lesson(lesson: &'static Lesson, options: &RunOptions) -> io::Result<u8> {
    let trace = match &options.trace {
        Some(path) => Some(SavedTrace::create(path, lesson.slug)?),
        None => None,
    };
    let console = Rc::new(Console::new(options, trace));
    let program = Program::lesson(lesson);
    let mut session = Session::new(program, Limits::NONE, Rc::clone(&console) as _);
    let end = drive(&mut session, &console, options);
    console.drain(session.outbox());
    console.finish()?;
    Ok(match end {
        Some(End::Finished) => session.outcome().map_or(0, |outcome| {
            // Exit codes are a byte, as the operating system sees them.
            (words::exit_code(outcome) & 0xff) as u8
        }),
        Some(End::Deadlocked) => {
            eprintln!("coroscope: {}", console.deadlock().unwrap_or_default());
            1
        }
        Some(End::Full) => {
            eprintln!("coroscope: the trace is full; the program was stopped");
            1
        }
        None => {
            eprintln!(
                "coroscope: the program waits for a button, and there is nobody here to press it"
            );
            1
        }
    })
}

/// Goes to the end; `None` when only a button that nobody presses leads there.
fn drive(session: &mut Session, console: &Console, options: &RunOptions) -> Option<End> {
    let mut pace = Pace::new(options.speed);
    pace.start(console.now());
    loop {
        match session.step() {
            Step::Ran => {}
            Step::Ended(end) => return Some(end),
            Step::Idle(_) => {
                let next = session.next_moment()?;
                if options.clock == Clock::Real {
                    console.drain(session.outbox());
                    pace.reached(session.time(), console.now());
                    loop {
                        let wait = pace.wait(next, console.now());
                        if wait <= 0.0 {
                            break;
                        }
                        sleep(wait);
                    }
                }
                if !session.jump() {
                    return None;
                }
            }
        }
        if console.has_failed() {
            return session.end();
        }
    }
}
