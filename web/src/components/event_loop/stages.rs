//! What `asyncio.run` still has to do, as a short list.

use coroscope_markup::html;
use coroscope_trace::{
    RunStage,
    model::{LoopState, ProgramState},
};
use yew::prelude::*;

use crate::{
    i18n::{PaneWords, pane_words},
    icons::IconName,
    state::View,
};

const ALL: [RunStage; 6] = [
    RunStage::NewLoop,
    RunStage::MainDone,
    RunStage::CancelLeftovers,
    RunStage::CloseAsyncgens,
    RunStage::CloseExecutor,
    RunStage::CloseLoop,
];

/// The duties of `asyncio.run`, each done, under way or to come.
pub(super) fn stages(view: &View) -> Html {
    let words = pane_words(view.lang);
    let model = &view.model;
    let over =
        model.state == LoopState::Closed || matches!(model.program, ProgramState::Finished(_));
    let items = ALL.map(|stage| {
        let done = over || Some(stage) < model.stage || stage == RunStage::MainDone;
        let now = !over && Some(stage) == model.stage && stage != RunStage::MainDone;
        let (class, icon) = match (now, done) {
            (true, _) => ("is-now", IconName::Running),
            (_, true) => ("is-done", IconName::Check),
            _ => ("is-ahead", IconName::Waiting),
        };
        html! {
            <li {class} aria-current={now.then_some("step")}>
                { icon }{ name(words, stage) }
            </li>
        }
    });
    html! {
        <div class="stages">
            <h3><code>{ "asyncio.run" }</code></h3>
            <ol aria-label={words.run_duties()}>{ for items }</ol>
        </div>
    }
}

fn name(words: PaneWords, stage: RunStage) -> &'static str {
    match stage {
        RunStage::NewLoop => words.stage_new_loop(),
        RunStage::MainDone => words.stage_main(),
        RunStage::CancelLeftovers => words.stage_leftovers(),
        RunStage::CloseAsyncgens => words.stage_asyncgens(),
        RunStage::CloseExecutor => words.stage_executor(),
        RunStage::CloseLoop => words.stage_close(),
    }
}
