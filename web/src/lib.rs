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
mod markup;
mod state;
mod store;

use app::App;

/// Draws the page into the document and keeps it alive.
pub fn start() {
    // Where the browser lacks something, the first script has said so and shows
    // the lesson to read; a page whose programs cannot run would take its place.
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if root.is_some_and(|root| root.has_attribute("data-lacks")) {
        return;
    }
    yew::Renderer::<App>::new().render();
}
