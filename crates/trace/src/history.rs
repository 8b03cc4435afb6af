//! The events of a run and every index into them that a page needs.
//!
//! A [`History`] only grows, and its clones share what they have in common: a
//! page's reducer may clone it for every batch. Any position can be reached in
//! the time of replaying a bounded number of events.

mod biography;
mod line;
mod marks;

use alloc::{rc::Rc, vec::Vec};

use crate::{Axis, Event, EventKind, Insights, Model, TaskId, Timeline, apply, log::Log};

pub use biography::Entry;
pub use line::Line;
pub use marks::Mark;

/// Snapshots are at least this many events apart. So many events are replayed
/// in less than a millisecond.
const SPACING: usize = 512;

/// With more snapshots than this, every second is forgotten.
const SNAPSHOTS: usize = 1024;

/// The events of a run, with snapshots and indices.
///
/// A *position* is a number of events: position 0 is before the first event,
/// and the event with index `i` leads from position `i` to position `i + 1`.
///
/// ```
/// use coroscope_trace::{Event, EventKind, History, Model, model::ProgramState};
///
/// let mut history = History::new();
/// history.push(Event { time: 0.0, kind: EventKind::ProgramStarted });
/// assert_eq!(history.seek(0), Model::new());
/// assert_eq!(history.seek(1).program, ProgramState::Running);
/// ```
#[derive(Clone, Debug)]
pub struct History {
    events: Log<Event>,
    head: Rc<Model>,
    snapshots: Rc<Vec<Rc<Model>>>,
    spacing: usize,
    subjects: Log<Option<TaskId>>,
    marks: marks::Marks,
    lines: Log<Line>,
    biographies: biography::Biographies,
    seconds: Timeline,
    by_step: Timeline,
    insights: Insights,
}

impl Default for History {
    fn default() -> Self {
        Self::new()
    }
}

impl History {
    /// Nothing happened yet.
    pub fn new() -> Self {
        let head = Rc::new(Model::new());
        Self {
            events: Log::default(),
            snapshots: Rc::new(Vec::from([Rc::clone(&head)])),
            head,
            spacing: SPACING,
            subjects: Log::default(),
            marks: marks::Marks::default(),
            lines: Log::default(),
            biographies: biography::Biographies::default(),
            seconds: Timeline::new(Axis::Seconds),
            by_step: Timeline::new(Axis::Steps),
            insights: Insights::default(),
        }
    }

    /// Appends one event.
    pub fn push(&mut self, event: Event) {
        let stop = self.marks.push(&self.head, &event);
        let head = Rc::make_mut(&mut self.head);
        apply(head, &event);
        self.subjects.push(head.subject(&event));
        self.biographies.push(head, &event);
        self.seconds.push(head, &event, stop);
        self.by_step.push(head, &event, stop);
        self.insights.push(head, &event);
        if let EventKind::Output {
            stream,
            text,
            task,
            place,
        } = &event.kind
        {
            let stripped = text.strip_suffix('\n');
            self.lines.push(Line {
                position: head.position,
                time: event.time,
                task: *task,
                stream: *stream,
                text: stripped.unwrap_or(text).into(),
                complete: stripped.is_some(),
                place: *place,
            });
        }
        self.events.push(event);
        self.keep_snapshot();
    }

    /// Appends a batch of events.
    pub fn extend(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.push(event);
        }
    }

    /// How many events there are: the last position.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event with this index: the one that leads from position `index` to
    /// `index + 1`.
    pub fn event(&self, index: usize) -> Option<&Event> {
        self.events.get(index)
    }

    /// All events, in order.
    pub fn events(&self) -> &Log<Event> {
        &self.events
    }

    /// The model after all events.
    pub fn head(&self) -> &Rc<Model> {
        &self.head
    }

    /// The model at a position: the fold of the first `position` events. A
    /// position after the end is taken for the end.
    pub fn seek(&self, position: usize) -> Model {
        let at = self
            .snapshots
            .partition_point(|snapshot| snapshot.position <= position);
        let start = &self.snapshots[at.saturating_sub(1)];
        self.replay(start, position)
    }

    /// The same as [`History::seek`], and faster when `near` is a model of this
    /// history a little before the position.
    pub fn seek_from(&self, near: &Model, position: usize) -> Model {
        if near.position <= position && position - near.position < self.spacing {
            self.replay(near, position)
        } else {
            self.seek(position)
        }
    }

    fn replay(&self, start: &Model, position: usize) -> Model {
        if position >= self.head.position {
            return (*self.head).clone();
        }
        let mut model = start.clone();
        for event in self.events.range(start.position, position) {
            apply(&mut model, event);
        }
        model
    }

    /// Loop time in seconds at a position.
    pub fn time_at(&self, position: usize) -> f64 {
        match position.min(self.len()).checked_sub(1) {
            Some(index) => self.event(index).map_or(0.0, |event| event.time),
            None => 0.0,
        }
    }

    /// The task the event before this position is about.
    pub fn subject_at(&self, position: usize) -> Option<TaskId> {
        *self.subjects.get(position.checked_sub(1)?)?
    }

    /// The positions of one kind of mark, in order.
    pub fn marks(&self, mark: Mark) -> &Log<u32> {
        self.marks.of(mark)
    }

    /// The first mark after a position, if there is one yet.
    pub fn next(&self, mark: Mark, position: usize) -> Option<usize> {
        let marks = self.marks.of(mark);
        let at = marks.partition_point(|it| *it as usize <= position);
        marks.get(at).map(|it| *it as usize)
    }

    /// The last mark before a position; 0, the start, if there is none.
    pub fn previous(&self, mark: Mark, position: usize) -> usize {
        let marks = self.marks.of(mark);
        let at = marks.partition_point(|it| (*it as usize) < position);
        at.checked_sub(1)
            .and_then(|at| marks.get(at))
            .map_or(0, |it| *it as usize)
    }

    /// The position of the next step, if there is one yet.
    pub fn next_stop(&self, position: usize) -> Option<usize> {
        self.next(Mark::Stop, position)
    }

    /// The position of the step before.
    pub fn previous_stop(&self, position: usize) -> usize {
        self.previous(Mark::Stop, position)
    }

    /// Where what happened right before a position has had its effect.
    ///
    /// A step ends with the event that a sentence is about, and "it joins the
    /// ready queue" is true one event later: the loop schedules what that event
    /// calls for, and no step ends there. A picture that is to agree with the
    /// sentence is drawn at this position.
    pub fn settled(&self, position: usize) -> usize {
        let mut settled = position;
        while let Some(event) = self.event(settled) {
            let follows = matches!(
                event.kind,
                EventKind::HandleScheduled { .. }
                    | EventKind::HandleCancelled { .. }
                    | EventKind::TimerCancelled { .. }
                    | EventKind::FutureResolved { .. }
            );
            if position == 0 || !follows || self.next_stop(settled) == Some(settled + 1) {
                break;
            }
            settled += 1;
        }
        settled
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        self.marks.of(Mark::Stop).len()
    }

    /// How many steps lead to a position: "step 41 of 67".
    pub fn step_at(&self, position: usize) -> usize {
        let marks = self.marks.of(Mark::Stop);
        marks.partition_point(|it| *it as usize <= position)
    }

    /// The position of a step, counted from 1; 0 is the start.
    pub fn position_of_step(&self, step: usize) -> usize {
        step.checked_sub(1)
            .and_then(|index| self.marks.of(Mark::Stop).get(index))
            .map_or(0, |it| *it as usize)
    }

    /// What was written, in order.
    pub fn lines(&self) -> &Log<Line> {
        &self.lines
    }

    /// How many of the lines had been written at a position.
    pub fn lines_at(&self, position: usize) -> usize {
        self.lines.partition_point(|line| line.position <= position)
    }

    /// The positions that make up one task's own history.
    pub fn biography(&self, task: TaskId) -> Option<&Log<Entry>> {
        self.biographies.of(task)
    }

    /// The timeline of all events.
    pub fn timeline(&self, axis: Axis) -> &Timeline {
        match axis {
            Axis::Seconds => &self.seconds,
            Axis::Steps => &self.by_step,
        }
    }

    /// What a learner ought to be told about the run.
    pub fn insights(&self) -> &Insights {
        &self.insights
    }

    /// The first position at which the loop time is at least this, in seconds.
    pub fn position_at_time(&self, time: f64) -> usize {
        let at = self.events.partition_point(|event| event.time < time);
        (at + 1).min(self.len())
    }

    /// Keeps the model at the end if the last snapshot is far behind. The more a
    /// snapshot weighs, the farther they are apart; so all of them together are
    /// bounded.
    fn keep_snapshot(&mut self) {
        let last = self.snapshots.last().map_or(0, |last| last.position);
        if self.head.position - last < self.spacing.max(self.head.weight()) {
            return;
        }
        let snapshots = Rc::make_mut(&mut self.snapshots);
        snapshots.push(Rc::clone(&self.head));
        if snapshots.len() > SNAPSHOTS {
            self.spacing *= 2;
            let mut index = 0;
            snapshots.retain(|_| {
                index += 1;
                index % 2 == 1
            });
        }
    }
}
