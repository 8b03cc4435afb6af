//! Rules A1 to A9: callbacks that schedule and cancel at random run in the order
//! of a second loop, which is written down here in the plainest way.

use crate::{dice::Dice, stage::Stage};
use asyncio::{CLOCK_RESOLUTION, Handle, Loop, Turn};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// What a callback does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Soon,
    Later(f64),
    At(f64),
    /// The handle with this number, if there are so many.
    Cancel(usize),
}

/// No callback with a higher number schedules anything.
const ENOUGH: usize = 300;

/// What callback `number` does, in this loop as in the other.
fn acts(seed: u64, number: usize) -> Vec<Act> {
    let mut dice = Dice::new(seed * 100_003 + number as u64);
    // Enough at the beginning for something to go on.
    let count = if number == 0 { 12 } else { dice.roll(5) };
    let act = |_| match dice.roll(9) {
        0..3 => Act::Soon,
        3..5 => Act::Later(dice.pick(&[-1.0, 0.0, 0.0, 0.1, 0.5, 0.5, 1.0, 1e-10, 7.0])),
        5 => Act::At(dice.pick(&[-3.0, 0.0, 1.0, 2.0, 2.5, 2.5 + 1e-10, 9.0])),
        _ => Act::Cancel(dice.roll((number + 2) * 3)),
    };
    let acts = (0..count).map(act);
    acts.filter(|act| number < ENOUGH || matches!(act, Act::Cancel(_)))
        .collect()
}

/// When a callback ran: the iteration, the time, and its number.
type Ran = Vec<(u32, f64, usize)>;

#[derive(Default)]
struct Model {
    seed: u64,
    now: f64,
    iteration: u32,
    ready: VecDeque<usize>,
    /// In the order in which they were set.
    timers: Vec<(f64, usize)>,
    cancelled: Vec<bool>,
    ran: Ran,
}

impl Model {
    fn number(&mut self) -> usize {
        self.cancelled.push(false);
        self.cancelled.len() - 1
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Soon => {
                let number = self.number();
                self.ready.push_back(number);
            }
            Act::Later(delay) => self.act(Act::At(self.now + delay)),
            Act::At(deadline) => {
                let number = self.number();
                self.timers.push((deadline, number));
            }
            Act::Cancel(number) => {
                if let Some(cancelled) = self.cancelled.get_mut(number) {
                    *cancelled = true;
                }
            }
        }
    }

    fn run(mut self) -> Ran {
        self.act(Act::Soon);
        loop {
            self.timers.retain(|(_, number)| !self.cancelled[*number]);
            // The sort is stable: first set, first fired.
            self.timers
                .sort_by(|(one, _), (other, _)| one.total_cmp(other));
            if self.ready.is_empty() {
                let Some((deadline, _)) = self.timers.first() else {
                    return self.ran;
                };
                self.now = self.now.max(*deadline);
            }
            let end = self.now + CLOCK_RESOLUTION;
            let due = self.timers.partition_point(|(deadline, _)| *deadline < end);
            self.ready
                .extend(self.timers.drain(..due).map(|(_, number)| number));
            self.iteration += 1;
            for number in self.ready.drain(..).collect::<Vec<_>>() {
                if !self.cancelled[number] {
                    self.ran.push((self.iteration, self.now, number));
                    for act in acts(self.seed, number) {
                        self.act(act);
                    }
                }
            }
        }
    }
}

/// The same on the loop itself.
#[derive(Clone)]
struct Played {
    seed: u64,
    aio: Loop,
    handles: Rc<RefCell<Vec<Handle>>>,
    ran: Rc<RefCell<Ran>>,
}

impl Played {
    fn act(&self, act: Act) {
        let number = self.handles.borrow().len();
        let played = self.clone();
        let call = move || played.called(number);
        let handle = match act {
            Act::Soon => self.aio.call_soon("soon", call),
            Act::Later(delay) => self.aio.call_later(delay, "later", call),
            Act::At(deadline) => self.aio.call_at(deadline, "at", call),
            Act::Cancel(number) => {
                let handle = self.handles.borrow().get(number).cloned();
                return handle.iter().for_each(Handle::cancel);
            }
        };
        self.handles.borrow_mut().push(handle);
    }

    fn called(&self, number: usize) {
        let moment = (self.aio.iteration(), self.aio.time(), number);
        self.ran.borrow_mut().push(moment);
        for act in acts(self.seed, number) {
            self.act(act);
        }
    }

    /// Driven by verbs that differ from time to time, which changes nothing.
    fn run(&self) {
        let mut dice = Dice::new(self.seed);
        self.act(Act::Soon);
        loop {
            let turn = match dice.roll(3) {
                0 => self.aio.run_callback(),
                1 => self.aio.run_iteration(),
                _ => self.aio.run_until_stalled(),
            };
            match turn {
                Turn::Ran => {}
                Turn::Idle { .. } if self.aio.advance_to_next_deadline() => {}
                Turn::Idle { .. } => return,
                turn => panic!("nobody stops it and nothing raises: {turn:?}"),
            }
        }
    }
}

#[test]
fn a1_a2_a3_a5_a6_a7_a8_a9_callbacks_at_random_run_as_in_a_plain_model() {
    let (mut longest, mut late) = (0, 0);
    for seed in 1..=if cfg!(miri) { 3 } else { 500 } {
        let stage = Stage::new();
        let played = Played {
            seed,
            aio: Loop::clone(&stage),
            handles: Rc::default(),
            ran: Rc::default(),
        };
        played.run();
        let expected = Model {
            seed,
            ..Model::default()
        }
        .run();
        let ran = played.ran.borrow();
        let same = ran
            .iter()
            .zip(&expected)
            .take_while(|(one, other)| one == other);
        let same = same.count();
        assert_eq!(
            ran.get(same),
            expected.get(same),
            "seed {seed}, call {same}"
        );
        longest = longest.max(ran.len());
        late += ran.iter().filter(|(_, time, _)| *time > 0.0).count();
        played.handles.borrow_mut().clear();
    }
    // It is a model of something.
    if !cfg!(miri) {
        assert!(longest > 200 && late > 10_000, "{longest}, {late}");
    }
}
