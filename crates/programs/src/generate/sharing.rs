//! Statements that belong together, about what tasks share: locks, queues, groups, contexts.

use super::{kind::Kind, maker::Maker};
use crate::ast::{AnySemaphore, Aw, Caught, ConditionVar, Line, Lockable, Sync, SyncStmt, What};

impl Maker {
    /// The statements of such a kind; `None` for kinds that are about something else.
    pub(super) fn sharing(&mut self, kind: Kind, depth: usize) -> Option<Vec<Line<What>>> {
        Some(match kind {
            Kind::Hold => self.hold(depth),
            Kind::TryHold => self.try_hold(),
            Kind::Flood => self.flood(),
            Kind::Produce => self.produce(),
            Kind::Steal => self.steal(),
            Kind::Pulse => self.pulse(),
            Kind::Consume => self.consume(),
            Kind::Close => self.close(),
            Kind::WaitNotified => vec![self.wait_notified()],
            Kind::NotifySome => vec![self.notify_some()],
            Kind::Meet => self.meet(),
            Kind::Break => self.break_barrier(),
            Kind::Family => vec![self.family(depth)],
            Kind::Contexts => self.contexts(),
            _ => return None,
        })
    }

    /// `acquire`, `try`, `finally: release`.
    fn hold(&mut self, depth: usize) -> Vec<Line<What>> {
        let of = self.lockable();
        let first = self.awaiting(Aw::Acquire { of });
        self.around.held.push(of);
        let body = self.inner(depth);
        self.around.held.pop();
        let release = self.plain(Sync::Release { of });
        let (handlers, otherwise, finally) = (Vec::new(), None, Some(vec![release]));
        vec![
            first,
            self.line(What::Try {
                body,
                handlers,
                otherwise,
                finally,
            }),
        ]
    }

    /// Acquires if it does not take too long, and releases in any case that it was acquired.
    fn try_hold(&mut self) -> Vec<Line<What>> {
        let of = self.lockable();
        let inner = Box::new(Aw::Acquire { of });
        let seconds = self.deadline();
        let body = vec![self.awaiting(Aw::WaitFor { inner, seconds })];
        let mut done = vec![self.pause()];
        done.push(self.release(of));
        let handlers = vec![crate::ast::Handler {
            class: Caught::TimeoutError,
            body: Vec::new(),
            how: crate::ast::How::Swallow,
        }];
        vec![self.line(What::Try {
            body,
            handlers,
            otherwise: Some(done),
            finally: None,
        })]
    }

    /// More permits come back than one task waits for, and others queue up at once.
    fn flood(&mut self) -> Vec<Line<What>> {
        let of = match self.semaphore() {
            AnySemaphore::Semaphore(name) => Lockable::Semaphore(name),
            AnySemaphore::Bounded(name) => Lockable::Bounded(name),
        };
        let count = self.chance.between(2, 4);
        if self.chance.percent(40) {
            // The callback runs just before the two newcomers, and they before whom it woke.
            let body = (0..count)
                .map(|_| self.line(Sync::Release { of }))
                .collect();
            let callback = self.plain(Sync::CallSoon { body });
            let all = vec![Aw::Acquire { of }; 2];
            let inner = Box::new(Aw::Gather {
                all,
                return_exceptions: false,
            });
            let seconds = self.deadline();
            return vec![callback, self.awaiting(Aw::WaitFor { inner, seconds })];
        }
        let mut lines = Vec::new();
        // Newcomers, who find permits and somebody who was given one and has not had his turn.
        for _ in 0..self.chance.below(4) {
            if let Some(task) = self.later_task() {
                lines.extend(self.spawn(task));
            }
        }
        let body = (0..count).map(|_| self.release(of)).collect();
        lines.push(self.caught(body, Caught::ValueError));
        if self.chance.percent(60) {
            lines.push(self.awaiting(Aw::Acquire { of }));
        }
        lines
    }

    fn release(&mut self, of: Lockable) -> Line<What> {
        self.plain(Sync::Release { of })
    }

    /// Whom the item woke finds nothing, unless it is cancelled before it looks.
    fn steal(&mut self) -> Vec<Line<What>> {
        let (queue, value) = (self.queue(), self.value());
        let mut body = vec![
            self.line(Sync::PutNowait { queue, value }),
            self.line(Sync::GetNowait { queue }),
        ];
        if self.chance.percent(70) {
            let (task, message) = (self.task(), self.message());
            body.push(self.line(Sync::Cancel { task, message }));
        }
        vec![self.soon_or_later(body)]
    }

    fn pulse(&mut self) -> Vec<Line<What>> {
        let event = self.event();
        let body = vec![
            self.line(Sync::EventSet { event }),
            self.line(Sync::EventClear { event }),
        ];
        vec![self.soon_or_later(body)]
    }

    /// A callback in the next iteration, or behind a timer.
    fn soon_or_later(&mut self, body: Vec<SyncStmt>) -> Line<What> {
        let what = if self.chance.percent(30) {
            Sync::CallSoon { body }
        } else {
            Sync::CallLater {
                handle: self.new_handle(),
                delay: self.delay(),
                body,
            }
        };
        self.plain(what)
    }

    fn produce(&mut self) -> Vec<Line<What>> {
        let queue = self.queue();
        let mut lines = Vec::new();
        for _ in 0..self.chance.between(1, 3) {
            let value = self.value();
            let mut what = Aw::Put { queue, value };
            if self.chance.percent(20) {
                let seconds = self.deadline();
                what = Aw::WaitFor {
                    inner: Box::new(what),
                    seconds,
                };
            }
            lines.push(self.awaiting(what));
        }
        if self.chance.percent(30) {
            lines.push(self.awaiting(Aw::Join { queue }));
        }
        lines
    }

    fn consume(&mut self) -> Vec<Line<What>> {
        let queue = self.queue();
        let mut lines = Vec::new();
        for _ in 0..self.chance.between(1, 2) {
            let mut what = Aw::Get { queue };
            if self.chance.percent(25) {
                let seconds = self.deadline();
                what = Aw::WaitFor {
                    inner: Box::new(what),
                    seconds,
                };
            }
            lines.push(self.awaiting(what));
            if self.chance.percent(25) {
                lines.push(self.sleep());
            }
            if self.chance.percent(70) {
                lines.push(self.plain(Sync::TaskDone { queue }));
            }
        }
        lines
    }

    fn close(&mut self) -> Vec<Line<What>> {
        let queue = self.queue();
        let mut lines = Vec::new();
        if self.chance.percent(50) {
            lines.push(self.sleep());
        }
        let immediate = self.chance.percent(40);
        lines.push(self.plain(Sync::ShutDown { queue, immediate }));
        let what = match self.chance.below(4) {
            0 => Aw::Put {
                queue,
                value: self.value(),
            },
            1 => Aw::Join { queue },
            _ => Aw::Get { queue },
        };
        let line = self.awaiting(what);
        let guarded = self.chance.percent(60);
        lines.push(if guarded {
            self.caught(vec![line], Caught::Exception)
        } else {
            line
        });
        lines
    }

    /// `async with condition` around what is made by `body`.
    pub(super) fn under(
        &mut self,
        condition: ConditionVar,
        body: impl FnOnce(&mut Self) -> Vec<Line<What>>,
    ) -> Line<What> {
        self.around.conditions.push(condition);
        let body = body(self);
        self.around.conditions.pop();
        self.line(What::Condition { condition, body })
    }

    fn wait_notified(&mut self) -> Line<What> {
        let condition = self.condition();
        self.under(condition, |maker| {
            let mut what = Aw::ConditionWait { condition };
            if maker.chance.percent(25) {
                let seconds = maker.deadline();
                what = Aw::WaitFor {
                    inner: Box::new(what),
                    seconds,
                };
            }
            let mut line = maker.awaiting(what);
            if maker.chance.percent(30) {
                let class = maker
                    .chance
                    .pick(&[Caught::CancelledError, Caught::TimeoutError]);
                line = maker.caught(vec![line], class);
            }
            let mut lines = vec![line];
            if maker.chance.percent(40) {
                lines.push(maker.sleep());
            }
            lines
        })
    }

    fn notify_some(&mut self) -> Line<What> {
        let condition = self.condition();
        self.under(condition, |maker| {
            let mut lines = Vec::new();
            if maker.chance.percent(30) {
                lines.push(maker.sleep());
            }
            let count = maker.chance.pick(&[1, 1, 2, 9]);
            lines.push(maker.plain(Sync::Notify { condition, count }));
            if maker.chance.percent(40) {
                let task = maker.task();
                let message = maker.message();
                lines.push(maker.plain(Sync::Cancel { task, message }));
            }
            if maker.chance.percent(40) {
                lines.push(maker.sleep());
            }
            lines
        })
    }

    fn meet(&mut self) -> Vec<Line<What>> {
        let barrier = self.barrier();
        let mut lines = Vec::new();
        for _ in 0..self.chance.between(1, 2) {
            let mut what = Aw::BarrierWait { barrier };
            if self.chance.percent(25) {
                let seconds = self.deadline();
                what = Aw::WaitFor {
                    inner: Box::new(what),
                    seconds,
                };
            }
            let line = self.awaiting(what);
            let guarded = self.chance.percent(40);
            let class = self.chance.pick(&[
                Caught::BrokenBarrierError,
                Caught::Exception,
                Caught::CancelledError,
            ]);
            lines.push(if guarded {
                self.caught(vec![line], class)
            } else {
                line
            });
        }
        lines
    }

    fn break_barrier(&mut self) -> Vec<Line<What>> {
        let barrier = self.barrier();
        let mut lines = Vec::new();
        if self.chance.percent(50) {
            lines.push(self.sleep());
        }
        let what = if self.chance.percent(65) {
            Aw::BarrierReset { barrier }
        } else {
            Aw::BarrierAbort { barrier }
        };
        lines.push(self.awaiting(what));
        lines
    }

    /// A group whose body waits, fails or is cancelled, and something that sees how it ended.
    fn family(&mut self, depth: usize) -> Line<What> {
        let group = self.new_group();
        let mut line = self.grouped(group, depth);
        if let What::Group { body, .. } = &mut line.what
            && self.chance.percent(50)
        {
            body.push(self.pause());
        }
        if self.chance.percent(35) {
            let class = self.chance.pick(&[
                Caught::BaseException,
                Caught::ExceptionGroup,
                Caught::BaseExceptionGroup,
                Caught::CancelledError,
            ]);
            line = self.caught(vec![line], class);
        }
        line
    }

    /// Sets the variable, lets others see or set it, and looks.
    fn contexts(&mut self) -> Vec<Line<What>> {
        let value = self.value();
        let mut lines = vec![self.plain(Sync::SetContext { value })];
        match self.chance.below(5) {
            0 => {
                let body = vec![self.line(Sync::GetContext {})];
                lines.push(self.plain(Sync::CallSoon { body }));
            }
            1 => {
                let of = self.target();
                let value = self.value();
                let body = vec![
                    self.line(Sync::GetContext {}),
                    self.line(Sync::SetContext { value }),
                ];
                lines.push(self.plain(Sync::OnDone { of, body }));
            }
            2 => {
                if let Some(task) = self.later_task() {
                    lines.extend(self.spawn(task));
                }
            }
            3 => {
                let what = self.call();
                lines.push(self.awaiting(what));
            }
            _ => {
                let what = self.gather(1);
                lines.push(self.awaiting(what));
            }
        }
        lines.push(self.plain(Sync::GetContext {}));
        lines
    }
}
