//! What goes to standard error, in the words of a Python program.

mod common;

use asyncio::Exception;
use common::{finish, program, session, stderr, stdout, take, trace};
use coroscope_engine::{End, Program, Pursuit, words};
use coroscope_trace::{EventKind, Outcome};

#[test]
fn a_coroutine_that_nobody_awaits_is_warned_about() {
    let events = trace(program(|env| async move {
        drop(env.coroutine("greet", async { Ok(()) }));
        Ok(())
    }));
    // The Python line is unknown here: the program has no Python edition.
    let warning = "program.py:0: RuntimeWarning: coroutine 'greet' was never awaited\n";
    assert_eq!(stderr(&events), warning);
}

#[test]
fn an_exception_that_leaves_the_program_is_the_last_word() {
    let mut session = session(program(|env| async move {
        env.print("before");
        Err(Exception::new("ValueError", "too large"))
    }));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    let events = take(&session);
    assert_eq!(stdout(&events), "before\n");
    assert_eq!(stderr(&events), "ValueError: too large\n");
    let Some(EventKind::ProgramFinished {
        outcome: Outcome::Exception(error),
    }) = events.last().map(|event| &event.kind)
    else {
        panic!("{:?} is last", events.last());
    };
    assert_eq!(
        (error.type_name.as_str(), error.message.as_str()),
        ("ValueError", "too large")
    );
    assert_eq!(session.outcome().map(words::exit_code), Some(1));
}

#[test]
fn leaving_with_an_exit_code_says_nothing() {
    let mut session = session(program(|_| async { Err(Exception::system_exit(3)) }));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(session.outcome().map(words::exit_code), Some(3));
    assert_eq!(stderr(&take(&session)), "");
}

#[test]
fn an_exception_that_nobody_asked_for_is_reported() {
    let events = trace(program(|env| async move {
        let boom = env.coroutine("boom", async {
            Err::<(), _>(Exception::new("ValueError", "x"))
        });
        let task = env.task().name("bomb").spawn(boom);
        env.sleep(1.0).await?;
        drop(task);
        env.sleep(1.0).await?;
        Ok(())
    }));
    assert_eq!(
        stderr(&events),
        "Task exception was never retrieved\n\
         future: <Task finished name='bomb' coro=<boom() done, defined at program.py:0> \
         exception=ValueError('x')>\n\
         ValueError: x\n"
    );
}

#[test]
fn a_module_may_do_without_a_loop() {
    let events = trace(Program::new(|env| async move {
        env.print("no loop");
        Ok(())
    }));
    assert_eq!(stdout(&events), "no loop\n");
    assert_eq!(events.len(), 3, "{events:#?}");
}

#[test]
fn output_knows_its_task_and_its_line() {
    let events = trace(Program::new(|env| async move {
        env.print("outside");
        let main = env.coroutine("main", {
            let env = env.clone();
            async move {
                env.print("inside");
                Ok(())
            }
        });
        env.run(main).await
    }));
    let from: Vec<_> = events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Output { task, place, .. } => {
                Some((task.map(|task| task.0), place.rust > 0))
            }
            _ => None,
        })
        .collect();
    assert_eq!(from, [(None, true), (Some(0), true)]);
}
