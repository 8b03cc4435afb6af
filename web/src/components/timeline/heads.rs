//! The heads of the lanes: shape, name and state of each task.

use coroscope_markup::{classes, html};
use yew::prelude::*;

use crate::{
    components::{
        style::style,
        task_state::{icon, label, word},
    },
    i18n::pane_words,
    icons::IconName,
    state::{Selection, View},
};

use super::frame::{Frame, TOP};

/// The heads of the lanes. They stay when the lanes are panned.
pub(super) fn heads(view: &View, frame: &Frame) -> Html {
    let style = style(&[
        ("width", frame.metrics.head),
        ("height", frame.height() - TOP),
    ]);
    let heads = frame
        .rows
        .clone()
        .filter_map(|lane| head(view, frame, lane));
    html! { <div class="lanes__heads" {style}>{ for heads }</div> }
}

fn head(view: &View, frame: &Frame, number: usize) -> Option<Html> {
    let id = view.timeline.lane(number as u32)?.task;
    // A task that lies ahead has a name only at the recorded end.
    let now = view.model.task(id);
    let task = now.or_else(|| view.history.head().task(id))?;
    let (shape, state) = match now {
        Some(task) => (icon(task.state), word(view.words(), task.state)),
        None => (IconName::New, pane_words(view.lang).not_created()),
    };
    let what = Selection::Task(id);
    let selected = view.is_selected(what);
    let class = classes!(
        "lane-head",
        view.hue(Some(id)),
        selected.then_some("is-selected"),
        view.is_hovered(what).then_some("is-hovered"),
        now.is_none().then_some("ahead"),
        now.is_some_and(|task| task.is_done()).then_some("is-done"),
    );
    Some(html! {
        <button key={id.0} type="button" {class} aria-pressed={selected.to_string()}
            style={style(&[("top", frame.top(number))])} title={format!("{}: {state}", task.label)}
            onclick={view.toggle(what)} onpointerenter={view.enter(what)} onpointerleave={view.leave()}>
            { shape }
            <span class="lane-head__name">{ label(&task.label) }</span>
            <i>{ state }</i>
        </button>
    })
}
