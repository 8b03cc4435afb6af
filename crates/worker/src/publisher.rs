//! When events are posted.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use coroscope_engine::{Outbox, Outside};
use coroscope_protocol::{Batch, FromWorker, RunId, WorkerError};

use coroscope_trace::Event;

use crate::clock::Clock;

/// Where messages go.
pub(crate) type Post = Rc<dyn Fn(&FromWorker)>;

/// How many batches may be posted just because somebody gets control: so many at
/// once, and so many in a second.
const BURST: f64 = 64.0;
const RATE: f64 = 500.0;

/// Otherwise events wait this long, in seconds, or until there are so many.
const PATIENCE: f64 = 0.016;
const CROWD: usize = 4096;

/// A program that keeps silent while it runs is confirmed to be running this often.
const HEARTBEAT: f64 = 0.25;

/// The longest that a single `time.sleep` really blocks, in seconds.
const LONGEST_BLOCK: f64 = 60.0;

/// Posts what a run records: early enough for the page to know who has control,
/// seldom enough not to drown it.
pub struct Publisher {
    run: RunId,
    post: Post,
    clock: Rc<Clock>,
    /// Loop seconds in a real second; `None` when the run is not live and
    /// blocking takes no real time.
    pub(crate) speed: Cell<Option<f64>>,
    bucket: RefCell<Bucket>,
    /// Real time of the last message, in seconds.
    last: Cell<f64>,
}

struct Bucket {
    tokens: f64,
    filled: f64,
}

impl Bucket {
    fn take(&mut self, now: f64) -> bool {
        self.tokens = (self.tokens + (now - self.filled).max(0.0) * RATE).min(BURST);
        self.filled = now;
        let enough = self.tokens >= 1.0;
        if enough {
            self.tokens -= 1.0;
        }
        enough
    }
}

impl Publisher {
    pub(crate) fn new(run: RunId, post: Post, clock: Rc<Clock>) -> Rc<Self> {
        let now = clock.now();
        Rc::new(Self {
            run,
            post,
            clock,
            speed: Cell::new(None),
            bucket: RefCell::new(Bucket {
                tokens: BURST,
                filled: now,
            }),
            last: Cell::new(now),
        })
    }

    /// Posts a message, and remembers when.
    pub(crate) fn say(&self, message: &FromWorker) {
        (self.post)(message);
        self.last.set(self.clock.now());
    }

    /// Whether the page has heard nothing for so long that it might worry.
    pub(crate) fn is_overdue(&self) -> bool {
        self.clock.now() - self.last.get() > HEARTBEAT
    }

    /// Posts all that waits.
    pub(crate) fn publish(&self, outbox: Outbox<'_>) {
        if outbox.is_empty() {
            return;
        }
        let (first, events) = outbox.take();
        self.say(&FromWorker::Batch(Batch::new(self.run, first, events)));
    }

    /// Posts these events, and shows each batch of them to somebody.
    pub(crate) fn post_all(&self, mut first: u32, events: &[Event], mut show: impl FnMut(&Batch)) {
        for events in events.chunks(CROWD) {
            match Batch::pack(self.run, first, events) {
                Ok(batch) => {
                    show(&batch);
                    self.say(&FromWorker::Batch(batch));
                }
                Err(error) => self.say(&FromWorker::Error {
                    run: Some(self.run),
                    error: WorkerError::Panicked {
                        message: error.to_string(),
                    },
                }),
            }
            first += events.len() as u32;
        }
    }
}

impl Outside for Publisher {
    fn recorded(&self, outbox: Outbox<'_>) {
        let count = outbox.len();
        // The clock is looked at now and then only: this is called a million times.
        if count >= CROWD
            || (count.is_multiple_of(64) && self.clock.now() - self.last.get() > PATIENCE)
        {
            self.publish(outbox);
        }
    }

    fn about_to_run(&self, outbox: Outbox<'_>) {
        if !outbox.is_empty() && self.bucket.borrow_mut().take(self.clock.now()) {
            self.publish(outbox);
        }
    }

    fn block(&self, seconds: f64, outbox: Outbox<'_>) {
        let Some(speed) = self.speed.get() else {
            return;
        };
        self.publish(outbox);
        let end = self.clock.now() + (seconds / speed).min(LONGEST_BLOCK);
        // Nothing else may happen in this thread meanwhile: that is the point.
        while self.clock.now() < end {
            std::hint::spin_loop();
        }
    }
}
