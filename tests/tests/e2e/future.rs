//! The lesson on `Future`: the learner resolves it, and sees who wakes.

use coroscope_tests::{Button, Lang, Page, Role, Site, lessons, visit};

const PRESS: &str = "Deliver the letter";

#[test]
fn the_learner_resolves_the_future_in_a_live_run() {
    visit(Site::new(), async |page| {
        let golden = lessons()
            .into_iter()
            .find(|it| it.slug == "future")
            .expect("exists")
            .golden;
        page.open_lesson("future", Lang::En).await;
        page.choose_speed("10").await;
        page.press(Button::Run).await;
        let waiting = page
            .until("the program to wait for its reader", |look| {
                look.printed(&golden[..3])
            })
            .await;
        assert!(waiting.shows(Button::Pause), "the run goes on; it waits");
        page.frames(20).await;
        assert_eq!(
            page.look().await.console(),
            golden[..3],
            "nothing happens by itself"
        );
        page.click(Role::Button, PRESS).await;
        page.until("the readers to wake", |look| {
            look.printed(&golden) && look.shows(Button::Run)
        })
        .await;
    });
}

/// Whether the program's button can be pressed now.
async fn can_be_pressed(page: &Page) -> bool {
    let buttons = page.all(Role::Button, Some(PRESS)).await;
    match buttons.first() {
        Some(button) => button
            .attr("aria-disabled")
            .await
            .expect("can be asked")
            .is_none(),
        None => false,
    }
}

#[test]
fn the_learner_resolves_the_future_while_stepping() {
    visit(Site::new(), async |page| {
        let golden = lessons()
            .into_iter()
            .find(|it| it.slug == "future")
            .expect("exists")
            .golden;
        page.open_lesson("future", Lang::En).await;
        // One step after the other, until both readers wait and a press counts.
        let mut step = 0;
        loop {
            let look = page.look().await;
            if look.printed(&golden[..3]) && can_be_pressed(&page).await {
                break;
            }
            step += 1;
            page.press(Button::Step).await;
            page.until(&format!("step {step}"), |look| {
                look.at() == Some(f64::from(step))
            })
            .await;
        }
        page.click(Role::Button, PRESS).await;
        page.press(Button::ToTheEnd).await;
        page.until("the readers to wake", |look| look.printed(&golden))
            .await;
    });
}

#[test]
fn a_press_from_the_past_changes_nothing() {
    visit(Site::new(), async |page| {
        page.open_lesson("future", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        let end = page
            .until("the end", |look| {
                look.console().len() == 6 && look.shows(Button::Run)
            })
            .await;
        let max = end.position.expect("the slider is there").max;
        page.drag_to(max - 3.0).await;
        page.until("an earlier step", |look| look.at() == Some(max - 3.0))
            .await;
        for button in page.all(Role::Button, Some(PRESS)).await {
            let disabled = button.attr("aria-disabled").await.expect("can be asked");
            assert_eq!(disabled.as_deref(), Some("true"));
            button.click().await.expect("can be clicked");
        }
        page.frames(20).await;
        let later = page.look().await;
        assert_eq!(
            later.position.map(|it| it.max),
            Some(max),
            "nothing was recorded"
        );
    });
}
