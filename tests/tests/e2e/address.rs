//! The address names lesson, language and step; and what it cannot name is said.

use crate::engine::tries_again_in_vain;
use coroscope_tests::{Button, Lang, Site, lessons, visit};

#[test]
fn a_link_to_a_moment_opens_there() {
    visit(Site::new(), async |page| {
        page.open_lesson("shield", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.console().len() == 7)
            .await;
        page.drag_to(9.0).await;
        let there = page
            .until("the address to name the step", |look| {
                look.at() == Some(9.0)
                    && look.url.contains("lesson=shield")
                    && look.url.contains("step=9")
            })
            .await;

        // In a language of its own, in a page that has run nothing.
        page.expect_lang(Lang::Ru);
        page.visit_url("about:blank").await;
        let link = there.url.replace("lang=en", "lang=ru");
        assert_ne!(link, there.url, "the address names the language");
        page.visit_url(&link).await;
        let again = page
            .until("the same moment in Russian", |look| {
                look.at() == Some(9.0) && look.lang == "ru" && look.console() == there.console()
            })
            .await;
        assert_eq!(
            again.tasks.map(|it| it.len()),
            there.tasks.map(|it| it.len())
        );
        assert!(
            again.notices.iter().all(String::is_empty),
            "{:?}",
            again.notices
        );
    });
}

#[test]
fn a_reload_stays_at_the_moment() {
    visit(Site::new(), async |page| {
        page.open_lesson("cancel", Lang::En).await;
        for step in 1..=4 {
            page.press(Button::Step).await;
            page.until("a step", |look| look.at() == Some(f64::from(step)))
                .await;
        }
        let before = page
            .until("the address", |look| look.url.contains("step=4"))
            .await;
        page.browser().client().refresh().await.expect("reloads");
        let after = page
            .until("the same step", |look| look.at() == Some(4.0))
            .await;
        assert_eq!(after.narrator, before.narrator);
        assert_eq!(after.console(), before.console());
    });
}

#[test]
fn back_and_forward_go_through_the_lessons() {
    visit(Site::new(), async |page| {
        let all = lessons();
        page.open_lesson(&all[0].slug, Lang::En).await;
        for lesson in &all[1..3] {
            page.follow_lesson(lesson).await;
            page.until("the lesson", |look| {
                look.title.contains(&lesson.title)
                    && look.url.contains(&format!("lesson={}", lesson.slug))
            })
            .await;
        }
        let client = page.browser().client();
        for index in [1, 0] {
            client.back().await.expect("goes back");
            page.until("the lesson before", |look| {
                look.title.contains(&all[index].title)
            })
            .await;
        }
        client.forward().await.expect("goes forward");
        page.until("the lesson after", |look| {
            look.title.contains(&all[1].title)
        })
        .await;
        page.press(Button::ToTheEnd).await;
        page.until("its end", |look| look.printed(&all[1].golden))
            .await;
    });
}

#[test]
fn an_unknown_lesson_is_named_and_another_one_is_shown() {
    visit(Site::new(), async |page| {
        page.open("index.html#lesson=sheild&lang=en").await;
        page.until("a notice", |look| {
            look.says("sheild") && look.title.contains("shield")
        })
        .await;
        page.press(Button::ToTheEnd).await;
        page.until("the end of the nearest lesson", |look| {
            look.console().len() == 7
        })
        .await;
        page.expect_lang(Lang::Ru);
        page.visit_url("about:blank").await;
        page.open("index.html#lesson=%3Cb%3Enonsense%3C/b%3E&lang=ru")
            .await;
        page.until("a notice in Russian, as text", |look| {
            look.says("Урока «<b>nonsense</b>» нет")
        })
        .await;
    });
}

#[test]
fn an_unknown_step_is_named_and_the_nearest_is_shown() {
    visit(Site::new(), async |page| {
        for (step, nearest) in [("99999", None), ("-3", Some(0.0)), ("soon", Some(0.0))] {
            page.visit_url("about:blank").await;
            page.open(&format!("index.html#lesson=sleep&lang=en&step={step}"))
                .await;
            let look = page.until("a notice", |look| look.says(step)).await;
            let position = look.position.expect("the slider is there");
            assert_eq!(position.value, nearest.unwrap_or(position.max), "{step}");
        }
    });
}

#[test]
fn of_languages_in_an_address_the_last_that_is_one_is_meant() {
    visit(Site::new(), async |page| {
        page.expect_lang(Lang::Ru);
        page.open("index.html?lang=en&lang=tlh#lesson=sleep&lang=ru&lang=%E0&lang=neon")
            .await;
        page.until("the page in Russian", |look| {
            look.lang == "ru" && look.can(Button::Run)
        })
        .await;
        // The first script came to the same, and fetched no other.
        let asked: Vec<String> = page.requests().into_iter().map(|it| it.path).collect();
        let texts = |end: &str| asked.iter().filter(|it| it.ends_with(end)).count();
        assert_eq!((texts(".ru.txt"), texts(".en.txt")), (1, 0), "{asked:#?}");
    });
}

#[test]
fn a_language_whose_file_is_missing_is_told_of_in_another() {
    let site = Site::new()
        .failing("texts-*.ru.txt", 404)
        .provoking("Failed to load resource");
    visit(site, async |page| {
        page.open("index.html#lesson=sleep&lang=ru").await;
        page.until("a notice in English", |look| {
            look.lang == "en" && look.says("could not be loaded") && look.says("HTTP 404")
        })
        .await;
        tries_again_in_vain(&page, ".ru.txt").await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.console().len() == 8)
            .await;
    });
}

#[test]
fn an_address_that_changes_under_the_page_is_followed() {
    visit(Site::new(), async |page| {
        page.open_lesson("shield", Lang::En).await;
        page.open("index.html#lesson=sleep&lang=en&step=3").await;
        page.until("the other lesson at its step", |look| {
            look.title.contains("sleep") && look.at() == Some(3.0)
        })
        .await;
    });
}

#[test]
fn share_copies_a_link_to_this_moment() {
    visit(Site::new(), async |page| {
        page.browser().allow_clipboard().await;
        page.open_lesson("sleep", Lang::En).await;
        page.press(Button::Step).await;
        page.until("a step", |look| look.at() == Some(1.0)).await;
        page.click(coroscope_tests::Role::Button, "Share").await;
        page.until("a confirmation", |look| look.says("clipboard"))
            .await;
        let client = page.browser().client();
        let link = client
            .execute_async(
                "navigator.clipboard.readText().then(arguments[0])",
                Vec::new(),
            )
            .await
            .expect("the clipboard can be read");
        let wanted = format!("{}index.html#lesson=sleep&lang=en&step=1", page.base());
        assert_eq!(link.as_str(), Some(wanted.as_str()));
    });
}
