//! What the end-to-end tests stand on: the built site on a server of its own, a real Chromium,
//! and the page as a person meets it.
//!
//! A test is a visit ([`visit`]): a [`Site`] is served from a fresh origin, a browser with an
//! empty profile opens it, and the test acts through the [`Page`], by role and accessible name
//! only. When it is over, the visit fails for whatever the browser complained about and for
//! every request the server could not answer, unless the test [provoked](Site::provoking) it.
//!
//! A method that cannot do what it says panics: that is how a test fails.
//!
//! Nothing here waits for time to pass. A test says what it waits to see ([`Page::until`]), and
//! the page itself reports each change, frame by frame.

#![allow(
    clippy::missing_panics_doc,
    reason = "every method of a page panics when the page is not as expected; that is its use"
)]

mod axe;
mod browser;
mod driver;
mod lessons;
mod page;
mod server;
mod settings;
mod visit;

pub use axe::Violation;
pub use browser::{Browser, Scheme, Screen};
pub use lessons::{Lesson, lessons};
pub use page::{Button, Lang, Line, Look, Memory, Name, Page, Role, Timed};
pub use server::{Gate, Request, Site};
pub use settings::root;
pub use visit::{examine, finish, visit};
