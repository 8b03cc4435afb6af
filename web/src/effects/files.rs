//! The site's own files: the list of lessons, and each lesson's text.

use std::rc::Rc;

use coroscope_protocol::content::{
    Catalogue, LessonContent, LessonEntry, catalogue_path, lesson_path,
};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::prelude::*;

use crate::{
    i18n::{Code, Lang},
    state::{Action, Why},
};

use super::browser;

/// Fetches the list of lessons.
pub(super) fn fetch_catalogue(lang: Code, on: Callback<Action>) {
    spawn_local(async move {
        let result = fetch_json(&catalogue_path(lang.name()), catalogue).await;
        on.emit(Action::GotCatalogue(lang, result.map(Rc::new)));
    });
}

/// Fetches one lesson.
pub(super) fn fetch_lesson(lang: Code, slug: Rc<str>, on: Callback<Action>) {
    spawn_local(async move {
        let result = fetch_json(&lesson_path(&slug, lang.name()), lesson).await;
        on.emit(Action::GotLesson(lang, slug, result.map(Rc::new)));
    });
}

/// Fetches a language, of which there is a file.
pub async fn lang(code: Code) -> Result<Lang, Why> {
    let base = browser::named("coroscope-texts").unwrap_or_default();
    let path = format!("{base}.{}.txt", code.name());
    let text = fetch(&path, Response::text).await?;
    let lang = Lang::read(code, text.as_string().unwrap_or_default());
    lang.ok_or_else(|| Why::Version(path.into()))
}

/// Fetches a language for a page that speaks another one.
pub(super) fn fetch_lang(code: Code, on: Callback<Action>) {
    spawn_local(async move { on.emit(Action::GotLang(code, lang(code).await)) });
}

/// Fetches a JSON file.
async fn fetch_json<T>(path: &str, read: fn(&JsValue) -> Result<T, String>) -> Result<T, Why> {
    let json = fetch(path, Response::json).await?;
    read(&json).map_err(|why| about(path, &why))
}

/// What is wrong with a file.
fn about(path: &str, why: &str) -> Why {
    Why::Said(format!("{path}: {why}").into())
}

/// Fetches a file; its path counts from the document's base.
async fn fetch(
    path: &str,
    content: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, Why> {
    let failed = |error: JsValue| about(path, &browser::reason(&error));
    let response = JsFuture::from(browser::window().fetch_with_str(path))
        .await
        .map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(about(path, &format!("HTTP {}", response.status())));
    }
    let content = content(&response).map_err(failed)?;
    JsFuture::from(content).await.map_err(failed)
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
