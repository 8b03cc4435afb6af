//! The browser's objects, which are always there where this code runs.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Window};

/// The window.
pub(super) fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// The document.
pub(super) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// What the page calls by this name: the address of a file of the build.
pub(super) fn named(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={name}]"));
    meta.ok()??.get_attribute("content")
}

/// Real time in milliseconds since the page began.
pub(super) fn now() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |it| it.now())
}

/// A text in small letters, by the browser's tables: our own would weigh as much
/// as a pane.
#[cfg(target_arch = "wasm32")]
pub fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// What a JavaScript error says.
pub(super) fn reason(error: &JsValue) -> Rc<str> {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()).into(),
        None => error
            .as_string()
            .unwrap_or_else(|| format!("{error:?}"))
            .into(),
    }
}
