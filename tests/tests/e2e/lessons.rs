//! Every lesson in both languages: what the page shows is what Python printed.

use coroscope_tests::{Button, Lang, Page, Site, lessons, visit};

/// Runs every lesson to its end.
async fn run_all(page: Page, lang: Lang) {
    for lesson in lessons() {
        page.open_lesson(&lesson.slug, lang).await;
        page.press(Button::ToTheEnd).await;
        let what = format!("{} to print what Python prints", lesson.slug);
        let look = page
            .until(&what, |look| {
                look.printed(&lesson.golden) && look.shows(Button::Run)
            })
            .await;
        let position = look.position.expect("the slider is there");
        assert_eq!(position.value, position.max, "{}", lesson.slug);
        assert!(position.max > 1.0, "{} has steps", lesson.slug);
        let title = match lang {
            Lang::En => &lesson.title,
            Lang::Ru => &lesson.title_ru,
        };
        assert!(
            look.title.contains(title.as_str()),
            "{}: {:?}",
            lesson.slug,
            look.title
        );
        let is_russian = look
            .narrator
            .chars()
            .any(|letter| ('а'..='я').contains(&letter));
        assert_eq!(
            is_russian,
            lang == Lang::Ru,
            "{}: {}",
            lesson.slug,
            look.narrator
        );
    }
}

#[test]
fn every_lesson_prints_in_english_what_python_prints() {
    visit(Site::new(), async |page| run_all(page, Lang::En).await);
}

#[test]
fn every_lesson_prints_in_russian_what_python_prints() {
    visit(Site::new(), async |page| run_all(page, Lang::Ru).await);
}

#[test]
fn every_lesson_that_needs_nobody_prints_the_same_live() {
    visit(Site::new(), async |page| {
        for lesson in lessons().into_iter().filter(|it| !it.needs_a_press) {
            page.open_lesson(&lesson.slug, Lang::En).await;
            page.choose_speed("10").await;
            page.press(Button::Run).await;
            page.until_but(
                &format!(
                    "the live run of {} to print what Python prints",
                    lesson.slug
                ),
                |look| look.printed(&lesson.golden) && look.shows(Button::Run),
                |look| {
                    let console = look.console();
                    lesson.golden.len() >= console.len()
                        && console
                            .iter()
                            .zip(&lesson.golden)
                            .all(|(line, golden)| line == golden)
                },
            )
            .await;
        }
    });
}

#[test]
fn all_lessons_are_in_the_list_and_open_from_it() {
    visit(Site::new(), async |page| {
        for lang in Lang::ALL {
            page.open_lesson("shield", lang).await;
            for lesson in lessons() {
                page.follow_lesson(&lesson).await;
                let fragment = format!("lesson={}&", lesson.slug);
                page.until(&format!("{} to be open", lesson.slug), |look| {
                    look.url.contains(&fragment)
                })
                .await;
            }
        }
    });
}
