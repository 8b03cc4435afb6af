//! Keys for everything the transport can do.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::state::{Action, Step};

use super::browser;

/// Listens for keys on the whole page, except while something is typed.
/// `nav_open` tells whether the list of lessons is open.
#[hook]
pub fn use_keys(nav_open: bool, on: Callback<Action>) {
    use_effect_with(nav_open, move |nav_open| {
        let nav_open = *nav_open;
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(
            &browser::document(),
            "keydown",
            options,
            move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if event.default_prevented()
                    || event.ctrl_key()
                    || event.alt_key()
                    || event.meta_key()
                {
                    return;
                }
                let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                let key = event.key();
                if target.as_ref().is_some_and(|target| keeps(target, &key)) {
                    return;
                }
                let Some(reply) = reply(&key, event.shift_key(), nav_open) else {
                    return;
                };
                event.prevent_default();
                match reply {
                    Reply::Do(action) => on.emit(action),
                    Reply::Search => {
                        on.emit(Action::SetNav(true));
                        focus("search-lessons");
                    }
                }
            },
        );
        move || drop(listener)
    });
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
enum Reply {
    Do(Action),
    Search,
}

fn reply(key: &str, shift: bool, nav_open: bool) -> Option<Reply> {
    let step = if shift { Step::Iteration } else { Step::Stop };
    Some(Reply::Do(match key {
        " " => Action::RunOrPause,
        "ArrowRight" => Action::StepOn(step),
        "ArrowLeft" => Action::StepBack(step),
        "Home" => Action::Restart,
        "End" => Action::ToTheEnd,
        "Escape" => Action::Escape,
        "[" => Action::SetNav(!nav_open),
        "/" => return Some(Reply::Search),
        _ => return None,
    }))
}

/// Whether the element has its own use for the key.
fn keeps(target: &Element, key: &str) -> bool {
    let role = target.get_attribute("role");
    let tag = target.tag_name();
    match tag.as_str() {
        "INPUT" => {
            let kind = target.get_attribute("type");
            // The slider moves by arrows, Home and End itself; the space bar is free.
            return kind.as_deref() != Some("range") || !matches!(key, " " | "Escape" | "[" | "/");
        }
        "TEXTAREA" | "SELECT" => return true,
        "BUTTON" | "A" | "SUMMARY" if matches!(key, " " | "Enter") => return true,
        _ => {}
    }
    let arrows = key.starts_with("Arrow") || matches!(key, "Home" | "End");
    match role.as_deref() {
        Some(
            "tab" | "separator" | "slider" | "grid" | "tree" | "treeitem" | "radio" | "menuitem",
        ) => arrows || matches!(key, " " | "Enter"),
        _ => target
            .dyn_ref::<HtmlElement>()
            .is_some_and(HtmlElement::is_content_editable),
    }
}

/// Puts the focus on the element with this id, once the page is drawn.
pub fn focus(id: &'static str) {
    gloo_timers::callback::Timeout::new(0, move || {
        let element = browser::document().get_element_by_id(id);
        if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_transport_answers() {
        let action = |key, shift| match reply(key, shift, false) {
            Some(Reply::Do(action)) => Some(action),
            _ => None,
        };
        assert_eq!(action(" ", false), Some(Action::RunOrPause));
        assert_eq!(
            action("ArrowRight", false),
            Some(Action::StepOn(Step::Stop))
        );
        assert_eq!(
            action("ArrowRight", true),
            Some(Action::StepOn(Step::Iteration))
        );
        assert_eq!(
            action("ArrowLeft", true),
            Some(Action::StepBack(Step::Iteration))
        );
        assert_eq!(action("Home", false), Some(Action::Restart));
        assert_eq!(action("End", false), Some(Action::ToTheEnd));
        assert_eq!(action("Escape", false), Some(Action::Escape));
        assert_eq!(action("[", false), Some(Action::SetNav(true)));
        assert_eq!(action("q", false), None);
        assert_eq!(reply("/", false, false), Some(Reply::Search));
    }
}
