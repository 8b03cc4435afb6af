//! The site's own files: the list of lessons, and each lesson's text.

use std::rc::Rc;

use coroscope_protocol::content::{
    Catalogue, LessonContent, LessonEntry, catalogue_path, lesson_path,
};
use js_sys::{Array, Reflect};
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
        let result = fetch(&catalogue_path(i18n::code(lang)), catalogue).await;
        on.emit(Action::GotCatalogue(lang, result.map(Rc::new)));
    });
}

/// Fetches one lesson.
pub(super) fn fetch_lesson(lang: Lang, slug: Rc<str>, on: Callback<Action>) {
    spawn_local(async move {
        let result = fetch(&lesson_path(&slug, i18n::code(lang)), lesson).await;
        on.emit(Action::GotLesson(lang, slug, result.map(Rc::new)));
    });
}

/// Fetches a JSON file; its path counts from the document's base.
async fn fetch<T>(path: &str, read: fn(&JsValue) -> Result<T, String>) -> Result<T, Rc<str>> {
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
    read(&json).map_err(|error| about(&error))
}

// The two files are read field by field: a general reader of JSON would be a good
// part of the page's size.

fn catalogue(json: &JsValue) -> Result<Catalogue, String> {
    let lessons = field(json, "lessons")?;
    let lessons: Vec<LessonEntry> = lessons
        .dyn_ref::<Array>()
        .ok_or("`lessons` is no list")?
        .iter()
        .map(|json| entry(&json))
        .collect::<Result<_, _>>()?;
    if lessons.is_empty() {
        return Err("there are no lessons".into());
    }
    Ok(Catalogue {
        lang: text(json, "lang")?,
        lessons,
    })
}

fn entry(json: &JsValue) -> Result<LessonEntry, String> {
    Ok(LessonEntry {
        slug: text(json, "slug")?,
        number: field(json, "number")?.as_f64().unwrap_or_default() as u32,
        group: text(json, "group")?,
        title: text(json, "title")?,
        summary: text(json, "summary")?,
    })
}

fn lesson(json: &JsValue) -> Result<LessonContent, String> {
    Ok(LessonContent {
        entry: entry(json)?,
        html: text(json, "html")?,
        python: text(json, "python")?,
        rust: text(json, "rust")?,
        transcript: text(json, "transcript")?,
    })
}

fn field(json: &JsValue, name: &str) -> Result<JsValue, String> {
    Reflect::get(json, &name.into()).map_err(|_| format!("there is no `{name}`"))
}

fn text(json: &JsValue, name: &str) -> Result<String, String> {
    let value = field(json, name)?.as_string();
    value.ok_or_else(|| format!("`{name}` is no text"))
}
