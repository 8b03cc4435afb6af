//! The sentence for the present step: what a good teacher would say now.

use coroscope_markup::{classes, html};
use coroscope_trace::{
    History, apply,
    narrator::{Sentence, Span, narrate},
};
use yew::prelude::*;

use crate::{
    i18n::Lang,
    state::{Selection, View},
};

/// The sentence for the present step.
pub fn narrator(view: &View) -> Html {
    let words = view.words();
    let step = view.history.step_at(view.position);
    let text = match sentence_at(&view.history, step, view.lang) {
        Some(sentence) => spans(&sentence, view),
        None => html! { { words.before_run() } },
    };
    // While the sentences fly by, a screen reader is spared them; it gets the
    // one at which the run comes to rest.
    let live = if view.playing { "off" } else { "polite" };
    html! {
        <p class="narrator__text" role="status" aria-label={words.narrator()} aria-live={live} aria-atomic="true">{ text }</p>
    }
}

/// The sentence for a step; `None` at the start.
fn sentence_at(history: &History, step: usize, lang: Lang) -> Option<Sentence> {
    let index = history.position_of_step(step).checked_sub(1)?;
    let event = history.event(index)?;
    let before = history.seek(index);
    let mut after = before.clone();
    apply(&mut after, event);
    Some(narrate(&before, &after, event, lang))
}

/// A sentence with its names set as code, tasks in their colours.
pub fn spans(sentence: &Sentence, view: &View) -> Html {
    let spans = sentence.0.iter().map(|span| match span {
        Span::Text(words) => html! { { words.clone() } },
        Span::Code(words) => html! { <code>{ words.clone() }</code> },
        Span::Alarm(words) => html! { <code class="is-alarm">{ words.clone() }</code> },
        Span::Task(task, label) => {
            let class = classes!(
                "narrator__task",
                view.hue(Some(*task)),
                view.is_selected(Selection::Task(*task))
                    .then_some("is-selected"),
            );
            html! { <code {class}>{ label.to_string() }</code> }
        }
    });
    spans.collect()
}
