//! What the shapes of the lanes mean.

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    i18n::{Lang, pane_words, words},
    icons::{Icon, IconName},
};

/// What [`Legend`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct LegendProps {
    /// In which language.
    pub(super) lang: Lang,
}

/// What the shapes of the lanes mean.
#[function_component]
pub(super) fn Legend(props: &LegendProps) -> Html {
    let (words, pane) = (words(props.lang), pane_words(props.lang));
    html! {
        <ul class="legend" aria-label={pane.legend}>
            <li><i class="seg seg--run" />{ words.running }</li>
            <li><i class="seg seg--ready" />{ words.ready }</li>
            <li><i class="seg seg--wait" />{ words.waiting }</li>
            <li><Icon name={IconName::Timer} />{ pane.timer_fires }</li>
            <li class="is-alarm"><Icon name={IconName::Cancelled} />{ words.cancelled }</li>
            <li><Icon name={IconName::Finished} />{ words.finished }</li>
            <li class="legend__last"><Icon name={IconName::Wakes} />{ pane.wakes }</li>
            <li class="legend__last"><i class="legend__born" />{ pane.creates }</li>
        </ul>
    }
}
