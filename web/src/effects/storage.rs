//! What is kept from visit to visit. A browser may forbid it; then nothing is
//! kept and everything else works.

use std::rc::Rc;

use web_sys::Storage;

use crate::{
    i18n::Code,
    state::{Action, Theme},
};

use super::browser;

/// Other pages of the same site may use the storage too.
const PREFIX: &str = "coroscope.";

/// The actions that bring back what an earlier visit kept.
pub fn stored() -> Vec<Action> {
    let mut actions = Vec::new();
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

/// The language that was chosen in an earlier visit.
pub(super) fn lang() -> Option<Code> {
    Code::find(&get("lang")?)
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok()?
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
