//! A program that blocks its thread blocks nobody else's: the page answers, and Stop works.

use coroscope_tests::{Button, Lang, Name, Page, Role, Site, lessons, visit};

/// Brings the lesson to where it blocks the loop, for twenty seconds of real time.
async fn blocked(page: &Page) {
    page.open_lesson("blocking", Lang::En).await;
    page.press(Button::Step).await;
    loop {
        let look = page.until("a step", |look| look.at() > Some(0.0)).await;
        if look.console() == ["tick 1"] {
            break;
        }
        page.press(Button::Step).await;
        let next = look.at().map(|step| step + 1.0);
        page.until("the next step", |look| look.at() == next).await;
    }
    page.choose_speed("0.1").await;
    page.press(Button::Run).await;
    page.until("the loop to be blocked", |look| look.says("blocked"))
        .await;
}

#[test]
fn the_page_answers_while_the_loop_is_blocked_and_stop_ends_it() {
    visit(Site::new(), async |page| {
        blocked(&page).await;
        let during = page.look().await;
        assert!(
            during.says("main"),
            "the task is named: {:?}",
            during.notices
        );
        assert_eq!(during.console(), ["tick 1", "hog: just a moment"]);

        // Another language, a tab and a theme: all of it while the worker answers nothing.
        page.click(Role::Button, "RU").await;
        page.expect_lang(Lang::Ru);
        page.until("the page in Russian", |look| {
            look.lang == "ru" && look.says("заблокирован")
        })
        .await;
        page.click(Role::Tab, "Rust").await;
        page.click(Role::Button, "EN").await;
        page.expect_lang(Lang::En);
        let during = page
            .until("the page in English", |look| look.says("blocked"))
            .await;
        assert_eq!(
            during.console(),
            ["tick 1", "hog: just a moment"],
            "it is still blocked"
        );

        page.press(Button::Stop).await;
        page.until("a run forgotten", |look| {
            !look.says("blocked") && look.lines.iter().flatten().count() == 0
        })
        .await;
        let lesson = lessons()
            .into_iter()
            .find(|it| it.slug == "blocking")
            .expect("exists");
        page.choose_speed("10").await;
        page.press(Button::Run).await;
        page.until("a fresh run to its end", |look| {
            look.printed(&lesson.golden) && look.shows(Button::Run)
        })
        .await;
    });
}

#[test]
fn another_lesson_can_be_opened_and_run_while_the_loop_is_blocked() {
    visit(Site::new(), async |page| {
        blocked(&page).await;
        let sleep = lessons()
            .into_iter()
            .find(|it| it.slug == "sleep")
            .expect("exists");
        page.follow_lesson(&sleep).await;
        page.press(Button::ToTheEnd).await;
        page.until("the other lesson's end", |look| {
            look.printed(&sleep.golden) && !look.says("blocked")
        })
        .await;
    });
}

#[test]
fn while_the_loop_is_blocked_one_can_step_back_and_read() {
    visit(Site::new(), async |page| {
        blocked(&page).await;
        page.press(Button::Restart).await;
        page.until("the start", |look| {
            look.at() == Some(0.0) && look.console().is_empty()
        })
        .await;
        page.the(Name::Lessons).await;
        page.press(Button::Step).await;
        page.until("the first step", |look| look.at() == Some(1.0))
            .await;
        page.press(Button::Stop).await;
        page.until("a run forgotten", |look| {
            look.lines.iter().flatten().count() == 0
        })
        .await;
    });
}
