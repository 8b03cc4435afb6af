//! What the panes are given: one value, cheap to clone and to compare.

use std::{ops::Deref, rc::Rc};

use coroscope_trace::{History, Model, Place, TaskId, Timeline, model::Colour};
use yew::prelude::*;

use crate::i18n::{self, Lang, Words};

use super::{Action, Axis, Edition, Layout, Page, Selection, State};

/// What a pane needs to draw itself: the run at one position, and what is lit.
///
/// Cloning it copies one pointer. Two views are equal when a pane would draw the
/// same from both.
#[derive(Clone)]
pub struct View(Rc<Shown>);

impl Deref for View {
    type Target = Shown;

    fn deref(&self) -> &Shown {
        &self.0
    }
}

/// What a [`View`] gives to read.
pub struct Shown {
    /// The language.
    pub lang: Lang,
    /// Which page this is; an embed leaves some things out.
    pub page: Page,
    /// How much room there is.
    pub layout: Layout,
    /// The recording.
    pub history: History,
    /// The data of the timeline, on the present axis, of the whole recording.
    pub timeline: Timeline,
    /// The model at the position.
    pub model: Rc<Model>,
    /// Where the learner stands: a number of events.
    pub position: usize,
    /// Loop time as shown: the model's, and a little more while the loop waits.
    /// Countdowns count down to this.
    pub now: f64,
    /// Whether the position moves by itself.
    pub playing: bool,
    /// Seconds of loop time in a real second.
    pub speed: f64,
    /// What is lit everywhere.
    pub selection: Option<Selection>,
    /// What the pointer is on.
    pub hover: Option<Selection>,
    /// What the timeline's axis counts.
    pub axis: Axis,
    /// Which edition of the source is shown.
    pub edition: Edition,
    /// The name of the program's file.
    pub file: Rc<str>,
    /// Where actions go.
    pub on: Callback<Action>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || *self.0 == *other.0
    }
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model)
            && self.history.events().shares(other.history.events())
            && self.position == other.position
            && self.now == other.now
            && self.selection == other.selection
            && self.hover == other.hover
            && self.lang == other.lang
            && self.page == other.page
            && self.layout == other.layout
            && self.playing == other.playing
            && self.speed == other.speed
            && self.axis == other.axis
            && self.edition == other.edition
            && self.file == other.file
            && self.on == other.on
    }
}

impl State {
    /// What the panes are given.
    pub fn view(&self, on: Callback<Action>) -> View {
        View(Rc::new(Shown {
            lang: self.lang,
            page: self.page,
            layout: self.layout,
            history: self.run.history.clone(),
            timeline: self.run.history.timeline(self.axis).clone(),
            model: Rc::clone(&self.run.model),
            position: self.run.position,
            now: self.run.clock,
            playing: self.run.is_playing(),
            speed: self.speed,
            selection: self.selection,
            hover: self.hover,
            axis: self.axis,
            edition: self.edition,
            file: self.file().into(),
            on,
        }))
    }
}

impl View {
    /// The interface's words in the view's language.
    pub fn words(&self) -> Words {
        i18n::words(self.lang)
    }

    /// Whether there is only a phone's room.
    pub fn is_phone(&self) -> bool {
        self.layout == Layout::Phone
    }

    /// The line number of a place in the edition that is shown; `None` if it is
    /// unknown.
    pub fn line(&self, place: Place) -> Option<u32> {
        let line = match self.edition {
            Edition::Python => place.python,
            Edition::Rust => place.rust,
        };
        (line > 0).then_some(line)
    }

    /// Whether something is chosen.
    pub fn is_selected(&self, what: Selection) -> bool {
        self.selection == Some(what)
    }

    /// Whether the pointer is on it, in whichever pane.
    pub fn is_hovered(&self, what: Selection) -> bool {
        self.hover == Some(what)
    }

    /// The chosen task.
    pub fn selected_task(&self) -> Option<TaskId> {
        match self.selection {
            Some(Selection::Task(task)) => Some(task),
            _ => None,
        }
    }

    /// The class that binds an element to a task's colour, from the recorded end:
    /// a task has its colour also where it lies ahead.
    pub fn hue(&self, task: Option<TaskId>) -> &'static str {
        let head = self.history.head();
        hue(task
            .and_then(|task| head.task(task))
            .map_or(Colour::NONE, |task| task.colour))
    }

    /// Does something, whatever the event says.
    pub fn act(&self, action: Action) -> Callback<MouseEvent> {
        let on = self.on.clone();
        Callback::from(move |_| on.emit(action.clone()))
    }

    /// Chooses something, or lets it go if it is chosen. The event goes no
    /// further and has no default action.
    pub fn toggle(&self, what: Selection) -> Callback<MouseEvent> {
        let on = self.on.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            on.emit(Action::Toggle(what));
        })
    }

    /// Goes to a position of the recording.
    pub fn seek(&self, position: usize) -> Callback<MouseEvent> {
        let on = self.on.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            on.emit(Action::Seek(position));
        })
    }

    /// The pointer came to something.
    pub fn enter(&self, what: Selection) -> Callback<PointerEvent> {
        let on = self.on.clone();
        Callback::from(move |_| on.emit(Action::Hover(Some(what))))
    }

    /// The pointer left it.
    pub fn leave(&self) -> Callback<PointerEvent> {
        let on = self.on.clone();
        Callback::from(move |_| on.emit(Action::Hover(None)))
    }
}

/// The class that binds an element to a colour.
pub fn hue(colour: Colour) -> &'static str {
    match colour.hue {
        1 => "t1",
        2 => "t2",
        3 => "t3",
        4 => "t4",
        5 => "t5",
        6 => "t6",
        _ => "t0",
    }
}
