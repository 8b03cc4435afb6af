//! The statements of coroutines, one by one.

use super::{kind::Kind, maker::Maker};
use crate::ast::{
    AnySemaphore, Aw, Caught, GroupVar, Handler, How, Line, Lockable, Sync, TimeoutId, Until, What,
};

/// What an `except` clause names: mostly what is likely to come.
const CAUGHT: &[(Caught, u32)] = &[
    (Caught::CancelledError, 10),
    (Caught::TimeoutError, 6),
    (Caught::Exception, 8),
    (Caught::BaseException, 5),
    (Caught::E, 4),
    (Caught::B, 1),
    (Caught::RuntimeError, 2),
    (Caught::ValueError, 1),
    (Caught::InvalidStateError, 1),
    (Caught::QueueFull, 1),
    (Caught::QueueEmpty, 1),
    (Caught::BrokenBarrierError, 1),
    (Caught::ExceptionGroup, 1),
    (Caught::BaseExceptionGroup, 1),
];

impl Maker {
    /// So many statements, or kinds of them; those that hold others `depth` deep.
    pub(super) fn block(&mut self, length: usize, depth: usize) -> Vec<Line<What>> {
        let mut lines = Vec::new();
        for _ in 0..length {
            if self.room == 0 && !lines.is_empty() {
                break;
            }
            let inside = !self.around.timeouts.is_empty();
            let kind = self
                .kind(|kind| (depth > 0 || !kind.nests()) && (inside || kind != Kind::Reschedule));
            let made = self.statement(kind, depth);
            lines.extend(made);
        }
        lines
    }

    /// A few statements inside another one.
    pub(super) fn inner(&mut self, depth: usize) -> Vec<Line<What>> {
        let length = self.chance.weighted(&[(1, 5), (2, 4), (3, 1)]);
        self.block(length, depth.saturating_sub(1))
    }

    fn statement(&mut self, kind: Kind, depth: usize) -> Vec<Line<What>> {
        if kind.is_sync() {
            let what = self.sync(kind, 2);
            let line = self.plain(what);
            return vec![self.guarded(kind, line)];
        }
        match kind {
            Kind::Sleep => vec![self.sleep()],
            Kind::Await => {
                let what = self.awaitable(2);
                vec![self.awaiting(what)]
            }
            Kind::Return => {
                let value = self.value();
                vec![self.line(What::Return { value })]
            }
            Kind::Try => vec![self.attempt(depth)],
            Kind::Timeout => vec![self.timeout(depth)],
            Kind::Lock => vec![self.locked(depth)],
            Kind::Semaphore => vec![self.permitted(depth)],
            Kind::Condition => vec![self.conditional(depth)],
            Kind::Group => {
                let group = self.new_group();
                vec![self.grouped(group, depth)]
            }
            Kind::Wait | Kind::AsCompleted | Kind::AsCompletedAsync => self.collective(kind),
            Kind::Reschedule => self.reschedule().into_iter().collect(),
            _ => self
                .cancelling(kind, depth)
                .or_else(|| self.sharing(kind, depth))
                .unwrap_or_default(),
        }
    }

    /// Some statements are often refused, which would end most coroutines early.
    fn guarded(&mut self, kind: Kind, line: Line<What>) -> Line<What> {
        let caught = match kind {
            Kind::Release | Kind::PutNowait | Kind::GetNowait | Kind::TaskDone => Caught::Exception,
            Kind::Notify | Kind::GroupSpawn => Caught::RuntimeError,
            Kind::SetResult | Kind::SetException => Caught::InvalidStateError,
            _ => return line,
        };
        if self.chance.percent(75) {
            self.caught(vec![line], caught)
        } else {
            line
        }
    }

    /// `try: … except class: pass`.
    pub(super) fn caught(&mut self, body: Vec<Line<What>>, class: Caught) -> Line<What> {
        let handlers = vec![Handler {
            class,
            body: Vec::new(),
            how: How::Swallow,
        }];
        self.line(What::Try {
            body,
            handlers,
            otherwise: None,
            finally: None,
        })
    }

    pub(super) fn sleep(&mut self) -> Line<What> {
        let seconds = self.delay();
        self.line(What::Sleep { seconds })
    }

    /// Longer than anything else takes.
    pub(super) fn long_sleep(&mut self) -> Line<What> {
        self.line(What::Sleep { seconds: 8.0 })
    }

    fn attempt(&mut self, depth: usize) -> Line<What> {
        let body = self.inner(depth);
        let count = self.chance.weighted(&[(0, 3), (1, 6), (2, 2)]);
        let mut handlers = Vec::new();
        for _ in 0..count {
            let class = self.chance.weighted(CAUGHT);
            let body = if self.chance.percent(60) {
                self.inner(depth)
            } else {
                Vec::new()
            };
            let how = if self.chance.percent(65) {
                How::Swallow
            } else {
                How::Reraise
            };
            handlers.push(Handler { class, body, how });
        }
        let otherwise = self.chance.percent(12).then(|| self.inner(depth));
        let finally = (handlers.is_empty() || self.chance.percent(35)).then(|| self.inner(depth));
        self.line(What::Try {
            body,
            handlers,
            otherwise,
            finally,
        })
    }

    fn timeout(&mut self, depth: usize) -> Line<What> {
        let seconds = self.deadline();
        self.limited_block(seconds, |maker| maker.inner(depth))
    }

    /// `async with timeout(seconds)` around what is made by `body`.
    pub(super) fn limited_block(
        &mut self,
        seconds: Option<f64>,
        body: impl FnOnce(&mut Self) -> Vec<Line<What>>,
    ) -> Line<What> {
        let id = self.number();
        self.around.timeouts.push(id);
        let body = body(self);
        self.around.timeouts.pop();
        Line {
            id,
            what: What::Timeout { seconds, body },
        }
    }

    pub(super) fn reschedule(&mut self) -> Option<Line<What>> {
        let around: Vec<_> = self
            .around
            .timeouts
            .iter()
            .map(|id| TimeoutId(*id))
            .collect();
        if around.is_empty() {
            return None;
        }
        let timeout = self.chance.pick(&around);
        let seconds = self.deadline();
        Some(self.line(What::Reschedule { timeout, seconds }))
    }

    fn locked(&mut self, depth: usize) -> Line<What> {
        let lock = self.lock();
        self.around.held.push(Lockable::Lock(lock));
        let body = self.inner(depth);
        self.around.held.pop();
        self.line(What::Lock { lock, body })
    }

    fn permitted(&mut self, depth: usize) -> Line<What> {
        let semaphore = self.semaphore();
        self.around.held.push(match semaphore {
            AnySemaphore::Semaphore(name) => Lockable::Semaphore(name),
            AnySemaphore::Bounded(name) => Lockable::Bounded(name),
        });
        let body = self.inner(depth);
        self.around.held.pop();
        self.line(What::Semaphore { semaphore, body })
    }

    fn conditional(&mut self, depth: usize) -> Line<What> {
        let condition = self.condition();
        self.under(condition, |maker| {
            let mut body = maker.inner(depth);
            if maker.chance.percent(50) {
                body.insert(0, maker.awaiting(Aw::ConditionWait { condition }));
            }
            body
        })
    }

    /// `async with group` around statements, among them some that make children.
    pub(super) fn grouped(&mut self, group: GroupVar, depth: usize) -> Line<What> {
        self.around.groups.push(group);
        let mut body = Vec::new();
        for _ in 0..self.chance.between(0, 4) {
            if let Some(task) = self.later_task() {
                let coroutine = self.coroutine_of(task);
                if self.afford(coroutine) {
                    body.push(self.plain(Sync::GroupSpawn {
                        group,
                        task,
                        coroutine,
                    }));
                }
            }
        }
        body.extend(self.inner(depth));
        self.around.groups.pop();
        self.line(What::Group { group, body })
    }

    /// `wait` and `as_completed`.
    fn collective(&mut self, kind: Kind) -> Vec<Line<What>> {
        let tasks = self.several_tasks();
        if tasks.is_empty() && !self.chance.percent(5) {
            return vec![self.sleep()];
        }
        let timeout = if self.chance.percent(55) {
            None
        } else {
            self.deadline()
        };
        let what = match kind {
            Kind::Wait => {
                let until = self
                    .chance
                    .pick(&[Until::All, Until::First, Until::Exception]);
                What::Wait {
                    tasks,
                    timeout,
                    until,
                }
            }
            Kind::AsCompleted => What::AsCompleted { tasks, timeout },
            _ => What::AsCompletedAsync { tasks, timeout },
        };
        vec![self.line(what)]
    }

    /// Waits for all tasks together.
    pub(super) fn wait_for_all(&mut self) -> Vec<Line<What>> {
        let (tasks, timeout) = (self.later_tasks(), Some(8.0));
        vec![self.line(What::Wait {
            tasks,
            timeout,
            until: Until::All,
        })]
    }

    /// Awaits one task after the other, whatever comes of it.
    pub(super) fn await_each(&mut self) -> Vec<Line<What>> {
        let tasks = self.several_tasks();
        tasks
            .into_iter()
            .map(|task| {
                let line = self.awaiting(Aw::Task { task });
                self.caught(vec![line], Caught::BaseException)
            })
            .collect()
    }
}
