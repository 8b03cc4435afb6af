//! The bar at the top: where the learner is, language, theme, and a link to
//! share.

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    i18n::Code,
    icons::IconName,
    state::{Action, State, Theme, View},
};

/// The bar at the top.
pub fn top_bar(state: &State, view: &View) -> Html {
    let words = view.words();
    let nav_open = state.nav_open();
    let (group, lesson) = match state.entry() {
        Some(entry) => (entry.group.clone(), entry.slug.clone()),
        None => Default::default(),
    };
    let nav = if nav_open {
        words.hide_lessons()
    } else {
        words.show_lessons()
    };
    let theme_name = match state.theme {
        Theme::Auto => words.theme_auto(),
        Theme::Light => words.theme_light(),
        Theme::Dark => words.theme_dark(),
    };
    html! {
        <header class="top">
            <button type="button" class="icon-button top__nav" aria-expanded={nav_open.to_string()}
                aria-controls="lessons" aria-label={nav} title={format!("{nav}  [")} onclick={view.act(Action::SetNav(!nav_open))}>
                { IconName::Nav }
            </button>
            <p class="brand">{ IconName::Mark.classed("brand__mark") }<span>{ "Coroscope" }</span></p>
            <p class="crumbs">
                <span class="vh">{ words.where_you_are() }{ ": " }</span>
                <span class="crumbs__group">{ group }</span>
                <span class="crumbs__group" aria-hidden="true">{ "/" }</span>
                <b>{ lesson }</b>
            </p>
            <div class="top__right">
                <span class="top__note">{ words.reference() }</span>
                { languages(view) }
                <button type="button" class="icon-button" aria-label={theme_name} title={theme_name}
                    onclick={view.act(Action::SetTheme(state.theme.next()))}>
                    { IconName::Theme.classed(&format!("theme theme--{}", state.theme.name())) }
                </button>
                <button type="button" class="button" title={words.share_title()}
                    onclick={view.act(Action::Share)}>
                    { IconName::Share }<span>{ words.share() }</span>
                </button>
            </div>
        </header>
    }
}

/// The switch between languages.
fn languages(view: &View) -> Html {
    let buttons = Code::ALL.into_iter().map(|lang| {
        let chosen = lang == view.lang.code();
        // In that language itself, whichever the page speaks.
        let (short, name) = match lang {
            Code::En => ("EN", "English"),
            Code::Ru => ("RU", "Русский"),
        };
        html! {
            <button type="button" aria-pressed={chosen.to_string()} lang={lang.name()} title={name}
                onclick={view.act(Action::SetLang(lang))}>
                { short }
            </button>
        }
    });
    html! {
        <div class="switch" role="group" aria-label={view.words().language()}>{ for buttons }</div>
    }
}
