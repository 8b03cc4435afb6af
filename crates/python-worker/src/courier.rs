//! When events are posted, and which.

use std::cell::Cell;

use coroscope_protocol::{
    Batch, Digest, RunId,
    python::{FromPython, PATIENCE},
};
use coroscope_python::{Outbox, Sink};

/// How many messages may be posted at once: the first so many events have one each.
const BURST: f64 = 256.0;

/// The most events in a message.
const CROWD: usize = 4096;

/// Posts what a run records, at once as long as that is not too often: nobody can say before which event a program
/// will begin to compute for ever, and what is posted then is all that is known of it. Events that are known already it
/// only vouches for.
///
/// ```
/// use coroscope_protocol::{RunId, python::FromPython};
/// use coroscope_python::{Bounds, Program, run};
/// use coroscope_python_worker::Courier;
/// use std::{cell::RefCell, rc::Rc};
///
/// let posted = Rc::new(RefCell::new(Vec::new()));
/// let desk = Rc::clone(&posted);
/// let courier = Courier::new(RunId(1), 0, || 0.0, move |message| desk.borrow_mut().push(message.clone()));
/// run(&Program::new("print('hello')"), Bounds::PAGE, Rc::new(courier));
/// assert!(matches!(&posted.borrow()[..], [.., FromPython::Batch(_)]));
/// ```
pub struct Courier {
    run: RunId,
    /// Events before this position are known.
    skip: u32,
    clock: Box<dyn Fn() -> f64>,
    post: Box<dyn Fn(&FromPython)>,
    /// The position of the first event that was not taken yet.
    next: Cell<u32>,
    /// Of the known events so far; none once it is told.
    digest: Cell<Option<Digest>>,
    bucket: Cell<Bucket>,
}

/// Messages that may be posted now, and when that was counted.
#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    filled: f64,
}

impl Bucket {
    /// The bucket after one more message; none if that would be too often.
    fn take(self, clock: impl FnOnce() -> f64) -> Option<Self> {
        // While there are some the clock need not be looked at.
        let Self { tokens, filled } = if self.tokens >= 1.0 {
            self
        } else {
            self.fill(clock())
        };
        let tokens = tokens - 1.0;
        (tokens >= 0.0).then_some(Self { tokens, filled })
    }

    fn fill(self, now: f64) -> Self {
        let more = (now - self.filled).max(0.0) / PATIENCE;
        Self {
            tokens: (self.tokens + more).min(BURST),
            filled: now,
        }
    }
}

impl Courier {
    /// For one run, of which `skip` events are known. `clock` gives real time in seconds, from any moment on.
    pub fn new(
        run: RunId,
        skip: u32,
        clock: impl Fn() -> f64 + 'static,
        post: impl Fn(&FromPython) + 'static,
    ) -> Self {
        let now = clock();
        Self {
            run,
            skip,
            clock: Box::new(clock),
            post: Box::new(post),
            next: Cell::new(0),
            digest: Cell::new((skip > 0).then(Digest::default)),
            bucket: Cell::new(Bucket {
                tokens: BURST,
                filled: now,
            }),
        }
    }

    /// How many events were taken in all, the known ones included.
    #[must_use]
    pub fn recorded(&self) -> u32 {
        self.next.get()
    }

    /// Says what of the known events there was, if it was not said yet.
    pub fn close(&self) {
        if let Some(digest) = self.digest.take() {
            let run = self.run;
            (self.post)(&FromPython::Skipped { run, digest });
        }
    }

    /// Posts all that waits, which is all known or all news.
    fn publish(&self, outbox: Outbox<'_>) {
        if outbox.is_empty() {
            return;
        }
        let (first, events) = outbox.take();
        let next = first.saturating_add(events.len() as u32);
        self.next.set(next);
        let batch = Batch::new(self.run, first, events);
        if first >= self.skip {
            (self.post)(&FromPython::Batch(batch));
            return;
        }
        let digest = self.digest.get().map(|digest| digest.and_batch(&batch));
        self.digest.set(digest);
        if next >= self.skip {
            self.close();
        }
    }
}

impl Sink for Courier {
    fn recorded(&self, outbox: Outbox<'_>) {
        let count = outbox.len();
        let next = self.next.get().saturating_add(count as u32);
        // Where what is known ends there is always a cut, so that nothing has to be unpacked.
        if count >= CROWD || next == self.skip {
            self.publish(outbox);
        } else if next > self.skip
            && let Some(bucket) = self.bucket.get().take(&self.clock)
        {
            self.bucket.set(bucket);
            self.publish(outbox);
        }
    }

    /// Each event had its chance when it was recorded.
    fn about_to_run(&self, _: Outbox<'_>) {}

    /// Takes no real time: who plays the run back does.
    fn block(&self, _: f64, _: Outbox<'_>) {}

    fn ended(&self, outbox: Outbox<'_>) {
        self.publish(outbox);
        self.close();
    }
}
