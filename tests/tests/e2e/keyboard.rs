//! Everything without a mouse.

use coroscope_tests::{Button, Lang, Name, Page, Role, Site, lessons, visit};
use fantoccini::key::Key;

async fn press(page: &Page, key: Key) {
    page.key(key.into(), false).await;
}

async fn focused(page: &Page) -> (String, String) {
    let element = page
        .browser()
        .client()
        .active_element()
        .await
        .expect("something has the focus");
    page.computed(&element).await
}

#[test]
fn the_keys_of_the_transport_do_what_its_buttons_do() {
    visit(Site::new(), async |page| {
        let golden = lessons()
            .into_iter()
            .find(|it| it.slug == "shield")
            .expect("exists")
            .golden;
        page.open_lesson("shield", Lang::En).await;
        press(&page, Key::Right).await;
        page.until("a step", |look| look.at() == Some(1.0)).await;
        press(&page, Key::Right).await;
        page.until("another", |look| look.at() == Some(2.0)).await;
        press(&page, Key::Left).await;
        page.until("one back", |look| look.at() == Some(1.0)).await;
        press(&page, Key::End).await;
        let end = page
            .until("the end", |look| {
                look.printed(&golden) && look.shows(Button::Run)
            })
            .await
            .at();
        press(&page, Key::Home).await;
        page.until("the start", |look| look.at() == Some(0.0)).await;

        // With Shift a step is a whole iteration, and all of them lead to the end too.
        let mut jumps = 0;
        let mut at = Some(0.0);
        while at != end {
            page.key(Key::Right.into(), true).await;
            let look = page.until("a jump ahead", |look| look.at() > at).await;
            (at, jumps) = (look.at(), jumps + 1);
        }
        assert!(
            f64::from(jumps) < end.unwrap_or(0.0) / 2.0,
            "{jumps} jumps to {end:?}"
        );
        page.key(Key::Left.into(), true).await;
        page.until("a jump back", |look| look.at() < end).await;

        press(&page, Key::Home).await;
        page.until("the start", |look| look.at() == Some(0.0)).await;
        page.choose_speed("0.1").await;
        page.click(Role::Heading, "Console").await;
        page.key(' ', false).await;
        page.until("a run", |look| look.shows(Button::Pause)).await;
        page.key(' ', false).await;
        page.until("a pause", |look| look.shows(Button::Run)).await;
    });
}

#[test]
fn a_lesson_is_found_opened_and_run_by_keys_alone() {
    visit(Site::new(), async |page| {
        let cancel = lessons()
            .into_iter()
            .find(|it| it.slug == "cancel")
            .expect("exists");
        page.open_lesson("sleep", Lang::En).await;
        page.key('/', false).await;
        page.until_true(
            "the search field to have the focus",
            "document.activeElement.type === 'search'",
        )
        .await;
        assert_eq!(focused(&page).await.1, Name::FindALesson.text(Lang::En));
        for letter in "cancel".chars() {
            page.key(letter, false).await;
        }
        press(&page, Key::Enter).await;
        page.until("the lesson", |look| look.title.contains(&cancel.title))
            .await;
        press(&page, Key::Escape).await;

        // From there by Tab to Run, and past it.
        let mut way = Vec::new();
        loop {
            press(&page, Key::Tab).await;
            let (role, name) = focused(&page).await;
            if role == "button" && name == Button::ToTheEnd.name(Lang::En) {
                break;
            }
            way.push(name);
            assert!(
                way.len() < 150,
                "Tab does not come to the transport: {way:#?}"
            );
        }
        assert!(
            way.iter().any(|name| name == Button::Run.name(Lang::En)),
            "{way:#?}"
        );
        press(&page, Key::Enter).await;
        page.until("the end", |look| look.printed(&cancel.golden))
            .await;
    });
}

#[test]
fn letters_in_the_search_field_are_only_letters() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.key('/', false).await;
        page.until_true(
            "the search field to have the focus",
            "document.activeElement.type === 'search'",
        )
        .await;
        for key in [' ', '[', '/', Key::Right.into(), Key::End.into()] {
            page.key(key, false).await;
        }
        page.frames(10).await;
        let look = page.look().await;
        assert_eq!(look.at(), Some(0.0));
        assert!(look.shows(Button::Run), "nothing runs");
        let typed = page
            .the(Name::FindALesson)
            .await
            .prop("value")
            .await
            .expect("can be asked");
        assert_eq!(typed.as_deref(), Some(" [/"));
    });
}

#[test]
fn a_link_skips_to_the_transport_and_the_list_can_be_closed() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        press(&page, Key::Tab).await;
        assert_eq!(focused(&page).await.0, "link");
        press(&page, Key::Enter).await;
        let within =
            "document.activeElement.contains(window.coroscopeProbe.all('slider', 'Position')[0])";
        page.until_true("the transport to have the focus", within)
            .await;
        page.key('[', false).await;
        page.until_true(
            "no list",
            "window.coroscopeProbe.all('navigation', 'Lessons').length === 0",
        )
        .await;
        page.key('[', false).await;
        page.the(Name::Lessons).await;
    });
}

#[test]
fn the_tabs_of_the_source_answer_to_arrows() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.click(Role::Tab, "Python").await;
        press(&page, Key::Right).await;
        page.until_true(
            "the tab Rust",
            "window.coroscopeProbe.all('tab', 'Rust')[0].getAttribute('aria-selected') === 'true'",
        )
        .await;
        assert_eq!(focused(&page).await, ("tab".to_owned(), "Rust".to_owned()));
        assert_eq!(
            page.look().await.at(),
            Some(0.0),
            "the arrow was the tab's alone"
        );
    });
}
