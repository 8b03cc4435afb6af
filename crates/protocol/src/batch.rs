//! Events on the wire.

use coroscope_trace::{Event, Packed, UnpackError, unpack};
use serde::{Deserialize, Serialize};

use crate::RunId;

/// A run's events, in order and without gaps. Packed as `postcard` does, because a
/// million events as JavaScript objects would take seconds; on the wire they are
/// one `Uint8Array`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Which run.
    pub run: RunId,
    /// The position in the trace of the first event; equal to the number of
    /// events sent before.
    pub first: u32,
    /// The events, packed.
    #[serde(with = "serde_bytes")]
    events: Vec<u8>,
}

impl Batch {
    /// Of what was recorded.
    #[must_use]
    pub fn new(run: RunId, first: u32, events: Packed) -> Self {
        let events = events.into_bytes();
        Self { run, first, events }
    }

    /// Packs events that did not come from a recorder.
    ///
    /// # Errors
    /// When the encoder fails, which it does not for this vocabulary.
    pub fn pack(run: RunId, first: u32, events: &[Event]) -> Result<Self, UnpackError> {
        let events = postcard::to_allocvec(events).map_err(|_| UnpackError)?;
        Ok(Self { run, first, events })
    }

    /// Unpacks the events.
    ///
    /// # Errors
    /// When the bytes are not what [`pack`](Self::pack) writes: page and worker
    /// are of different builds although their versions agree, or something
    /// damaged the message.
    pub fn unpack(&self) -> Result<Vec<Event>, UnpackError> {
        unpack(&self.events)
    }

    /// How many events it holds, going by what it says.
    #[must_use]
    pub fn count(&self) -> u32 {
        // Seven bits a byte, the lowest first.
        let mut count = 0;
        for (byte, shift) in self.events.iter().zip((0..32).step_by(7)) {
            count |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                break;
            }
        }
        count
    }

    pub(crate) fn packed(&self) -> &[u8] {
        &self.events
    }

    /// How many bytes the packed events take.
    #[must_use]
    pub fn packed_len(&self) -> usize {
        self.events.len()
    }
}

#[cfg(test)]
mod tests {
    use coroscope_trace::{EventKind, Place, Stream, TaskId};

    use super::*;

    fn events() -> Vec<Event> {
        vec![
            Event {
                time: 0.0,
                kind: EventKind::ProgramStarted,
            },
            Event {
                time: f64::INFINITY,
                kind: EventKind::Idle { until: None },
            },
            Event {
                time: 0.1 + 0.2,
                kind: EventKind::Output {
                    stream: Stream::Stdout,
                    text: "привет\n".into(),
                    task: Some(TaskId(1)),
                    place: Place { python: 3, rust: 4 },
                },
            },
        ]
    }

    #[test]
    fn events_come_back_as_they_were() {
        let batch = Batch::pack(RunId(2), 5, &events()).expect("packs");
        assert_eq!((batch.run, batch.first), (RunId(2), 5));
        assert_eq!(batch.unpack().expect("unpacks"), events());
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let whole = Batch::pack(RunId(0), 0, &events()).expect("packs");
        for cut in 0..whole.packed_len() {
            let mut damaged = whole.clone();
            damaged.events.truncate(cut);
            assert!(damaged.unpack().is_err(), "cut at {cut}");
        }
        let mut longer = whole.clone();
        longer.events.push(0);
        assert!(longer.unpack().is_err());
    }
}
