//! Run, pause, step and the rest: how the position moves.

use coroscope_protocol::{Drive, MAX_SPEED, MIN_SPEED, Program, RunState, ToWorker};
use coroscope_trace::{ButtonId, Mark, decimal::within};

use super::{Blocked, Command, Notice, Playback, State, Step};

/// A worker that is silent for longer, in milliseconds, is blocked.
const PATIENCE: f64 = 1000.0;

/// So many steps may be asked for ahead of the worker.
const STEPS_AHEAD: u32 = 32;

impl Step {
    const fn mark(self) -> Mark {
        match self {
            Self::Stop => Mark::Stop,
            Self::Iteration => Mark::Iteration,
        }
    }

    const fn drive(self) -> Drive {
        match self {
            Self::Stop => Drive::Callback,
            Self::Iteration => Drive::Iteration,
        }
    }
}

impl State {
    /// Starts the open lesson's program afresh.
    pub(super) fn start(&mut self, playback: Playback, drive: Drive) -> Vec<Command> {
        let Some(lesson) = self.lesson.clone() else {
            return Vec::new();
        };
        self.notices.retain(|notice| !notice.is_about_run());
        self.dismissed.clear();
        let source = self.to_run();
        if source.is_some()
            && let Some(command) = self.find_python((playback, drive))
        {
            self.run.forget();
            return vec![command];
        }
        let run = self.run.begin();
        self.run.playback = playback;
        let mut messages = if let Some(source) = &source {
            self.python_run(run, source)
        } else {
            let program = Program::Lesson(lesson.to_string());
            vec![ToWorker::Run { run, program }]
        };
        self.run.source = source;
        messages.push(ToWorker::Drive { run, drive });
        self.engine.send(messages)
    }

    /// Moves the present run.
    fn drive(&mut self, drive: Drive) -> Vec<Command> {
        match self.run.id {
            Some(run) if !self.run.is_final() && self.engine.is_well() => {
                self.engine.send([ToWorker::Drive { run, drive }])
            }
            _ => Vec::new(),
        }
    }

    /// Whether the worker still has the present run and can go on with it.
    fn can_go_on(&self) -> bool {
        self.run.id.is_some() && self.engine.is_well() && !self.run.is_final()
    }

    /// Run: start, go on, replay, or start afresh.
    pub(super) fn run(&mut self) -> Vec<Command> {
        if self.run.is_playing() {
            return Vec::new();
        }
        if self.run.id.is_none() || self.is_stale() {
            return self.start(Playback::Live, Drive::Live);
        }
        if !self.run.at_end() {
            self.run.playback = Playback::Replaying;
            self.run.following = false;
            self.run.ticked = None;
            return Vec::new();
        }
        if !self.can_go_on() {
            return self.start(Playback::Live, Drive::Live);
        }
        self.go_live()
    }

    /// Goes on from the recorded end in real time.
    fn go_live(&mut self) -> Vec<Command> {
        self.run.playback = Playback::Live;
        self.run.go_to_end();
        self.drive(Drive::Live)
    }

    /// Stay here. What a callback that is under way still records is followed.
    pub(super) fn pause(&mut self) -> Vec<Command> {
        let driven = self.run.is_driven();
        self.run.following = matches!(self.run.playback, Playback::Live | Playback::Ending);
        self.run.playback = Playback::Still;
        self.run.steps_left = 0;
        if driven {
            self.drive(Drive::Pause)
        } else {
            Vec::new()
        }
    }

    /// One step on: through the recording, or with the worker at its end.
    pub(super) fn step_on(&mut self, step: Step) -> Vec<Command> {
        if matches!(self.run.playback, Playback::Live | Playback::Ending) {
            return self.pause();
        }
        if let Playback::Stepping(_) = self.run.playback {
            self.run.steps_left = (self.run.steps_left + 1).min(STEPS_AHEAD);
            return Vec::new();
        }
        self.run.following = false;
        if self.run.id.is_none() || self.is_stale() {
            return self.start(Playback::Stepping(step), step.drive());
        }
        if let Some(next) = self.run.history.next(step.mark(), self.run.position) {
            self.run.playback = Playback::Still;
            self.run.go(next);
            return Vec::new();
        }
        if !self.can_go_on() {
            self.run.playback = Playback::Still;
            self.run.go_to_end();
            return Vec::new();
        }
        self.run.playback = Playback::Stepping(step);
        self.drive(step.drive())
    }

    /// One step back through the recording.
    pub(super) fn step_back(&mut self, step: Step) -> Vec<Command> {
        let previous = self.run.history.previous(step.mark(), self.run.position);
        self.seek(previous)
    }

    /// To a position of the recording; nothing plays any more.
    pub(super) fn seek(&mut self, position: usize) -> Vec<Command> {
        let commands = self.pause();
        self.run.following = false;
        self.run.go(position);
        commands
    }

    /// To the end of the program, as fast as possible.
    pub(super) fn end(&mut self) -> Vec<Command> {
        if self.run.id.is_none() || self.is_stale() {
            return self.start(Playback::Ending, Drive::End);
        }
        self.run.go_to_end();
        if self.can_go_on() {
            self.run.playback = Playback::Ending;
            self.drive(Drive::End)
        } else {
            self.run.playback = Playback::Still;
            Vec::new()
        }
    }

    /// Terminates the worker and forgets the run.
    pub(super) fn stop(&mut self) -> Vec<Command> {
        if self.run.id.is_none() && self.python.wanted.is_none() {
            return Vec::new();
        }
        let halt = self.halt();
        self.run.forget();
        self.selection = None;
        self.hover = None;
        self.notices.retain(|notice| !notice.is_about_run());
        halt.into_iter().collect()
    }

    /// To a step which an address named.
    pub(super) fn find_step(&mut self, step: usize) -> Vec<Command> {
        if step == 0 {
            return self.seek(0);
        }
        if self.run.id.is_none() {
            return self.start(Playback::Finding(step), Drive::End);
        }
        if step <= self.run.history.steps() || !self.can_go_on() {
            let commands = self.seek(self.run.history.position_of_step(step));
            self.miss_step(step);
            return commands;
        }
        self.run.playback = Playback::Finding(step);
        self.drive(Drive::End)
    }

    /// Says so if the run has no such step, and goes to the nearest.
    fn miss_step(&mut self, step: usize) {
        let steps = self.run.history.steps();
        if step > steps {
            self.run.go_to_end();
            self.note(Notice::UnknownPosition(step.to_string().into(), steps));
        }
    }

    /// Whether pressing a button of the program would count: the learner stands
    /// where the recording ends, and the run can go on from there.
    pub fn can_press(&self) -> bool {
        self.can_go_on() && self.run.at_end()
    }

    /// Presses a button of the program. It counts where the recording ends.
    pub(super) fn press(&mut self, button: ButtonId) -> Vec<Command> {
        let Some(run) = self.run.id else {
            return Vec::new();
        };
        if !self.can_press() {
            return Vec::new();
        }
        if self.run.worker == Some(RunState::WaitingForButton) {
            self.run.playback = Playback::Ending;
        } else if self.run.playback == Playback::Still {
            self.run.following = true;
        }
        self.engine.send([ToWorker::PressButton { run, button }])
    }

    /// Seconds of loop time in a real second.
    pub(super) fn set_speed(&mut self, speed: f64) -> Vec<Command> {
        if speed.is_nan() {
            return Vec::new();
        }
        self.speed = within(speed, MIN_SPEED, MAX_SPEED);
        let speed = self.speed;
        if self.engine.status == super::EngineStatus::Ready {
            vec![Command::Send(ToWorker::SetSpeed { speed })]
        } else {
            // A worker that is not there yet is told with its greeting.
            Vec::new()
        }
    }

    /// Puts the position where the playback wants it, after something new was
    /// recorded or the worker came to rest.
    pub(super) fn settle(&mut self) -> Vec<Command> {
        match self.run.playback {
            Playback::Live | Playback::Ending => {
                let (from, to) = (self.run.position, self.run.history.len());
                if let Some(at) = self.marked_between(from, to) {
                    return self.seek(at);
                }
                if from != to {
                    self.run.go_to_end();
                }
            }
            Playback::Still if self.run.following => self.run.go_to_end(),
            Playback::Stepping(step) => return self.settle_step(step),
            Playback::Finding(step) => {
                if self.run.history.steps() >= step {
                    self.run.playback = Playback::Still;
                    self.run.go(self.run.history.position_of_step(step));
                } else if self.goes_no_further() {
                    self.run.playback = Playback::Still;
                    self.miss_step(step);
                }
            }
            Playback::Still | Playback::Replaying => {}
        }
        if self.has_come_to_rest() {
            self.run.following = false;
            if self.run.is_final() && self.run.playback != Playback::Replaying {
                self.run.playback = Playback::Still;
            }
        }
        self.mark_done()
    }

    fn settle_step(&mut self, step: Step) -> Vec<Command> {
        let next = self.run.history.next(step.mark(), self.run.position);
        if let Some(next) = next {
            self.run.playback = Playback::Still;
            self.run.go(next);
            let mut commands = Vec::new();
            while self.run.steps_left > 0 && self.run.playback == Playback::Still {
                self.run.steps_left -= 1;
                commands.extend(self.step_on(step));
            }
            if !commands.is_empty() {
                return commands;
            }
        } else if self.run.is_final() {
            self.run.playback = Playback::Still;
            self.run.steps_left = 0;
            self.run.go_to_end();
        } else if self.run.worker == Some(RunState::Paused)
            && self.run.history.len() > self.run.position
        {
            // The callback did nothing worth a sentence; the next one may.
            self.run.go_to_end();
            return self.drive(step.drive());
        }
        self.mark_done()
    }

    /// Whether the program's end was reached, as far as it can be without the
    /// learner.
    fn goes_no_further(&self) -> bool {
        let state = self.run.worker;
        self.run.is_final()
            || matches!(
                state,
                Some(RunState::WaitingForButton | RunState::WaitingForInput)
            )
    }

    /// Whether the worker has nothing more to record by itself.
    fn has_come_to_rest(&self) -> bool {
        self.goes_no_further() || self.run.worker == Some(RunState::Paused)
    }

    /// Real time passed: a replay moves, a wait counts down, the watchdog looks.
    pub(super) fn tick(&mut self, at: f64) -> Vec<Command> {
        let since = self.run.ticked.map_or(0.0, |before| (at - before).max(0.0));
        self.run.ticked = Some(at);
        if self.run.playback == Playback::Replaying {
            return self.replay(since / 1000.0 * self.speed);
        }
        let silence = at - self.run.heard;
        match self.run.worker {
            Some(RunState::Waiting { now, until, speed })
                if self.run.playback == Playback::Live =>
            {
                let now = now + (silence.max(0.0) / 1000.0) * speed;
                self.run.clock = until
                    .map_or(now, |until| now.min(until))
                    .max(self.run.model.now);
            }
            Some(RunState::Running) if silence > PATIENCE => {
                let head = self.run.history.head();
                let by = head.running.and_then(|task| head.task(task));
                self.run.blocked = Some(Blocked {
                    seconds: silence / 1000.0,
                    by: by.map(|task| task.label.clone()),
                    within: by
                        .and_then(|task| task.frames.get(1..)?.last())
                        .map(|frame| frame.name.clone()),
                });
            }
            _ => {}
        }
        Vec::new()
    }

    /// Moves a replay on by so many seconds of loop time.
    fn replay(&mut self, seconds: f64) -> Vec<Command> {
        let clock = self.run.clock.max(self.run.model.now) + seconds;
        let events = self.run.history.events();
        let reached = events.partition_point(|event| event.time <= clock);
        if let Some(at) = self.marked_between(self.run.position, reached) {
            return self.seek(at);
        }
        if reached < events.len() {
            if reached > self.run.position {
                self.run.go(reached);
            }
            self.run.clock = clock;
            return Vec::new();
        }
        if self.can_go_on() {
            self.go_live()
        } else {
            self.run.go_to_end();
            self.run.playback = Playback::Still;
            self.mark_done()
        }
    }
}
