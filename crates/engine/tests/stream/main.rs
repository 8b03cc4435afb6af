//! Whatever happens outside: a program that is run again and again, each time a little further, looks
//! like one run that was never interrupted.

#[path = "../common/mod.rs"]
mod common;
mod faults;
mod worker;

use common::{session, take};
use coroscope_engine::{Fault, Goal, Halt, Playback, Pursuit, Session, Step, Stream, Verb};
use coroscope_protocol::{
    Digest,
    python::{Press, Program},
};
use coroscope_trace::{ButtonId, Event};
use worker::{Said, asked, buttons, work};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// What plays a stream: the pilot's part.
struct Player {
    stream: Stream,
    playback: Playback,
    /// What the present worker has yet to say.
    coming: std::vec::IntoIter<Said>,
    played: Digest,
    shown: Vec<Event>,
    workers: usize,
}

impl Player {
    fn new(program: Program) -> Self {
        let stream = Stream::new(program);
        let coming = work(stream.program()).into_iter();
        let mut player = Self {
            stream,
            playback: Playback::new(),
            coming,
            played: Digest::default(),
            shown: Vec::new(),
            workers: 1,
        };
        player.more().expect("it is a recording");
        player
    }

    fn restart(&mut self) {
        self.coming = work(self.stream.program()).into_iter();
        self.workers += 1;
    }

    fn hear(&mut self) -> Result<bool, Fault> {
        match self.coming.next() {
            None => return Ok(false),
            Some(Said::Skipped(digest)) => self.stream.skipped(digest)?,
            Some(Said::Batch(batch)) => self.stream.batch(batch)?,
            Some(Said::Ended(events, end)) => self.stream.ended(events, end)?,
        }
        Ok(true)
    }

    /// Until there is something new to play.
    fn more(&mut self) -> Result<(), Fault> {
        loop {
            if self.stream.widen(self.playback.played()) {
                // Whoever has heard all asks before it is too late.
                let ahead = self.stream.known() - self.playback.played();
                assert!(ahead > 1000 || !self.workers.is_multiple_of(2));
                self.restart();
            }
            if self.stream.feed(&mut self.playback)? {
                return Ok(());
            }
            assert!(self.hear()?, "it waits for ever");
            // Some workers are far ahead.
            while self.workers.is_multiple_of(2) && self.hear()? {}
        }
    }

    fn take(&mut self) {
        let (first, events) = self.playback.take();
        assert_eq!(first as usize, self.shown.len());
        self.played = self.played.and(&events).expect("packs");
        self.shown.extend(events);
    }

    fn go(&mut self, verb: Verb) -> Result<Pursuit, Fault> {
        let mut goal = Goal::new(verb, &self.playback);
        loop {
            match goal.pursue(&mut self.playback) {
                Ok(Pursuit::Going) | Err(Halt::Blocked { .. }) => {}
                Ok(there) => return Ok(there),
                Err(Halt::NotYet) => self.more()?,
            }
        }
    }

    fn press(&mut self, button: ButtonId, at: f64) -> Result<(), Fault> {
        assert!(self.playback.is_between_steps() && self.playback.offers(button));
        self.take();
        let after = self.playback.played();
        let press = Press { after, at, button };
        self.stream.press(press, self.played, &mut self.playback);
        self.restart();
        while self.playback.outside() == Err(Halt::NotYet) {
            self.more()?;
        }
        Ok(())
    }
}

/// The events of the run that was pressed at the same places, and a press at random.
struct Reference {
    run: Session,
    events: Vec<Event>,
}

impl Reference {
    fn take(&mut self) {
        self.events.extend(take(&self.run));
    }

    /// A place in the middle of a wait, or now.
    fn moment(&self, dice: &mut Dice) -> f64 {
        let now = self.run.time();
        let Some(idle) = self.run.idle() else {
            return now;
        };
        let part = [0.0, 0.25, 0.5, 1.0][dice.below(4)];
        now + part * (idle.until.unwrap_or(now + 8.0) - now)
    }
}

const VERBS: [Verb; 4] = [
    Verb::Callback,
    Verb::Iteration,
    Verb::TaskSwitch,
    Verb::Moment,
];

#[test]
fn presses_at_any_place_give_the_run_that_was_pressed_there() {
    let mut dice = Dice(7);
    let mut pressed = 0;
    for _ in 0..80 {
        let mut player = Player::new(asked("buttons"));
        let mut reference = Reference {
            run: session(buttons(false)),
            events: Vec::new(),
        };
        while reference.run.end().is_none() {
            let verb = VERBS[dice.below(4)];
            let run = Goal::new(verb, &reference.run).reach(&mut reference.run);
            assert_eq!(player.go(verb), Ok(run));
            for button in (0..3).map(ButtonId) {
                if reference.run.offers(button)
                    && (run == Pursuit::NeedsButton || dice.below(6) == 0)
                {
                    let at = reference.moment(&mut dice);
                    reference.run.pass_to(at);
                    reference.run.press(button).expect("it is offered");
                    player.press(button, at).expect("the same beginning");
                    pressed += 1;
                }
            }
            reference.take();
            player.take();
            assert_eq!(player.shown, reference.events);
            assert_eq!(player.playback.time(), reference.run.time());
            assert_eq!(player.playback.idle(), reference.run.idle());
        }
        assert_eq!(player.playback.end(), reference.run.end());
        assert_eq!(player.workers, 4);
    }
    assert_eq!(pressed, 240);
}

#[test]
fn a_program_without_end_is_run_as_far_as_it_is_looked_at() {
    let mut player = Player::new(asked("forever"));
    for button in (0..3).map(ButtonId) {
        while !player.playback.offers(button) {
            let _ = player.go(Verb::Callback).expect("a recording");
        }
        let at = player.playback.time();
        player.press(button, at).expect("the same beginning");
    }
    assert_eq!(player.workers, 4);
    for _ in 0..10_000 {
        assert_eq!(player.go(Verb::Moment), Ok(Pursuit::Reached));
        player.take();
    }
    assert!(player.shown.len() > 100_000, "{}", player.shown.len());
    assert_eq!(player.workers, 6);
    let ahead = player.stream.known() as usize - player.shown.len();
    assert!(ahead > 0, "it is a little ahead, always");
    let mut reference = session(buttons(true));
    let mut events = take(&reference);
    while events.len() < player.shown.len() {
        match reference.step() {
            Step::Idle(_) => assert!(reference.jump() || reference.press(ButtonId(2)).is_ok()),
            Step::Ran => {}
            Step::Ended(end) => panic!("{end:?}"),
        }
        for button in (0..3).map(ButtonId) {
            if reference.offers(button) {
                reference.press(button).expect("it is offered");
            }
        }
        events.extend(take(&reference));
    }
    assert_eq!(events.last(), player.shown.last());
}
