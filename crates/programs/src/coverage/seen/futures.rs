//! Rules about futures, among them those of `gather` and `shield`.

use super::{End, Future, Seen, What};
use asyncio::observe::{Event, FutureId, FutureKind};

impl Seen {
    /// Futures, among them those of `gather` and `shield`.
    pub(super) fn futures(&mut self, event: &Event<'_>) {
        match event {
            Event::FutureCreated {
                future,
                kind,
                children,
                ..
            } => {
                self.new_future(*future, *kind, children);
                let done = children
                    .iter()
                    .filter(|child| self.end(**child).is_some())
                    .count();
                let gather = *kind == FutureKind::Gather;
                self.hit("G1", gather && children.is_empty());
                self.hit("G4", gather && done > 0);
                let mut sorted = children.to_vec();
                sorted.sort_unstable();
                self.hit(
                    "G2",
                    gather && sorted.windows(2).any(|pair| pair[0] == pair[1]),
                );
            }
            Event::FutureResolved { future, outcome } => {
                self.resolved(*future, End::from(outcome));
            }
            _ => {}
        }
    }

    pub(super) fn new_future(&mut self, id: FutureId, kind: FutureKind, children: &[FutureId]) {
        let children = children.to_vec();
        let new = Future {
            kind,
            children,
            end: None,
            waiters: 0,
            cancel_asked: false,
        };
        self.futures.insert(id, new);
    }

    pub(super) fn resolved(&mut self, id: FutureId, end: End) {
        let Some(future) = self.futures.get_mut(&id) else {
            return;
        };
        future.end = Some(end);
        let (kind, asked) = (future.kind, future.cancel_asked);
        let children = future.children.clone();
        let pending = children
            .iter()
            .filter(|child| self.end(**child).is_none())
            .count();
        let failed = children
            .iter()
            .any(|child| self.end(*child) == Some(End::Failed));
        self.hit("C1", true);
        self.hit("C4", kind == FutureKind::Plain && end == End::Cancelled);
        match kind {
            FutureKind::Gather => {
                self.hit("G5", end == End::Failed && pending > 0);
                self.hit("G6", end == End::FailedCancelled && !asked);
                self.hit("G9", asked);
                let eager = self
                    .running
                    .is_some_and(|what| !matches!(what, What::Child(_)));
                self.hit("K3", eager && end == End::Result && !children.is_empty());
            }
            FutureKind::Shield => {
                self.hit("C7", end == End::Cancelled && pending > 0);
                self.hit("G14", end == End::Cancelled && failed);
            }
            _ => {}
        }
    }
}
