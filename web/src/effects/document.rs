//! The document around the page: its address, title, language and theme.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::{
    i18n::Code,
    state::{Action, Address, Page, State, Theme},
};

use super::browser;

/// How long the position must rest before the address names it, in
/// milliseconds. Browsers refuse a page that rewrites its address all the time.
const REST: u32 = 300;

/// The address with which the page was opened.
pub fn initial_address() -> Address {
    let location = browser::window().location();
    Address::parse(
        &location.search().unwrap_or_default(),
        &location.hash().unwrap_or_default(),
    )
}

/// Which of the two pages this document is; the build marked the smaller one.
pub fn page_kind() -> Page {
    let root = browser::document().document_element();
    match root
        .and_then(|root| root.get_attribute("data-page"))
        .as_deref()
    {
        Some("embed") => Page::Embed,
        _ => Page::Full,
    }
}

/// The language in which to begin: what the address names, an earlier visit chose, or the first of the
/// reader's that the page speaks. (`boot.js` comes to the same, and has its file fetched already.)
pub fn first_lang() -> Code {
    let chosen = initial_address().lang.or_else(super::storage::lang);
    chosen.unwrap_or_else(preferred_lang)
}

fn preferred_lang() -> Code {
    let languages = browser::window().navigator().languages();
    let mut codes = languages.iter().filter_map(|code| code.as_string());
    codes.find_map(|code| Code::find(&code)).unwrap_or_default()
}

/// What of the state the document shows.
#[derive(Clone, PartialEq)]
struct Shown {
    title: String,
    lang: Code,
    theme: Theme,
}

/// Keeps title, language, theme and address as the state says, and reports when
/// the browser goes back or forward.
#[hook]
pub fn use_document(state: &State, on: Callback<Action>) {
    let shown = Shown {
        title: state.title(),
        lang: state.lang.code(),
        theme: state.theme,
    };
    use_effect_with(shown, |shown| {
        let document = browser::document();
        document.set_title(&shown.title);
        if let Some(root) = document.document_element() {
            // Attributes of the root element can always be set.
            let _ = root.set_attribute("lang", shown.lang.name());
            let _ = match shown.theme {
                Theme::Auto => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme.name()),
            };
        }
    });

    // A position that moves by itself is not worth an address; and a frame in
    // somebody else's page must not touch the history of that page.
    let settled = state.page == Page::Full && !state.run.is_playing() && state.entry().is_some();
    let address = settled.then(|| state.address());
    use_effect_with(address, |address| {
        let timer = address
            .clone()
            .map(|address| Timeout::new(REST, move || write(&address)));
        move || drop(timer)
    });

    use_effect_with((), move |()| {
        let listeners = ["popstate", "hashchange"].map(|event| {
            let on = on.clone();
            EventListener::new(&browser::window(), event, move |_| {
                on.emit(Action::Visit(initial_address()));
            })
        });
        move || drop(listeners)
    });
}

/// Puts an address into the address bar: as a new entry of the history when the
/// lesson changed, else in place of the present one.
fn write(address: &Address) {
    let window = browser::window();
    let present = initial_address();
    if present.fragment() == address.fragment() {
        return;
    }
    let Ok(history) = window.history() else {
        return;
    };
    let path = window.location().pathname().unwrap_or_default();
    let url = format!("{path}#{}", address.fragment());
    let is_new = present.lesson.is_some() && present.lesson != address.lesson;
    // A browser that refuses (a sandboxed frame, too many in a row) only leaves
    // the address bar behind.
    let _ = if is_new {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}
