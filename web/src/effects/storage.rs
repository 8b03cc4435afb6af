//! What is kept from visit to visit. A browser may forbid it; then nothing is
//! kept and everything else works.

use std::rc::Rc;

use web_sys::Storage;

use crate::{
    i18n,
    state::{Action, Theme},
};

use super::browser;

/// Other pages of the same site may use the storage too.
const PREFIX: &str = "coroscope.";

/// The actions that bring back what an earlier visit kept.
pub fn stored() -> Vec<Action> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let get = |key: &str| storage.get_item(&format!("{PREFIX}{key}")).ok().flatten();
    let mut actions = Vec::new();
    if let Some(lang) = get("lang").and_then(|code| i18n::from_code(&code)) {
        actions.push(Action::SetLang(lang));
    }
    if let Some(theme) = get("theme").and_then(|name| Theme::from_name(&name)) {
        actions.push(Action::SetTheme(theme));
    }
    if get("programs").is_some() {
        actions.push(Action::Recall);
    }
    if let Some(done) = get("done") {
        let done = done
            .split(',')
            .filter(|slug| !slug.is_empty())
            .map(Rc::from);
        actions.push(Action::Remember(done.collect()));
    }
    actions
}

/// Keeps a setting. A full or forbidden storage is no reason to disturb anybody:
/// the setting holds for this visit.
pub(super) fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("{PREFIX}{key}"), value);
    }
}

fn storage() -> Option<Storage> {
    browser::window().local_storage().ok().flatten()
}
