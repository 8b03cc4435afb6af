//! axe-core finds nothing against the rules of WCAG 2.2 AA.

use coroscope_tests::{Button, Lang, Page, Role, Scheme, Screen, Site, lessons, visit};

async fn check(page: &Page, place: &str) {
    let found = page.violations().await;
    assert!(found.is_empty(), "{place}: {found:#?}");
}

async fn check_moments(page: &Page, place: &str) {
    check(page, &format!("{place}, before the run")).await;
    page.press(Button::ToTheEnd).await;
    page.until("the end", |look| look.at() > Some(10.0)).await;
    check(page, &format!("{place}, at the end")).await;
    let half = page
        .look()
        .await
        .at()
        .map_or(0.0, |end| (end / 2.0).floor());
    page.drag_to(half).await;
    page.until("the middle", |look| look.at() == Some(half))
        .await;
    check(page, &format!("{place}, in the middle")).await;
}

async fn check_page(page: Page, lang: Lang) {
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.browser().prefer(scheme).await;
        for screen in [Screen::PHONE, Screen::DESK] {
            page.browser().resize(screen).await;
            page.open_lesson("shield", lang).await;
            check_moments(&page, &format!("{lang:?} {scheme:?} {}", screen.width)).await;
        }
    }
}

#[test]
fn the_page_in_english_has_no_violation() {
    visit(Site::new(), async |page| check_page(page, Lang::En).await);
}

#[test]
fn the_page_in_russian_has_no_violation() {
    visit(Site::new(), async |page| check_page(page, Lang::Ru).await);
}

#[test]
fn every_lesson_at_its_end_has_no_violation() {
    visit(Site::new(), async |page| {
        for (index, lesson) in lessons().into_iter().enumerate() {
            let scheme = [Scheme::Light, Scheme::Dark][index % 2];
            page.browser().prefer(scheme).await;
            page.open_lesson(&lesson.slug, Lang::En).await;
            page.press(Button::ToTheEnd).await;
            page.until("the end", |look| look.printed(&lesson.golden))
                .await;
            check(&page, &format!("{} {scheme:?}", lesson.slug)).await;
        }
    });
}

#[test]
fn every_pane_of_a_phone_has_no_violation() {
    visit(Site::new(), async |page| {
        page.browser().resize(Screen::PHONE).await;
        page.open_lesson("wait-for", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        for tab in ["Timeline", "Loop", "Tasks", "Console", "Lesson"] {
            page.click(Role::Tab, tab).await;
            check(&page, tab).await;
        }
        page.click(Role::Button, "Show the lessons").await;
        check(&page, "the list of lessons").await;
    });
}

#[test]
fn notified_and_live_the_page_has_no_violation() {
    visit(Site::new(), async |page| {
        page.open("index.html#lesson=nonsense&lang=en").await;
        page.until("a notice", |look| look.says("nonsense")).await;
        check(&page, "a notice").await;
        page.open_lesson("future", Lang::En).await;
        page.choose_speed("10").await;
        page.press(Button::Run).await;
        page.until("a button from outside", |look| look.console().len() == 3)
            .await;
        check(&page, "live, with a button").await;
    });
}

#[test]
fn the_frame_and_the_course_note_have_no_violation() {
    visit(Site::new(), async |page| {
        for theme in ["light", "dark"] {
            for (lang, width) in [(Lang::En, 390), (Lang::Ru, 720)] {
                page.browser().resize(Screen::new(width, 700)).await;
                page.expect_lang(lang);
                let query = format!("?lesson=shield&lang={}&theme={theme}", lang.code());
                page.open(&format!("embed.html{query}")).await;
                page.until("the frame", |look| {
                    look.can(Button::Run) && look.title.contains("shield")
                })
                .await;
                check_moments(&page, &query).await;
            }
        }
        for (scheme, screen) in [(Scheme::Light, Screen::DESK), (Scheme::Dark, Screen::PHONE)] {
            page.browser().prefer(scheme).await;
            page.browser().resize(screen).await;
            page.open("note.html").await;
            page.find(Role::Heading, "Side by side").await;
            check(&page, &format!("the note, {scheme:?}")).await;
        }
    });
}
