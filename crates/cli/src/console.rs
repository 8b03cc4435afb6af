//! What a run prints.

use std::{
    cell::RefCell,
    io::{self, BufWriter, Stdout, Write},
    time::{Duration, Instant},
};

use coroscope_engine::{Outbox, Outside};
use coroscope_trace::{
    Event, EventKind, Model, Stream, apply,
    narrator::{Lang, narrate},
};

use crate::{
    args::{Clock, RunOptions},
    saved::SavedTrace,
};

/// In virtual time output is printed when so many events wait.
const CROWD: usize = 1024;

/// The longest time that can be slept at once; a longer wait takes several.
const LONGEST_SLEEP: f64 = 86_400.0;

/// The terminal as a run sees it.
pub(crate) struct Console {
    /// Loop seconds in a real second, if real time counts.
    speed: Option<f64>,
    lang: Lang,
    explain: bool,
    began: Instant,
    inner: RefCell<Inner>,
}

struct Inner {
    out: BufWriter<Stdout>,
    trace: Option<SavedTrace>,
    model: Model,
    deadlock: Option<String>,
    /// What went wrong first. Nothing is printed after it.
    failure: Option<io::Error>,
}

impl Console {
    pub(crate) fn new(options: &RunOptions, trace: Option<SavedTrace>) -> Self {
        let out = BufWriter::new(io::stdout());
        let model = Model::default();
        Self {
            speed: (options.clock == Clock::Real).then_some(options.speed),
            lang: options.lang,
            explain: options.explain,
            began: Instant::now(),
            inner: RefCell::new(Inner {
                out,
                trace,
                model,
                deadlock: None,
                failure: None,
            }),
        }
    }

    /// Real seconds since the run began.
    pub(crate) fn now(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// Prints all that waits, and flushes it.
    pub(crate) fn drain(&self, outbox: Outbox<'_>) {
        let mut inner = self.inner.borrow_mut();
        let (_, events) = outbox.take();
        if inner.failure.is_some() {
            return;
        }
        let printed = events
            .unpack()
            .map_err(io::Error::other)
            .and_then(|events| inner.show_all(&events, self.lang, self.explain));
        if let Err(error) = printed.and_then(|()| inner.out.flush()) {
            inner.failure = Some(error);
        }
    }

    /// Whether it makes no sense to go on.
    pub(crate) fn has_failed(&self) -> bool {
        self.inner.borrow().failure.is_some()
    }

    /// Ends the output; says what went wrong, if anything did.
    pub(crate) fn finish(&self) -> io::Result<()> {
        let mut inner = self.inner.borrow_mut();
        if let Some(error) = inner.failure.take() {
            return Err(error);
        }
        inner.out.flush()?;
        inner.trace.as_mut().map_or(Ok(()), SavedTrace::flush)
    }

    /// Who waits for ever, if the run ended so.
    pub(crate) fn deadlock(&self) -> Option<String> {
        self.inner.borrow().deadlock.clone()
    }
}

/// Sleeps through a real wait, or through a part of it.
pub(crate) fn sleep(seconds: f64) {
    std::thread::sleep(Duration::from_secs_f64(seconds.clamp(0.0, LONGEST_SLEEP)));
}

impl Inner {
    fn show_all(&mut self, events: &[Event], lang: Lang, explain: bool) -> io::Result<()> {
        events
            .iter()
            .try_for_each(|event| self.show(event, lang, explain))
    }

    fn show(&mut self, event: &Event, lang: Lang, explain: bool) -> io::Result<()> {
        if let Some(trace) = &mut self.trace {
            trace.write(event)?;
        }
        let is_deadlock = matches!(event.kind, EventKind::Deadlocked { .. });
        if explain || is_deadlock {
            let before = self.model.clone();
            apply(&mut self.model, event);
            let sentence = narrate(&before, &self.model, event, lang).to_string();
            // Output speaks for itself: it follows.
            if explain && !matches!(event.kind, EventKind::Output { .. }) {
                for line in sentence.lines() {
                    writeln!(self.out, "# {:.3}  {line}", event.time)?;
                }
            }
            self.deadlock = is_deadlock.then_some(sentence);
        } else {
            apply(&mut self.model, event);
        }
        match &event.kind {
            EventKind::Output {
                stream: Stream::Stdout,
                text,
                ..
            } => self.out.write_all(text.as_bytes()),
            EventKind::Output {
                stream: Stream::Stderr,
                text,
                ..
            } => {
                // In the order in which they were said, where both go to one terminal.
                self.out.flush()?;
                io::stderr().write_all(text.as_bytes())
            }
            _ => Ok(()),
        }
    }
}

impl Outside for Console {
    fn recorded(&self, outbox: Outbox<'_>) {
        if outbox.len() >= CROWD {
            self.drain(outbox);
        }
    }

    fn about_to_run(&self, _: Outbox<'_>) {}

    fn flushed(&self, outbox: Outbox<'_>) {
        self.drain(outbox);
    }

    fn ended(&self, outbox: Outbox<'_>) {
        self.drain(outbox);
    }

    fn block(&self, seconds: f64, outbox: Outbox<'_>) {
        if let Some(speed) = self.speed {
            self.drain(outbox);
            let end = self.now() + seconds / speed;
            while self.now() < end {
                sleep(end - self.now());
            }
        }
    }
}
