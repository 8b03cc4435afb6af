//! Runs one program as `asyncio.run` does, and gives its transcript.

pub use crate::witness::Watcher;
use crate::{ast::Program, interpret::World, transcript::Shown, witness::Listed};
use asyncio::{Drive, Handler, Progress, Report, Result, Runner, observe::Complaint};
use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::{Rc, Weak},
};

/// Every program ends, after a few hundred steps at most; on a core that is wrong it may go on for ever.
const STEPS: usize = 100_000;

/// What came of running a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ran {
    /// Its transcript.
    Transcript(Vec<String>),
    /// The core broke a promise: it panicked, did not end, or something was left alive at the end.
    Failed(String),
}

/// Runs a program on the executor core.
///
/// A program that [`check`](crate::check::program) refuses is run as far as that goes, which may be
/// a panic; it is given as [`Ran::Failed`] like any other.
///
/// # Examples
/// ```
/// use coroscope_programs::{ast::Program, run::{Ran, run}};
///
/// let program = Program::parse(
///     r#"{"v":1,"seed":0,"profile":"","coros":[],"main":[["sleep",0.5,1],["return",7,2]]}"#,
/// )?;
/// let Ran::Transcript(lines) = run(&program) else { panic!() };
/// assert_eq!(lines, ["MAIN ret 7", "CLOSE ok", "T0 res:7", "T1 res:None", "T2 res:None"]);
/// # Ok::<(), coroscope_programs::parse::Error>(())
/// ```
pub fn run(program: &Program) -> Ran {
    run_for(program, None)
}

/// The same, while somebody looks on.
pub fn run_watched(program: &Program, watcher: Rc<dyn Watcher>) -> Ran {
    run_for(program, Some(watcher))
}

fn run_for(program: &Program, watcher: Option<Rc<dyn Watcher>>) -> Ran {
    match catch_unwind(AssertUnwindSafe(|| play(program.clone(), watcher))) {
        Ok(Ok(lines)) => Ran::Transcript(lines),
        Ok(Err(leak)) => Ran::Failed(leak),
        Err(panic) => Ran::Failed(format!("panicked: {}", message(&*panic))),
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    let text = || panic.downcast_ref::<String>().map(String::as_str);
    literal.or_else(text).unwrap_or("without a message")
}

fn play(program: Program, watcher: Option<Rc<dyn Watcher>>) -> Result<Vec<String>, String> {
    let world = World::new(program, watcher);
    let aio = world.aio.clone();
    let told = Rc::downgrade(&world);
    aio.set_exception_handler(Some(Handler::new(move |report| complain(&told, report))));
    let runner = Runner::new(&aio);
    let mut main = runner.start(world.main());
    match drive(&world, &mut main)?.map(|()| main.outcome()) {
        Some(Ok(value)) => world.end(format_args!("MAIN ret {value}")),
        Some(Err(error)) => world.end(format_args!("MAIN exc {}", Shown(&error))),
        None => world.end("DEADLOCK"),
    }
    drop(main);
    let mut close = runner.close();
    match drive(&world, &mut close)?.map(|()| close.outcome()) {
        Some(Ok(())) => world.end("CLOSE ok"),
        Some(Err(error)) => world.end(format_args!("CLOSE exc {}", Shown(&error))),
        None => world.end("CLOSE DEADLOCK"),
    }
    drop(close);
    list(&world);
    let lines = world.take_lines();
    world.forget();
    drop(world);
    let live = aio.live();
    if (live.futures, live.coroutines) == (0, 0) {
        Ok(lines)
    } else {
        Err(format!("left alive: {live:?}"))
    }
}

/// The exception handler.
fn complain(world: &Weak<World>, report: &Report<'_>) {
    // The recordings kept every object alive to the end (rule W4).
    let memory = [Complaint::NeverRetrieved, Complaint::DestroyedPending];
    let world = world.upgrade();
    let Some(world) = world.filter(|_| !memory.contains(&report.complaint)) else {
        return;
    };
    let kind: Vec<&str> = report.message.split(' ').take(2).collect();
    let error = report.exception.map(|error| Shown(error).to_string());
    let error = error.unwrap_or_default();
    world.log("EH", format_args!("{} {error}", kind.join(" ")));
}

/// Drives to the end, on virtual time; none when nothing is ready and no timer is left.
fn drive(world: &World, what: &mut dyn Drive) -> Result<Option<()>, String> {
    for _ in 0..STEPS {
        let progress = what.step();
        world.keep_all();
        match progress {
            Progress::Ran => {}
            Progress::Idle { .. } if world.aio.advance_to_next_deadline() => {}
            Progress::Idle { .. } => return Ok(None),
            Progress::Finished => return Ok(Some(())),
        }
    }
    Err(format!("was not over after {STEPS} steps"))
}

/// How every task and future ended.
fn list(world: &World) {
    let flag = |flag| if flag { " unretrieved" } else { "" };
    for (index, listed) in world.witness.listed().into_iter().enumerate() {
        match listed {
            Listed::Duty { done } => {
                let state = if done { "res:None" } else { "pending" };
                world.end(format_args!("T{index} {state}"));
            }
            Listed::Task(task, future) => {
                let state = world.witness.state(future);
                let flag = flag(world.unretrieved(task));
                world.end(format_args!("T{index} {state}{flag}"));
            }
        }
    }
    for (index, future) in world.futures().iter().enumerate() {
        let state = world.witness.state(future.id());
        let flag = flag(future.exception_unretrieved());
        world.end(format_args!("f{index} {state}{flag}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Forever;

    impl Drive for Forever {
        fn step(&mut self) -> Progress {
            Progress::Ran
        }
    }

    #[test]
    fn what_never_ends_is_given_up() {
        let text = r#"{"v":1,"seed":0,"profile":"","coros":[],"main":[["print",1]]}"#;
        let world = World::new(Program::parse(text).expect("a program"), None);
        let driven = drive(&world, &mut Forever);
        assert_eq!(driven, Err("was not over after 100000 steps".to_owned()));
    }
}
