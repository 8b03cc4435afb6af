//! The small frame, alone and three times in a course note.

use coroscope_tests::{Button, Lang, Lesson, Role, Site, lessons, visit};

fn lesson(slug: &str) -> Lesson {
    lessons()
        .into_iter()
        .find(|it| it.slug == slug)
        .unwrap_or_else(|| panic!("there is no lesson {slug}"))
}

#[test]
fn every_parameter_of_the_frame_holds() {
    visit(Site::new(), async |page| {
        for (query, lang, theme, slug) in [
            (
                "?lesson=shield&lang=en&theme=dark",
                Lang::En,
                "dark",
                "shield",
            ),
            (
                "?lesson=cancel&lang=ru&theme=light",
                Lang::Ru,
                "light",
                "cancel",
            ),
            ("?lesson=sleep&lang=ru", Lang::Ru, "", "sleep"),
            ("?theme=dark", Lang::En, "dark", "calling-is-not-running"),
        ] {
            page.expect_lang(lang);
            page.open(&format!("embed.html{query}")).await;
            let lesson = lesson(slug);
            let title = match lang {
                Lang::En => &lesson.title,
                Lang::Ru => &lesson.title_ru,
            };
            page.until(query, |look| {
                look.lang == lang.code()
                    && look.theme == theme
                    && look.title.contains(title.as_str())
            })
            .await;
            page.press(Button::ToTheEnd).await;
            page.until("the end", |look| look.printed(&lesson.golden))
                .await;
            page.press(Button::StepBack).await;
            page.until("a step back", |look| {
                look.position
                    .as_ref()
                    .is_some_and(|it| it.value == it.max - 1.0)
            })
            .await;
        }
    });
}

#[test]
fn the_frame_opens_at_a_step_and_says_when_a_lesson_is_unknown() {
    visit(Site::new(), async |page| {
        page.open("embed.html?lesson=sleep&lang=en&step=4").await;
        page.until("the step", |look| look.at() == Some(4.0)).await;
        page.open("embed.html?lesson=slep&lang=en").await;
        page.until("a notice", |look| look.says("slep")).await;
    });
}

#[test]
fn the_frame_leads_to_the_full_page_at_the_same_moment() {
    visit(Site::new(), async |page| {
        page.open("embed.html?lesson=sleep&lang=en").await;
        page.press(Button::Step).await;
        page.until("a step", |look| look.at() == Some(1.0)).await;
        let link = page.find(Role::Link, "Open full size").await;
        let href = link
            .prop("href")
            .await
            .expect("can be asked")
            .expect("leads somewhere");
        page.visit_url(&href).await;
        page.until("the full page", |look| {
            look.at() == Some(1.0) && look.title.contains("sleep") && look.tasks.is_some()
        })
        .await;
    });
}

#[test]
fn a_course_note_runs_three_lessons_beside_one_another() {
    visit(Site::under("/course/"), async |page| {
        page.open("note.html").await;
        let slugs = ["await-hands-over", "create-task", "shield"];
        for (index, slug) in (0_u16..).zip(slugs) {
            // The frames load when they come near.
            page.leave_frame().await;
            let script = "document.querySelectorAll('iframe')[arguments[0]].scrollIntoView()";
            page.execute(script, vec![index.into()])
                .await
                .expect("there are three frames");
            page.enter_frame(index).await;
            page.press(Button::ToTheEnd).await;
            let golden = lesson(slug).golden;
            page.until(&format!("{slug} in its frame"), |look| {
                look.printed(&golden)
            })
            .await;
        }
        // The first one still shows its own.
        page.leave_frame().await;
        page.enter_frame(0).await;
        let golden = lesson(slugs[0]).golden;
        assert!(page.look().await.printed(&golden));
    });
}

#[test]
fn a_frame_in_a_page_of_another_site_leaves_that_page_alone() {
    let host = "<!doctype html><html lang=en><title>host</title><link rel=icon href=data:,><script>\
        const frame = document.createElement('iframe'); frame.width = 900; frame.height = 600; \
        frame.src = location.href.replace('localhost', '127.0.0.1') \
          .replace('host.html', 'embed.html?lesson=sleep&lang=en'); \
        addEventListener('DOMContentLoaded', () => document.body.append(frame));</script>";
    visit(Site::new().with_page("host.html", host), async |page| {
        let base = page.base().replace("127.0.0.1", "localhost");
        page.visit_url(&format!("{base}host.html")).await;
        page.enter_frame(0).await;
        page.press(Button::Step).await;
        page.until("a step", |look| look.at() == Some(1.0)).await;
        page.press(Button::ToTheEnd).await;
        let golden = lesson("sleep").golden;
        page.until("the end", |look| look.printed(&golden)).await;
        page.leave_frame().await;
        let host = page
            .execute(
                "return [document.title, location.href, history.length]",
                Vec::new(),
            )
            .await
            .expect("can be asked");
        assert_eq!(host[0], "host");
        assert_eq!(host[1], format!("{base}host.html"));
        assert!(
            host[2].as_u64() <= Some(2),
            "the frame wrote into the history: {host}"
        );
    });
}
