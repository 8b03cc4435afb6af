//! Events of every kind, in no sensible order: what a damaged trace may hold.

mod numbers;

use coroscope_trace::{
    Awaited, ButtonId, Callback, CancelEffect, Complaint, CoroutineId, Event, EventKind, Exception,
    FutureId, FutureKind, HandleId, Outcome, Place, ResourceId, ResourceKind, ResourceState,
    RunStage, Stream, TaskId,
};

pub(crate) use numbers::{NUMBERS, number};

/// How many kinds of event there are; [`number`] knows them all.
pub(crate) const KINDS: u32 = 41;

/// A sequence of numbers that looks random and is the same every time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u32) as usize].clone()
    }

    fn seconds(&mut self) -> f64 {
        f64::from(self.roll(20)) / 4.0
    }

    fn task(&mut self) -> TaskId {
        TaskId(self.roll(12))
    }

    fn maybe_task(&mut self) -> Option<TaskId> {
        (self.roll(3) > 0).then(|| self.task())
    }

    fn future(&mut self) -> FutureId {
        FutureId(self.roll(40))
    }

    fn coroutine(&mut self) -> CoroutineId {
        CoroutineId(self.roll(20))
    }

    fn handle(&mut self) -> HandleId {
        HandleId(self.roll(60))
    }

    fn place(&mut self) -> Place {
        Place {
            python: self.roll(30),
            rust: self.roll(60),
        }
    }

    fn name(&mut self) -> String {
        self.pick(&["main", "worker", "ticker", "b"]).into()
    }

    fn exception(&mut self) -> Exception {
        let cancelled = self.roll(2) == 0;
        Exception {
            type_name: if cancelled {
                "CancelledError"
            } else {
                "ValueError"
            }
            .into(),
            message: self.pick(&["", "no", "it's {0} `odd` ^"]).into(),
            cancelled,
        }
    }

    fn outcome(&mut self) -> Outcome {
        match self.roll(4) {
            0 => Outcome::Result("None".into()),
            1 => Outcome::Result("'saved'".into()),
            2 => Outcome::Exception(self.exception()),
            _ => Outcome::Cancelled(None),
        }
    }

    fn callback(&mut self) -> Callback {
        let (task, future, outer) = (self.task(), self.future(), self.future());
        match self.roll(8) {
            0 => Callback::TaskStep { task },
            1 => Callback::TaskWakeup { task, future },
            2 => Callback::SleepOver { future },
            3 => Callback::TimeLimit { task },
            4 => Callback::GatherChild {
                child: future,
                outer,
            },
            5 => Callback::ShieldLink {
                inner: future,
                outer,
            },
            6 => Callback::StopLoop { future },
            _ => Callback::User { name: self.name() },
        }
    }

    fn resource(&mut self) -> ResourceId {
        ResourceId(self.roll(5))
    }

    fn resource_kind(&mut self) -> ResourceKind {
        self.pick(&[
            ResourceKind::Lock,
            ResourceKind::Event,
            ResourceKind::Condition,
            ResourceKind::Semaphore,
            ResourceKind::BoundedSemaphore,
            ResourceKind::Barrier,
            ResourceKind::Queue,
            ResourceKind::PriorityQueue,
            ResourceKind::LifoQueue,
            ResourceKind::TaskGroup,
        ])
    }

    fn resource_state(&mut self) -> ResourceState {
        let (flag, count) = (self.roll(2) == 0, self.roll(4));
        match self.roll(13) {
            0 => ResourceState::Locked(flag),
            1 => ResourceState::Flag(flag),
            2 => ResourceState::Permits(count),
            3 => ResourceState::Acquired(count),
            4 => ResourceState::Released(count),
            5 => ResourceState::Items {
                items: count,
                unfinished: self.roll(4),
            },
            6 => ResourceState::Parties(count),
            7 => ResourceState::Arrived(count),
            8 => ResourceState::Draining(count),
            9 => ResourceState::Resetting(count),
            10 => ResourceState::Broken,
            11 => ResourceState::Tasks(count),
            _ => ResourceState::Closed,
        }
    }

    /// An event of any kind.
    pub(crate) fn kind(&mut self) -> EventKind {
        let kind = self.roll(KINDS);
        self.kind_of(kind)
    }

    fn kind_of(&mut self, kind: u32) -> EventKind {
        match kind {
            0 => EventKind::ProgramStarted,
            1 => EventKind::RunStage {
                stage: self.pick(&[
                    RunStage::NewLoop,
                    RunStage::MainDone,
                    RunStage::CancelLeftovers,
                    RunStage::CloseAsyncgens,
                    RunStage::CloseExecutor,
                    RunStage::CloseLoop,
                ]),
                tasks: self.roll(25),
            },
            2 => EventKind::ProgramFinished {
                outcome: self.outcome(),
            },
            3 => EventKind::LoopStarted,
            4 => EventKind::IterationStarted {
                iteration: self.roll(100),
                ready: self.roll(5),
            },
            5 => EventKind::ClockAdvanced {
                from: self.seconds(),
            },
            6 => EventKind::Idle {
                until: (self.roll(3) > 0).then(|| self.seconds()),
            },
            7 => EventKind::Deadlocked {
                waiting: (0..self.roll(6)).map(|_| self.task()).collect(),
            },
            8 => EventKind::LoopStopped,
            9 => EventKind::LoopClosed {
                dropped: self.roll(4),
            },
            10 => EventKind::HandleScheduled {
                handle: self.handle(),
                callback: self.callback(),
            },
            11 => EventKind::HandleStarted {
                handle: self.handle(),
            },
            12 => EventKind::HandleFinished {
                handle: self.handle(),
            },
            13 => EventKind::HandleCancelled {
                handle: self.handle(),
            },
            14 => EventKind::HandleSkipped {
                handle: self.handle(),
            },
            15 => EventKind::TimerSet {
                handle: self.handle(),
                deadline: self.seconds(),
                callback: self.callback(),
                place: self.place(),
            },
            16 => EventKind::TimerFired {
                handle: self.handle(),
            },
            17 => EventKind::TimerCancelled {
                handle: self.handle(),
            },
            18 => EventKind::CoroutineCreated {
                coroutine: self.coroutine(),
                name: self.name(),
                place: self.place(),
                definition: self.place(),
            },
            19 => EventKind::CoroutineEntered {
                coroutine: self.coroutine(),
                task: self.maybe_task(),
                place: self.place(),
            },
            20 => EventKind::CoroutineSuspended {
                coroutine: self.coroutine(),
                place: self.place(),
            },
            21 => EventKind::CoroutineResumed {
                coroutine: self.coroutine(),
                place: self.place(),
            },
            22 => EventKind::CoroutineFinished {
                coroutine: self.coroutine(),
                outcome: self.outcome(),
            },
            23 => EventKind::CoroutineNeverAwaited {
                coroutine: self.coroutine(),
            },
            24 => EventKind::TaskCreated {
                task: self.task(),
                future: self.future(),
                name: self.name(),
                named: self.roll(2) == 0,
                coroutine: self.coroutine(),
                parent: self.maybe_task(),
                eager: self.roll(4) == 0,
                place: self.place(),
            },
            25 => EventKind::TaskRenamed {
                task: self.task(),
                name: self.name(),
            },
            26 => EventKind::TaskStepped {
                task: self.task(),
                exception: (self.roll(3) == 0).then(|| self.exception()),
            },
            27 => EventKind::TaskSuspended {
                task: self.task(),
                on: match self.roll(6) {
                    0 => Awaited::NextIteration,
                    1 => Awaited::Foreign,
                    _ => Awaited::Future(self.future()),
                },
                place: self.place(),
            },
            28 => EventKind::TaskCancelRequested {
                task: self.task(),
                by: self.maybe_task(),
                message: None,
                effect: match self.roll(3) {
                    0 => CancelEffect::AlreadyDone,
                    1 => CancelEffect::Remembered,
                    _ => CancelEffect::PassedTo(self.future()),
                },
                place: self.place(),
            },
            29 => EventKind::TaskUncancelled {
                task: self.task(),
                remaining: self.roll(3),
            },
            30 => EventKind::TaskFinished {
                task: self.task(),
                outcome: self.outcome(),
            },
            31 => EventKind::FutureCreated {
                future: self.future(),
                kind: self.pick(&[
                    FutureKind::Plain,
                    FutureKind::Task,
                    FutureKind::Sleep,
                    FutureKind::Gather,
                    FutureKind::Shield,
                    FutureKind::Waiter,
                    FutureKind::Foreign,
                ]),
                label: self.pick(&["", "sleep(1)", "answer"]).into(),
                children: (0..self.roll(6)).map(|_| self.future()).collect(),
                place: self.place(),
            },
            32 => EventKind::FutureResolved {
                future: self.future(),
                outcome: self.outcome(),
            },
            33 => EventKind::Output {
                stream: self.pick(&[Stream::Stdout, Stream::Stderr]),
                text: self.pick(&["tick\n", "", "half", "two\nlines\n"]).into(),
                task: self.maybe_task(),
                place: self.place(),
            },
            34 => match self.roll(2) {
                0 => EventKind::BlockingCalled {
                    seconds: self.seconds(),
                    task: self.maybe_task(),
                    place: self.place(),
                },
                _ => EventKind::Blocked {
                    seconds: self.seconds(),
                    task: self.maybe_task(),
                    place: self.place(),
                },
            },
            35 => match self.roll(2) {
                0 => EventKind::ButtonOffered {
                    button: ButtonId(self.roll(3)),
                    label: self.name(),
                    place: self.place(),
                },
                _ => EventKind::ButtonPressed {
                    button: ButtonId(self.roll(3)),
                },
            },
            36 => EventKind::ExceptionHandler {
                complaint: self.pick(&[
                    Complaint::NeverRetrieved,
                    Complaint::DestroyedPending,
                    Complaint::CallbackFailed,
                    Complaint::ShieldedFailed,
                    Complaint::ShutdownFailed,
                    Complaint::Other,
                ]),
                message: "Task exception was never retrieved".into(),
                future: (self.roll(3) > 0).then(|| self.future()),
                exception: (self.roll(3) > 0).then(|| self.exception()),
            },
            37 => EventKind::ResourceCreated {
                resource: self.resource(),
                kind: self.resource_kind(),
                name: self.name(),
                place: self.place(),
            },
            38 => EventKind::ResourceAwaited {
                resource: self.resource(),
                future: self.future(),
            },
            39 => EventKind::ResourceChanged {
                resource: self.resource(),
                by: self.maybe_task(),
                state: self.resource_state(),
            },
            _ => match self.roll(2) {
                0 => EventKind::SlowCallback {
                    handle: self.handle(),
                    seconds: self.seconds(),
                },
                _ => EventKind::Truncated {
                    dropped: self.roll(30),
                },
            },
        }
    }

    /// So many events, in time.
    pub(crate) fn events(&mut self, count: usize) -> Vec<Event> {
        let mut time = 0.0;
        (0..count)
            .map(|_| {
                if self.roll(10) == 0 {
                    time += self.seconds();
                }
                Event {
                    time,
                    kind: self.kind(),
                }
            })
            .collect()
    }
}
