//! What a learner chose stays chosen.

use coroscope_tests::{Button, Lang, Page, Role, Scheme, Site, visit};
use fantoccini::key::Key;

#[test]
fn language_and_theme_outlive_a_reload() {
    visit(Site::new(), async |page| {
        page.open("index.html").await;
        page.until("the page", |look| {
            look.can(Button::Run) && look.lang == "en"
        })
        .await;
        assert_eq!(
            page.look().await.theme,
            "",
            "at first it is as the system is"
        );
        page.click(Role::Button, "RU").await;
        page.expect_lang(Lang::Ru);
        page.until("Russian", |look| look.lang == "ru" && look.can(Button::Run))
            .await;
        page.click(Role::Button, "Тема: как в системе").await;
        page.click(Role::Button, "Тема: светлая").await;
        page.until("dark", |look| look.theme == "dark").await;

        page.visit_url("about:blank").await;
        page.open("index.html").await;
        page.until("both again", |look| {
            look.lang == "ru" && look.theme == "dark"
        })
        .await;
        page.click(Role::Button, "EN").await;
        page.expect_lang(Lang::En);
        page.until("English", |look| {
            look.lang == "en" && look.url.contains("lang=en")
        })
        .await;
        page.browser().client().refresh().await.expect("reloads");
        page.until("English again", |look| {
            look.lang == "en" && look.theme == "dark"
        })
        .await;
    });
}

#[test]
fn without_a_choice_the_page_is_as_light_or_dark_as_the_system() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        let mut seen = Vec::new();
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.browser().prefer(scheme).await;
            seen.push(page.brightness().await);
        }
        assert!(seen[0] > 200.0 && seen[1] < 60.0, "{seen:?}");
        // A choice goes before the system.
        page.click(Role::Button, "Theme: as the system").await;
        page.until("light", |look| look.theme == "light").await;
        assert!(page.brightness().await > 200.0);
    });
}

#[test]
fn lessons_that_were_done_are_marked_and_stay_marked() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.find(Role::Link, "sleep").await;
        page.press(Button::ToTheEnd).await;
        page.find(Role::Link, "sleep done").await;
        page.browser().client().refresh().await.expect("reloads");
        page.find(Role::Link, "sleep done").await;
    });
}

/// The size of a splitter's pane, as the splitter tells it.
async fn size(page: &Page, name: &str) -> f64 {
    let splitter = page.find(Role::Separator, name).await;
    let now = splitter.attr("aria-valuenow").await.expect("can be asked");
    now.and_then(|now| now.parse().ok())
        .unwrap_or_else(|| panic!("{name} has no size"))
}

#[test]
fn a_pane_that_was_resized_keeps_its_size() {
    visit(Site::new(), async |page| {
        const NAME: &str = "Width of the lesson text";
        page.open_lesson("sleep", Lang::En).await;
        let before = size(&page, NAME).await;
        let splitter = page.find(Role::Separator, NAME).await;
        splitter.send_keys(&Key::Right).await.expect("takes keys");
        splitter.send_keys(&Key::Right).await.expect("takes keys");
        page.frames(5).await;
        let wider = size(&page, NAME).await;
        assert!(wider >= before + 16.0, "{before} became {wider}");
        page.browser().client().refresh().await.expect("reloads");
        page.until("the page", |look| look.can(Button::Run)).await;
        assert_eq!(size(&page, NAME).await, wider);
    });
}

#[test]
fn the_timeline_counts_seconds_or_steps() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.console().len() == 8)
            .await;
        for (axis, other) in [("Steps", "Seconds"), ("Seconds", "Steps")] {
            page.click(Role::Button, axis).await;
            let is_pressed = |name: &str, wanted: bool| {
                format!(
                    "window.coroscopeProbe.all('button', '{name}')[0]?.getAttribute('aria-pressed') === '{wanted}'"
                )
            };
            page.until_true(axis, &is_pressed(axis, true)).await;
            page.until_true(other, &is_pressed(other, false)).await;
        }
    });
}
