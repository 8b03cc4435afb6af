//! Kinds of programs: what each has more of than the others.

use super::kind::{BASE, Kind};

/// Which delays a program uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Delays {
    /// Quarters, which add up exactly.
    Even,
    /// Tenths, whose sums come out a little off.
    Floats,
    /// So few that almost everything happens at the same moments.
    Equal,
    /// A clock's resolution apart, more or less; rule A5.
    Near,
}

/// Something about all programs of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trait {
    /// Tasks are eager; rule K1.
    Eager,
    /// Debug mode; rule W5.
    Debug,
    /// `SystemExit` and `KeyboardInterrupt` are raised; rule A12.
    Exits,
}

/// A kind of program.
pub(super) struct Profile {
    pub(super) name: &'static str,
    pub(super) delays: Delays,
    traits: &'static [Trait],
    /// How many times as likely as usual something is; 0 is never.
    times: &'static [(Kind, u32)],
}

impl Profile {
    /// How likely each kind is in these programs.
    pub(super) fn weights(&self) -> Vec<(Kind, u32)> {
        let times = |kind| {
            let own = self.times.iter().find(|(of, _)| *of == kind);
            own.map_or(1, |(_, times)| *times)
        };
        let scaled = |&(kind, weight): &(Kind, u32)| (kind, weight * times(kind));
        BASE.iter().map(scaled).collect()
    }

    pub(super) fn has(&self, which: Trait) -> bool {
        self.traits.contains(&which)
    }
}

/// Makes the table below.
macro_rules! profiles {
    ($($name:literal $delays:ident [$($trait:ident),*] { $($kind:ident $times:literal,)* })*) => {
        /// Every kind of program; seeds go round them.
        pub(super) const PROFILES: &[Profile] = &[$(Profile {
            name: $name,
            delays: Delays::$delays,
            traits: &[$(Trait::$trait),*],
            times: &[$((Kind::$kind, $times),)*],
        },)*];
    };
}

profiles! {
    "mixed" Even [] {}
    "core" Even [] {
        EventSet 0, EventClear 0, Release 0, PutNowait 0, GetNowait 0, TaskDone 0, Notify 0,
        GroupSpawn 0, ShutDown 0, SetContext 0, GetContext 0, Lock 0, Semaphore 0, Condition 0,
        Group 0, Wait 0, AsCompleted 0, AsCompletedAsync 0, Hold 0, TryHold 0, Produce 0, Consume 0,
        Flood 0, Close 0, WaitNotified 0, NotifySome 0, Meet 0, Break 0, Family 0, Contexts 0,
        Steal 0, Pulse 0,
    }
    "cancel" Even [] {
        Cancel 3, CancelDance 5, CancelSelf 5, TakeBack 5, CleanUp 3, Stubborn 4, Uncancel 3,
        Cancelling 2, Crowd 2, Print 0,
    }
    "timeout" Even [] {
        Timeout 3, Reschedule 4, MovedDeadline 5, TwoDeadlines 6, Stubborn 3, TakeBack 2,
        CancelFuture 2, SetLater 2,
    }
    "sync" Even [] {
        EventSet 4, EventClear 3, Release 2, Notify 2, Lock 5, Semaphore 5, Condition 3, Hold 3,
        TryHold 3, Flood 4, WaitNotified 4, NotifySome 4, Meet 4, Break 4, Pulse 6, Group 0, Family 0,
        Wait 0,
    }
    "contend" Equal [] {
        Lock 6, Semaphore 6, Hold 5, TryHold 6, Cancel 2, Condition 3, WaitNotified 3, NotifySome 3,
        Release 2, Flood 6,
    }
    "group" Even [] {
        Group 5, Family 6, GroupSpawn 4, Raise 3, Cancel 2, CleanUp 2, Cancelling 3, Uncancel 2,
    }
    "callbacks" Even [] {
        CallSoon 5, CallLater 4, CancelHandle 4, OnDone 5, Witnesses 5, SetLater 3, SetResult 2,
        SetException 2,
    }
    "futures" Even [] {
        SetResult 4, SetException 4, CancelFuture 4, SetLater 5, Witnesses 3, Crowd 4, State 2,
        OnDone 2,
    }
    "floaty" Floats [] {
        Sleep 2, CallLater 2, Timeout 2, MovedDeadline 3, TwoDeadlines 2,
    }
    "ties" Equal [] {
        Sleep 2, CallLater 3, Timeout 2, TwoDeadlines 3, SetLater 2,
    }
    "near" Near [] {
        Sleep 2, CallLater 3, Timeout 2, TwoDeadlines 3, SetLater 2,
    }
    "base" Even [Exits] {
        Raise 5, Try 2, CleanUp 2, Family 2, Crowd 2,
    }
    "exit-group" Even [Exits] {
        Group 5, Family 6, GroupSpawn 4, Raise 6, CleanUp 2, Cancel 2,
    }
    "queue" Even [] {
        Produce 8, Consume 8, Steal 12, PutNowait 3, GetNowait 3, TaskDone 3, Close 3, ShutDown 2,
        Cancel 2, Lock 0, Semaphore 0, Condition 0,
    }
    "context" Even [] {
        SetContext 5, GetContext 5, Contexts 8, CallSoon 2, OnDone 2,
    }
    "eager" Even [Eager] {}
    "eager-group" Even [Eager] {
        Group 4, Family 5, GroupSpawn 3, Raise 3, Crowd 3, Contexts 3, CancelSelf 3,
    }
    "new313" Even [] {
        ShutDown 5, Close 8, Produce 4, Consume 4, AsCompletedAsync 5, Uncancel 3, TakeBack 3,
        WaitNotified 3,
    }
    "debug" Even [Debug] {}
    "wait" Even [] {
        Wait 8, AsCompleted 8, AsCompletedAsync 8, CancelFuture 2, Raise 2,
    }
    "shield" Even [] {
        Crowd 5, CancelDance 3, Await 2, SetLater 3, Cancel 2,
    }
    "clean-up" Even [] {
        CleanUp 6, Stubborn 4, Cancel 2, Hold 2, Try 2, Family 2,
    }
    "barrier" Equal [] {
        Meet 12, Break 6, Cancel 2, TryHold 0, Wait 0,
    }
    "permits" Equal [] {
        Semaphore 8, Flood 16, TryHold 4, Release 2, Cancel 2, Lock 0, Condition 0,
    }
    "condition" Even [] {
        Condition 3, WaitNotified 8, NotifySome 8, Notify 3, Cancel 3, CleanUp 2,
    }
}
