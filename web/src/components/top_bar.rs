//! The bar at the top: where the learner is, language, theme, and a link to
//! share.

use yew::prelude::*;

use crate::{
    i18n::{Lang, code, words},
    icons::{Icon, IconName},
    state::{Action, Theme},
};

/// What [`TopBar`] takes.
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Theme,
    /// Whether the list of lessons is open.
    pub nav_open: bool,
    /// The heading under which the lesson stands in the list.
    pub group: AttrValue,
    /// The lesson's name.
    pub lesson: AttrValue,
    /// Where actions go.
    pub on: Callback<Action>,
}

/// The bar at the top.
#[function_component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let TopBarProps {
        lang,
        theme,
        nav_open,
        on,
        ..
    } = props;
    let words = words(*lang);
    let nav = if *nav_open {
        words.hide_lessons
    } else {
        words.show_lessons
    };
    let theme_name = match theme {
        Theme::Auto => words.theme_auto,
        Theme::Light => words.theme_light,
        Theme::Dark => words.theme_dark,
    };
    let toggle_nav = on.reform({
        let open = !nav_open;
        move |_| Action::SetNav(open)
    });
    let change_theme = on.reform({
        let next = theme.next();
        move |_| Action::SetTheme(next)
    });
    html! {
        <header class="top">
            <button type="button" class="icon-button top__nav" aria-expanded={nav_open.to_string()}
                aria-controls="lessons" aria-label={nav} title={format!("{nav}  [")} onclick={toggle_nav}>
                <Icon name={IconName::Nav} />
            </button>
            <p class="brand"><Icon name={IconName::Mark} class="brand__mark" /><span>{ "Coroscope" }</span></p>
            <p class="crumbs">
                <span class="vh">{ words.where_you_are }{ ": " }</span>
                <span class="crumbs__group">{ props.group.clone() }</span>
                <span class="crumbs__group" aria-hidden="true">{ "/" }</span>
                <b>{ props.lesson.clone() }</b>
            </p>
            <div class="top__right">
                <span class="top__note">{ words.reference }</span>
                <Languages lang={*lang} on={on.clone()} />
                <button type="button" class="icon-button" aria-label={theme_name} title={theme_name}
                    onclick={change_theme}>
                    <Icon name={IconName::Theme} class={classes!("theme", format!("theme--{}", theme.name()))} />
                </button>
                <button type="button" class="button" title={words.share_title}
                    onclick={on.reform(|_| Action::Share)}>
                    <Icon name={IconName::Share} /><span>{ words.share }</span>
                </button>
            </div>
        </header>
    }
}

/// What [`Languages`] takes.
#[derive(Properties, PartialEq)]
struct LanguagesProps {
    lang: Lang,
    on: Callback<Action>,
}

/// The switch between languages.
#[function_component]
fn Languages(props: &LanguagesProps) -> Html {
    let buttons = Lang::ALL.into_iter().map(|lang| {
        let chosen = lang == props.lang;
        let name = lang.pick("English", "Русский");
        html! {
            <button type="button" aria-pressed={chosen.to_string()} lang={code(lang)} title={name}
                onclick={props.on.reform(move |_| Action::SetLang(lang))}>
                { lang.pick("EN", "RU") }
            </button>
        }
    });
    html! {
        <div class="switch" role="group" aria-label={words(props.lang).language}>{ for buttons }</div>
    }
}
