//! One test: a site, a browser, and the judgement at the end.

use crate::{
    browser::Browser,
    page::Page,
    server::{Server, Site},
    settings::root,
};
use std::{
    fs,
    panic::resume_unwind,
    sync::{Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};
use tokio::{runtime, task::LocalSet, time::timeout};

/// No test may take longer; one that does is stuck.
const LIMIT: Duration = Duration::from_mins(4);

/// Serves the site, opens a browser and runs the test. Then fails for whatever the browser
/// complained about, and for requests that the server could not answer.
///
/// # Panics
/// If the test fails.
pub fn visit(site: Site, test: impl AsyncFnOnce(Page) + 'static) {
    let wrong = examine(site, test);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Does the same, but only says what the visit would have failed for.
///
/// # Panics
/// If the test itself fails.
pub fn examine(site: Site, test: impl AsyncFnOnce(Page) + 'static) -> Vec<String> {
    let _place = Place::take();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("an event loop can be made");
    LocalSet::new().block_on(&runtime, async move {
        let page = Page::new(Browser::open().await, Server::start(site));
        let tested = page.clone();
        // As a task, so that a test that panics still closes its browser.
        let task = tokio::task::spawn_local(async move {
            let over = timeout(LIMIT, test(tested)).await;
            assert!(over.is_ok(), "the test is not over after {LIMIT:?}");
        });
        let outcome = task.await;
        if outcome.is_err() {
            leave_a_picture(&page).await;
        }
        let complaints = judge(&page).await;
        finish(&page).await;
        if let Err(error) = outcome {
            if !complaints.is_empty() {
                eprintln!("and besides, {}", complaints.join("\n"));
            }
            resume_unwind(error.into_panic());
        }
        complaints
    })
}

/// Closes the browser of a page.
pub async fn finish(page: &Page) {
    page.browser().clone().close().await;
}

/// What was wrong besides what the test looked at.
async fn judge(page: &Page) -> Vec<String> {
    let mut wrong = Vec::new();
    let site = page.server().site();
    let complaints = match page.browser().complaints().await {
        Ok(complaints) => complaints,
        Err(error) => vec![format!("the browser's console cannot be read: {error}")],
    };
    for words in site.provoked() {
        if !complaints.iter().any(|it| it.contains(words.as_str())) {
            wrong.push(format!("the browser did not complain of {words:?}"));
        }
    }
    let provoked = |it: &String| {
        site.provoked()
            .iter()
            .any(|words| it.contains(words.as_str()))
    };
    wrong.extend(
        complaints
            .into_iter()
            .filter(|it| !provoked(it))
            .map(|it| format!("the browser complained: {it}")),
    );
    wrong.extend(
        page.requests()
            .into_iter()
            .filter(|request| request.status != 200 && !site.is_failing(&request.path))
            .map(|request| format!("answered with {}: {}", request.status, request.path)),
    );
    wrong
}

/// Leaves a picture of what a failed test saw last.
async fn leave_a_picture(page: &Page) {
    let name = thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let folder = root().join("target/e2e");
    let path = folder.join(format!("{name}.png"));
    match page.browser().client().screenshot().await {
        Ok(picture) => {
            let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, picture));
            match written {
                Ok(()) => eprintln!("what was seen last: {}", path.display()),
                Err(error) => eprintln!("{}: {error}", path.display()),
            }
        }
        Err(error) => eprintln!("no picture could be taken: {error}"),
    }
}

/// So many browsers are open at the same time, however many threads run tests.
const PLACES: usize = 2;

static FREE: (Mutex<usize>, Condvar) = (Mutex::new(PLACES), Condvar::new());

/// The right to have a browser open.
struct Place;

impl Place {
    fn take() -> Self {
        let free = FREE.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = FREE
            .1
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *FREE.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        FREE.1.notify_one();
    }
}
