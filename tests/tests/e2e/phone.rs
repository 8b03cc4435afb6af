//! A phone: one pane at a time, and nothing out of reach.

use coroscope_tests::{Button, Lang, Name, Page, Role, Screen, Site, lessons, visit};

async fn on_a_phone(page: &Page, lang: Lang) {
    page.browser().resize(Screen::PHONE).await;
    page.open_lesson("shield", lang).await;
}

/// How far the page reaches over the right edge of the window, in pixels.
async fn overhang(page: &Page) -> i64 {
    let script = "return document.documentElement.scrollWidth - innerWidth";
    let value = page
        .execute(script, Vec::new())
        .await
        .expect("can be asked");
    value.as_i64().expect("is a number")
}

#[test]
fn every_pane_is_reached_by_its_tab() {
    visit(Site::new(), async |page| {
        for lang in Lang::ALL {
            on_a_phone(&page, lang).await;
            page.press(Button::ToTheEnd).await;
            let tabs = match lang {
                Lang::En => ["Timeline", "Loop", "Tasks", "Console", "Lesson"],
                Lang::Ru => ["Время", "Цикл", "Задачи", "Консоль", "Урок"],
            };
            for tab in tabs {
                page.click(Role::Tab, tab).await;
                let panel = page.find(Role::Tabpanel, tab).await;
                let (_, _, width, height) = panel.rectangle().await.expect("it has a size");
                assert!(width > 300.0 && height > 100.0, "{tab}: {width} × {height}");
                assert_eq!(
                    page.all(Role::Tabpanel, None).await.len(),
                    2,
                    "this one, and the source's"
                );
                assert!(overhang(&page).await <= 0, "{tab} is too wide");
            }
        }
    });
}

#[test]
fn a_lesson_is_run_and_stepped_on_a_phone() {
    visit(Site::new(), async |page| {
        let golden = lessons()
            .into_iter()
            .find(|it| it.slug == "shield")
            .expect("exists")
            .golden;
        on_a_phone(&page, Lang::En).await;
        page.click(Role::Tab, "Console").await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.printed(&golden)).await;
        page.press(Button::StepBack).await;
        page.press(Button::Restart).await;
        page.until("the start", |look| look.at() == Some(0.0)).await;
        page.press(Button::Step).await;
        page.until("a step", |look| look.at() == Some(1.0)).await;
        page.press(Button::Stop).await;
        page.until("a run forgotten", |look| !look.can(Button::Stop))
            .await;
    });
}

#[test]
fn lessons_are_chosen_from_a_list_that_opens_and_closes() {
    visit(Site::new(), async |page| {
        on_a_phone(&page, Lang::En).await;
        assert!(page.all(Role::Navigation, Some("Lessons")).await.is_empty());
        page.click(Role::Button, "Show the lessons").await;
        page.the(Name::Lessons).await;
        let sleep = lessons()
            .into_iter()
            .find(|it| it.slug == "sleep")
            .expect("exists");
        page.follow_lesson(&sleep).await;
        page.until("the lesson", |look| look.title.contains("sleep"))
            .await;
        page.until_true(
            "the list to close",
            "window.coroscopeProbe.all('navigation', 'Lessons').length === 0",
        )
        .await;
    });
}

#[test]
fn a_task_that_is_tapped_opens_a_sheet_that_closes_again() {
    visit(Site::new(), async |page| {
        on_a_phone(&page, Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.click(Role::Tab, "Tasks").await;
        page.click(Role::Button, "slow_request").await;
        page.find(Role::Dialog, "Inspector").await;
        page.key(fantoccini::key::Key::Escape.into(), false).await;
        page.until_true(
            "the sheet to close",
            "window.coroscopeProbe.all('dialog', null).length === 0",
        )
        .await;
    });
}

#[test]
fn no_width_makes_the_page_scroll_sideways() {
    visit(Site::new(), async |page| {
        for lang in Lang::ALL {
            for width in [320, 390, 760, 761, 1024, 1240, 1241, 1280, 1440, 1920] {
                page.browser().resize(Screen::new(width, 800)).await;
                page.open_lesson("wait-for", lang).await;
                page.press(Button::ToTheEnd).await;
                page.until("the end", |look| look.at() > Some(1.0)).await;
                assert!(overhang(&page).await <= 0, "{lang:?} at {width}");
            }
        }
    });
}
