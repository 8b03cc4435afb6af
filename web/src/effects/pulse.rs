//! Ticks of real time, while something moves by itself.

use std::{cell::RefCell, rc::Rc};

use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::state::Action;

use super::browser;

/// How often the watchdog looks, in milliseconds; also what keeps a replay going
/// in a tab that is not seen and gets no frames.
const BEAT: u32 = 100;

/// Frames closer than this, in milliseconds, are left out.
const FRAME: f64 = 15.0;

/// Sends ticks while `needed`: with every frame that is drawn, and a few times
/// a second where nothing is drawn.
#[hook]
pub fn use_pulse(needed: bool, frames: bool, on: Callback<Action>) {
    use_effect_with((needed, frames), move |(needed, frames)| {
        let beat = needed.then(|| {
            let on = on.clone();
            Interval::new(BEAT, move || on.emit(Action::Tick(browser::now())))
        });
        let running = (*needed && *frames).then(|| Frames::run(on.clone()));
        move || drop((beat, running))
    });
}

/// A chain of animation frames; it ends when this goes.
struct Frames {
    next: Rc<RefCell<Option<AnimationFrame>>>,
}

impl Frames {
    fn run(on: Callback<Action>) -> Self {
        let next = Rc::new(RefCell::new(None));
        Self::ask(&next, on, 0.0);
        Self { next }
    }

    fn ask(slot: &Rc<RefCell<Option<AnimationFrame>>>, on: Callback<Action>, last: f64) {
        let weak = Rc::downgrade(slot);
        let frame = request_animation_frame(move |_| {
            let Some(slot) = weak.upgrade() else {
                return;
            };
            let now = browser::now();
            let due = now - last >= FRAME;
            // Ask for the next one first: a tick may end the chain.
            Self::ask(&slot, on.clone(), if due { now } else { last });
            if due {
                on.emit(Action::Tick(now));
            }
        });
        *slot.borrow_mut() = Some(frame);
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.next.borrow_mut().take();
    }
}
