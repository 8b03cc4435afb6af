//! Numbers of statements and coroutines that leave no gaps.

use crate::ast::{Aw, Coro, Id, Line, Program, Stmt, Sync, SyncStmt, TimeoutId, What};
use std::collections::BTreeMap;

/// The program without a coroutine that nothing calls.
pub(super) fn without(program: &Program, index: usize) -> Program {
    let mut program = program.clone();
    program.coroutines.remove(index);
    visit(&mut program, &mut |number| {
        if let Number::Coroutine(Coro(callee)) = number
            && *callee > index
        {
            *callee -= 1;
        }
    });
    program
}

/// The program with its statements numbered from 1 on in the order of the text.
pub(super) fn tidy(program: &Program) -> Program {
    let mut program = program.clone();
    let mut new = BTreeMap::new();
    visit(&mut program, &mut |number| {
        if let Number::Statement(id) = number {
            let next = new.len() as Id + 1;
            new.insert(*id, next);
            *id = next;
        }
    });
    visit(&mut program, &mut |number| {
        if let Number::Timeout(TimeoutId(id)) = number {
            *id = new[&*id];
        }
    });
    program
}

/// A number that stands for something else in the program.
enum Number<'a> {
    Statement(&'a mut Id),
    Timeout(&'a mut TimeoutId),
    Coroutine(&'a mut Coro),
}

type Visit<'a> = &'a mut dyn FnMut(Number<'_>);

fn visit(program: &mut Program, see: Visit) {
    for body in &mut program.coroutines {
        block(body, see);
    }
    block(&mut program.main, see);
}

fn block(body: &mut [Stmt], see: Visit) {
    for Line { id, what } in body {
        see(Number::Statement(id));
        statement(what, see);
    }
}

fn statement(what: &mut What, see: Visit) {
    match what {
        What::Sync(what) => plain(what, see),
        What::Await { what } => awaitable(what, see),
        What::Try {
            body,
            handlers,
            otherwise,
            finally,
        } => {
            block(body, see);
            for handler in handlers {
                block(&mut handler.body, see);
            }
            for body in [otherwise, finally].into_iter().flatten() {
                block(body, see);
            }
        }
        What::Timeout { body, .. }
        | What::Lock { body, .. }
        | What::Semaphore { body, .. }
        | What::Condition { body, .. }
        | What::Group { body, .. } => block(body, see),
        What::Reschedule { timeout, .. } => see(Number::Timeout(timeout)),
        What::Sleep { .. }
        | What::Return { .. }
        | What::Wait { .. }
        | What::AsCompleted { .. }
        | What::AsCompletedAsync { .. } => {}
    }
}

fn callback(body: &mut [SyncStmt], see: Visit) {
    for Line { id, what } in body {
        see(Number::Statement(id));
        plain(what, see);
    }
}

fn plain(what: &mut Sync, see: Visit) {
    match what {
        Sync::CallSoon { body } | Sync::CallLater { body, .. } | Sync::OnDone { body, .. } => {
            callback(body, see);
        }
        Sync::Spawn { coroutine, .. } | Sync::GroupSpawn { coroutine, .. } => {
            see(Number::Coroutine(coroutine));
        }
        _ => {}
    }
}

fn awaitable(what: &mut Aw, see: Visit) {
    match what {
        Aw::Call { coroutine } => see(Number::Coroutine(coroutine)),
        Aw::WaitFor { inner, .. } | Aw::Shield { inner } => awaitable(inner, see),
        Aw::Gather { all, .. } => all.iter_mut().for_each(|inner| awaitable(inner, see)),
        _ => {}
    }
}
