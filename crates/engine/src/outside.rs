//! What the engine needs from whoever embeds it.

/// The world around a run: a worker in a browser, a terminal, or nothing.
///
/// All methods are called from within the program's own steps, so they must
/// not touch the session.
pub trait Outside {
    /// An event was recorded. Called for each, so this has to be quick; it is the
    /// place to empty an outbox that grows too large within one callback.
    fn recorded(&self, outbox: crate::Outbox<'_>);

    /// A task, a callback or the module itself is about to get control, and may
    /// keep it. Everything recorded so far, `TaskStepped` included, is in the
    /// outbox and had better be published now if somebody watches.
    fn about_to_run(&self, outbox: crate::Outbox<'_>);

    /// The program blocks its thread for `seconds` of loop time. Whoever runs in
    /// real time waits here, after publishing; time is added to the loop's by the
    /// engine.
    fn block(&self, seconds: f64, outbox: crate::Outbox<'_>);

    /// The program asks that what it has written be shown now, whatever it does next: `flush()`.
    fn flushed(&self, outbox: crate::Outbox<'_>) {
        let _ = outbox;
    }

    /// The run is over, and nothing will be recorded any more: what is in the outbox is the rest.
    /// Called only for runs that nobody holds, such as Python's; of a [`Session`](crate::Session)
    /// whoever holds it takes the rest.
    fn ended(&self, outbox: crate::Outbox<'_>) {
        let _ = outbox;
    }
}

/// Nobody watches and nothing takes time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Outside for Nobody {
    fn recorded(&self, _: crate::Outbox<'_>) {}
    fn about_to_run(&self, _: crate::Outbox<'_>) {}
    fn block(&self, _: f64, _: crate::Outbox<'_>) {}
}
