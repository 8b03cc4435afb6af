//! What a person does.

use super::{Button, Lang, Name, Page, Role};
use crate::{
    browser::{PROBE, commands::Raw},
    lessons::Lesson,
    settings::patience,
};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    elements::{Element, ElementRef},
    error::CmdError,
    key::Key,
};
use serde_json::{Value, json};
use std::time::Instant;

impl Page {
    /// Opens a file of the site (`index.html#lesson=sleep`), and waits until it is there.
    pub async fn open(&self, file: &str) {
        self.visit_url(&format!("{}{file}", self.base())).await;
    }

    /// Opens an address of whatever kind.
    pub async fn visit_url(&self, url: &str) {
        let client = self.browser().client();
        client
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("cannot open {url}: {error}"));
    }

    /// Opens a lesson, and waits until it can be run.
    pub async fn open_lesson(&self, slug: &str, lang: Lang) {
        self.expect_lang(lang);
        let code = lang.code();
        // Another fragment alone would not load the page again.
        self.visit_url("about:blank").await;
        self.open(&format!("index.html#lesson={slug}&lang={code}"))
            .await;
        self.until(&format!("the lesson {slug} in {code}"), |look| {
            look.can(Button::Run) && look.lang == code && look.title.ends_with("· Coroscope")
        })
        .await;
    }

    /// Goes into a frame of the page, and does everything there from now on.
    pub async fn enter_frame(&self, number: u16) {
        let client = self.browser().client();
        client
            .enter_frame(number)
            .await
            .unwrap_or_else(|error| panic!("there is no frame {number}: {error}"));
        // A frame of another site lives in a process of its own, where the probe does not get by
        // itself.
        self.execute(PROBE, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("the probe does not start: {error}"));
    }

    /// Comes back out of a frame.
    pub async fn leave_frame(&self) {
        let client = self.browser().client();
        client
            .enter_parent_frame()
            .await
            .unwrap_or_else(|error| panic!("cannot leave the frame: {error}"));
    }

    /// All visible elements of that role, and with that name if one is given.
    pub async fn all(&self, role: Role, name: Option<&str>) -> Vec<Element> {
        let script = "return window.coroscopeProbe?.all(arguments[0], arguments[1]) ?? []";
        let found = self
            .execute(script, vec![json!(role.name()), json!(name)])
            .await
            .unwrap_or_else(|error| panic!("cannot look for a {}: {error}", role.name()));
        let id = |element: &Value| Some(element.as_object()?.values().next()?.as_str()?.to_owned());
        let elements = found.as_array().into_iter().flatten().filter_map(id);
        elements
            .map(|id| {
                Element::from_element_id(self.browser().client().clone(), ElementRef::from(id))
            })
            .collect()
    }

    /// The first visible element of that role and name, as soon as there is one.
    ///
    /// # Panics
    /// If there comes to be none.
    pub async fn find(&self, role: Role, name: &str) -> Element {
        let what = format!("a {} named {name:?}", role.name());
        let expression = format!(
            "window.coroscopeProbe?.all({}, {}).length > 0",
            json!(role.name()),
            json!(name)
        );
        self.until_true(&what, &expression).await;
        let found = self.all(role, Some(name)).await.into_iter().next();
        found.unwrap_or_else(|| panic!("{what} was there and is gone"))
    }

    /// A part of the page that every learner relies on.
    pub async fn the(&self, name: Name) -> Element {
        self.find(name.role(), name.text(self.lang())).await
    }

    /// Clicks the element of that role and name, as soon as that can be done.
    ///
    /// # Panics
    /// If it cannot be done: it is not there, not enabled, or covered by something else.
    pub async fn click(&self, role: Role, name: &str) {
        let start = Instant::now();
        loop {
            let element = self.find(role, name).await;
            // The page may draw the element anew between finding and clicking.
            let why = match is_enabled(&element).await {
                Ok(true) => match element.click().await {
                    Ok(()) => return,
                    Err(error) => error.to_string(),
                },
                Ok(false) => "it is disabled".to_owned(),
                Err(error) => error.to_string(),
            };
            assert!(
                start.elapsed() < patience(),
                "cannot click the {} {name:?}: {why}",
                role.name()
            );
        }
    }

    /// Presses a button of the transport.
    pub async fn press(&self, button: Button) {
        self.click(Role::Button, button.name(self.lang())).await;
    }

    /// Presses a key, with Shift held if wanted, wherever the focus is.
    pub async fn key(&self, key: char, shift: bool) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let shift_key = char::from(Key::Shift);
        if shift {
            actions = actions.then(KeyAction::Down { value: shift_key });
        }
        actions = actions
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        if shift {
            actions = actions.then(KeyAction::Up { value: shift_key });
        }
        let client = self.browser().client();
        client
            .perform_actions(actions)
            .await
            .unwrap_or_else(|error| panic!("cannot press {key:?}: {error}"));
    }

    /// The role and the accessible name that Chromium itself computes for an element.
    pub async fn computed(&self, element: &Element) -> (String, String) {
        let id = element.element_id();
        let mut parts = Vec::new();
        for part in ["computedrole", "computedlabel"] {
            let answer = self
                .browser()
                .client()
                .issue_cmd(Raw::get(format!("element/{}/{part}", id.as_ref())))
                .await
                .unwrap_or_else(|error| panic!("{part}: {error}"));
            parts.push(answer.as_str().unwrap_or_default().to_owned());
        }
        let name = parts.pop().unwrap_or_default();
        (parts.pop().unwrap_or_default(), name)
    }

    /// Chooses a lesson in the list. The link's name may say besides that the lesson is done.
    pub async fn follow_lesson(&self, lesson: &Lesson) {
        let title = match self.lang() {
            Lang::En => &lesson.title,
            Lang::Ru => &lesson.title_ru,
        };
        let script = "const [list, title] = arguments; const probe = window.coroscopeProbe; \
            const [nav] = probe.all('navigation', list); \
            return probe.all('link', null).filter((it) => nav?.contains(it)) \
              .map(probe.nameOf).find((name) => name === title || name.startsWith(`${title} `)) ?? null";
        let arguments = vec![json!(Name::Lessons.text(self.lang())), json!(title)];
        self.the(Name::Lessons).await;
        self.find_link(title).await;
        let name = self
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("cannot look into the list of lessons: {error}"));
        let name = name
            .as_str()
            .unwrap_or_else(|| panic!("the list has no lesson {title:?}"));
        self.click(Role::Link, name).await;
    }

    /// Waits for a link whose name begins so.
    async fn find_link(&self, beginning: &str) {
        let expression = format!(
            "window.coroscopeProbe?.all('link', null) \
               .some((it) => window.coroscopeProbe.nameOf(it).startsWith({}))",
            json!(beginning)
        );
        self.until_true(&format!("a link {beginning:?}"), &expression)
            .await;
    }

    /// Moves the slider to a value, as dragging it does: the value changes, and an event says so.
    pub async fn drag_to(&self, value: f64) {
        let slider = self.the(Name::Position).await;
        let script = "const [slider, value] = arguments; slider.value = value; \
            slider.dispatchEvent(new Event('input', { bubbles: true })); \
            slider.dispatchEvent(new Event('change', { bubbles: true }));";
        let element =
            json!({ "element-6066-11e4-a52e-4f735466cecf": slider.element_id().as_ref() });
        self.execute(script, vec![element, json!(value)])
            .await
            .unwrap_or_else(|error| panic!("cannot move the slider: {error}"));
    }

    /// Chooses a speed.
    pub async fn choose_speed(&self, speed: &str) {
        let select = self.the(Name::Speed).await;
        select
            .select_by_value(speed)
            .await
            .unwrap_or_else(|error| panic!("cannot choose the speed {speed}: {error}"));
    }
}

/// Whether an element can be used. One that is disabled in ARIA's way only says so.
async fn is_enabled(element: &Element) -> Result<bool, CmdError> {
    let says_not = element.attr("aria-disabled").await?.as_deref() == Some("true");
    Ok(!says_not && element.is_enabled().await?)
}
