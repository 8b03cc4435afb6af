//! Things to await.

use super::maker::Maker;
use crate::ast::{Aw, Line, TaskVar, What};

/// What an awaitable may be.
#[derive(Clone, Copy)]
enum Of {
    Task,
    Future,
    Call,
    WaitFor,
    Shield,
    Gather,
    EventWait,
    Acquire,
    Put,
    Get,
    Join,
    ConditionWait,
    BarrierWait,
    BarrierReset,
    BarrierAbort,
}

/// The plain ones first: those alone stand innermost.
const PLAIN: &[(Of, u32)] = &[
    (Of::Task, 24),
    (Of::Future, 14),
    (Of::Call, 14),
    (Of::EventWait, 6),
    (Of::Acquire, 4),
    (Of::Put, 5),
    (Of::Get, 5),
    (Of::Join, 3),
    (Of::ConditionWait, 3),
    (Of::BarrierWait, 4),
    (Of::BarrierReset, 1),
    (Of::BarrierAbort, 1),
];
const NESTED: &[(Of, u32)] = &[(Of::WaitFor, 30), (Of::Shield, 18), (Of::Gather, 20)];

impl Maker {
    pub(super) fn awaiting(&mut self, what: Aw) -> Line<What> {
        self.line(What::Await { what })
    }

    /// Something to await, with others in it `depth` deep.
    pub(super) fn awaitable(&mut self, depth: usize) -> Aw {
        let mut among = PLAIN.to_vec();
        if depth > 0 {
            among.extend(NESTED);
        }
        match self.chance.weighted(&among) {
            Of::Task => self.task_or_future(),
            Of::Future => Aw::Future {
                future: self.future(),
            },
            Of::Call => self.call(),
            Of::WaitFor => self.limited(depth - 1),
            Of::Shield => Aw::Shield {
                inner: Box::new(self.awaitable(depth - 1)),
            },
            Of::Gather => self.gather(depth - 1),
            Of::EventWait => Aw::EventWait {
                event: self.event(),
            },
            Of::Acquire => Aw::Acquire {
                of: self.lockable(),
            },
            Of::Put => Aw::Put {
                queue: self.queue(),
                value: self.value(),
            },
            Of::Get => Aw::Get {
                queue: self.queue(),
            },
            Of::Join => Aw::Join {
                queue: self.queue(),
            },
            Of::ConditionWait => Aw::ConditionWait {
                condition: self.condition(),
            },
            Of::BarrierWait => Aw::BarrierWait {
                barrier: self.barrier(),
            },
            Of::BarrierReset => Aw::BarrierReset {
                barrier: self.barrier(),
            },
            Of::BarrierAbort => Aw::BarrierAbort {
                barrier: self.barrier(),
            },
        }
    }

    pub(super) fn task_or_future(&mut self) -> Aw {
        match self.later_task() {
            Some(task) => Aw::Task { task },
            None => Aw::Future {
                future: self.future(),
            },
        }
    }

    pub(super) fn call(&mut self) -> Aw {
        match self.callee() {
            Some(coroutine) => Aw::Call { coroutine },
            None => self.task_or_future(),
        }
    }

    /// `wait_for` around something.
    fn limited(&mut self, depth: usize) -> Aw {
        let inner = Box::new(self.awaitable(depth));
        Aw::WaitFor {
            inner,
            seconds: self.deadline(),
        }
    }

    /// `gather`, with duplicates now and then.
    pub(super) fn gather(&mut self, depth: usize) -> Aw {
        let count = self
            .chance
            .weighted(&[(0, 1), (1, 3), (2, 8), (3, 5), (4, 2)]);
        let mut all: Vec<Aw> = Vec::new();
        for _ in 0..count {
            let again = !all.is_empty() && self.chance.percent(20);
            let first = again.then(|| all[self.chance.below(all.len())].clone());
            all.push(match first {
                // Only what is there already can be given twice, or shielded twice.
                Some(aw @ (Aw::Task { .. } | Aw::Future { .. })) => aw,
                Some(Aw::Shield { inner })
                    if matches!(*inner, Aw::Task { .. } | Aw::Future { .. }) =>
                {
                    Aw::Shield { inner }
                }
                _ => self.awaitable(depth),
            });
        }
        Aw::Gather {
            all,
            return_exceptions: self.chance.percent(45),
        }
    }

    /// A few tasks, each once.
    pub(super) fn several_tasks(&mut self) -> Vec<TaskVar> {
        let tasks = self.later_tasks();
        let count = self.chance.between(1, 4);
        self.chance.some(&tasks, count)
    }

    /// `gather` of all tasks that may be awaited here.
    pub(super) fn gather_all(&mut self) -> Vec<Line<What>> {
        let all = self
            .later_tasks()
            .into_iter()
            .map(|task| Aw::Task { task })
            .collect();
        let what = Aw::Gather {
            all,
            return_exceptions: self.chance.percent(70),
        };
        vec![self.awaiting(what)]
    }
}
