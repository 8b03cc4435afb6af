//! Whether two runs recorded the same.

use coroscope_trace::Event;
use serde::{Deserialize, Serialize};

use crate::{Batch, UnpackError};

/// A short stand-in for a sequence of events: equal sequences have equal digests, however they were cut into
/// parts, and different ones as good as never.
///
/// It is FNV-1a in 64 bits over the packed events, one behind the other. It guards against engines that are not
/// the function which they should be, not against malice.
///
/// ```
/// use coroscope_protocol::Digest;
/// use coroscope_trace::{Event, EventKind};
///
/// let event = |time| Event { time, kind: EventKind::LoopStarted };
/// let whole = Digest::default().and(&[event(0.0), event(1.0)])?;
/// let parts = Digest::default().and(&[event(0.0)])?.and(&[event(1.0)])?;
/// assert_eq!(whole, parts);
/// assert_ne!(whole, Digest::default().and(&[event(1.0), event(0.0)])?);
/// # Ok::<(), coroscope_protocol::UnpackError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The upper half: JavaScript's numbers do not hold 64 bits.
    high: u32,
    /// The lower half.
    low: u32,
}

/// Of no events.
impl Default for Digest {
    fn default() -> Self {
        Self::of(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// The digest when these events follow.
    ///
    /// # Errors
    /// When the encoder fails, which it does not for this vocabulary.
    pub fn and(self, events: &[Event]) -> Result<Self, UnpackError> {
        let packed = postcard::to_allocvec(events).map_err(|_| UnpackError)?;
        Ok(self.over(&packed))
    }

    /// The digest when the events of this batch follow.
    ///
    /// ```
    /// use coroscope_protocol::{Batch, Digest, RunId};
    /// use coroscope_trace::{Event, EventKind};
    ///
    /// let events = [Event { time: 0.0, kind: EventKind::LoopStarted }];
    /// let batch = Batch::pack(RunId(1), 0, &events)?;
    /// assert_eq!(Digest::default().and_batch(&batch), Digest::default().and(&events)?);
    /// # Ok::<(), coroscope_protocol::UnpackError>(())
    /// ```
    #[must_use]
    pub fn and_batch(self, batch: &Batch) -> Self {
        self.over(batch.packed())
    }

    fn over(self, packed: &[u8]) -> Self {
        // First comes how many there are, seven bits a byte: that depends on how they were cut.
        let count = packed.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
        let mut hash = (u64::from(self.high) << 32) | u64::from(self.low);
        for byte in packed.iter().skip(count) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self::of(hash)
    }

    fn of(hash: u64) -> Self {
        Self {
            high: (hash >> 32) as u32,
            low: hash as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use coroscope_trace::EventKind;

    use super::*;

    #[test]
    fn how_events_were_cut_does_not_matter() {
        let events: Vec<Event> = (0..300)
            .map(|time| Event {
                time: f64::from(time),
                kind: EventKind::LoopStarted,
            })
            .collect();
        let whole = Digest::default().and(&events).expect("packs");
        for cut in [0, 1, 127, 128, 129, 299, 300] {
            let (one, other) = events.split_at(cut);
            let parts = Digest::default().and(one).and_then(|it| it.and(other));
            assert_eq!(parts, Ok(whole), "cut at {cut}");
        }
        let fewer = Digest::default().and(&events[1..]).expect("packs");
        assert_ne!(fewer, whole);
    }
}
