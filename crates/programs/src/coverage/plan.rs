//! What stands where in a program, by the number of the statement.

use crate::{
    ast::{Aw, Caught, Id, Program, Stmt, Sync, SyncStmt, What},
    mention::{Mention, Tell},
};
use std::collections::BTreeMap;

/// Every statement of a program.
#[derive(Clone, Default)]
pub(super) struct Plan {
    pub(super) statements: BTreeMap<Id, Statement>,
}

/// One statement.
#[derive(Clone)]
pub(super) struct Statement {
    /// The statement's own word, then those of what it awaits.
    pub(super) words: Vec<&'static str>,
    /// What it awaits.
    pub(super) awaits: Option<Aw>,
    /// Whether a handler around it catches every `Exception`, and none a cancellation.
    pub(super) only_exceptions: bool,
}

impl Statement {
    pub(super) fn word(&self) -> &'static str {
        self.words.first().copied().unwrap_or_default()
    }
}

impl Plan {
    pub(super) fn of(program: &Program) -> Self {
        let mut plan = Self::default();
        for body in program.coroutines.iter().chain([&program.main]) {
            plan.block(body, false);
        }
        plan
    }

    fn block(&mut self, body: &[Stmt], only_exceptions: bool) {
        for line in body {
            // Of what it mentions, only what comes before the first statement in it.
            let (mut words, mut depth) = (Vec::new(), 0);
            line.tell(&mut |mention| match mention {
                Mention::Statement(_, word) => {
                    depth += 1;
                    if depth == 1 && words.is_empty() {
                        words.push(word);
                    }
                }
                Mention::End => depth -= 1,
                Mention::Awaitable(word) if depth == 1 => words.push(word),
                _ => {}
            });
            let awaits = match &line.what {
                What::Await { what } => Some(what.clone()),
                _ => None,
            };
            self.statements.insert(
                line.id,
                Statement {
                    words,
                    awaits,
                    only_exceptions,
                },
            );
            self.inside(&line.what, only_exceptions);
        }
    }

    fn inside(&mut self, what: &What, only_exceptions: bool) {
        match what {
            What::Sync(
                Sync::CallSoon { body } | Sync::CallLater { body, .. } | Sync::OnDone { body, .. },
            ) => {
                self.callback(body);
            }
            What::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => {
                let cancellation =
                    |class| matches!(class, Caught::CancelledError | Caught::BaseException);
                let exceptions = handlers.iter().any(|it| it.class == Caught::Exception)
                    && !handlers.iter().any(|it| cancellation(it.class));
                self.block(body, exceptions);
                for handler in handlers {
                    self.block(&handler.body, only_exceptions);
                }
                for part in [otherwise, finally].into_iter().flatten() {
                    self.block(part, only_exceptions);
                }
            }
            What::Timeout { body, .. }
            | What::Lock { body, .. }
            | What::Semaphore { body, .. }
            | What::Condition { body, .. }
            | What::Group { body, .. } => self.block(body, only_exceptions),
            _ => {}
        }
    }

    fn callback(&mut self, body: &[SyncStmt]) {
        for line in body {
            let mut words = Vec::new();
            line.tell(&mut |mention| {
                if let Mention::Statement(_, word) = mention
                    && words.is_empty()
                {
                    words.push(word);
                }
            });
            let statement = Statement {
                words,
                awaits: None,
                only_exceptions: false,
            };
            self.statements.insert(line.id, statement);
            if let Sync::CallSoon { body }
            | Sync::CallLater { body, .. }
            | Sync::OnDone { body, .. } = &line.what
            {
                self.callback(body);
            }
        }
    }
}
