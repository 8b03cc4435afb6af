//! The lessons: what a course on asyncio shows, one folder a lesson.
//!
//! A folder in `lessons/` holds the text in two languages, the program in Python
//! (the edition that is shown first), its twin in Rust (the edition that runs),
//! and what `CPython` prints, recorded by `record.py`. The list is
//! [`lessons`]; [`Lesson`] knows everything about one of them.
//!
//! What stands outside asyncio is [`Env`]: output, `time.sleep`, a button on the
//! page, and `asyncio.run` at the top level of the module. Whoever runs a lesson
//! implements [`Host`] behind it.
//!
//! ```
//! let shield = coroscope_lessons::find("shield").unwrap();
//! assert_eq!(shield.number, 8);
//! assert!(shield.python().contains("asyncio.shield(request)"));
//! // A traced line in the Rust edition has its line in the Python edition.
//! assert_eq!(shield.text(coroscope_lessons::Lang::En).title, "`shield`: stop waiting, keep the work");
//! ```

mod env;
mod lesson;
mod lines;
mod list;
mod text;

pub use env::{Env, Host, Steps, Stream};
pub use lesson::{Group, Lesson, Press, Start};
pub use list::{find, lessons};
pub use text::{Lang, Text};
