//! Step by step to the end, and back to the start: every moment is the same in both directions.

use coroscope_tests::{Button, Lang, Look, Name, Page, Role, Site, lessons, visit};

/// What a learner sees at a step, as far as it has to be the same whenever he is there.
#[derive(Debug, PartialEq)]
struct Moment {
    narrator: String,
    console: Vec<String>,
    tasks: Option<Vec<String>>,
}

fn moment(look: Look) -> Moment {
    Moment {
        console: look.console().into_iter().map(str::to_owned).collect(),
        narrator: look.narrator,
        tasks: look.tasks,
    }
}

/// Waits until the position is at a step.
async fn at(page: &Page, step: usize) -> Look {
    page.until(&format!("step {step}"), |look| {
        look.at() == Some(step as f64)
    })
    .await
}

/// Runs to the end, and gives the number of steps.
async fn steps(page: &Page, golden: &[String]) -> usize {
    page.press(Button::ToTheEnd).await;
    let end = page
        .until("the end", |look| {
            look.printed(golden) && look.shows(Button::Run)
        })
        .await;
    end.at().expect("the slider is there") as usize
}

#[test]
fn stepping_a_fresh_run_tells_every_step_in_words_of_its_own() {
    visit(Site::new(), async |page| {
        for lesson in lessons().into_iter().filter(|it| !it.needs_a_press) {
            page.open_lesson(&lesson.slug, Lang::En).await;
            let steps = steps(&page, &lesson.golden).await;
            page.press(Button::Stop).await;
            let mut before = page
                .until("a run forgotten", |look| {
                    look.lines.iter().flatten().count() == 0
                })
                .await;
            for step in 1..=steps {
                page.press(Button::Step).await;
                let look = at(&page, step).await;
                let place = format!("{}, step {step}", lesson.slug);
                assert!(!look.narrator.is_empty(), "{place} has no sentence");
                // To call one function twice in a row is told in the same words, and rightly.
                let is_another_call = look.narrator.starts_with("Calling ");
                assert!(
                    look.narrator != before.narrator || is_another_call,
                    "{place} says the same again: {}",
                    look.narrator
                );
                assert!(
                    look.console().len() >= before.console().len(),
                    "{place} unprints"
                );
                before = look;
            }
            assert!(
                before.printed(&lesson.golden),
                "{}: {before:#?}",
                lesson.slug
            );
        }
    });
}

#[test]
fn stepping_back_shows_the_same_moments_again() {
    visit(Site::new(), async |page| {
        for slug in ["shield", "cancel"] {
            let lesson = lessons()
                .into_iter()
                .find(|it| it.slug == slug)
                .expect("exists");
            page.open_lesson(slug, Lang::En).await;
            let start = page.look().await;
            let steps = steps(&page, &lesson.golden).await;
            page.press(Button::Restart).await;
            let mut moments = vec![moment(at(&page, 0).await)];
            assert_eq!(moments[0].narrator, start.narrator);
            assert!(moments[0].console.is_empty());
            for step in 1..=steps {
                page.press(Button::Step).await;
                moments.push(moment(at(&page, step).await));
            }
            for step in (0..steps).rev() {
                page.press(Button::StepBack).await;
                let look = at(&page, step).await;
                assert_eq!(look.position.as_ref().map(|it| it.max), Some(steps as f64));
                assert_eq!(moment(look), moments[step], "{slug}, step {step}");
            }
            let first = page.look().await;
            assert!(!first.can(Button::StepBack) && !first.can(Button::Restart));
        }
    });
}

#[test]
fn the_slider_goes_to_any_step() {
    visit(Site::new(), async |page| {
        let shield = lessons()
            .into_iter()
            .find(|it| it.slug == "shield")
            .expect("exists");
        page.open_lesson("shield", Lang::En).await;
        let steps = steps(&page, &shield.golden).await;
        let end = moment(page.look().await);
        page.drag_to(0.0).await;
        assert!(at(&page, 0).await.console().is_empty());
        for step in [steps / 2, 1, steps - 1] {
            page.drag_to(step as f64).await;
            let look = at(&page, step).await;
            let words = look
                .position
                .as_ref()
                .map(|it| it.text.clone())
                .unwrap_or_default();
            assert!(words.contains(&format!("{step} of {steps}")), "{words}");
            assert!(look.lines.iter().flatten().any(|line| line.ahead) || step == steps - 1);
        }
        page.drag_to(steps as f64).await;
        assert_eq!(moment(at(&page, steps).await), end);
    });
}

#[test]
fn a_console_line_leads_to_its_moment() {
    visit(Site::new(), async |page| {
        let shield = lessons()
            .into_iter()
            .find(|it| it.slug == "shield")
            .expect("exists");
        page.open_lesson("shield", Lang::En).await;
        steps(&page, &shield.golden).await;
        let buttons = page.all(Role::Button, None).await;
        let mut led = 0;
        for button in buttons {
            let (_, name) = page.computed(&button).await;
            if !name.contains("Show the moment") {
                continue;
            }
            button.click().await.expect("the line can be clicked");
            led += 1;
            let wanted = &shield.golden[..led];
            let look = page
                .until(&format!("the moment of line {led}"), |look| {
                    look.printed(wanted)
                })
                .await;
            assert!(look.narrator.contains("print"), "{}", look.narrator);
        }
        assert_eq!(led, shield.golden.len());
    });
}

#[test]
fn a_task_that_is_chosen_is_inspected() {
    visit(Site::new(), async |page| {
        page.open_lesson("shield", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        let table = page.the(Name::Tasks).await;
        page.until("the tasks", |look| {
            look.tasks.as_ref().is_some_and(|it| it.len() >= 3)
        })
        .await;
        let (role, name) = page.computed(&table).await;
        assert_eq!((role.as_str(), name.as_str()), ("table", "Tasks"));
        let task = page.all(Role::Button, Some("slow_request")).await;
        assert!(
            !task.is_empty(),
            "the task can be chosen by a button of its name"
        );
        task[0].click().await.expect("it can be chosen");
        let inspector = page.find(Role::Region, "Inspector").await;
        page.until_true(
            "the inspector to show it",
            "window.coroscopeProbe.all('region', 'Inspector')[0]?.textContent.includes('slow_request')",
        )
        .await;
        let text = inspector.text().await.expect("it has a text");
        assert!(text.contains("'saved'"), "its result is shown: {text}");
    });
}
