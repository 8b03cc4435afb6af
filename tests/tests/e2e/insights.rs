//! What the page notices by itself: said where it happens, and with a way to the lesson about it.

use coroscope_tests::{Button, Lang, Role, Site, lessons, visit};

/// The lessons whose programs make a mistake, or something that looks like one, and what the page
/// calls it. All others are told nothing.
const INSIGHTS: [(&str, &str); 4] = [
    ("calling-is-not-running", "Never awaited"),
    ("await-hands-over", "These waits could overlap"),
    ("run", "Left behind"),
    ("blocking", "The loop was blocked"),
];

#[test]
fn each_lesson_is_told_what_it_is_about_and_nothing_else() {
    visit(Site::new(), async |page| {
        for lesson in lessons() {
            page.open_lesson(&lesson.slug, Lang::En).await;
            page.press(Button::ToTheEnd).await;
            let expected = INSIGHTS.iter().find(|(slug, _)| *slug == lesson.slug);
            let look = page
                .until(&format!("the end of {}", lesson.slug), |look| {
                    look.printed(&lesson.golden) && look.shows(Button::Run)
                })
                .await;
            match expected {
                Some((_, title)) => assert!(look.says(title), "{}: {look:#?}", lesson.slug),
                None => assert!(look.notices.is_empty(), "{}: {look:#?}", lesson.slug),
            }
        }
    });
}

#[test]
fn an_insight_leads_to_its_moment_and_to_its_lesson() {
    visit(Site::new(), async |page| {
        page.open_lesson("await-hands-over", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        let end = page
            .until("an insight", |look| {
                look.says("could overlap") && look.shows(Button::Run)
            })
            .await
            .at();
        page.click(Role::Button, "Show the moment").await;
        page.until("its moment", |look| {
            look.at() < end && look.says("could overlap")
        })
        .await;
        page.press(Button::StepBack).await;
        page.until("nothing said before it", |look| !look.says("could overlap"))
            .await;
        page.press(Button::ToTheEnd).await;
        page.click(Role::Button, "The lesson about it").await;
        page.until("the lesson about it", |look| {
            look.url.contains("lesson=create-task")
        })
        .await;
    });
}

#[test]
fn an_insight_that_is_dismissed_stays_away_in_this_run() {
    visit(Site::new(), async |page| {
        page.open_lesson("run", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.until("an insight", |look| look.says("Left behind"))
            .await;
        page.click(Role::Button, "Dismiss").await;
        page.until("nothing said", |look| look.notices.is_empty())
            .await;
        page.press(Button::Restart).await;
        page.until("the start", |look| look.at() == Some(0.0)).await;
        page.press(Button::ToTheEnd).await;
        let end = page
            .until("the end", |look| look.console().len() == 8)
            .await;
        assert!(end.notices.is_empty(), "{:?}", end.notices);
    });
}
