//! One run after another, in every hurry: nothing of the one shows up in the other.

use coroscope_tests::{Button, Lang, Lesson, Site, lessons, visit};
use serde_json::json;

fn lesson(slug: &str) -> Lesson {
    lessons()
        .into_iter()
        .find(|it| it.slug == slug)
        .unwrap_or_else(|| panic!("there is no lesson {slug}"))
}

#[test]
fn two_lessons_run_in_quick_succession_do_not_mix() {
    visit(Site::new(), async |page| {
        let (first, second) = (lesson("shield"), lesson("sleep"));
        page.open_lesson("shield", Lang::En).await;
        page.record_console().await;
        page.choose_speed("10").await;
        for (next, golden) in [(&second, &second.golden), (&first, &first.golden)] {
            page.press(Button::Run).await;
            page.follow_lesson(next).await;
            page.press(Button::Run).await;
            page.until(&format!("the end of {}", next.slug), |look| {
                look.printed(golden) && look.shows(Button::Run)
            })
            .await;
        }
        let recorded = page.recorded_console().await;
        assert!(recorded.len() > 2, "{recorded:#?}");
        for console in recorded {
            let is_whole = [&first, &second]
                .iter()
                .any(|lesson| lesson.golden.starts_with(&console));
            assert!(is_whole, "of no one lesson: {console:#?}");
        }
    });
}

#[test]
fn a_button_pressed_many_times_within_one_frame_leaves_one_run() {
    visit(Site::new(), async |page| {
        let golden = lesson("sleep").golden;
        page.open_lesson("sleep", Lang::En).await;
        page.choose_speed("10").await;
        page.record_console().await;
        let names = [Button::Run, Button::Stop].map(|button| button.name(Lang::En));
        // Faster than any finger: the page has no time to draw in between.
        let script = "const probe = window.coroscopeProbe; \
            const [run] = probe.all('button', arguments[0][0]); \
            const [stop] = probe.all('button', arguments[0][1]); \
            for (let i = 0; i < 5; i += 1) { run.click(); stop.click(); } run.click(); run.click();";
        page.execute(script, vec![json!(names)])
            .await
            .expect("clicks");
        page.until("the buttons to have an effect", |look| {
            look.at() > Some(0.0)
        })
        .await;
        if page.look().await.shows(Button::Run) {
            page.press(Button::Run).await;
        }
        page.until("the end", |look| {
            look.printed(&golden) && look.shows(Button::Run)
        })
        .await;
        for console in page.recorded_console().await {
            assert!(golden.starts_with(&console), "{console:#?}");
        }
    });
}

#[test]
fn a_lesson_stopped_half_way_a_hundred_times_leaks_nothing() {
    visit(Site::new(), async |page| {
        let golden = lesson("shield").golden;
        page.open_lesson("shield", Lang::En).await;
        let mut early = None;
        for time in 0..100 {
            page.press(Button::Run).await;
            page.until("a run half-way", |look| look.console() == ["request: sent"])
                .await;
            page.press(Button::Stop).await;
            page.until("a run forgotten", |look| {
                look.lines.iter().flatten().count() == 0 && !look.can(Button::Stop)
            })
            .await;
            if time == 19 {
                early = Some(page.memory().await);
            }
        }
        let (early, late) = (early.expect("was measured"), page.memory().await);
        println!("after 20 runs {early:?}, after 100 {late:?}");
        assert_eq!(late.workers, 1, "one worker is left, the fresh one");
        // Eighty runs more, and not even one listener or element a run more.
        assert!(late.listeners < early.listeners + 40, "{early:?} {late:?}");
        assert!(late.nodes < early.nodes + 80, "{early:?} {late:?}");
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.printed(&golden)).await;
    });
}
