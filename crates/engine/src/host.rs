//! What stands outside asyncio, as a lesson's program meets it.

use std::{cell::RefCell, panic::Location, rc::Rc};

use asyncio::Loop;
use coroscope_lessons::{self as lessons, Steps};
use coroscope_trace::{ButtonId, Stream, Tag};

use crate::recorder::Recorder;

/// The longest a single `time.sleep` can last, in seconds: longer ones, infinity
/// included, are cut, as no trace and no patience lasts longer. About 31 years.
const LONGEST_BLOCK: f64 = 1e9;

/// A button that can be pressed once.
struct Button {
    id: ButtonId,
    label: String,
    press: Box<dyn Fn()>,
}

/// The world of one run.
pub(crate) struct Host {
    aio: Loop,
    recorder: Rc<Recorder>,
    running: RefCell<Option<Steps>>,
    buttons: RefCell<Vec<Button>>,
    offered: std::cell::Cell<u32>,
}

impl Host {
    pub(crate) fn new(aio: Loop, recorder: Rc<Recorder>) -> Rc<Self> {
        Rc::new(Self {
            aio,
            recorder,
            running: RefCell::default(),
            buttons: RefCell::default(),
            offered: std::cell::Cell::new(0),
        })
    }

    /// The `asyncio.run` in progress, if there is one; to be put back with
    /// [`resume_later`](Self::resume_later) unless it is finished.
    pub(crate) fn take_running(&self) -> Option<Steps> {
        self.running.borrow_mut().take()
    }

    pub(crate) fn resume_later(&self, steps: Steps) {
        *self.running.borrow_mut() = Some(steps);
    }

    pub(crate) fn is_running(&self) -> bool {
        self.running.borrow().is_some()
    }

    /// Whether a button waits to be pressed.
    pub(crate) fn has_buttons(&self) -> bool {
        !self.buttons.borrow().is_empty()
    }

    pub(crate) fn offers(&self, id: ButtonId) -> bool {
        self.buttons.borrow().iter().any(|button| button.id == id)
    }

    /// The button that says `label`, if it waits to be pressed.
    pub(crate) fn button(&self, label: &str) -> Option<ButtonId> {
        let buttons = self.buttons.borrow();
        buttons
            .iter()
            .find(|button| button.label == label)
            .map(|button| button.id)
    }

    /// Presses a button; `false` when there is none of that number.
    pub(crate) fn press(&self, id: ButtonId) -> bool {
        let button = {
            let mut buttons = self.buttons.borrow_mut();
            let Some(at) = buttons.iter().position(|button| button.id == id) else {
                return false;
            };
            buttons.remove(at)
        };
        self.recorder.push(Tag::ButtonPressed, |out| {
            out.put(id);
        });
        (button.press)();
        true
    }

    /// Lets go of everything that belongs to the program.
    pub(crate) fn clear(&self) {
        let running = self.running.borrow_mut().take();
        let buttons = std::mem::take(&mut *self.buttons.borrow_mut());
        drop((running, buttons));
    }
}

impl lessons::Host for Host {
    fn write(&self, stream: lessons::Stream, text: &str, place: &'static Location<'static>) {
        let stream = match stream {
            lessons::Stream::Stdout => Stream::Stdout,
            lessons::Stream::Stderr => Stream::Stderr,
        };
        self.recorder
            .output(stream, text, self.recorder.place(place));
    }

    fn block(&self, seconds: f64, place: &'static Location<'static>) {
        // NaN and negative lengths are a ValueError in Python; here they take no time.
        let seconds = if seconds > 0.0 {
            seconds.min(LONGEST_BLOCK)
        } else {
            0.0
        };
        let (task, place) = (self.recorder.current_task(), self.recorder.place(place));
        // Before the thread stands still, so that a page can say who does it, and where.
        self.recorder.push(Tag::BlockingCalled, |out| {
            out.put(seconds).put(task).put(place);
        });
        self.recorder
            .outside()
            .block(seconds, self.recorder.outbox());
        let end = self.aio.time() + seconds;
        self.recorder.blocking(|| self.aio.advance_to(end));
        self.recorder.set_time(self.aio.time());
        self.recorder.push(Tag::Blocked, |out| {
            out.put(seconds).put(task).put(place);
        });
    }

    fn offer_button(&self, label: &str, press: Box<dyn Fn()>, place: &'static Location<'static>) {
        let id = ButtonId(self.offered.get());
        self.offered.set(id.0 + 1);
        let place = self.recorder.place(place);
        self.buttons.borrow_mut().push(Button {
            id,
            label: label.into(),
            press,
        });
        self.recorder.push(Tag::ButtonOffered, |out| {
            out.put(id).put(label).put(place);
        });
    }

    fn run(&self, steps: Steps) {
        self.resume_later(steps);
    }
}
