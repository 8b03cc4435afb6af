//! A worker that does not come, dies or falls silent: said clearly, and nothing is lost.

use coroscope_tests::{Button, Gate, Lang, Lesson, Page, Role, Site, lessons, visit};

const LOADER: &str = "coroscope-worker*_loader.js";

fn shield() -> Lesson {
    lessons()
        .into_iter()
        .find(|it| it.slug == "shield")
        .expect("there is a lesson on shield")
}

/// The lesson can be read although it cannot be run.
async fn can_be_read(page: &Page) {
    let lesson = shield();
    page.expect_lang(Lang::En);
    page.open("index.html#lesson=shield&lang=en").await;
    let look = page
        .until("a notice and the transcript", |look| {
            look.says("did not start") && look.printed(&lesson.golden)
        })
        .await;
    assert!(look.title.contains(&lesson.title) && !look.heading.is_empty());
    let source = page.find(Role::Region, "Source").await;
    let text = source.text().await.expect("it has a text");
    assert!(text.contains("async def slow_request"), "{text}");
    page.click(Role::Tab, "Rust").await;
    page.until_true(
        "the Rust edition",
        "document.body.textContent.includes('Coroutine<')",
    )
    .await;
}

#[test]
fn without_the_workers_script_the_lesson_can_still_be_read() {
    let site = Site::new().failing(LOADER, 404);
    visit(site, async |page| can_be_read(&page).await);
}

#[test]
fn what_is_pressed_while_the_worker_loads_is_done_when_it_is_there() {
    let gate = Gate::new();
    visit(Site::new().holding(LOADER, &gate), async move |page| {
        let golden = shield().golden;
        page.open_lesson("shield", Lang::En).await;
        page.press(Button::ToTheEnd).await;
        page.frames(10).await;
        assert!(page.look().await.console().is_empty());
        gate.open();
        page.until("the run", |look| look.printed(&golden)).await;
    });
}

/// A channel on which a test tells the worker to fail. The worker's own messages stay its own.
const TRAPDOOR: &str =
    "\nnew BroadcastChannel('trapdoor').onmessage = () => { throw new Error('ended by a test'); };";

#[test]
fn a_worker_that_dies_is_missed_and_a_new_one_goes_on() {
    let site = Site::new()
        .appending(LOADER, TRAPDOOR)
        .provoking("ended by a test");
    visit(site, async |page| {
        let golden = shield().golden;
        page.open_lesson("shield", Lang::En).await;
        page.choose_speed("0.1").await;
        page.press(Button::Run).await;
        page.until("the first line", |look| look.printed(&golden[..1]))
            .await;
        page.execute(
            "new BroadcastChannel('trapdoor').postMessage(1)",
            Vec::new(),
        )
        .await
        .expect("the channel opens");
        let dead = page
            .until("a notice", |look| {
                look.says("stopped working") && look.says("ended by a test")
            })
            .await;
        assert!(
            dead.printed(&golden[..1]),
            "what was recorded is kept: {dead:#?}"
        );
        page.press(Button::StepBack).await;
        page.until("a step back in what was recorded", |look| {
            look.at() < dead.at()
        })
        .await;
        page.click(Role::Button, "Reload engine").await;
        page.until("no notice any more", |look| !look.says("stopped working"))
            .await;
        page.press(Button::Stop).await;
        page.press(Button::ToTheEnd).await;
        page.until("a fresh run", |look| look.printed(&golden))
            .await;
    });
}

#[test]
fn a_worker_that_is_gone_without_a_word_can_be_stopped_and_replaced() {
    visit(Site::new(), async |page| {
        let golden = shield().golden;
        page.open_lesson("shield", Lang::En).await;
        page.choose_speed("0.1").await;
        page.press(Button::Run).await;
        page.until("the first line", |look| look.printed(&golden[..1]))
            .await;
        page.execute("window.coroscopeProbe.terminate()", Vec::new())
            .await
            .expect("there is a worker");
        page.press(Button::Pause).await;
        page.press(Button::Stop).await;
        page.press(Button::ToTheEnd).await;
        page.until("a fresh run", |look| look.printed(&golden))
            .await;
    });
}

/// Has the page ask once more for a file that is not there, and say so once more.
pub(crate) async fn tries_again_in_vain(page: &Page, file: &str) {
    let asked = || {
        let requests = page.requests();
        requests.iter().filter(|it| it.path.ends_with(file)).count()
    };
    let before = asked();
    page.click(Role::Button, "Try again").await;
    page.until("a notice again", |look| {
        look.says("could not be loaded") && asked() > before
    })
    .await;
}

#[test]
fn a_lesson_whose_file_is_missing_says_so_and_can_be_tried_again() {
    let site = Site::new()
        .failing("lessons/sleep.en.json", 500)
        .provoking("Failed to load resource");
    visit(site, async |page| {
        page.open("index.html#lesson=sleep&lang=en").await;
        page.until("a notice", |look| look.says("could not be loaded"))
            .await;
        tries_again_in_vain(&page, "sleep.en.json").await;
        // The program is in the worker, so it runs all the same.
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.console().len() == 8)
            .await;
    });
}
