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
        Err(said("late")),
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
}

fn keeps(lang: &str) -> Command {
    Command::Store("lang", lang.into())
}

#[test]
fn a_language_is_fetched_once() {
    let mut page = Page::new();
    let fetch = Command::FetchLang(Code::Ru);
    assert_eq!(page.act(Action::SetLang(Code::Ru)), [fetch, keeps("ru")]);
    // It is on its way already.
    page.act(Action::SetLang(Code::En));
    assert_eq!(page.act(Action::SetLang(Code::Ru)), [keeps("ru")]);
    page.act(Action::GotLang(Code::Ru, Ok(Lang::RU)));
    assert_eq!(page.state.lang, Lang::RU);
    // And those that are here are spoken at once.
    for (lang, code) in [(Lang::EN, Code::En), (Lang::RU, Code::Ru)] {
        assert_eq!(
            page.act(Action::SetLang(code)),
            [Command::FetchCatalogue(code), keeps(code.name())]
        );
        assert_eq!((page.state.lang, page.state.wanted_lang), (lang, None));
    }
}

#[test]
fn a_language_that_cannot_be_had_is_told_of_and_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::SetLang(Code::Ru));
    page.act(Action::GotLang(Code::Ru, Err(said("HTTP 500"))));
    assert_eq!((page.state.lang, page.state.wanted_lang), (Lang::EN, None));
    let told = Notice::LangFailed(Code::Ru, said("HTTP 500"));
    assert_eq!(page.state.notices, std::slice::from_ref(&told));
    assert_eq!(page.act(Action::Retry), [Command::FetchLang(Code::Ru)]);
    assert!(page.state.notices.is_empty());
    page.act(Action::GotLang(Code::Ru, Err(said("HTTP 500"))));
    assert_eq!(page.state.notices, [told]);
    page.act(Action::Retry);
    page.act(Action::GotLang(Code::Ru, Ok(Lang::RU)));
    assert_eq!(page.state.lang, Lang::RU);
    assert!(page.state.notices.is_empty());
    // Whoever chose another one is not asked about it any more.
    let mut page = Page::new();
    page.act(Action::SetLang(Code::Ru));
    page.act(Action::GotLang(Code::Ru, Err(said("HTTP 500"))));
    page.act(Action::SetLang(Code::En));
    assert!(page.state.notices.is_empty());
    assert_eq!(page.act(Action::Retry), []);
}

#[test]
fn a_page_that_begins_in_another_language_than_was_wanted_asks_for_it_again() {
    let mut state = State::new(crate::state::Page::Embed, Lang::EN);
    state.apply(Action::Visit(Address::parse("?lang=ru", "")));
    let fetch = Command::FetchLang(Code::Ru);
    assert!(state.first_commands().contains(&fetch));
    state.apply(Action::GotLang(Code::Ru, Ok(Lang::RU)));
    assert_eq!(state.lang, Lang::RU);
}

#[test]
fn a_file_that_cannot_be_had_is_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::GotLesson(
        Code::En,
        "sleep".into(),
        Err(said("HTTP 500")),
    ));
    assert_eq!(page.state.content, Load::Failed(said("HTTP 500")));
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
