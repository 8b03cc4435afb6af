//! The list of lessons, in course order, and where their files are.

use crate::{Group, Lesson, Press};

#[path = "../lessons/02-await-hands-over/program.rs"]
mod await_hands_over;
#[path = "../lessons/10-awaitables/program.rs"]
mod awaitables;
#[path = "../lessons/11-blocking/program.rs"]
mod blocking;
// A module like the others, though its top level never calls `asyncio.run`.
#[allow(clippy::unused_async)]
#[path = "../lessons/01-calling-is-not-running/program.rs"]
mod calling_is_not_running;
#[path = "../lessons/06-cancel/program.rs"]
mod cancel;
#[path = "../lessons/05-create-task/program.rs"]
mod create_task;
#[path = "../lessons/09-future/program.rs"]
mod future;
#[path = "../lessons/03-run/program.rs"]
mod run;
#[path = "../lessons/08-shield/program.rs"]
mod shield;
#[path = "../lessons/04-sleep/program.rs"]
mod sleep;
#[path = "../lessons/07-wait-for/program.rs"]
mod wait_for;

/// What of a lesson is only read, and not needed for a run.
pub(crate) struct Files {
    /// The Rust edition with its marks.
    pub(crate) marked: &'static str,
    pub(crate) python: &'static str,
    pub(crate) en: &'static str,
    pub(crate) ru: &'static str,
    pub(crate) transcript: &'static str,
    pub(crate) writes: &'static str,
}

macro_rules! file {
    ($folder:literal, $name:literal) => {
        include_str!(concat!("../lessons/", $folder, "/", $name))
    };
}

macro_rules! lessons {
    ($($number:literal, $slug:literal in $folder:literal: $program:ident, $group:ident, $presses:expr;)*) => {
        static LESSONS: [Lesson; 11] = [$(Lesson {
            slug: $slug,
            number: $number,
            group: Group::$group,
            start: |env| Box::pin($program::program(env)),
            presses: $presses,
            folder: $folder,
            lines: &include!(concat!(env!("OUT_DIR"), "/", $folder, ".rs")),
        }),*];

        pub(crate) static FILES: [Files; 11] = [$(Files {
            marked: file!($folder, "program.rs"),
            python: file!($folder, "program.py"),
            en: file!($folder, "en.md"),
            ru: file!($folder, "ru.md"),
            transcript: file!($folder, "golden.txt"),
            writes: file!($folder, "golden.jsonl"),
        }),*];
    };
}

// The numbers count up from 1; `FILES` is looked up by them.
lessons! {
    1, "calling-is-not-running" in "01-calling-is-not-running": calling_is_not_running, Coroutines, &[];
    2, "await-hands-over" in "02-await-hands-over": await_hands_over, Coroutines, &[];
    3, "run" in "03-run": run, Running, &[];
    4, "sleep" in "04-sleep": sleep, Running, &[];
    5, "create-task" in "05-create-task": create_task, Tasks, &[];
    6, "cancel" in "06-cancel": cancel, Cancellation, &[];
    7, "wait-for" in "07-wait-for": wait_for, Cancellation, &[];
    8, "shield" in "08-shield": shield, Cancellation, &[];
    9, "future" in "09-future": future, Futures, &[Press { at: 4.0, label: "Deliver the letter" }];
    10, "awaitables" in "10-awaitables": awaitables, Futures, &[];
    11, "blocking" in "11-blocking": blocking, Pitfalls, &[];
}

/// All lessons, in the order of the course.
#[must_use]
pub fn lessons() -> &'static [Lesson] {
    &LESSONS
}

/// The lesson of this name.
#[must_use]
pub fn find(slug: &str) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}
