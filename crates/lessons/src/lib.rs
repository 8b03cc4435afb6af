//! The lessons: what a course on asyncio shows, one folder a lesson.
//!
//! A folder in `lessons/` holds the text in two languages, the program in Python
//! (the edition that is shown first), its twin in Rust (the edition that runs),
//! and what `CPython` prints, recorded by `record.py`. [`lessons`] is the list;
//! [`Lesson`] knows everything about one of them.
//!
//! What stands outside asyncio is [`Env`]: output, `time.sleep`, a button on the
//! page, and `asyncio.run` at the top level of the module. Whoever runs a lesson
//! implements [`Host`] behind it.
//!
//! ```
//! use coroscope_lessons::{Lang, find};
//!
//! let shield = find("shield").unwrap();
//! assert_eq!(shield.number, 8);
//! assert_eq!(shield.text(Lang::En).title, "`shield`: stop waiting, keep the work");
//! assert!(shield.python().contains("asyncio.shield(request)"));
//! // Where `async def slow_request` and its `fn` stand, counted from 1.
//! assert_eq!(shield.definition("slow_request"), (4, 6));
//! ```
//!
//! # A new lesson
//! Make its folder with `en.md`, `ru.md`, `program.py` and `program.rs`, and with
//! `presses.txt` if it has buttons; list it in `list.rs`. In `program.rs`, mark the
//! lines on which something happens with the line in `program.py`: `// py:7`. Record
//! `golden.txt` and `golden.jsonl` with `record.py` on Python 3.14, or with
//! `record.mjs`. The tests say what is missing.

mod env;
mod lesson;
mod lines;
mod list;
mod text;

pub use env::{Env, Host, Steps, Stream};
pub use lesson::{Group, Lesson, Press, Start};
pub use list::{find, lessons};
pub use text::{Lang, Text};
