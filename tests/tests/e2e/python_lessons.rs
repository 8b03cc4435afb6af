//! Every lesson's Python edition on the Python engine, which the learner may choose.

use coroscope_tests::{Button, Lang, Role, Site, lessons, visit};

#[test]
fn every_lesson_prints_what_python_prints() {
    visit(Site::new(), async |page| {
        let lessons = lessons();
        page.open_lesson(&lessons[0].slug, Lang::En).await;
        // It comes with the editor, as soon as the page has nothing else to load.
        page.find(Role::Combobox, "Engine").await;
        let choose = "const select = document.querySelector('.source__engine select'); \
                      select.value = 'python'; select.dispatchEvent(new Event('change'));";
        page.execute(choose, Vec::new())
            .await
            .expect("can be chosen");
        for (number, lesson) in lessons.iter().enumerate() {
            if number > 0 {
                page.follow_lesson(lesson).await;
            }
            page.press(Button::ToTheEnd).await;
            if lesson.slug == "future" {
                // Its button is the learner's to press.
                let press = "document.querySelector('.outside__button:not([aria-disabled])')";
                page.until_true(
                    "a button",
                    &format!("{press} !== null && document.querySelector('.notices').innerText.includes('waits for a button')"),
                )
                .await;
                page.execute(&format!("{press}.click()"), Vec::new())
                    .await
                    .expect("can be pressed");
            }
            page.until(&format!("{} on the Python engine", lesson.slug), |look| {
                look.printed(&lesson.golden)
            })
            .await;
        }
    });
}
