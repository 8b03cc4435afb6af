//! The timer queue: ordered by (deadline, sequence), so that equal deadlines
//! fire in the order in which they were set (rule A6).
//!
//! It is a quicksort that does no more than it is asked for. Timers stand in
//! stretches, from the far future to the near; only the nearest one is sorted, and
//! a long one is split when it comes to be the nearest. A new timer, which mostly is
//! a late one, is put at the end of its stretch. Against a heap this halves the time
//! for a million timers, as memory is walked in order.

use crate::handle::{Standing, Timed};
use alloc::{vec, vec::Vec};
use core::mem;

/// When a timer fires: its deadline, then its sequence number.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Key(f64, u64);

/// Before every timer.
const FIRST: Key = Key(f64::NEG_INFINITY, 0);

struct Timer {
    key: Key,
    timed: Timed,
}

/// Timers none of which is earlier than any in the stretches after it.
struct Stretch {
    /// None of them is earlier than this.
    from: Key,
    timers: Vec<Timer>,
    /// Latest first, so that the earliest is taken from the end.
    sorted: bool,
}

/// A stretch of so many is sorted, a longer one split.
const SHORT: usize = 32;

/// How many timers there must be before cancelled ones are swept out of the
/// middle (`_MIN_SCHEDULED_TIMER_HANDLES`).
const SWEEP_FROM: usize = 100;

pub(crate) struct Timers {
    /// From the far future to the near; never empty.
    stretches: Vec<Stretch>,
    len: usize,
    next: u64,
    cancelled: usize,
}

impl Default for Timers {
    fn default() -> Self {
        Self {
            stretches: vec![Stretch {
                from: FIRST,
                timers: Vec::new(),
                sorted: true,
            }],
            len: 0,
            next: 0,
            cancelled: 0,
        }
    }
}

impl Stretch {
    fn push(&mut self, timer: Timer) {
        if self.sorted && self.timers.len() < 2 * SHORT {
            let later = |other: &Timer| other.key > timer.key;
            let at = self.timers.partition_point(later);
            self.timers.insert(at, timer);
        } else {
            self.sorted = false;
            self.timers.push(timer);
        }
    }

    /// Latest first. They are few, and often nearly in order.
    fn sort(&mut self) {
        let timers = &mut self.timers;
        for end in 1..timers.len() {
            let mut at = end;
            while at > 0 && timers[at - 1].key < timers[at].key {
                timers.swap(at - 1, at);
                at -= 1;
            }
        }
        self.sorted = true;
    }

    /// Keeps the later ones and gives the earlier ones; there are some of both.
    fn split(&mut self) -> Stretch {
        let timers = &mut self.timers;
        let key = |index: usize| timers[index].key;
        let (a, b, c) = (key(0), key(timers.len() / 2), key(timers.len() - 1));
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let middle = if c < low {
            low
        } else if c < high {
            c
        } else {
            high
        };
        let mut near = Vec::new();
        let mut at = 0;
        while at < timers.len() {
            if timers[at].key < middle {
                near.push(timers.swap_remove(at));
            } else {
                at += 1;
            }
        }
        let from = mem::replace(&mut self.from, middle);
        Stretch {
            from,
            timers: near,
            sorted: false,
        }
    }
}

impl Timers {
    pub(crate) fn push(&mut self, deadline: f64, timed: Timed) {
        // What never comes stands last, and the two zeros are one deadline.
        let deadline = if deadline.is_nan() {
            f64::INFINITY
        } else {
            deadline + 0.0
        };
        let key = Key(deadline, self.next);
        self.next += 1;
        self.len += 1;
        // The nearest one takes whatever is earlier than the others.
        let place = self.stretches.iter_mut().find(|it| key >= it.from);
        if let Some(stretch) = place {
            stretch.push(Timer { key, timed });
        }
    }

    /// Whether there is none, not even a cancelled one.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Sorts as much as has to be known of the nearest.
    fn settle(&mut self) {
        loop {
            let several = self.stretches.len() > 1;
            let Some(nearest) = self.stretches.last_mut() else {
                return;
            };
            if nearest.timers.is_empty() && several {
                self.stretches.pop();
                if let Some(nearest) = self.stretches.last_mut() {
                    nearest.from = FIRST;
                }
            } else if nearest.sorted {
                return;
            } else if nearest.timers.len() <= SHORT {
                nearest.sort();
            } else {
                let near = nearest.split();
                self.stretches.push(near);
            }
        }
    }

    fn earliest(&self) -> Option<&Timer> {
        self.stretches.last()?.timers.last()
    }

    fn pop(&mut self) -> Option<Timed> {
        let timer = self.stretches.last_mut()?.timers.pop()?;
        self.len -= 1;
        if timer.timed.is_cancelled() {
            self.cancelled = self.cancelled.saturating_sub(1);
        }
        Some(timer.timed)
    }

    /// One of the timers was cancelled; it stays until the next purge.
    pub(crate) fn note_cancelled(&mut self) {
        self.cancelled += 1;
    }

    /// Removes cancelled timers: all of them when they are more than half of
    /// many, else only those that come first (rule A7).
    pub(crate) fn purge(&mut self) {
        if self.len > SWEEP_FROM && self.cancelled * 2 > self.len {
            self.sweep();
        }
        self.settle();
        while self.earliest().is_some_and(|it| it.timed.is_cancelled()) {
            if let Some(timed) = self.pop() {
                timed.stand(Standing::Over);
            }
            self.settle();
        }
    }

    fn sweep(&mut self) {
        let mut left = 0;
        for stretch in &mut self.stretches {
            stretch.timers.retain(|timer| {
                let keep = !timer.timed.is_cancelled();
                if !keep {
                    timer.timed.stand(Standing::Over);
                }
                keep
            });
            left += stretch.timers.len();
        }
        self.len = left;
        self.cancelled = 0;
    }

    /// The earliest deadline, cancelled or not; call [`purge`](Self::purge) first.
    pub(crate) fn next_deadline(&self) -> Option<f64> {
        self.earliest().map(|timer| timer.key.0)
    }

    /// The earliest timer whose deadline lies before `end` (rule A5).
    pub(crate) fn pop_due(&mut self, end: f64) -> Option<Timed> {
        self.settle();
        if self.next_deadline()? >= end {
            return None;
        }
        self.pop()
    }

    /// Empties the queue and gives what was in it, to be dropped elsewhere.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Timed> + use<> {
        let timers = mem::take(self);
        self.next = timers.next;
        let stretches = timers.stretches.into_iter();
        stretches
            .flat_map(|stretch| stretch.timers)
            .map(|timer| timer.timed)
    }
}

#[cfg(test)]
mod tests;
