//! What a program must be besides well written: everything that it names is there, and it ends
//! by itself or is stuck, but never runs for ever.

use crate::{
    ast::{Coro, Id, Objects, Program, Stmt},
    mention::{Mention, Tell},
    parse::Error,
};
use std::collections::BTreeSet;

/// How many coroutine objects a program may make.
pub const LIMIT: u64 = 10_000;

/// Whether a program may run.
///
/// # Errors
/// When it names an object or coroutine that is not there; when two statements have one number; when
/// a coroutine calls itself or one before it, so that it might run for ever; when it could make more than
/// [`LIMIT`] coroutine objects; when a `resched` is outside its `timeout`.
pub fn program(program: &Program) -> Result<(), Error> {
    let mut ids = BTreeSet::new();
    for (index, body) in program.coroutines.iter().enumerate() {
        let part = || format!("coros/{index}");
        check(program, &mut ids, Some(index), body).map_err(|error| error.inside(part()))?;
    }
    check(program, &mut ids, None, &program.main).map_err(|error| error.inside("main"))?;
    let calls = calls(program);
    if calls > LIMIT {
        let what = format!("may make {calls} coroutine objects; the limit is {LIMIT}");
        return Err(Error::new(what));
    }
    Ok(())
}

/// How many coroutine objects a checked program makes at the most, the main coroutine included.
pub fn calls(program: &Program) -> u64 {
    let mut costs = vec![0; program.coroutines.len()];
    for (index, body) in program.coroutines.iter().enumerate().rev() {
        costs[index] = cost(&costs, body);
    }
    cost(&costs, &program.main)
}

fn cost(costs: &[u64], body: &Vec<Stmt>) -> u64 {
    let mut sum: u64 = 1;
    body.tell(&mut |mention| {
        if let Mention::Coroutine(Coro(index)) = mention {
            sum = sum.saturating_add(costs[index]);
        }
    });
    sum
}

fn check(
    program: &Program,
    ids: &mut BTreeSet<Id>,
    caller: Option<usize>,
    body: &Vec<Stmt>,
) -> Result<(), Error> {
    let mut around: Vec<(Id, &str)> = Vec::new();
    let mut wrong: Option<Error> = None;
    body.tell(&mut |mention| {
        let found = match mention {
            Mention::Statement(id, word) => {
                around.push((id, word));
                (!ids.insert(id)).then(|| "has the number of another one".to_owned())
            }
            Mention::End => {
                around.pop();
                None
            }
            Mention::Coroutine(Coro(index)) => {
                let late = caller.is_none_or(|caller| index > caller);
                (!late || index >= program.coroutines.len())
                    .then(|| format!("cannot call coroutine {index}"))
            }
            Mention::Timeout(timeout) => (!around.contains(&(timeout.0, "timeout")))
                .then(|| format!("is not inside the timeout {}", timeout.0)),
            mention => missing(&program.objects, mention)
                .map(|name| format!("there is no `{name}` among the objects")),
        };
        if let (None, Some(found)) = (&wrong, found) {
            let at = around.last().map_or(0, |(id, _)| *id);
            wrong = Some(Error::new(found).inside(format!("statement {at}")));
        }
    });
    wrong.map_or(Ok(()), Err)
}

/// The name of an object that a program mentions and does not have.
fn missing(objects: &Objects, mention: Mention) -> Option<String> {
    let (number, count, name) = match mention {
        Mention::Future(name) => (name.0, objects.futures as usize, name.to_string()),
        Mention::Event(name) => (name.0, objects.events as usize, name.to_string()),
        Mention::Lock(name) => (name.0, objects.locks as usize, name.to_string()),
        Mention::Semaphore(name) => (name.0, objects.semaphores.len(), name.to_string()),
        Mention::Bounded(name) => (name.0, objects.bounded.len(), name.to_string()),
        Mention::Queue(name) => (name.0, objects.queues.len(), name.to_string()),
        Mention::Condition(name) => (name.0, objects.conditions as usize, name.to_string()),
        Mention::Barrier(name) => (name.0, objects.barriers.len(), name.to_string()),
        _ => return None,
    };
    (number as usize >= count).then_some(name)
}
