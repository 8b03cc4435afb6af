//! What is a little simpler than a statement, or than what stands in it.

use super::smaller::{Smaller, each, shorter};
use crate::ast::{Aw, Caught, Handler, How, Line, Raised, Sync, SyncStmt, What};

/// What a line may say.
pub(super) trait Part: Sized {
    /// What may stand in its place: the statements that are in it.
    fn opened(&self) -> Vec<Vec<Line<Self>>>;
    /// The same statement, simpler.
    fn simpler(&self) -> Vec<Self>;
}

/// The statement with one of its fields made smaller, for each of the fields.
macro_rules! simpler {
    ($whole:expr, $type:ident::$case:ident { $($field:ident),* }) => {{
        let mut all = Vec::new();
        $(for smaller in $field.smaller() {
            let mut changed = $whole.clone();
            if let $type::$case { $field, .. } = &mut changed {
                *$field = smaller;
            }
            all.push(changed);
        })*
        all
    }};
}

impl Part for Sync {
    fn opened(&self) -> Vec<Vec<SyncStmt>> {
        match self {
            Self::CallSoon { body } | Self::CallLater { body, .. } | Self::OnDone { body, .. } => {
                vec![body.clone()]
            }
            _ => Vec::new(),
        }
    }

    fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Raise { class, message } => simpler!(self, Self::Raise { class, message }),
            Self::Cancel { message, .. } => simpler!(self, Self::Cancel { message }),
            Self::CallSoon { body } => simpler!(self, Self::CallSoon { body }),
            Self::CallLater { delay, body, .. } => simpler!(self, Self::CallLater { body, delay }),
            Self::OnDone { body, .. } => simpler!(self, Self::OnDone { body }),
            Self::ShutDown { immediate, .. } => simpler!(self, Self::ShutDown { immediate }),
            Self::Notify { count, .. } => simpler!(self, Self::Notify { count }),
            _ => Vec::new(),
        }
    }
}

impl Part for What {
    fn opened(&self) -> Vec<Vec<Line<Self>>> {
        match self {
            Self::Sync(what) => {
                let wrapped = |line: SyncStmt| Line {
                    id: line.id,
                    what: Self::Sync(line.what),
                };
                let blocks = what.opened().into_iter();
                blocks
                    .map(|block| block.into_iter().map(wrapped).collect())
                    .collect()
            }
            Self::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => {
                let mut all = vec![body.clone()];
                for rest in [otherwise, finally].into_iter().flatten() {
                    all.push([&body[..], rest].concat());
                }
                all.extend(handlers.iter().map(|handler| handler.body.clone()));
                // Everything that is in it, one after the other.
                let mut whole = body.clone();
                whole.extend(handlers.iter().flat_map(|handler| handler.body.clone()));
                whole.extend(
                    [otherwise, finally]
                        .into_iter()
                        .flatten()
                        .flatten()
                        .cloned(),
                );
                all.push(whole);
                all
            }
            Self::Timeout { body, .. }
            | Self::Lock { body, .. }
            | Self::Semaphore { body, .. }
            | Self::Condition { body, .. }
            | Self::Group { body, .. } => vec![body.clone()],
            _ => Vec::new(),
        }
    }

    fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Sync(what) => what.simpler().into_iter().map(Self::Sync).collect(),
            Self::Sleep { seconds } => simpler!(self, Self::Sleep { seconds }),
            Self::Await { what } => simpler!(self, Self::Await { what }),
            Self::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => {
                simpler!(
                    self,
                    Self::Try {
                        otherwise,
                        finally,
                        handlers,
                        body
                    }
                )
            }
            Self::Timeout { seconds, body } => simpler!(self, Self::Timeout { body, seconds }),
            Self::Lock { body, .. } => simpler!(self, Self::Lock { body }),
            Self::Semaphore { body, .. } => simpler!(self, Self::Semaphore { body }),
            Self::Condition { body, .. } => simpler!(self, Self::Condition { body }),
            Self::Group { body, .. } => simpler!(self, Self::Group { body }),
            Self::Wait { tasks, timeout, .. } => simpler!(self, Self::Wait { tasks, timeout }),
            Self::AsCompleted { tasks, timeout } => {
                simpler!(self, Self::AsCompleted { tasks, timeout })
            }
            Self::AsCompletedAsync { tasks, timeout } => {
                simpler!(self, Self::AsCompletedAsync { tasks, timeout })
            }
            Self::Reschedule { seconds, .. } => simpler!(self, Self::Reschedule { seconds }),
            Self::Return { .. } => Vec::new(),
        }
    }
}

impl Smaller for Aw {
    fn smaller(&self) -> Vec<Self> {
        match self {
            Self::WaitFor { inner, seconds } => {
                let mut all = vec![(**inner).clone()];
                all.extend(simpler!(self, Self::WaitFor { inner, seconds }));
                all
            }
            Self::Shield { inner } => {
                let mut all = vec![(**inner).clone()];
                all.extend(simpler!(self, Self::Shield { inner }));
                all
            }
            Self::Gather {
                all,
                return_exceptions,
            } => {
                let mut fewer = all.clone();
                fewer.extend(simpler!(
                    self,
                    Self::Gather {
                        all,
                        return_exceptions
                    }
                ));
                fewer
            }
            _ => Vec::new(),
        }
    }
}

impl Smaller for Box<Aw> {
    fn smaller(&self) -> Vec<Self> {
        (**self).smaller().into_iter().map(Box::new).collect()
    }
}

impl Smaller for Vec<Aw> {
    fn smaller(&self) -> Vec<Self> {
        [shorter(self), each(self)].concat()
    }
}

impl Smaller for Vec<crate::ast::TaskVar> {
    fn smaller(&self) -> Vec<Self> {
        shorter(self)
    }
}

impl Smaller for Handler {
    fn smaller(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for body in self.body.smaller() {
            all.push(Self {
                body,
                ..self.clone()
            });
        }
        if self.class != Caught::BaseException {
            all.push(Self {
                class: Caught::BaseException,
                ..self.clone()
            });
        }
        if self.how != How::Swallow {
            all.push(Self {
                how: How::Swallow,
                ..self.clone()
            });
        }
        all
    }
}

impl Smaller for Vec<Handler> {
    fn smaller(&self) -> Vec<Self> {
        [shorter(self), each(self)].concat()
    }
}

impl<T: Smaller> Smaller for Option<T> {
    fn smaller(&self) -> Vec<Self> {
        let Some(inner) = self else {
            return Vec::new();
        };
        let mut all = vec![None];
        all.extend(inner.smaller().into_iter().map(Some));
        all
    }
}

/// Values of which one, or a few, are simpler than all others.
macro_rules! simplest {
    ($($type:ty: $($simple:expr),*;)*) => {$(
        impl Smaller for $type {
            fn smaller(&self) -> Vec<Self> {
                // Each is simpler than those after it.
                let simple = [$($simple),*];
                let own = simple.iter().position(|simple| simple == self);
                simple[..own.unwrap_or(simple.len())].to_vec()
            }
        }
    )*};
}

simplest! {
    f64: 0.0, 1.0;
    bool: false;
    u32: 1;
    Raised: Raised::E;
    String: String::from("r");
}
