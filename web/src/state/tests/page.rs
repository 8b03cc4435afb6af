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
    let commands = page.act(Action::SetLang(Lang::Ru));
    assert!(commands.contains(&Command::FetchCatalogue(Lang::Ru)));
    let commands = page.act(Action::GotCatalogue(Lang::Ru, Ok(catalogue())));
    assert_eq!(commands, [Command::FetchLesson(Lang::Ru, "sleep".into())]);
    assert_eq!(page.position(), 5);
    // An answer in the language before comes too late.
    page.act(Action::GotLesson(
        Lang::En,
        "sleep".into(),
        Err("late".into()),
    ));
    assert!(page.state.notices.is_empty());
}

#[test]
fn a_file_that_cannot_be_had_is_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::GotLesson(
        Lang::En,
        "sleep".into(),
        Err("HTTP 500".into()),
    ));
    assert_eq!(page.state.content, Load::Failed("HTTP 500".into()));
    assert_eq!(page.act(Action::Retry), [Command::FetchCatalogue(Lang::En)]);
    page.act(Action::GotCatalogue(Lang::En, Ok(catalogue())));
    let content = LessonContent {
        entry: entry("sleep"),
        html: String::new(),
        python: String::new(),
        rust: String::new(),
        transcript: String::new(),
    };
    page.act(Action::GotLesson(
        Lang::En,
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
