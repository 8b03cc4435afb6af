//! The page: lessons beside a running program, and everything that is known of
//! it at one position of its recording.
//!
//! - [`state`] is all data and one pure function that changes it;
//! - [`effects`] is everything that touches the browser;
//! - [`components`] only draw.

#![allow(
    unreachable_pub,
    reason = "a page has no users of its items but itself"
)]

mod app;
mod components;
mod effects;
mod highlight;
mod i18n;
mod icons;
mod state;
mod store;

use app::App;

/// Draws the page into the document and keeps it alive.
pub fn start() {
    yew::Renderer::<App>::new().render();
}
