//! The accessible names which tests and screen readers rely on, as Chromium computes them.

use coroscope_tests::{Button, Lang, Name, Page, Role, Site, visit};

async fn check(page: &Page, role: Role, name: &str) {
    let element = page.find(role, name).await;
    let (computed, label) = page.computed(&element).await;
    assert_eq!(
        (computed.to_lowercase().as_str(), label.as_str()),
        (role.name(), name)
    );
}

#[test]
fn every_promised_name_is_there_in_both_languages() {
    visit(Site::new(), async |page| {
        for lang in Lang::ALL {
            page.open_lesson("shield", lang).await;
            page.press(Button::ToTheEnd).await;
            for button in Button::ALL.into_iter().filter(|it| *it != Button::Pause) {
                check(&page, Role::Button, button.name(lang)).await;
            }
            for name in [
                Name::Position,
                Name::Console,
                Name::Tasks,
                Name::Lessons,
                Name::Narrator,
                Name::Speed,
                Name::FindALesson,
            ] {
                check(&page, name.role(), name.text(lang)).await;
            }
            // Run and Pause are one button, named by what it does next.
            page.press(Button::Stop).await;
            page.press(Button::Run).await;
            check(&page, Role::Button, Button::Pause.name(lang)).await;
        }
    });
}

#[test]
fn each_promised_name_is_there_once() {
    visit(Site::new(), async |page| {
        page.open_lesson("shield", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.at() > Some(0.0)).await;
        for button in Button::ALL.into_iter().filter(|it| *it != Button::Pause) {
            let name = button.name(Lang::En);
            let found = page.all(Role::Button, Some(name)).await.len();
            assert_eq!(found, 1, "buttons named {name}");
        }
        for name in [Name::Position, Name::Console, Name::Tasks, Name::Narrator] {
            let found = page.all(name.role(), Some(name.text(Lang::En))).await.len();
            assert_eq!(found, 1, "{name:?}");
        }
    });
}
