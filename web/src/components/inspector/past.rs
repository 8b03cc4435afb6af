//! What happened to a task, and what will: each entry leads to its moment.

use coroscope_markup::html;
use coroscope_trace::{Mark, TaskId, history::Entry, narrator::brief};
use yew::prelude::*;

use crate::{
    i18n::{grouped, pane_words, seconds},
    state::View,
};

use super::subject::spans;

/// So many entries are shown of what happened, and so many of what lies ahead.
const BEFORE: usize = 40;
const AHEAD: usize = 20;

/// The history of a task around the present position.
pub(super) fn past(view: &View, task: TaskId) -> Html {
    let words = pane_words(view.lang);
    let Some(log) = view.history.biography(task) else {
        return Html::default();
    };
    let passed = log.partition_point(|entry| entry.position <= view.position);
    let first = passed.saturating_sub(BEFORE);
    let last = (passed + AHEAD).min(log.len());
    let entries = (first..last).zip(log.range(first, last));
    let later = log.len() - last;
    html! {
        <>
            <h3>{ words.history() }</h3>
            <ol class="history">
                if first > 0 {
                    <li class="more" key="earlier">{ format!("{} {}", grouped(view.lang, first), words.history_earlier()) }</li>
                }
                { for entries.map(|(index, entry)| one(view, entry, index, passed)) }
                if later > 0 {
                    <li class="more ahead" key="later">{ format!("{} {}", grouped(view.lang, later), words.history_later()) }</li>
                }
            </ol>
        </>
    }
}

fn one(view: &View, entry: &Entry, index: usize, passed: usize) -> Html {
    // Going there ends at a step, where the narrator has a sentence.
    let before = entry.position.saturating_sub(1);
    let position = view
        .history
        .next(Mark::Stop, before)
        .unwrap_or(entry.position);
    let current = index + 1 == passed;
    let sentence = brief(&entry.what, view.history.head(), view.lang);
    html! {
        <li key={index} class={(index >= passed).then_some("ahead")}>
            <button type="button" aria-current={current.then_some("true")} onclick={view.seek(position)}>
                <time>{ seconds(view.lang, entry.time) }</time>
                <span>{ spans(view, &sentence) }</span>
                <small>{ view.history.step_at(position) }</small>
            </button>
        </li>
    }
}
