//! The page: lessons beside a running program, and everything that is known of
//! it at one position of its recording.
//!
//! - [`state`] is all data and one pure function that changes it;
//! - [`effects`] is everything that touches the browser;
//! - [`components`] only draw.

#![allow(
    unreachable_pub,
    reason = "a program has no users of its items but itself"
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

fn main() {
    yew::Renderer::<App>::new().render();
}
