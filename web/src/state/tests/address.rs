//! Addresses, and what they lead to.

use super::*;

#[test]
fn an_unknown_lesson_leads_to_the_nearest_and_says_so() {
    let mut state = State::new(crate::state::Page::Full, Lang::EN);
    state.apply(Action::Visit(Address::parse("", "#lesson=sheild&step=4")));
    let commands = state.apply(Action::GotCatalogue(Code::En, Ok(catalogue())));
    assert_eq!(commands, [Command::FetchLesson(Code::En, "shield".into())]);
    assert_eq!(
        state.notices,
        [Notice::UnknownLesson("sheild".into(), "shield".into())]
    );
    assert_eq!(state.run.id, None);
}

#[test]
fn a_step_in_the_address_is_found_by_running_to_it() {
    let mut page = Page::new();
    let commands = page.said(Action::Visit(Address::parse("", "#lesson=sleep&step=2")));
    assert_eq!(commands, starts(1, "sleep", Drive::End));
    page.becomes(1, RunState::Paused);
    page.batch(
        1,
        &[printed(0.0, "a"), printed(0.0, "b"), printed(1.0, "c")],
    );
    assert_eq!(
        (page.position(), page.state.run.playback),
        (2, Playback::Still)
    );
    page.becomes(1, RunState::Finished);
    assert_eq!(page.position(), 2);
    assert!(page.state.notices.is_empty());
    // Back and forward in the browser.
    page.act(Action::Visit(Address::parse("", "#lesson=sleep&step=3")));
    assert_eq!(page.position(), 3);
    page.act(Action::Visit(Address::parse("", "#lesson=sleep")));
    assert_eq!(page.position(), 0);
}

#[test]
fn a_step_that_does_not_exist_leads_to_the_nearest_and_says_so() {
    let mut page = Page::new();
    page.act(Action::Visit(Address::parse("", "#step=99")));
    page.batch(1, &[printed(0.0, "a"), finished(0.0)]);
    assert!(page.state.notices.is_empty());
    page.becomes(1, RunState::Finished);
    assert_eq!(
        page.state.notices,
        [Notice::UnknownPosition("99".into(), 2)]
    );
    assert_eq!(page.position(), 2);

    let mut page = Page::new();
    page.act(Action::Visit(Address::parse("", "#step=-3")));
    assert_eq!(
        page.state.notices,
        [Notice::UnknownPosition("-3".into(), 0)]
    );
}

#[test]
fn the_address_names_lesson_language_and_step() {
    let page = Page::recorded();
    assert_eq!(
        page.state.address().fragment(),
        "lesson=sleep&lang=en&step=4"
    );
}
