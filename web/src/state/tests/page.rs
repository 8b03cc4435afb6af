//! Lessons, languages, files and settings.

use super::*;

#[test]
fn a_lesson_seen_to_its_end_is_done_and_kept() {
    let mut page = Page::new();
    page.act(Action::ToTheEnd);
    page.batch(1, &[finished(0.0)]);
    let commands = page.becomes(1, RunState::Finished);
    assert_eq!(commands, [Command::Store("done", "sleep".into())]);
    assert!(page.state.is_done("sleep"));
}

#[test]
fn another_language_keeps_the_run() {
    let mut page = Page::recorded();
    let commands = page.act(Action::SetLang(Code::Ru));
    assert!(commands.contains(&Command::FetchLang(Code::Ru)));
    assert_eq!(page.state.address().lang, Some(Code::Ru));
    assert_eq!(page.state.lang, Lang::EN);
    let commands = page.act(Action::GotLang(Code::Ru, Ok(Lang::RU)));
    assert_eq!(commands, [Command::FetchCatalogue(Code::Ru)]);
    assert_eq!(page.state.lang, Lang::RU);
    let commands = page.act(Action::GotCatalogue(Code::Ru, Ok(catalogue())));
    assert_eq!(commands, [Command::FetchLesson(Code::Ru, "sleep".into())]);
    assert_eq!(page.position(), 5);
    // An answer in the language before comes too late.
    page.act(Action::GotLesson(
        Code::En,
        "sleep".into(),
        Err("late".into()),
    ));
    assert!(page.state.notices.is_empty());
}

#[test]
fn the_language_chosen_last_is_spoken() {
    let mut page = Page::new();
    page.act(Action::SetLang(Code::Ru));
    page.act(Action::SetLang(Code::En));
    assert_eq!(page.act(Action::GotLang(Code::Ru, Ok(Lang::RU))), []);
    assert_eq!(page.state.lang, Lang::EN);
    // One that cannot be had leaves the page as it was, and is told of.
    page.act(Action::SetLang(Code::Ru));
    page.act(Action::GotLang(Code::Ru, Err("HTTP 500".into())));
    assert_eq!((page.state.lang, page.state.wanted_lang), (Lang::EN, None));
    assert_eq!(page.state.notices, [Notice::FileFailed("HTTP 500".into())]);
}

#[test]
fn a_file_that_cannot_be_had_is_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::GotLesson(
        Code::En,
        "sleep".into(),
        Err("HTTP 500".into()),
    ));
    assert_eq!(page.state.content, Load::Failed("HTTP 500".into()));
    assert_eq!(page.act(Action::Retry), [Command::FetchCatalogue(Code::En)]);
    page.act(Action::GotCatalogue(Code::En, Ok(catalogue())));
    let content = LessonContent {
        entry: entry("sleep"),
        html: String::new(),
        python: String::new(),
        rust: String::new(),
        transcript: String::new(),
    };
    page.act(Action::GotLesson(
        Code::En,
        "sleep".into(),
        Ok(Rc::new(content)),
    ));
    assert!(page.state.content.ready().is_some());
    assert!(page.state.notices.is_empty());
}

#[test]
fn choosing_the_same_thing_again_lets_it_go() {
    let mut page = Page::new();
    page.act(Action::Toggle(Selection::Line(3)));
    assert_eq!(page.state.selection, Some(Selection::Line(3)));
    page.act(Action::Toggle(Selection::Line(3)));
    assert_eq!(page.state.selection, None);
    // Escape does too, but first closes what lies over the page.
    page.act(Action::Select(Some(Selection::Line(3))));
    page.act(Action::SetLayout(Layout::Phone));
    page.act(Action::SetNav(true));
    page.act(Action::Escape);
    assert!(!page.state.nav_open() && page.state.selection.is_some());
    page.act(Action::Escape);
    assert_eq!(page.state.selection, None);
}
