//! The site's own files: the list of lessons, and each lesson's text.

use std::rc::Rc;

use coroscope_protocol::content::{catalogue_path, lesson_path};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::prelude::*;

use crate::{
    i18n::{self, Lang},
    state::Action,
};

use super::browser;

/// Fetches the list of lessons.
pub(super) fn fetch_catalogue(lang: Lang, on: Callback<Action>) {
    spawn_local(async move {
        let result = fetch(&catalogue_path(i18n::code(lang))).await;
        on.emit(Action::GotCatalogue(lang, result.map(Rc::new)));
    });
}

/// Fetches one lesson.
pub(super) fn fetch_lesson(lang: Lang, slug: Rc<str>, on: Callback<Action>) {
    spawn_local(async move {
        let result = fetch(&lesson_path(&slug, i18n::code(lang))).await;
        on.emit(Action::GotLesson(lang, slug, result.map(Rc::new)));
    });
}

/// Fetches a JSON file; its path counts from the document's base.
async fn fetch<T: DeserializeOwned>(path: &str) -> Result<T, Rc<str>> {
    let about = |why: &str| Rc::from(format!("{path}: {why}"));
    let failed = |error: JsValue| about(&browser::reason(&error));
    let response = JsFuture::from(browser::window().fetch_with_str(path))
        .await
        .map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(about(&format!("HTTP {}", response.status())));
    }
    let json = JsFuture::from(response.json().map_err(failed)?)
        .await
        .map_err(failed)?;
    serde_wasm_bindgen::from_value(json).map_err(|error| about(&error.to_string()))
}
