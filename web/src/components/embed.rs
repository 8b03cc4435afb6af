//! The small frame in somebody else's page: source, timeline, console, and the
//! spine.

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    effects::engine_name,
    icons::IconName,
    state::{Load, State, View},
};

use super::{
    console::Console,
    page::{lesson_name, transcript},
    source::{Code, edition_tabs},
    spine::spine,
    timeline::Timeline,
};

/// The small frame.
pub fn embed(state: &State, view: &View) -> Html {
    let words = view.words();
    let full = format!("index.html#{}", state.address().fragment());
    let name = lesson_name(state);
    html! {
        <main class={classes!("embed", view.playing.then_some("is-playing"))} aria-label={format!("Coroscope: {name}")} data-engine={engine_name(&state.engine.status)}>
            <header class="embed__bar">
                { IconName::Mark }<b>{ "Coroscope" }</b>
                { edition_tabs(view) }
                <h1 class="embed__title">{ name }</h1>
                <a class="text-button" href={full} target="_blank" rel="noopener" aria-label={words.open_full()}>
                    <span>{ words.open_full() }</span>{ IconName::Open }
                </a>
            </header>
            <section class="source cell cell--source" aria-label={words.source()}>
                if let Load::Ready(content) = &state.content {
                    <Code view={view.clone()} content={content.clone()} />
                } else {
                    <p class="source__none">{ words.loading() }</p>
                }
            </section>
            <div class="cell cell--timeline" id="pane-timeline"><Timeline view={view.clone()} /></div>
            <div class="cell cell--console" id="pane-console">
                <Console view={view.clone()} transcript={transcript(state)} />
            </div>
            <div class="cell cell--spine">{ spine(state, view) }</div>
        </main>
    }
}
