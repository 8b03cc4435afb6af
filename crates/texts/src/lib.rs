//! What the narrator, the insights and the page say, in each language. (The editor, the command line and the
//! lessons have their words themselves.)
//!
//! The languages stand side by side in tables (the macro `texts!`), so a text that is missing in one of them does
//! not compile. Code names a text by its key, a [`Text`], which is named after the English one, and asks a
//! [`Lang`] for the words:
//!
//! ```
//! use coroscope_texts::{Lang, narrator::handles};
//!
//! assert_eq!(Lang::EN.fill(handles::LOOP_CALLS, &["`tick`"]), "The loop calls `tick`.");
//! assert_eq!(Lang::RU.fill(handles::LOOP_CALLS, &["`tick`"]), "Цикл вызывает `tick`.");
//! ```
//!
//! A program that mentions [`Lang::EN`] or [`Lang::RU`] has that language in it. The page mentions neither: nobody reads
//! two languages at once, and each is a file ([`Lang::write`]) of which a visitor fetches one
//! ([`Lang::read`]).
//!
//! # What stands in a text
//!
//! - `{0}` to `{9}` are filled in.
//! - What is counted has a form for each kind of number, divided by `|`: two in English, three in Russian. The
//!   narrator and insights write code in backticks and exceptions between carets.
#![no_std]

extern crate alloc;

mod lang;
pub mod narrator;
pub mod page;
mod table;

pub use lang::{Code, Lang};
pub use table::Text;
pub(crate) use table::{texts, words};

#[cfg(test)]
mod tests;
