//! The world outside the program: buttons which it offers and waits for.

use std::rc::Rc;

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    icons::IconName,
    state::{Action, View},
};

/// The buttons which the program offers. They are `open` where a press would
/// count: the learner stands where the recording ends, and the program is not over.
pub fn outside(view: &View, open: bool) -> Html {
    let words = view.words();
    let head = view.history.head();
    if view.model.buttons.is_empty() {
        return Html::default();
    }
    let buttons = view.model.buttons.iter().map(|button| {
        let id = button.id;
        let pressed_later = head
            .buttons
            .iter()
            .any(|it| it.id == id && it.presses > button.presses);
        let why = if open {
            None
        } else if pressed_later || button.presses > 0 {
            Some(words.already_pressed())
        } else {
            Some(words.press_at_end())
        };
        let label: Rc<str> = button.label.clone();
        html! {
            <button type="button" key={id.0} class="button outside__button" title={why}
                aria-disabled={why.map(|_| "true")} onclick={view.act(Action::Press(id))}>
                { IconName::Press }<span>{ label.to_string() }</span>
            </button>
        }
    });
    html! {
        <div class="outside" role="group" aria-label={words.from_outside()}>
            <span class="outside__word">{ words.from_outside() }</span>
            { for buttons }
        </div>
    }
}
