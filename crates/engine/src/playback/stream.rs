//! A recording that is made elsewhere, perhaps several times over.

use std::{collections::VecDeque, fmt};

use coroscope_protocol::{
    Batch, Digest,
    python::{Answer, Press, Program, PythonEnd},
};

use super::Playback;

/// How many events a run is asked for at first, and after something from outside.
const FIRST_HORIZON: u32 = 1 << 15;

/// The next horizon is so many times as wide, so that all runs together compute no more than a third
/// more than the last of them alone.
const WIDER: u32 = 4;

/// What a Python worker streams, kept until it is played, and what to run next.
///
/// A run is a function of its [`Program`], so whatever happens outside makes another run of a
/// longer script: [`press`](Self::press), [`answer`](Self::answer) and [`widen`](Self::widen) each
/// change [`program`](Self::program), which is then to be given to a fresh worker, while the
/// one before is ended. What a new worker says is trusted only if it answers for what is known already:
/// a difference is a [`Fault`], and nothing that follows is handed on.
///
/// It holds no worker and reads no clock. Whoever holds it feeds it what the worker of the
/// present program says, and nothing of those before.
#[derive(Debug)]
pub struct Stream {
    program: Program,
    /// Came in, and was not pushed into the playback.
    queue: VecDeque<Batch>,
    /// How many events are known: those played, those pushed and those in the queue.
    known: u32,
    /// Of all that is known.
    digest: Digest,
    /// The worker has yet to answer for what it skips.
    unproved: bool,
    end: Option<PythonEnd>,
}

/// A Python engine that cannot be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It did not do again what it had done before.
    Diverged {
        /// How many events should have been the same.
        events: u32,
    },
    /// What it sent has gaps, or cannot be read, or ends where no program ends.
    Garbled,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Diverged { events } => write!(f, "it did not repeat its first {events} events"),
            Self::Garbled => f.write_str("what it sent is no recording"),
        }
    }
}

impl std::error::Error for Fault {}

impl Stream {
    /// Nothing is known of the program yet. Its horizon and what it skips are chosen here.
    #[must_use]
    pub fn new(mut program: Program) -> Self {
        program.horizon.events = Some(FIRST_HORIZON);
        program.skip = 0;
        Self {
            program,
            queue: VecDeque::new(),
            known: 0,
            digest: Digest::default(),
            unproved: false,
            end: None,
        }
    }

    /// What a fresh worker is to be given.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// How many events are known.
    #[must_use]
    pub fn known(&self) -> u32 {
        self.known
    }

    /// How the worker's run ended, if it did and if all it sent was fed to the playback.
    #[must_use]
    pub fn end(&self) -> Option<&PythonEnd> {
        self.end.as_ref().filter(|_| self.queue.is_empty())
    }

    /// The worker recorded what it was to skip.
    ///
    /// # Errors
    /// When that is not what is known.
    pub fn skipped(&mut self, digest: Digest) -> Result<(), Fault> {
        if digest != self.digest {
            return Err(self.diverged());
        }
        self.unproved = false;
        Ok(())
    }

    /// The worker sent events.
    ///
    /// # Errors
    /// When they do not continue what is known.
    pub fn batch(&mut self, batch: Batch) -> Result<(), Fault> {
        if self.unproved {
            return Err(self.diverged());
        }
        if batch.first != self.known || self.end.is_some() {
            return Err(Fault::Garbled);
        }
        self.digest = self.digest.and_batch(&batch);
        self.known = self.known.saturating_add(batch.count());
        self.queue.push_back(batch);
        Ok(())
    }

    /// The worker's run ended, after so many events.
    ///
    /// # Errors
    /// When they did not all come, or are fewer than were known before.
    pub fn ended(&mut self, events: u32, end: PythonEnd) -> Result<(), Fault> {
        if self.unproved || events < self.program.skip {
            return Err(self.diverged());
        }
        if events != self.known {
            return Err(Fault::Garbled);
        }
        self.end = Some(end);
        Ok(())
    }

    /// Hands on to the playback what came next. Says whether there was anything.
    ///
    /// # Errors
    /// When it cannot be read, or when the program is over and the events do not say so.
    pub fn feed(&mut self, playback: &mut Playback) -> Result<bool, Fault> {
        if let Some(batch) = self.queue.pop_front() {
            playback.push(batch.unpack().map_err(|_| Fault::Garbled)?);
            return Ok(true);
        }
        match &self.end {
            Some(PythonEnd::Horizon | PythonEnd::WaitsForButton) => Ok(playback.rest()),
            Some(end) if end.is_final() && playback.known() == 0 && playback.end().is_none() => {
                Err(Fault::Garbled)
            }
            _ => Ok(false),
        }
    }

    /// A button was pressed where the playback stands, at loop time `press.at`; `played` is
    /// the digest of what was played, which is `press.after` events. The rest of what was known is
    /// forgotten, here and by the playback.
    pub fn press(&mut self, press: Press, played: Digest, playback: &mut Playback) {
        playback.forget();
        self.queue.clear();
        self.known = press.after;
        self.digest = played;
        self.program.script.presses.push(press);
        self.program.horizon.events = Some(press.after.saturating_add(FIRST_HORIZON));
        self.again();
    }

    /// Somebody answered the `input()` at which the run ended. Says whether there was one.
    #[must_use]
    pub fn answer(&mut self, answer: Answer) -> bool {
        let asked = matches!(self.end, Some(PythonEnd::NeedsInput { .. }));
        if asked {
            self.program.script.answers.push(answer);
            self.again();
        }
        asked
    }

    /// Asks for more, when the run ended at its horizon and all but a part of it was
    /// played. Says whether it did.
    #[must_use]
    pub fn widen(&mut self, played: u32) -> bool {
        let horizon = self.program.horizon.events.unwrap_or(u32::MAX);
        let wanted = self.end == Some(PythonEnd::Horizon)
            && self.known.saturating_sub(played) < FIRST_HORIZON / 2;
        if wanted {
            self.program.horizon.events = Some(horizon.saturating_mul(WIDER));
            self.again();
        }
        wanted
    }

    /// Another worker begins from the beginning and skips what is known.
    fn again(&mut self) {
        self.program.skip = self.known;
        self.unproved = self.known > 0;
        self.end = None;
    }

    fn diverged(&self) -> Fault {
        Fault::Diverged {
            events: self.program.skip,
        }
    }
}
