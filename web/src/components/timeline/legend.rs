//! What the shapes of the lanes mean.

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    i18n::{Lang, pane_words, words},
    icons::IconName,
};

/// What the shapes of the lanes mean.
pub(super) fn legend(lang: Lang) -> Html {
    let (words, pane) = (words(lang), pane_words(lang));
    html! {
        <ul class="legend" aria-label={pane.legend()}>
            <li><i class="seg seg--run" />{ words.running() }</li>
            <li><i class="seg seg--ready" />{ words.ready() }</li>
            <li><i class="seg seg--wait" />{ words.waiting() }</li>
            <li>{ IconName::Timer }{ pane.timer_fires() }</li>
            <li class="is-alarm">{ IconName::Cancelled }{ words.cancelled() }</li>
            <li>{ IconName::Finished }{ words.finished() }</li>
            <li class="legend__last">{ IconName::Wakes }{ pane.wakes() }</li>
            <li class="legend__last"><i class="legend__born" />{ pane.creates() }</li>
        </ul>
    }
}
