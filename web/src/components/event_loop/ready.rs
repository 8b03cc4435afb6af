//! The ready queue, in order.

use coroscope_markup::html;
use coroscope_trace::model::LoopState;
use yew::prelude::*;

use crate::{
    i18n::{callback, iteration, more, of, pane_words},
    state::View,
};

use super::{
    stations::{Few, Queued},
    work::work_chip,
};

/// The ready queue: this iteration's part, and the next one's below a dashed rule.
pub(super) fn ready(view: &View, now: &Few<Queued>, next: &Few<Queued>) -> Html {
    let words = pane_words(view.lang);
    let model = &view.model;
    // Between two iterations everything that is ready is for the next.
    let between = model.left_now() == 0 && model.current.is_none();
    let is_open = !matches!(model.state, LoopState::NotStarted | LoopState::Closed);
    let in_line = |few: &Few<Queued>, numbered: bool| {
        few.shown
            .iter()
            .map(|queued| {
                html! {
                    <li key={queued.handle.id.0}>
                        { work_chip(view, &queued.handle) }
                        if numbered {
                            <small title={callback(view.lang, queued.number)}>
                                { of(view.lang, queued.number, model.planned) }
                            </small>
                        }
                    </li>
                }
            })
            .collect::<Html>()
    };
    let rest = |few: &Few<Queued>| {
        if few.more == 0 {
            return Html::default();
        }
        html! { <li class="more" key="more">{ more(view.lang, few.more) }</li> }
    };
    html! {
        <div class="station station--ready">
            <h3>{ words.station_ready() }</h3>
            if !between && !now.shown.is_empty() {
                <ol class="queue">
                    { in_line(now, true) }
                    { rest(now) }
                </ol>
            }
            <div class="queue__next">
                if is_open {
                    <span>{ iteration(view.lang, model.iteration + 1) }</span>
                }
                if next.shown.is_empty() {
                    <em>{ words.empty() }</em>
                } else {
                    <ol class="queue">
                        { in_line(next, false) }
                        { rest(next) }
                    </ol>
                }
            </div>
        </div>
    }
}
