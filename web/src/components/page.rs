//! The whole playground: which panes there are, and where.

use coroscope_markup::{classes, html};
use yew::prelude::*;

use crate::{
    effects::engine_name,
    i18n::words,
    state::{Action, EngineStatus, Layout, Load, Pane, State, View, plain},
};

use super::{
    console::Console,
    event_loop::EventLoop,
    inspector::Inspector,
    lesson_list::lesson_list,
    lesson_text::lesson_text,
    source::source,
    spine::spine,
    tabs::{Tab, tabs},
    tasks::Tasks,
    timeline::Timeline,
    top_bar::top_bar,
};

/// The whole playground.
pub fn page(state: &State, view: &View) -> Html {
    let words = words(state.lang);
    let nav_open = state.nav_open();
    let class = classes!(
        "app",
        nav_open.then_some("is-nav-open"),
        view.playing.then_some("is-playing"),
    );
    let skip = Callback::from(|event: MouseEvent| {
        // The fragment names the lesson; a link into the page must not replace it.
        event.prevent_default();
        crate::effects::focus("narrator");
    });
    html! {
        <>
        <a class="skip" href="#narrator" onclick={skip}>{ words.skip() }</a>
        <div {class} data-engine={engine_name(&state.engine.status)}>
            { top_bar(state, view) }
            { lesson_list(state, view) }
            { work(state, view) }
        </div>
        </>
    }
}

/// The grid of panes.
fn work(state: &State, view: &View) -> Html {
    let phone = state.layout == Layout::Phone;
    let shows = |pane: Pane| !phone || state.pane == pane;
    let on = &view.on;
    html! {
        <main class="work">
            if !shows(Pane::Lesson) {
                <h1 class="vh">{ lesson_name(state) }</h1>
            }
            if shows(Pane::Lesson) {
                { slot(Pane::Lesson.id(), phone, html! {
                    { lesson_text(state, view) }
                }) }
            }
            { slot("source", false, html! { { source(state, view) } }) }
            if shows(Pane::Loop) {
                { slot(Pane::Loop.id(), phone, html! { <EventLoop view={view.clone()} /> }) }
            }
            { slot("spine", false, html! { { spine(state, view) } }) }
            if phone {
                { pane_tabs(state, on) }
            }
            if shows(Pane::Timeline) {
                { slot(Pane::Timeline.id(), phone, html! { <Timeline view={view.clone()} /> }) }
            }
            if shows(Pane::Tasks) {
                { slot(Pane::Tasks.id(), phone, html! { <Tasks view={view.clone()} /> }) }
            }
            if shows(Pane::Console) {
                { slot(Pane::Console.id(), phone, html! {
                    <Console view={view.clone()} transcript={transcript(state)} />
                }) }
            }
            if phone {
                // A sheet of its own over the pane, as long as something is chosen.
                <Inspector view={view.clone()} />
            } else {
                { slot("inspector", false, html! { <Inspector view={view.clone()} /> }) }
            }
            if state.layout == Layout::Wide {
                // The editor draws them, which comes when nothing else is to be loaded.
                <div class="splitters" id="splitters"></div>
            }
        </main>
    }
}

/// A cell of the grid. On a phone it is the panel of a tab.
fn slot(area: &'static str, is_panel: bool, pane: Html) -> Html {
    html! {
        <div key={area} class={format!("cell cell--{area}")} id={format!("pane-{area}")}
            role={is_panel.then_some("tabpanel")} aria-labelledby={is_panel.then(|| format!("tab-{area}"))}>
            { pane }
        </div>
    }
}

fn pane_tabs(state: &State, on: &Callback<Action>) -> Html {
    let words = words(state.lang);
    let tab = |pane: Pane| {
        let (label, panel) = match pane {
            Pane::Timeline => (words.timeline(), "pane-timeline"),
            Pane::Loop => (words.event_loop(), "pane-loop"),
            Pane::Tasks => (words.tasks(), "pane-tasks"),
            Pane::Console => (words.console(), "pane-console"),
            Pane::Lesson => (words.lesson(), "pane-lesson"),
        };
        Tab {
            id: pane.id(),
            label,
            panel,
        }
    };
    let chosen = state.pane as usize;
    let choose = on.reform(|number: usize| Action::SetPane(Pane::ALL[number % Pane::ALL.len()]));
    tabs(
        "pane-tabs",
        words.panes(),
        &Pane::ALL.map(tab),
        chosen,
        &choose,
    )
}

/// The recorded output, where nothing can be run.
pub(super) fn transcript(state: &State) -> Option<std::rc::Rc<str>> {
    let lost = matches!(
        state.engine.status,
        EngineStatus::Failed(_) | EngineStatus::Dead(_)
    );
    match &state.content {
        Load::Ready(content) if lost => Some(content.transcript.as_str().into()),
        _ => None,
    }
}

/// The page's name for the open lesson, without marks.
pub(super) fn lesson_name(state: &State) -> String {
    state
        .entry()
        .map_or_else(String::new, |entry| plain(&entry.title).to_string())
}
