//! What the learner should know beyond the present step: a blocked loop, an
//! insight, something that failed. They stand above the narrator, never in its
//! place.

use std::rc::Rc;

use coroscope_markup::html;
use coroscope_protocol::RunState;
use coroscope_trace::insights::Insight;
use yew::prelude::*;

use crate::{
    effects::bench,
    i18n::{self, words},
    icons::IconName,
    state::{Action, Blocked, Notice, NoticeId, State, View},
};

use super::{narrator::spans, rich::rich};

/// So many insights are shown at once, the newest.
const INSIGHTS: usize = 2;

/// All messages.
pub fn notices(state: &State, view: &View) -> Html {
    let lang = view.lang;
    let blocked = state.run.blocked.as_ref().map(|it| blocked(view, it));
    let full = (state.run.worker == Some(RunState::LimitReached)).then(|| {
        let text = i18n::limit_reached(lang, view.history.head().dropped);
        alarm("full", html! { { text } }, Html::default())
    });
    let asks = (state.run.worker == Some(RunState::WaitingForButton)).then(|| {
        let text = words(lang).waiting_for_button();
        mild("asks", IconName::Press, html! { { text } }, Html::default())
    });
    let notices = state.notices.iter().map(|it| notice(view, it));
    let insights: Vec<&Insight> = view
        .history
        .insights()
        .at(view.position)
        .filter(|it| !state.dismissed.contains(&insight_id(it)))
        .collect();
    let newest = insights.len().saturating_sub(INSIGHTS);
    let insights = insights[newest..]
        .iter()
        .rev()
        .map(|it| insight(state, view, it));
    html! {
        <div class="notices" role="group" aria-label={words(lang).notices()}>
            { for blocked }{ for full }{ for asks }{ for notices }{ for insights }
        </div>
    }
}

fn alarm(key: &'static str, text: Html, actions: Html) -> Html {
    html! {
        <div {key} class="notice notice--alarm">
            { IconName::Failed.classed("notice__mark") }
            <p class="notice__text">{ text }</p>
            <div class="notice__actions">{ actions }</div>
        </div>
    }
}

fn mild(key: &'static str, icon: IconName, text: Html, actions: Html) -> Html {
    html! {
        <div {key} class="notice">
            { icon.classed("notice__mark") }
            <p class="notice__text" role="status">{ text }</p>
            <div class="notice__actions">{ actions }</div>
        </div>
    }
}

/// The seconds count on while the learner watches; a screen reader hears of it
/// once, without them.
fn blocked(view: &View, blocked: &Blocked) -> Html {
    let words = view.words();
    let text = i18n::blocked(
        view.lang,
        blocked.seconds,
        blocked.by.as_deref(),
        blocked.within.as_deref(),
    );
    let text = html! {
        <><b>{ rich(&text) }</b>{ " " }{ words.blocked_rest() }</>
    };
    let actions = html! {
        <button type="button" class="button" onclick={view.act(Action::Stop)}>
            { IconName::Stop }<span>{ words.stop_it() }</span>
        </button>
    };
    html! {
        <div key="blocked">
            <span class="vh" role="alert">{ words.blocked_alert() }</span>
            { alarm("blocked-text", text, actions) }
        </div>
    }
}

fn dismiss(view: &View, id: NoticeId) -> Html {
    let words = view.words();
    html! {
        <button type="button" class="icon-button" aria-label={words.dismiss()} title={words.dismiss()}
            onclick={view.act(Action::Dismiss(id))}>
            { IconName::Close }
        </button>
    }
}

fn notice(view: &View, notice: &Notice) -> Html {
    let words = view.words();
    let lang = view.lang;
    let retry = |label: &'static str| {
        html! {
            <button type="button" class="button" onclick={view.act(Action::Retry)}>{ label }</button>
        }
    };
    let close = dismiss(view, NoticeId::Notice(notice.clone()));
    let with = |first: Html| html! { <>{ first }{ close.clone() }</> };
    match notice {
        Notice::UnknownLesson(asked, shown) => alarm(
            "lesson",
            html! { { i18n::unknown_lesson(lang, asked, shown) } },
            close,
        ),
        Notice::UnknownPosition(asked, shown) => alarm(
            "position",
            html! { { i18n::unknown_position(lang, asked, *shown) } },
            close,
        ),
        Notice::EngineFailed(why) => {
            let text = html! { { i18n::engine_failed(lang, &why.said(lang)) } };
            alarm("engine", text, with(retry(words.reload_engine())))
        }
        Notice::EngineDied(why) => {
            let text = html! { { i18n::engine_died(lang, &why.said(lang)) } };
            alarm("engine", text, with(retry(words.reload_engine())))
        }
        Notice::FileFailed(why) | Notice::LangFailed(_, why) => {
            let text = html! { { i18n::file_failed(lang, &why.said(lang)) } };
            alarm("file", text, with(retry(words.try_again())))
        }
        Notice::Bench(about, detail) => {
            let text = bench::phrase(about, detail, lang);
            let act = bench::phrase(&["+", about].concat(), "", lang);
            let act = act.split_once('\n').map(|(act, label)| {
                let act = Action::Ask(if act == "undo" { "undo" } else { "save" });
                html! { <button type="button" class="button" onclick={view.act(act)}>{ label.to_owned() }</button> }
            });
            let icon = IconName::Press;
            mild(
                "bench",
                icon,
                html! { { text } },
                with(html! { <>{ for act }</> }),
            )
        }
        Notice::Error(error) => alarm(
            "message",
            html! { { i18n::engine_says(lang, error) } },
            close,
        ),
    }
}

fn insight_id(insight: &Insight) -> NoticeId {
    NoticeId::Insight(insight.position.to_string().into())
}

fn insight(state: &State, view: &View, insight: &Insight) -> Html {
    let words = view.words();
    let sentence = insight.sentence(view.history.head(), view.lang);
    let slug: Rc<str> = insight.lesson().into();
    let here = state.lesson.as_ref() == Some(&slug);
    let kind = insight.is_alarm().then_some("notice--alarm");
    let icon = if insight.is_alarm() {
        IconName::Failed
    } else {
        IconName::Timer
    };
    html! {
        <div key={insight.position} class={classes!("notice", kind)}>
            { icon.classed("notice__mark") }
            <p class="notice__text"><b>{ insight.title(view.lang) }{ "." }</b>{ " " }{ spans(&sentence, view) }</p>
            <div class="notice__actions">
                if !here {
                    <button type="button" class="text-button" onclick={view.act(Action::Open(slug))}>
                        { words.lesson_about() }
                    </button>
                }
                if view.position != insight.position {
                    <button type="button" class="text-button" onclick={view.seek(insight.position)}>{ words.show_moment() }</button>
                }
                { dismiss(view, insight_id(insight)) }
            </div>
        </div>
    }
}
