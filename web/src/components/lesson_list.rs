//! The list of lessons, with search and marks for those that are done.

use std::rc::Rc;

use coroscope_markup::{classes, html};
use coroscope_protocol::content::LessonEntry;
use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::prelude::*;

use crate::{
    effects::lowercase,
    i18n,
    icons::IconName,
    state::{Action, Address, Layout, State, View, own_entry},
};

use super::rich::rich;

/// The list of lessons.
pub fn lesson_list(state: &State, view: &View) -> Html {
    let on = &view.on;
    let words = view.words();
    let open = state.nav_open();
    // Where it lies over the page, a click beside it closes it.
    let overlay = open && state.layout != Layout::Wide;
    let catalogue = state.catalogue.ready();
    let all: &[LessonEntry] = catalogue.map_or(&[], |it| &it.lessons);
    let own = state.own.iter();
    let own = own.map(|it| own_entry(it, words.your_programs()));
    let own: Vec<LessonEntry> = own.collect();
    let found: Vec<&LessonEntry> = all
        .iter()
        .chain(&own)
        .filter(|it| matches(it, &state.search))
        .collect();
    let done = all.iter().filter(|it| state.is_done(&it.slug)).count();
    let oninput = on.reform(|event: InputEvent| {
        Action::Search(
            event
                .target_unchecked_into::<HtmlInputElement>()
                .value()
                .into(),
        )
    });
    let onkeydown = {
        let on = on.clone();
        let first: Option<Rc<str>> = found.first().map(|it| it.slug.as_str().into());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => on.emit(Action::Search("".into())),
            "Enter" => {
                if let Some(slug) = &first {
                    on.emit(Action::Open(slug.clone()));
                }
            }
            _ => {}
        })
    };
    let class = classes!("lessons", open.then_some("is-open"));
    html! {
        <>
        if overlay {
            <div class="lessons__veil" onclick={view.act(Action::SetNav(false))}></div>
        }
        <nav {class} id="lessons" aria-label={words.lessons()} hidden={!open}>
            <div class="search">
                { IconName::Search }
                <input type="search" id="search-lessons" placeholder={words.find_lesson()} aria-label={words.find_lesson()}
                    value={state.search.to_string()} {oninput} {onkeydown} autocomplete="off" spellcheck="false" />
                <kbd aria-hidden="true">{ "/" }</kbd>
            </div>
            <div class="lessons__list">
                { for groups(&found).into_iter().map(|(heading, entries)| html! {
                    <section key={heading.to_owned()}>
                        <h2>{ heading.to_owned() }</h2>
                        <ul>{ for entries.into_iter().map(|entry| item(state, view, entry)) }</ul>
                    </section>
                }) }
                if found.is_empty() {
                    <p class="lessons__none" role="status">
                        { if catalogue.is_some() { words.nothing_found() } else { words.loading() } }
                    </p>
                }
            </div>
            <button type="button" class="text-button lessons__new" onclick={view.act(Action::Ask("create"))}>
                { words.new_program() }
            </button>
            <p class="lessons__foot">
                { i18n::lessons_done(view.lang, done, all.len()) }
                <a href="notices.html" target="_blank" rel="noopener">{ words.licences() }</a>
            </p>
        </nav>
        </>
    }
}

fn item(state: &State, view: &View, entry: &LessonEntry) -> Html {
    let slug: Rc<str> = entry.slug.as_str().into();
    let current = state.lesson.as_ref() == Some(&slug);
    let address = Address {
        lesson: Some(slug.clone()),
        lang: Some(view.lang.code()),
        ..Address::default()
    };
    let onclick = {
        let on = view.on.clone();
        let slug = slug.clone();
        Callback::from(move |event: MouseEvent| {
            // With a modifier the link opens elsewhere, as links do.
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            on.emit(Action::Open(slug.clone()));
        })
    };
    html! {
        <li key={entry.slug.clone()}>
            <a href={format!("#{}", address.fragment())} hreflang={view.lang.code().name()}
                aria-current={current.then_some("page")} title={entry.summary.clone()} {onclick}>
                <span class="lessons__title">{ rich(&entry.title) }</span>
                if state.is_done(&slug) {
                    { IconName::Check.labelled(view.words().done()) }
                }
            </a>
        </li>
    }
}

/// Entries by their headings, in the order of the course.
fn groups<'a>(entries: &[&'a LessonEntry]) -> Vec<(&'a str, Vec<&'a LessonEntry>)> {
    let mut groups: Vec<(&str, Vec<&LessonEntry>)> = Vec::new();
    for &entry in entries {
        match groups.last_mut() {
            Some((heading, members)) if *heading == entry.group => members.push(entry),
            _ => groups.push((&entry.group, vec![entry])),
        }
    }
    groups
}

/// Whether every word of the search is somewhere in the entry.
fn matches(entry: &LessonEntry, search: &str) -> bool {
    let text = lowercase(&format!("{} {} {}", entry.slug, entry.title, entry.summary));
    lowercase(search)
        .split_whitespace()
        .all(|word| holds(&text, word))
}

/// Whether a text holds a word. The library's search is made for long texts and
/// weighs 1 KB.
fn holds(text: &str, word: &str) -> bool {
    let mut places = text.as_bytes().windows(word.len());
    places.any(|it| it == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(slug: &str, group: &str, title: &str) -> LessonEntry {
        LessonEntry {
            slug: slug.into(),
            number: 1,
            group: group.into(),
            title: title.into(),
            summary: "Отмена".into(),
        }
    }

    #[test]
    fn search_wants_every_word_in_any_case() {
        let shield = entry("shield", "Time", "`shield`: Stop waiting");
        for search in ["", "  ", "SHIELD", "stop shi", "отмена"] {
            assert!(matches(&shield, search), "{search:?}");
        }
        assert!(!matches(&shield, "shield gather"));
    }

    #[test]
    fn groups_keep_the_order_of_the_course() {
        let entries = [
            entry("a", "One", "A"),
            entry("b", "One", "B"),
            entry("c", "Two", "C"),
        ];
        let groups = groups(&entries.iter().collect::<Vec<_>>());
        let shape: Vec<(&str, usize)> = groups.iter().map(|(it, all)| (*it, all.len())).collect();
        assert_eq!(shape, [("One", 2), ("Two", 1)]);
    }
}
