//! In step with real time: pause, resume, speed.

use coroscope_tests::{Button, Lang, Lesson, Name, Page, Site, lessons, visit};
use serde_json::json;

fn shield() -> Lesson {
    lessons()
        .into_iter()
        .find(|it| it.slug == "shield")
        .expect("there is a lesson on shield")
}

async fn started(page: &Page, speed: &str) {
    page.open_lesson("shield", Lang::En).await;
    page.choose_speed(speed).await;
    page.press(Button::Run).await;
    page.until("the first line", |look| look.console() == ["request: sent"])
        .await;
}

#[test]
fn a_paused_run_stays_where_it_is_and_goes_on_when_it_is_resumed() {
    visit(Site::new(), async |page| {
        started(&page, "0.1").await;
        page.press(Button::Pause).await;
        let paused = page.until("a pause", |look| look.shows(Button::Run)).await;
        // The next line was due in 0.08 s at this speed, if anything moved.
        page.choose_speed("10").await;
        page.frames(40).await;
        let later = page.look().await;
        assert_eq!(later.position, paused.position);
        assert_eq!(later.console(), ["request: sent"]);
        page.press(Button::Run).await;
        let golden = shield().golden;
        page.until("the end", |look| {
            look.printed(&golden) && look.shows(Button::Run)
        })
        .await;
    });
}

#[test]
fn a_faster_speed_holds_at_once_even_in_a_wait_that_has_begun() {
    visit(Site::new(), async |page| {
        // At this speed the program takes more than half a minute, which is longer than the
        // patience of the wait below.
        started(&page, "0.1").await;
        page.choose_speed("10").await;
        let golden = shield().golden;
        page.until("the end", |look| {
            look.printed(&golden) && look.shows(Button::Run)
        })
        .await;
    });
}

#[test]
fn stepping_back_from_a_live_run_pauses_it_and_run_replays_from_there() {
    visit(Site::new(), async |page| {
        started(&page, "0.1").await;
        let step = page.look().await.at().expect("the slider is there");
        page.press(Button::StepBack).await;
        page.until("a step back", |look| {
            look.at() == Some(step - 1.0) && look.shows(Button::Run)
        })
        .await;
        page.press(Button::Restart).await;
        page.until("the start", |look| look.at() == Some(0.0)).await;
        page.choose_speed("10").await;
        page.press(Button::Run).await;
        let golden = shield().golden;
        page.until("the end", |look| {
            look.printed(&golden) && look.shows(Button::Run)
        })
        .await;
    });
}

#[test]
fn a_run_that_is_over_can_be_run_again() {
    visit(Site::new(), async |page| {
        let golden = shield().golden;
        page.open_lesson("shield", Lang::En).await;
        for _ in 0..3 {
            // Slow enough for the fresh run to be seen, then fast enough to be over soon.
            page.choose_speed("0.1").await;
            page.press(Button::Run).await;
            page.until("a fresh run", |look| {
                look.shows(Button::Pause) && look.console() == ["request: sent"]
            })
            .await;
            page.choose_speed("10").await;
            page.until("the end", |look| {
                look.printed(&golden) && look.shows(Button::Run)
            })
            .await;
        }
    });
}

#[test]
fn the_first_line_follows_the_press_of_run() {
    visit(Site::new(), async |page| {
        page.open_lesson("shield", Lang::En).await;
        // How long it takes is printed for people to read; a busy machine must not fail for it.
        let script = "const [names, done] = arguments; const probe = window.coroscopeProbe; \
            const start = performance.now(); probe.all('button', names[0])[0].click(); \
            const frame = () => { \
              const line = probe.all('log', names[1])[0].querySelector('.console__text'); \
              if (line) done([performance.now() - start, line.textContent]); \
              else requestAnimationFrame(frame); \
            }; frame();";
        let lang = page.lang();
        let names = json!([Button::Run.name(lang), Name::Console.text(lang)]);
        for run in ["first", "second"] {
            let client = page.browser().client();
            let seen = client
                .execute_async(script, vec![names.clone()])
                .await
                .expect("a line comes");
            assert_eq!(seen[1], "request: sent");
            println!("the {run} run's first line came after {} ms", seen[0]);
            page.press(Button::Stop).await;
            page.until("a run forgotten", |look| {
                look.lines.iter().flatten().count() == 0
            })
            .await;
        }
    });
}
