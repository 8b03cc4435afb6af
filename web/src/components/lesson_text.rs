//! The lesson's text.

use std::rc::Rc;

use coroscope_protocol::content::{LessonContent, LessonEntry};
use yew::prelude::*;

use crate::{
    i18n::{Lang, words},
    icons::{Icon, IconName},
    state::{Action, Load},
};

use super::rich::rich;

/// What [`LessonText`] takes.
#[derive(Properties, PartialEq)]
pub struct LessonTextProps {
    /// The language.
    pub lang: Lang,
    /// The open lesson.
    pub content: Load<Rc<LessonContent>>,
    /// The one after it.
    pub next: Option<LessonEntry>,
    /// Where actions go.
    pub on: Callback<Action>,
}

/// The lesson's text.
#[function_component]
pub fn LessonText(props: &LessonTextProps) -> Html {
    let words = words(props.lang);
    let content = match &props.content {
        Load::Ready(content) => content,
        Load::Loading => {
            return html! {
                <section class="lesson" aria-label={words.lesson}><p>{ words.loading }</p></section>
            };
        }
        Load::Failed(why) => {
            return html! {
                <section class="lesson" aria-label={words.lesson}>
                    <p>{ crate::i18n::file_failed(props.lang, why) }</p>
                </section>
            };
        }
    };
    // The text was made from this repository's own Markdown when the site was
    // built, and from nothing else.
    let text = Html::from_html_unchecked(AttrValue::from(content.html.clone()));
    let next = props.next.as_ref().map(|entry| {
        let slug: Rc<str> = entry.slug.as_str().into();
        html! {
            <p class="lesson__next">
                <button type="button" class="text-button" onclick={props.on.reform(move |_| Action::Open(slug.clone()))}>
                    <span>{ words.next_lesson }{ ": " }<b>{ rich(&entry.title) }</b></span>
                    <Icon name={IconName::Step} />
                </button>
            </p>
        }
    });
    html! {
        <section class="lesson" aria-label={words.lesson} tabindex="0">
            <h1>{ rich(&content.entry.title) }</h1>
            <div class="lesson__text">{ text }</div>
            { for next }
        </section>
    }
}
