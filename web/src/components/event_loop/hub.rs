//! The ring in the middle: the iteration, and an arc for each of its callbacks.

use coroscope_markup::html;
use coroscope_trace::{EventKind, TaskId, model::LoopState};
use yew::prelude::*;

use crate::{
    i18n::{in_iteration, pane_words},
    state::View,
};

use super::ring::{MOST, Part, arcs, path};

/// How far back in the trace the callbacks that ran are looked for.
const FARTHEST: usize = 4_000;

/// The iteration's number in a ring of arcs.
pub(super) fn hub(view: &View) -> Html {
    let model = &view.model;
    let words = pane_words(view.lang);
    if model.iteration == 0 || matches!(model.state, LoopState::Closed | LoopState::NotStarted) {
        return html! { <div class="hub is-off" aria-hidden="true"><svg viewBox="0 0 48 48"><circle cx="24" cy="24" r="21" /></svg></div> };
    }
    let arcs = arcs(model.planned, model.begun, model.current.is_some());
    let tasks = if model.planned <= MOST {
        callbacks(view)
    } else {
        Vec::new()
    };
    let drawn = arcs.iter().map(|arc| {
        let task = tasks.get(arc.callback as usize).copied().flatten();
        let part = match arc.part {
            Part::Past => "is-past",
            Part::Now => "is-now",
            Part::Ahead => "is-ahead",
        };
        html! { <path class={classes!(view.hue(task), part)} d={path(arc, 21.0)} /> }
    });
    let said = in_iteration(view.lang, model.iteration, model.begun, model.planned);
    html! {
        <div class={classes!("hub", (model.planned == 0).then_some("is-off"))} role="img" aria-label={said}>
            <svg viewBox="0 0 48 48" aria-hidden="true">
                if model.planned == 0 { <circle cx="24" cy="24" r="21" /> }
                { for drawn }
            </svg>
            <span aria-hidden="true">{ words.iteration() }<b>{ model.iteration }</b></span>
        </div>
    }
}

/// The task of each callback of this iteration: of those that ran by the trace,
/// of the others by the queue.
fn callbacks(view: &View) -> Vec<Option<TaskId>> {
    let mut begun = Vec::new();
    let mut at = view.position;
    let least = view.position.saturating_sub(FARTHEST);
    while at > least && begun.len() < view.model.begun as usize {
        at -= 1;
        match view.history.event(at).map(|event| &event.kind) {
            Some(EventKind::HandleStarted { .. } | EventKind::HandleSkipped { .. }) => {
                begun.push(view.history.subject_at(at + 1));
            }
            Some(EventKind::IterationStarted { .. }) | None => break,
            Some(_) => {}
        }
    }
    begun.resize(view.model.begun as usize, None);
    begun.reverse();
    let ready = view.model.ready_now();
    begun.extend(ready.map(|handle| view.model.callback_task(&handle.callback)));
    begun
}
