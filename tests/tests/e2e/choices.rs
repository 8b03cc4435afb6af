//! What a learner chose stays chosen.

use coroscope_tests::{Button, Lang, Role, Scheme, Site, visit};

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
