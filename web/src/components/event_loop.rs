//! The event loop: a cycle of three places, ready, running, waiting.

mod hub;
mod ready;
mod ring;
mod running;
mod stages;
mod stations;
mod waiting;
mod work;

use std::rc::Rc;

use coroscope_markup::html;
use coroscope_trace::{
    RunStage, TaskId,
    model::{LoopState, ProgramState},
};
use yew::prelude::*;

use crate::{
    components::{same::Same, task_state::task_chip},
    i18n::{PaneWords, in_iteration, pane_words, tasks_done},
    icons::IconName,
    state::View,
};

use hub::hub;
use ready::ready;
use running::running;
use stages::stages;
use stations::{Few, Stations};
use waiting::waiting;

/// How many tasks of a deadlock are listed.
const DEADLOCK_SHOWN: usize = 6;

/// What [`EventLoop`] takes.
#[derive(Properties, PartialEq)]
pub struct EventLoopProps {
    /// The run.
    pub view: View,
}

/// The event loop: a cycle of three places, and every living task is in exactly
/// one of them.
#[function_component]
pub fn EventLoop(props: &EventLoopProps) -> Html {
    let view = &props.view;
    let model = &view.model;
    let words = pane_words(view.lang);
    let stations = use_memo(Same(Rc::clone(model)), |model| Stations::of(&model.0));
    let totals = model.totals;
    html! {
        <section class={classes!("loop", view.playing.then_some("is-playing"))} tabindex="0"
            aria-label={words.loop_long()}>
            <div class="pane-head">
                <h2>{ words.loop_head() }</h2>
                <span class="pane-head__note">{ headline(view, words) }</span>
                if totals.tasks > 0 {
                    <span class="pane-head__note loop__done">
                        { tasks_done(view.lang, totals.done, totals.tasks) }
                    </span>
                }
            </div>
            <div class="ring">
                { ready(view, &stations.now, &stations.next) }
                <div class="wire wire--turn" aria-hidden="true">
                    <span>{ words.turn() }</span><i />
                </div>
                { running(view) }
                <div class="wire wire--due" aria-hidden="true">
                    <i /><span>{ words.timer_due() }<br />{ words.result_in() }</span>
                </div>
                { hub(view) }
                <div class="wire wire--await" aria-hidden="true">
                    <span>{ words.awaits() }</span><i />
                </div>
                { waiting(view, &stations.waits, &stations.fired) }
            </div>
            { foot(view, words) }
        </section>
    }
}

/// Where the loop is, in a few words.
fn headline(view: &View, words: PaneWords) -> String {
    let model = &view.model;
    match &model.state {
        _ if matches!(model.program, ProgramState::NotStarted) => words.not_started().into(),
        LoopState::NotStarted => words.not_started().into(),
        LoopState::Closed => words.closed().into(),
        LoopState::Deadlocked { .. } => words.deadlocked().into(),
        LoopState::Stopped => words.stopped().into(),
        LoopState::Idle { until: Some(until) } => crate::i18n::idle_until(view.lang, *until),
        LoopState::Idle { until: None } => words.idle_outside().into(),
        LoopState::Running if model.iteration == 0 => words.loop_looks().into(),
        LoopState::Running => in_iteration(view.lang, model.iteration, model.begun, model.planned),
    }
}

/// What stands below the ring: who blocks whom, what `asyncio.run` still has to
/// do, or the rule of the loop.
fn foot(view: &View, words: PaneWords) -> Html {
    let model = &view.model;
    if let LoopState::Deadlocked { waiting } = &model.state {
        return deadlock(view, words, waiting);
    }
    if model.stage >= Some(RunStage::MainDone) {
        return stages(view);
    }
    if model.state == LoopState::NotStarted {
        let head = view.history.head();
        let ended = matches!(head.program, ProgramState::Finished(_));
        let without = ended && head.stage.is_none();
        let text = if without {
            words.no_loop()
        } else {
            words.before_loop()
        };
        return html! { <p class="loop__rule">{ text }</p> };
    }
    html! { <p class="loop__rule">{ words.rule() }</p> }
}

fn deadlock(view: &View, words: PaneWords, waiting: &[TaskId]) -> Html {
    let model = &view.model;
    let few = Few::of(waiting.iter().copied(), waiting.len(), DEADLOCK_SHOWN);
    let lines = few.shown.into_iter().map(|id| {
        let on = model
            .task(id)
            .and_then(|task| model.waiting_on(task))
            .unwrap_or("…");
        html! {
            <li>
                { task_chip(view, id) }
                <span>{ words.awaits() }</span>
                <code title={on.to_owned()}>{ on.to_owned() }</code>
            </li>
        }
    });
    html! {
        <div class="deadlock">
            <p>{ IconName::Failed }{ words.deadlock_text() }</p>
            <ul>
                { for lines }
                if few.more > 0 {
                    <li class="more">{ crate::i18n::more(view.lang, few.more) }</li>
                }
            </ul>
        </div>
    }
}
