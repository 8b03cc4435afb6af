//! Plays a recording back as if it were a run.

mod cuts;
mod stream;

use std::collections::VecDeque;

use coroscope_trace::{ButtonId, Event, EventKind};

use crate::{
    End, Idle, Step,
    drive::{Course, Standing},
    notes::Marks,
};
use cuts::Cuts;
pub use stream::{Fault, Stream};

/// Why a recording does not go on by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Halt {
    /// What comes next is not known yet; go on after [`Playback::push`] or
    /// [`Playback::rest`]. What belongs to the step and is known was handed out.
    NotYet,
    /// The program blocks its thread. Go on at once, or, when it is played in step with
    /// real time, after the wait.
    Blocked {
        /// Until when, in seconds of loop time.
        until: f64,
    },
}

/// How much was handed out of what happens from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Outside {
    #[default]
    Nothing,
    /// The time that passed; a press may follow.
    Passed,
    /// A part of what a press does.
    Pressing,
}

/// A run that was recorded, or is being recorded elsewhere and ahead of time, moved in
/// the same ways as a [`Session`](crate::Session): whoever holds it decides when
/// something happens.
///
/// Events go in with [`push`](Self::push), in batches and in order, and come out with
/// [`take`](Self::take): at each place exactly those that a session would have recorded
/// when it stands there. Only a step that is not wholly known yet is handed out in
/// parts, so that one can see who has control.
///
/// What it knows and has not handed out is the future. A press of a button or another
/// thing from outside makes it a different one: see [`forget`](Self::forget).
///
/// ```
/// use coroscope_engine::{Course, End, Halt, Playback, Step};
/// use coroscope_trace::{Event, EventKind, Outcome};
///
/// let event = |kind| Event { time: 0.0, kind };
/// let mut playback = Playback::new();
/// playback.push(vec![event(EventKind::ProgramStarted)]);
/// assert_eq!(playback.step(), Err(Halt::NotYet));
/// let outcome = Outcome::Result("None".into());
/// playback.push(vec![event(EventKind::ProgramFinished { outcome })]);
/// assert_eq!(playback.step(), Ok(Step::Ended(End::Finished)));
/// assert_eq!(playback.take().1.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Playback {
    /// Known, and not handed out.
    future: VecDeque<Event>,
    /// The recording stands between two steps and goes no further for now.
    resting: bool,
    /// Handed out, and not taken.
    out: Vec<Event>,
    /// How many events were handed out in all.
    played: u32,
    time: f64,
    cuts: Cuts,
    /// A part of the present step was handed out.
    inside: bool,
    outside: Outside,
    idle: Option<Idle>,
    end: Option<End>,
    marks: Marks,
    buttons: Vec<ButtonId>,
}

impl Playback {
    /// A recording of which nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// More became known. The first event of all is handed out at once, as a session
    /// begins with it.
    pub fn push(&mut self, events: impl IntoIterator<Item = Event>) {
        self.resting = false;
        self.future.extend(events);
        if self.played == 0 {
            self.next();
        }
    }

    /// Nothing more comes for now, and what is known ends between two steps: the program
    /// waits for something from outside, or it was not run any further. Says whether that
    /// is news.
    pub fn rest(&mut self) -> bool {
        !std::mem::replace(&mut self.resting, true)
    }

    /// Forgets what has not been handed out, because it will be otherwise.
    pub fn forget(&mut self) {
        self.future.clear();
        self.resting = false;
    }

    /// Loop time, in seconds.
    #[must_use]
    pub fn time(&self) -> f64 {
        self.time
    }

    /// How the run is over, if it is.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// What the run waits for, if it is idle.
    #[must_use]
    pub fn idle(&self) -> Option<Idle> {
        self.idle
    }

    /// Whether a button waits to be pressed.
    #[must_use]
    pub fn offers(&self, button: ButtonId) -> bool {
        self.buttons.contains(&button)
    }

    /// Whether it stands between two steps, where something from outside may happen.
    #[must_use]
    pub fn is_between_steps(&self) -> bool {
        !self.inside && self.outside == Outside::Nothing
    }

    /// How many events were handed out in all.
    #[must_use]
    pub fn played(&self) -> u32 {
        self.played
    }

    /// How many events are known and not handed out.
    #[must_use]
    pub fn known(&self) -> usize {
        self.future.len()
    }

    /// Whether something was handed out and not taken.
    #[must_use]
    pub fn has_news(&self) -> bool {
        !self.out.is_empty()
    }

    /// Takes what was handed out, with the position in the trace of the first.
    #[must_use]
    pub fn take(&mut self) -> (u32, Vec<Event>) {
        let events = std::mem::take(&mut self.out);
        (self.played - events.len() as u32, events)
    }

    /// Hands out what happens from outside next: time that passes, and what a press of a
    /// button does.
    ///
    /// # Errors
    /// When it is not known yet; the next call goes on from there.
    pub fn outside(&mut self) -> Result<(), Halt> {
        if self.outside == Outside::Nothing {
            self.look()?;
            if self.next_is(|kind| matches!(kind, EventKind::ClockAdvanced { .. })) {
                self.next();
            }
            self.outside = Outside::Passed;
            self.idle = None;
        }
        if self.outside == Outside::Passed {
            self.look()?;
            if !self.next_is(|kind| matches!(kind, EventKind::ButtonPressed { .. })) {
                self.outside = Outside::Nothing;
                return Ok(());
            }
            self.outside = Outside::Pressing;
        }
        let _ = self.rest_of_step()?;
        self.outside = Outside::Nothing;
        Ok(())
    }

    /// Whether it is known what comes next, be it nothing.
    fn look(&self) -> Result<(), Halt> {
        if self.future.is_empty() && !self.resting {
            return Err(Halt::NotYet);
        }
        Ok(())
    }

    fn next_is(&self, wanted: impl Fn(&EventKind) -> bool) -> bool {
        self.future.front().is_some_and(|event| wanted(&event.kind))
    }

    /// Hands out events until the next one belongs to another step.
    fn rest_of_step(&mut self) -> Result<Step, Halt> {
        loop {
            match self.future.front() {
                Some(next) if self.inside && self.cuts.begins(&next.kind) => {
                    self.cuts.look_ahead(&next.kind);
                    break;
                }
                None if self.resting => break,
                _ => {}
            }
            let Some(event) = self.next() else {
                return Err(Halt::NotYet);
            };
            match event.kind {
                EventKind::BlockingCalled { seconds, .. } => {
                    let until = event.time + seconds;
                    self.inside = true;
                    return Err(Halt::Blocked { until });
                }
                // A wait with a deadline is no deadlock, so nothing can follow.
                EventKind::Idle { until: Some(_) } => break,
                _ => self.inside = true,
            }
            if let Some(end) = self.end {
                self.inside = false;
                return Ok(Step::Ended(end));
            }
        }
        self.inside = false;
        Ok(self.idle.map_or(Step::Ran, Step::Idle))
    }

    /// Hands out one event.
    fn next(&mut self) -> Option<&Event> {
        let event = self.future.pop_front()?;
        self.time = event.time;
        self.cuts.read(&event.kind);
        match event.kind {
            EventKind::Idle { until } => self.idle = Some(Idle { until }),
            EventKind::TaskStepped { task, .. } => {
                self.marks = Marks {
                    last_task: Some(task),
                    steps: self.marks.steps.wrapping_add(1),
                };
            }
            EventKind::ButtonOffered { button, .. } => self.buttons.push(button),
            EventKind::ButtonPressed { button } => self.buttons.retain(|it| *it != button),
            EventKind::ProgramFinished { .. } => self.end = Some(End::Finished),
            EventKind::Deadlocked { .. } => self.end = Some(End::Deadlocked),
            EventKind::Truncated { .. } => self.end = Some(End::Full),
            _ => {}
        }
        if self.end.is_some() {
            self.idle = None;
        }
        self.played += 1;
        self.out.push(event);
        self.out.last()
    }
}

impl Course for Playback {
    type Halt = Halt;

    fn step(&mut self) -> Result<Step, Halt> {
        if let Some(end) = self.end {
            return Ok(Step::Ended(end));
        }
        if self.outside != Outside::Nothing {
            return self.outside().map(|()| Step::Ran);
        }
        if !self.inside {
            if let Some(idle) = self.idle {
                return Ok(Step::Idle(idle));
            }
            if self.future.is_empty() {
                return Err(Halt::NotYet);
            }
            self.cuts.cut();
        }
        self.rest_of_step()
    }

    fn jump(&mut self) -> Result<bool, Halt> {
        if self.idle.is_none() && self.outside == Outside::Nothing {
            return Ok(true);
        }
        let waits = self.future.is_empty() && self.resting;
        if waits && self.idle.is_some_and(|idle| idle.until.is_none()) {
            return Ok(false);
        }
        if waits {
            return Err(Halt::NotYet);
        }
        self.outside().map(|()| true)
    }

    fn standing(&self) -> Standing {
        Standing {
            recorded: self.played,
            left_in_iteration: usize::from(self.cuts.is_in_iteration()),
            marks: self.marks,
        }
    }
}
