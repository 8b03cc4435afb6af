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

use app::{App, Props};
use i18n::Code;
use state::Why;

/// Draws the page into the document and keeps it alive.
pub fn start() {
    // Where the browser lacks something, the first script has said so and shows
    // the lesson to read; a page whose programs cannot run would take its place.
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if root.is_some_and(|root| root.has_attribute("data-lacks")) {
        return;
    }
    wasm_bindgen_futures::spawn_local(async {
        let wanted = effects::first_lang();
        let others = Code::ALL.into_iter().filter(|code| *code != wanted);
        // A page in another language is better than none; it asks again, and says so.
        let mut lost = None;
        for code in std::iter::once(wanted).chain(others) {
            match effects::lang(code).await {
                Ok(lang) => {
                    yew::Renderer::<App>::with_props(Props { lang, wanted }).render();
                    return;
                }
                Err(why) => lost = lost.or(Some(why)),
            }
        }
        // The first script hears of it, and shows the lesson to read.
        if let Some(Why::Said(what) | Why::Version(what)) = lost {
            wasm_bindgen::throw_str(&what);
        }
    });
}
