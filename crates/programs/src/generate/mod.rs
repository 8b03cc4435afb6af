//! Programs made by chance, in which asyncio's constructs meet.
//!
//! [`program`] makes one from a number, and the same one from the same number for ever. What it makes
//! ends by itself or is stuck: coroutines call and spawn only those that come after them, a
//! variable for tasks always holds tasks of one coroutine function, and how many coroutine
//! objects there can be is counted along the way.
//!
//! What makes such programs worth running is that they share: few objects, few delays, several
//! tasks of each coroutine. So two things often happen at the same moment, and someone is cancelled
//! while he waits for what another has just released. A [`profile`](profile::Profile) says what a
//! program has more of; each coroutine has besides a temperament, one or two kinds of statements
//! that it is fond of.
//!
//! Whether these programs would notice a mistake is measured: `cargo xtask mutants` makes mistakes in
//! a copy of the core, one by one, and says which program was the first to show it. Where none does,
//! something is missing here.

mod awaitable;
mod cancelling;
mod chance;
mod kind;
mod maker;
mod profile;
mod setting;
mod sharing;
mod statement;
mod sync;

use crate::ast::{Line, Program, Sync, What};
use kind::Kind;
use maker::Maker;
use profile::PROFILES;

/// What happens to those who wait while nobody else does anything.
const HELPERS: &[(Kind, u32)] = &[
    (Kind::SetResult, 4),
    (Kind::SetException, 1),
    (Kind::CancelFuture, 1),
    (Kind::EventSet, 2),
    (Kind::PutNowait, 2),
    (Kind::GetNowait, 1),
    (Kind::Release, 2),
    (Kind::Cancel, 3),
];

/// The program with this number.
///
/// # Examples
/// ```
/// use coroscope_programs::{check, generate};
///
/// let program = generate::program(7);
/// assert_eq!(program, generate::program(7));
/// assert!(check::program(&program).is_ok());
/// ```
pub fn program(seed: u64) -> Program {
    let count = PROFILES.len() as u64;
    Maker::new(&PROFILES[(seed % count) as usize], seed).program()
}

/// The names of the kinds of programs, in the order in which seeds go round.
pub fn profiles() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|profile| profile.name)
}

impl Maker {
    fn program(mut self) -> Program {
        // From the last one backwards: what a call of each costs is then known.
        let mut coroutines = Vec::new();
        for index in (0..self.coroutines()).rev() {
            self.begin(Some(index));
            let length = self.chance.between(1, 4);
            let mut body = self.block(length, 2);
            if self.chance.percent(50) {
                let value = self.value();
                body.push(self.line(What::Return { value }));
            }
            coroutines.insert(0, body);
            self.end(index);
        }
        self.begin(None);
        let mut main = self.opening();
        let length = self.chance.between(2, 6);
        main.extend(self.block(length, 2));
        main.extend(self.closing());
        let (options, objects) = self.setting();
        Program {
            seed: self.seed(),
            profile: self.profile_name().to_owned(),
            options,
            objects,
            coroutines,
            main,
        }
    }

    /// Most tasks are made at the very beginning, so that few variables are unset later.
    fn opening(&mut self) -> Vec<Line<What>> {
        let variables = self.all_tasks();
        let least = variables.len().div_ceil(2);
        let count = self.chance.between(least, variables.len());
        let mut lines = Vec::new();
        for task in self.chance.some(&variables, count) {
            lines.extend(self.spawn(task));
            if self.chance.percent(12) {
                lines.push(self.sleep());
            }
        }
        for _ in 0..self.chance.below(4) {
            lines.push(self.helper());
        }
        if self.chance.percent(60) {
            lines.push(self.sleep());
        }
        lines
    }

    /// A timer that sets free, or cancels, who may be waiting then.
    fn helper(&mut self) -> Line<What> {
        let kind = self.chance.weighted(HELPERS);
        let body = vec![self.sync_line(kind, 0)];
        let (handle, delay) = (self.new_handle(), self.delay());
        self.plain(Sync::CallLater {
            handle,
            delay,
            body,
        })
    }

    /// How main ends, if it comes that far.
    fn closing(&mut self) -> Vec<Line<What>> {
        match self.chance.below(6) {
            0 => Vec::new(),
            1 => vec![self.long_sleep()],
            2 => vec![self.sleep()],
            3 => self.wait_for_all(),
            4 => self.gather_all(),
            _ => self.await_each(),
        }
    }
}
