//! Random programs, and what CPython 3.14 did with each of them: the executor
//! core must do the same, line for line.

mod interpret;
mod ledger;
mod parse;
mod transcript;

use asyncio::{Drive, Exception, Handler, Loop, Progress, Repr, Run, TaskRef, observe::Complaint};
use interpret::World;
use parse::Program;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use transcript::{Listed, Val, Witness, exception};

/// Runs a program as `asyncio.run` does; gives its transcript.
fn run(program: Program) -> Vec<String> {
    let witness = Rc::new(Witness::default());
    let aio = Loop::with_observer(witness.clone());
    let futures = (0..program.futures).map(|_| aio.create_future()).collect();
    let world = Rc::new(World {
        aio: aio.clone(),
        program,
        witness: witness.clone(),
        lines: RefCell::default(),
        futures,
        tasks: RefCell::default(),
        handles: RefCell::default(),
        calls: RefCell::default(),
    });
    let told = Rc::downgrade(&world);
    aio.set_exception_handler(Some(Handler::new(move |report| {
        let Some(world) = told.upgrade() else { return };
        // The recordings kept every object alive to the end (rule W4).
        let memory = [Complaint::NeverRetrieved, Complaint::DestroyedPending];
        if memory.contains(&report.complaint) {
            return;
        }
        let kind: Vec<&str> = report.message.split(' ').take(2).collect();
        let error = report.exception.map(exception).unwrap_or_default();
        world.log(format_args!("EH {} {error}", kind.join(" ")));
    })));
    let alive = drive(&world);
    for (index, listed) in witness.listed().into_iter().enumerate() {
        let line = match listed {
            Listed::Duty { done } => if done { "res:None" } else { "pending" }.into(),
            Listed::Task(task, future) => {
                let flag = unretrieved(alive[&task].exception_unretrieved());
                format!("{}{flag}", witness.state(future))
            }
        };
        world.lines.borrow_mut().push(format!("T{index} {line}"));
    }
    for (index, future) in world.futures.iter().enumerate() {
        let flag = unretrieved(future.exception_unretrieved());
        let line = format!("f{index} {}{flag}", witness.state(future.id()));
        world.lines.borrow_mut().push(line);
    }
    let lines = world.lines.take();
    drop(alive);
    drop(world);
    let live = aio.live();
    assert_eq!((live.futures, live.coroutines), (0, 0), "leaked: {live:?}");
    lines
}

fn unretrieved(flag: bool) -> &'static str {
    if flag { " unretrieved" } else { "" }
}

type Alive = BTreeMap<asyncio::observe::TaskId, TaskRef>;

/// Drives the run to its end, and keeps every task alive.
fn drive(world: &Rc<World>) -> Alive {
    let aio = &world.aio;
    let push = |line: String| world.lines.borrow_mut().push(line);
    let mut alive = Alive::new();
    let mut run = Run::new(aio, world.main());
    let deadlocks = Rc::new(Cell::new(0));
    let mut main: Option<asyncio::Result<Val>> = None;
    loop {
        let progress = run.step();
        for task in aio.all_tasks() {
            alive.insert(task.task_id(), task);
        }
        if main.is_none() && world.witness.main_done() {
            let outcome = run.outcome();
            push(match &outcome {
                _ if deadlocks.get() > 0 => "DEADLOCK".into(),
                Ok(value) => format!("MAIN ret {}", value.repr()),
                Err(error) => format!("MAIN exc {}", exception(error)),
            });
            deadlocks.set(0);
            main = Some(outcome);
        }
        match progress {
            Progress::Ran => {}
            Progress::Idle { .. } if aio.advance_to_next_deadline() => {}
            Progress::Idle { .. } => {
                // CPython's loop was made to raise here; an exception that
                // leaves the loop does the same.
                let deadlocks = deadlocks.clone();
                aio.call_soon("deadlock", move || {
                    deadlocks.set(deadlocks.get() + 1);
                    Err(Exception::keyboard_interrupt())
                });
            }
            Progress::Finished => break,
        }
    }
    push(match (world.witness.left(), main, run.outcome()) {
        _ if deadlocks.get() > 0 => "CLOSE DEADLOCK".into(),
        (Some(error), ..) => format!("CLOSE exc {error}"),
        // The loop was stopped before the clean-up was through.
        (None, Some(Ok(_)), Err(last)) => format!("CLOSE exc {}", exception(&last)),
        (None, Some(Err(main)), Err(last)) if !same(&main, &last) => {
            format!("CLOSE exc {}", exception(&last))
        }
        _ => "CLOSE ok".into(),
    });
    alive
}

/// A cancelled task gives a new instance to each asker.
fn same(one: &Exception, other: &Exception) -> bool {
    one.same_instance(other) || one.is_cancelled() && other.is_cancelled()
}

/// Compares all programs of one file; `cases` has a program and a transcript on
/// alternate lines.
fn compare(cases: &str) {
    let mut lines = cases.lines();
    let (mut count, mut wrong) = (0, Vec::new());
    while let (Some(source), Some(recorded)) = (lines.next(), lines.next()) {
        // A few short ones must do where everything takes a thousand times longer.
        if cfg!(miri) && count == 3 {
            break;
        }
        if cfg!(miri) && source.len() > 900 {
            continue;
        }
        let program = parse::program(source).expect("a program");
        let recorded: Vec<String> = serde_json::from_str(recorded).expect("a transcript");
        let seed = program.seed;
        let actual = run(program);
        count += 1;
        if actual != recorded {
            let at = actual
                .iter()
                .zip(&recorded)
                .take_while(|(a, b)| a == b)
                .count();
            wrong.push(format!(
                "seed {seed}, line {at}: CPython {:?}, here {:?}\n{source}\n{recorded:#?}\n{actual:#?}",
                recorded.get(at),
                actual.get(at),
            ));
        }
    }
    assert!(count > 0, "no programs");
    assert!(
        wrong.is_empty(),
        "{} of {count} programs differ\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn sampled_programs_run_as_in_cpython() {
    compare(include_str!("sampled.jsonl"));
}

#[test]
fn generated_programs_run_as_in_cpython() {
    compare(include_str!("generated.jsonl"));
}
