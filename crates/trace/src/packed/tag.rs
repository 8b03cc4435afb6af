//! Which event it is, as a number.

macro_rules! tags {
    ($($name:ident)*) => {
        /// The variants of [`EventKind`](crate::EventKind), in their order.
        #[allow(missing_docs, reason = "they are those of `EventKind`")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Tag {
            $($name,)*
        }

        #[cfg(test)]
        impl Tag {
            pub(super) const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

tags! {
    ProgramStarted RunStage ProgramFinished
    LoopStarted IterationStarted ClockAdvanced Idle Deadlocked LoopStopped LoopClosed
    HandleScheduled HandleStarted HandleFinished HandleCancelled HandleSkipped
    TimerSet TimerFired TimerCancelled
    CoroutineCreated CoroutineEntered CoroutineSuspended CoroutineResumed
    CoroutineFinished CoroutineNeverAwaited
    TaskCreated TaskRenamed TaskStepped TaskSuspended TaskCancelRequested TaskUncancelled
    TaskFinished
    FutureCreated FutureResolved
    ResourceCreated ResourceAwaited ResourceChanged
    Output BlockingCalled Blocked ButtonOffered ButtonPressed
    ExceptionHandler SlowCallback Truncated
}

#[cfg(test)]
mod tests {
    use super::Tag;
    use crate::packed::unpack;
    use alloc::{format, string::String, vec};

    /// The name of the event that bytes with this tag are read as.
    fn read_as(tag: u8) -> Option<String> {
        // A number of fields, each of them zero, false or empty.
        (0..40).find_map(|fields| {
            let mut bytes = vec![1, 0, 0, 0, 0, 0, 0, 0, 0, tag];
            bytes.resize(10 + fields, 0);
            let event = unpack(&bytes).ok()?.pop()?;
            Some(format!("{:?}", event.kind))
        })
    }

    #[test]
    fn tags_are_the_variants_of_the_vocabulary() {
        for tag in Tag::ALL {
            let kind = read_as(*tag as u8).expect("there is such an event");
            let name = kind.split([' ', '(']).next();
            assert_eq!(name, Some(&*format!("{tag:?}")));
        }
        assert_eq!(read_as(Tag::ALL.len() as u8), None, "there are no more");
    }
}
