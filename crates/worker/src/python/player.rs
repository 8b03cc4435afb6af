//! A Python program, which is played.

use std::{collections::VecDeque, rc::Rc};

use coroscope_engine::{Course, End, Fault, Halt, Idle, Playback, Standing, Step, Stream};
use coroscope_protocol::{
    Digest, WorkerError,
    python::{Answer, Failure, FromPython, Press, Program, PythonEnd},
};
use coroscope_trace::ButtonId;

use crate::{
    engine::{Engine, More},
    publisher::Publisher,
};

/// Plays what Python workers stream.
pub struct Player {
    stream: Stream,
    playback: Playback,
    publisher: Rc<Publisher>,
    /// Of what was published.
    played: Digest,
    /// The program changed, or was never run.
    wanted: bool,
    /// Presses that wait for the end of a step, with their loop times.
    waiting: VecDeque<(ButtonId, f64)>,
    /// Presses that are in the script and were not played yet.
    made: VecDeque<ButtonId>,
}

impl Player {
    pub(crate) fn new(program: Program, publisher: &Rc<Publisher>) -> Self {
        Self {
            stream: Stream::new(program),
            playback: Playback::new(),
            publisher: Rc::clone(publisher),
            played: Digest::default(),
            wanted: true,
            waiting: VecDeque::new(),
            made: VecDeque::new(),
        }
    }

    /// Puts the next press into the script, if this is the place for it.
    fn make_press(&mut self) {
        if !self.playback.is_between_steps() {
            return;
        }
        if let Some((button, at)) = self.waiting.pop_front() {
            self.publish();
            let now = self.playback.time();
            let press = Press {
                after: self.playback.played(),
                // Only a wait can be interrupted in its middle.
                at: match self.playback.idle() {
                    Some(Idle { until }) => at.min(until.unwrap_or(at)).max(now),
                    None => now,
                },
                button,
            };
            self.stream.press(press, self.played, &mut self.playback);
            self.made.push_back(button);
            self.wanted = true;
        }
    }
}

impl Course for Player {
    type Halt = Halt;

    fn step(&mut self) -> Result<Step, Halt> {
        self.playback.step()
    }

    fn jump(&mut self) -> Result<bool, Halt> {
        self.playback.jump()
    }

    fn standing(&self) -> Standing {
        self.playback.standing()
    }
}

impl Engine for Player {
    fn time(&self) -> f64 {
        self.playback.time()
    }

    fn end(&self) -> Option<End> {
        self.playback.end()
    }

    fn idle(&self) -> Option<Idle> {
        self.playback.idle()
    }

    /// A wait of a recording ends at its deadline.
    fn pass_to(&mut self, _: f64) -> Result<(), Halt> {
        self.playback.jump().map(drop)
    }

    fn press(&mut self, button: ButtonId, at: f64) -> Result<(), WorkerError> {
        let mut pressed = self.waiting.iter().map(|(it, _)| it).chain(&self.made);
        if !self.playback.offers(button) || pressed.any(|it| *it == button) {
            return Err(WorkerError::UnknownButton { button });
        }
        self.waiting.push_back((button, at));
        Ok(())
    }

    fn has_news(&self) -> bool {
        self.playback.has_news()
    }

    fn publish(&mut self) {
        if !self.playback.has_news() {
            return;
        }
        let (first, events) = self.playback.take();
        self.publisher.post_all(first, &events, |batch| {
            self.played = self.played.and_batch(batch);
        });
    }

    fn is_between_steps(&self) -> bool {
        self.playback.is_between_steps()
    }

    fn has_begun(&self) -> bool {
        self.playback.played() > 0
    }

    fn outside(&mut self) -> Result<bool, Halt> {
        let mut moved = false;
        loop {
            if self.made.is_empty() {
                self.make_press();
            }
            if self.made.is_empty() {
                return Ok(moved);
            }
            self.playback.outside()?;
            self.made.pop_front();
            moved = true;
        }
    }

    fn more(&mut self) -> Result<More, WorkerError> {
        if self.stream.widen(self.playback.played()) {
            self.wanted = true;
        }
        if self.stream.feed(&mut self.playback).map_err(failure)? {
            return Ok(More::Here);
        }
        Ok(match self.stream.end() {
            Some(PythonEnd::NeedsInput { prompt }) => More::Input {
                prompt: prompt.clone(),
            },
            _ => More::Later,
        })
    }

    fn wanted(&mut self) -> Option<&Program> {
        std::mem::take(&mut self.wanted).then(|| self.stream.program())
    }

    fn hear(&mut self, said: FromPython) -> Result<(), WorkerError> {
        match said {
            FromPython::Skipped { digest, .. } => self.stream.skipped(digest),
            FromPython::Batch(batch) => self.stream.batch(batch),
            FromPython::Ended { events, end, .. } => self.stream.ended(events, end),
            FromPython::Failed { cause, message } => {
                return Err(WorkerError::PythonFailed { cause, message });
            }
            FromPython::Ready { .. } => Ok(()),
        }
        .map_err(failure)?;
        if self.playback.played() == 0 {
            // The run stands at its beginning, as a lesson does.
            self.stream.feed(&mut self.playback).map_err(failure)?;
            self.publish();
        }
        Ok(())
    }

    fn answer(&mut self, answer: Answer) -> bool {
        let asked = self.stream.answer(answer);
        self.wanted |= asked;
        asked
    }
}

fn failure(fault: Fault) -> WorkerError {
    match fault {
        Fault::Diverged { events } => WorkerError::Diverged { events },
        Fault::Garbled => WorkerError::PythonFailed {
            cause: Failure::Panic,
            message: fault.to_string(),
        },
    }
}
