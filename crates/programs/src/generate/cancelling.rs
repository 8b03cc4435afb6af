//! Statements that belong together, about cancellation, deadlines and futures.

use super::{kind::Kind, maker::Maker};
use crate::ast::{Aw, Caught, Handler, How, Line, Sync, Target, What};

impl Maker {
    /// The statements of such a kind; `None` for kinds that are about something else.
    pub(super) fn cancelling(&mut self, kind: Kind, depth: usize) -> Option<Vec<Line<What>>> {
        Some(match kind {
            Kind::CancelDance => self.cancel_dance(),
            Kind::CancelSelf => self.cancel_self(),
            Kind::TakeBack => self.take_back(),
            Kind::CleanUp => vec![self.clean_up(depth)],
            Kind::Stubborn => vec![self.stubborn()],
            Kind::SetLater => self.set_later(),
            Kind::Witnesses => self.witnesses(),
            Kind::MovedDeadline => vec![self.moved_deadline()],
            Kind::TwoDeadlines => vec![self.two_deadlines(depth)],
            Kind::Crowd => self.crowd(),
            _ => return None,
        })
    }

    /// Waits for something that takes time, in one of several ways.
    pub(super) fn pause(&mut self) -> Line<What> {
        match self.chance.below(5) {
            0 | 1 => self.sleep(),
            2 => {
                let what = Aw::Future {
                    future: self.future(),
                };
                self.awaiting(what)
            }
            _ => {
                let what = self.awaitable(1);
                self.awaiting(what)
            }
        }
    }

    /// `cancel`, somewhere between before the first step and after the end; then again; then see.
    fn cancel_dance(&mut self) -> Vec<Line<What>> {
        let Some(task) = self.later_task() else {
            return vec![self.pause()];
        };
        let mut lines = Vec::new();
        lines.extend(self.spawn(task));
        for _ in 0..self.chance.weighted(&[(1, 5), (2, 4), (3, 1)]) {
            if self.chance.percent(70) {
                lines.push(self.sleep());
            }
            let message = self.message();
            lines.push(self.plain(Sync::Cancel { task, message }));
        }
        if self.chance.percent(25) {
            lines.push(self.plain(Sync::Uncancel { task }));
        }
        if self.chance.percent(70) {
            let mut what = Aw::Task { task };
            let inner = Box::new(what.clone());
            match self.chance.below(10) {
                0..3 => what = Aw::Shield { inner },
                3 => {
                    let seconds = Some(0.0);
                    what = Aw::WaitFor { inner, seconds };
                }
                _ => {}
            }
            let line = self.awaiting(what);
            lines.push(self.caught(vec![line], Caught::BaseException));
        }
        lines.push(self.plain(Sync::State {
            of: Target::Task(task),
        }));
        lines
    }

    fn cancel_self(&mut self) -> Vec<Line<What>> {
        let Some(task) = self.own_task() else {
            return vec![self.pause()];
        };
        let message = self.message();
        let mut lines = vec![self.plain(Sync::Cancel { task, message })];
        match self.chance.below(6) {
            0 => {
                let value = self.value();
                lines.push(self.line(What::Return { value }));
            }
            1 => {
                let what = self.raise();
                lines.push(self.plain(what));
            }
            2 => lines.push(self.plain(Sync::Uncancel { task })),
            _ => {}
        }
        let line = self.pause();
        let guarded = self.chance.percent(40);
        lines.push(if guarded {
            self.caught(vec![line], Caught::CancelledError)
        } else {
            line
        });
        lines
    }

    /// Catches a cancellation and says that it did not count.
    fn take_back(&mut self) -> Vec<Line<What>> {
        let task = self.own_task().unwrap_or_else(|| self.task());
        let body = vec![self.pause()];
        let mut caught = vec![self.plain(Sync::Uncancel { task })];
        if self.chance.percent(40) {
            caught.push(self.sleep());
        }
        let how = if self.chance.percent(80) {
            How::Swallow
        } else {
            How::Reraise
        };
        let handlers = vec![Handler {
            class: Caught::CancelledError,
            body: caught,
            how,
        }];
        let line = self.line(What::Try {
            body,
            handlers,
            otherwise: None,
            finally: None,
        });
        vec![line, self.plain(Sync::Cancelling { task }), self.pause()]
    }

    /// The end of something takes time itself.
    fn clean_up(&mut self, depth: usize) -> Line<What> {
        let mut body = vec![self.pause()];
        if self.chance.percent(30) {
            let what = self.raise();
            body.push(self.plain(what));
        }
        let mut last = vec![self.pause()];
        if self.chance.percent(40) {
            last.extend(self.inner(depth));
        }
        if self.chance.percent(60) {
            return self.line(What::Try {
                body,
                handlers: Vec::new(),
                otherwise: None,
                finally: Some(last),
            });
        }
        let class = self
            .chance
            .pick(&[Caught::CancelledError, Caught::BaseException]);
        let handlers = vec![Handler {
            class,
            body: last,
            how: How::Reraise,
        }];
        self.line(What::Try {
            body,
            handlers,
            otherwise: None,
            finally: None,
        })
    }

    /// Is cancelled and goes on waiting, perhaps twice.
    fn stubborn(&mut self) -> Line<What> {
        let body = vec![self.pause()];
        let mut more = vec![self.pause()];
        if self.chance.percent(35) {
            more = vec![self.caught(more, Caught::CancelledError)];
            more.push(self.pause());
        }
        let how = if self.chance.percent(75) {
            How::Swallow
        } else {
            How::Reraise
        };
        let handlers = vec![Handler {
            class: Caught::CancelledError,
            body: more,
            how,
        }];
        self.line(What::Try {
            body,
            handlers,
            otherwise: None,
            finally: None,
        })
    }

    /// Who completes a future, and when, and who waits for it.
    fn set_later(&mut self) -> Vec<Line<What>> {
        let future = self.future();
        let done = match self.chance.below(5) {
            0 => Sync::SetException {
                future,
                message: format!("x{}", self.chance.digit()),
            },
            1 => Sync::CancelFuture { future },
            _ => Sync::SetResult {
                future,
                value: self.value(),
            },
        };
        let mut body = vec![self.line(done)];
        if self.chance.percent(35) {
            // Right after it, in the same callback: too late or just in time.
            let task = self.own_task().unwrap_or_else(|| self.task());
            let message = self.message();
            let at = self.chance.below(2);
            let line = self.line(Sync::Cancel { task, message });
            body.insert(at, line);
        }
        let delay = self.delay();
        let what = if self.chance.percent(75) {
            Sync::CallLater {
                handle: self.new_handle(),
                delay,
                body,
            }
        } else {
            Sync::CallSoon { body }
        };
        let mut lines = vec![self.plain(what)];
        if self.chance.percent(70) {
            let inner = Aw::Future { future };
            // Often the very moment in which it is completed.
            let same = self.chance.percent(40);
            let seconds = if same { Some(delay) } else { self.deadline() };
            let shielded = Box::new(Aw::Shield {
                inner: Box::new(inner.clone()),
            });
            let what = match self.chance.below(7) {
                0 => *shielded,
                4 => Aw::WaitFor {
                    inner: shielded,
                    seconds,
                },
                1 | 2 => Aw::WaitFor {
                    inner: Box::new(inner),
                    seconds,
                },
                3 => Aw::Gather {
                    all: vec![inner.clone(), inner],
                    return_exceptions: true,
                },
                _ => inner,
            };
            let line = self.awaiting(what);
            let guarded = self.chance.percent(35);
            let class = self
                .chance
                .pick(&[Caught::Exception, Caught::CancelledError]);
            lines.push(if guarded {
                self.caught(vec![line], class)
            } else {
                line
            });
        }
        lines
    }

    /// Callbacks before and after a task starts to wait for the same thing.
    fn witnesses(&mut self) -> Vec<Line<What>> {
        let of = self.target();
        let mut lines = Vec::new();
        for _ in 0..self.chance.between(1, 2) {
            let body = self.callback(1);
            lines.push(self.plain(Sync::OnDone { of, body }));
        }
        let what = match of {
            Target::Task(task) if self.later_tasks().contains(&task) => Aw::Task { task },
            Target::Future(future) => Aw::Future { future },
            Target::Task(_) => return lines,
        };
        lines.push(self.awaiting(what));
        lines
    }

    fn moved_deadline(&mut self) -> Line<What> {
        let seconds = self.deadline();
        self.limited_block(seconds, |maker| {
            let mut lines = Vec::new();
            if maker.chance.percent(60) {
                lines.push(maker.sleep());
            }
            lines.extend(maker.reschedule());
            lines.push(maker.pause());
            lines
        })
    }

    /// One deadline inside another, often the same, and something that may swallow the first.
    fn two_deadlines(&mut self, depth: usize) -> Line<What> {
        let (outer, inner) = (self.deadline(), self.deadline());
        let inner = if self.chance.percent(40) {
            outer
        } else {
            inner
        };
        self.limited_block(outer, |maker| {
            let mut line = maker.limited_block(inner, |maker| {
                if maker.chance.percent(30) {
                    vec![maker.stubborn()]
                } else if maker.chance.percent(20) {
                    vec![maker.clean_up(depth)]
                } else {
                    vec![maker.pause()]
                }
            });
            if maker.chance.percent(35) {
                let class = maker
                    .chance
                    .pick(&[Caught::TimeoutError, Caught::CancelledError]);
                line = maker.caught(vec![line], class);
            }
            vec![line, maker.sleep()]
        })
    }

    /// Several things at once, perhaps with a limit, perhaps shielded.
    fn crowd(&mut self) -> Vec<Line<What>> {
        let mut what = self.gather(1);
        if self.chance.percent(20) {
            what = Aw::Shield {
                inner: Box::new(what),
            };
        }
        if self.chance.percent(35) {
            let seconds = self.deadline();
            what = Aw::WaitFor {
                inner: Box::new(what),
                seconds,
            };
        }
        let line = self.awaiting(what);
        let guarded = self.chance.percent(40);
        vec![if guarded {
            self.caught(vec![line], Caught::BaseException)
        } else {
            line
        }]
    }
}
