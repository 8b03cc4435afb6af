//! The lesson's text.

use std::rc::Rc;

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    effects::bench,
    i18n,
    icons::IconName,
    state::{Action, Kind, Load, State, View},
};

use super::rich::rich;

/// The lesson's text.
pub fn lesson_text(state: &State, view: &View) -> Html {
    let words = view.words();
    let content = match &state.content {
        Load::Ready(content) => content,
        Load::Loading => {
            return html! {
                <section class="lesson" aria-label={words.lesson()}><p>{ words.loading() }</p></section>
            };
        }
        Load::Failed(why) => {
            return html! {
                <section class="lesson" aria-label={words.lesson()}>
                    <p>{ i18n::file_failed(view.lang, &why.said(view.lang)) }</p>
                </section>
            };
        }
    };
    // The text was made from this repository's own Markdown when the site was
    // built, and from nothing else.
    let text = Html::from_html_unchecked(AttrValue::from(content.html.clone()));
    let next = state.next_entry().map(|entry| {
        let slug: Rc<str> = entry.slug.as_str().into();
        html! {
            <p class="lesson__next">
                <button type="button" class="text-button" onclick={view.act(Action::Open(slug))}>
                    <span>{ words.next_lesson() }{ ": " }<b>{ rich(&entry.title) }</b></span>
                    { IconName::Step }
                </button>
            </p>
        }
    });
    html! {
        <section class="lesson" aria-label={words.lesson()} tabindex="0">
            <h1>{ rich(&content.entry.title) }</h1>
            <div class="lesson__text">{ text }</div>
            if state.kind() == Kind::Own {
                <p class="lesson__text">{ bench::phrase("own", "", view.lang) }</p>
            }
            { for next }
        </section>
    }
}
