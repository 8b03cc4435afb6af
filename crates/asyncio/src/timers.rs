//! The timer queue: ordered by (deadline, sequence), so that equal deadlines
//! fire in the order in which they were set (rule A6).

use crate::handle::{Standing, Timed};
use core::cmp::{Ordering, Reverse};
use dary_heap::QuaternaryHeap;

struct Timer {
    deadline: f64,
    sequence: u64,
    timed: Timed,
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Timer {}
impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.deadline
            .total_cmp(&other.deadline)
            .then(self.sequence.cmp(&other.sequence))
    }
}

/// How many timers there must be before cancelled ones are swept out of the
/// middle (`_MIN_SCHEDULED_TIMER_HANDLES`).
const SWEEP_FROM: usize = 100;

#[derive(Default)]
pub(crate) struct Timers {
    heap: QuaternaryHeap<Reverse<Timer>>,
    next: u64,
    cancelled: usize,
}

impl Timers {
    pub(crate) fn push(&mut self, deadline: f64, timed: Timed) {
        // What never comes stands last, and the two zeros are one deadline.
        let deadline = if deadline.is_nan() {
            f64::INFINITY
        } else {
            deadline + 0.0
        };
        let sequence = self.next;
        self.next += 1;
        self.heap.push(Reverse(Timer {
            deadline,
            sequence,
            timed,
        }));
    }

    /// One of the timers was cancelled; it stays until the next purge.
    pub(crate) fn note_cancelled(&mut self) {
        self.cancelled += 1;
    }

    /// Removes cancelled timers: all of them when they are more than half of
    /// many, else only those on top (rule A7).
    pub(crate) fn purge(&mut self) {
        if self.heap.len() > SWEEP_FROM && self.cancelled * 2 > self.heap.len() {
            self.heap.retain(|Reverse(timer)| {
                let keep = !timer.timed.is_cancelled();
                if !keep {
                    timer.timed.stand(Standing::Over);
                }
                keep
            });
            self.cancelled = 0;
            return;
        }
        while let Some(Reverse(top)) = self.heap.peek() {
            if !top.timed.is_cancelled() {
                break;
            }
            top.timed.stand(Standing::Over);
            self.cancelled = self.cancelled.saturating_sub(1);
            self.heap.pop();
        }
    }

    /// The earliest deadline, cancelled or not; call [`purge`](Self::purge) first.
    pub(crate) fn next_deadline(&self) -> Option<f64> {
        self.heap.peek().map(|Reverse(timer)| timer.deadline)
    }

    /// The earliest timer whose deadline lies before `end` (rule A5).
    pub(crate) fn pop_due(&mut self, end: f64) -> Option<Timed> {
        if self.next_deadline()? >= end {
            return None;
        }
        let Reverse(timer) = self.heap.pop()?;
        if timer.timed.is_cancelled() {
            self.cancelled = self.cancelled.saturating_sub(1);
        }
        Some(timer.timed)
    }

    /// Empties the queue and gives what was in it, to be dropped elsewhere.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Timed> + use<> {
        self.cancelled = 0;
        core::mem::take(&mut self.heap)
            .into_vec()
            .into_iter()
            .map(|Reverse(timer)| timer.timed)
    }
}

#[cfg(test)]
mod tests;
