//! Statements that a callback may hold too.

use super::{kind::Kind, maker::Maker};
use crate::ast::{Line, Lockable, Raised, Sync, SyncStmt, TaskVar, What};

impl Maker {
    /// A callback's body; callbacks set further ones only `depth` deep.
    pub(super) fn callback(&mut self, depth: usize) -> Vec<SyncStmt> {
        let sets = |kind| matches!(kind, Kind::CallSoon | Kind::CallLater | Kind::OnDone);
        let length = self.chance.weighted(&[(1, 6), (2, 3), (3, 1)]);
        (0..length)
            .map(|_| {
                let kind = self.kind(|kind| kind.is_sync() && (depth > 0 || !sets(kind)));
                self.sync_line(kind, depth)
            })
            .collect()
    }

    pub(super) fn sync_line(&mut self, kind: Kind, depth: usize) -> SyncStmt {
        let what = self.sync(kind, depth);
        self.line(what)
    }

    /// Makes a task, if the program may still become bigger.
    pub(super) fn spawn(&mut self, task: TaskVar) -> Option<Line<What>> {
        let coroutine = self.coroutine_of(task);
        self.afford(coroutine)
            .then(|| self.plain(Sync::Spawn { task, coroutine }))
    }

    pub(super) fn sync(&mut self, kind: Kind, depth: usize) -> Sync {
        let below = depth.saturating_sub(1);
        match kind {
            Kind::Raise => self.raise(),
            Kind::Cancel => {
                let own = self.chance.percent(15).then(|| self.own_task()).flatten();
                let task = own.unwrap_or_else(|| self.task());
                Sync::Cancel {
                    task,
                    message: self.message(),
                }
            }
            Kind::Uncancel => Sync::Uncancel { task: self.task() },
            Kind::Cancelling => Sync::Cancelling { task: self.task() },
            Kind::State => Sync::State { of: self.target() },
            Kind::SetResult => Sync::SetResult {
                future: self.future(),
                value: self.value(),
            },
            Kind::SetException => {
                let message = format!("x{}", self.chance.digit());
                Sync::SetException {
                    future: self.future(),
                    message,
                }
            }
            Kind::CancelFuture => Sync::CancelFuture {
                future: self.future(),
            },
            Kind::EventSet => Sync::EventSet {
                event: self.event(),
            },
            Kind::EventClear => Sync::EventClear {
                event: self.event(),
            },
            Kind::Release => Sync::Release {
                of: self.released(),
            },
            Kind::PutNowait => Sync::PutNowait {
                queue: self.queue(),
                value: self.value(),
            },
            Kind::GetNowait => Sync::GetNowait {
                queue: self.queue(),
            },
            Kind::TaskDone => Sync::TaskDone {
                queue: self.queue(),
            },
            Kind::Notify => {
                let condition = self.condition();
                Sync::Notify {
                    condition,
                    count: self.chance.pick(&[0, 1, 1, 2, 9]),
                }
            }
            Kind::CallSoon => Sync::CallSoon {
                body: self.callback(below),
            },
            Kind::CallLater => Sync::CallLater {
                handle: self.new_handle(),
                delay: self.delay(),
                body: self.callback(below),
            },
            Kind::CancelHandle => Sync::CancelHandle {
                handle: self.handle(),
            },
            Kind::OnDone => Sync::OnDone {
                of: self.target(),
                body: self.callback(below),
            },
            Kind::Spawn | Kind::GroupSpawn => self.made_task(kind),
            Kind::ShutDown => Sync::ShutDown {
                queue: self.queue(),
                immediate: self.chance.percent(40),
            },
            Kind::SetContext => Sync::SetContext {
                value: self.value(),
            },
            Kind::GetContext => Sync::GetContext {},
            _ => Sync::Print {},
        }
    }

    pub(super) fn message(&mut self) -> Option<String> {
        self.chance
            .percent(50)
            .then(|| self.chance.pick(&["m", "n"]).to_owned())
    }

    pub(super) fn raise(&mut self) -> Sync {
        let mut classes = vec![(Raised::E, 6), (Raised::CancelledError, 2), (Raised::B, 1)];
        if self.exits() {
            classes.extend([(Raised::SystemExit, 2), (Raised::KeyboardInterrupt, 2)]);
        }
        let class = self.chance.weighted(&classes);
        Sync::Raise {
            class,
            message: format!("r{}", self.chance.digit()),
        }
    }

    /// Something to release: what is held around, rather than anything.
    fn released(&mut self) -> Lockable {
        match self.around.held.last() {
            Some(&held) if self.chance.percent(60) => held,
            _ => self.lockable(),
        }
    }

    fn made_task(&mut self, kind: Kind) -> Sync {
        let Some(task) = self.later_task() else {
            return Sync::Print {};
        };
        let coroutine = self.coroutine_of(task);
        if !self.afford(coroutine) {
            return Sync::State { of: self.target() };
        }
        if kind == Kind::GroupSpawn {
            return Sync::GroupSpawn {
                group: self.group(),
                task,
                coroutine,
            };
        }
        Sync::Spawn { task, coroutine }
    }
}
