//! Rule A17: the exception handler, and the records that the default one logs.
//! The records are CPython 3.14's, without the places of Python functions.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Handler, Level, Live, Result, Runner, Turn, observe::Event};
use std::rc::Rc;

/// Writes down what is logged, with its level.
pub(crate) fn logging(stage: &Stage) {
    let lines = stage.lines();
    stage.set_logger(Some(Rc::new(move |level, text| {
        if let Some(lines) = lines.upgrade() {
            lines.borrow_mut().push(format!("{level:?}: {text}"));
        }
    })));
}

fn stalled(stage: &Stage) {
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
}

#[test]
fn a17_the_program_may_call_the_handler_and_replace_it() {
    let stage = Stage::new();
    logging(&stage);
    let call = |message: &str, error: Option<&Exception>| {
        assert_eq!(stage.call_exception_handler(message, error), Ok(()));
    };
    call("to the default", Some(&oops()));
    call("", None);
    stage.handler();
    call("first", Some(&oops()));
    call("second", None);
    stage.set_exception_handler(None);
    call("to the default again", Some(&Exception::timeout()));
    stage.said(&[
        "Error: to the default\nValueError: oops",
        "Error: Unhandled exception in event loop",
        "first: ValueError('oops')",
        "second",
        "Error: to the default again\nTimeoutError",
    ]);
}

#[test]
fn a17_a_record_of_a_callback_names_its_handle() {
    let stage = Stage::new();
    logging(&stage);
    stage.call_soon("f", || Err(oops()));
    stage.call_later(1.0, "g", || Err(oops()));
    let future = stage.create_future::<i32>();
    future.add_done_callback("told", |_| Err(oops()));
    future.set_result(3).unwrap();
    stalled(&stage);
    assert!(stage.advance_to_next_deadline());
    stalled(&stage);
    stage.said(&[
        "Error: Exception in callback f()\nhandle: <Handle f()>\nValueError: oops",
        "Error: Exception in callback told()\nhandle: <Handle told()>\nValueError: oops",
        "Error: Exception in callback g()\nhandle: <TimerHandle when=1.0 g()>\nValueError: oops",
    ]);
}

#[test]
fn a17_records_of_futures_and_tasks() {
    let stage = Stage::new();
    logging(&stage);
    let future = stage.create_future::<i32>();
    future.set_exception(oops()).unwrap();
    drop(future);
    let fails = stage.coro("fails", async |_| Err::<(), _>(oops()));
    drop(stage.task().name("tea").spawn(fails));
    stalled(&stage);
    let future = stage.create_future::<i32>();
    stage.create_task(stage.coro("waits", async |_| future.await));
    stalled(&stage);
    assert_eq!(stage.close(), Ok(()));
    stage.said(&[
        "Error: Future exception was never retrieved\n\
         future: <Future finished exception=ValueError('oops')>\n\
         ValueError: oops",
        "Error: Task exception was never retrieved\n\
         future: <Task finished name='tea' coro=<fails()> exception=ValueError('oops')>\n\
         ValueError: oops",
        "Error: Task was destroyed but it is pending!\n\
         task: <Task pending name='Task-1' coro=<waits()> \
         wait_for=<Future pending cb=[Task.task_wakeup()]>>",
    ]);
}

#[test]
fn a17_records_of_shields_and_of_the_clean_up() {
    let stage = Stage::new();
    logging(&stage);
    stage.play(async |stage: Stage| {
        let inner = stage.failing("inner", 1.0);
        drop(stage.wait_for(stage.shield(inner), 0.5).await);
        stage.create_task(stage.coro("left", async |stage: Stage| {
            let ended: Result<()> = stage.sleep(9.0).await.map_err(|_| oops());
            ended
        }));
        stage.sleep(1.0).await
    });
    let logged: Vec<_> = stage.all();
    let logged: Vec<_> = logged
        .iter()
        .filter(|line| line.contains("Error: "))
        .collect();
    assert_eq!(
        logged,
        [
            "Error: ValueError exception in shielded future\n\
             future: <Task finished name='Task-2' coro=<inner()> exception=ValueError('inner')>\n\
             ValueError: inner",
            "Error: unhandled exception during asyncio.run() shutdown\n\
             task: <Task finished name='Task-3' coro=<left()> exception=ValueError('oops')>\n\
             ValueError: oops",
        ]
    );
}

#[test]
fn a17_a_handler_that_fails_is_followed_by_the_default_one() {
    fn heard(event: &Event<'_>) -> Option<String> {
        match event {
            Event::ExceptionHandler { message, .. } => Some((*message).into()),
            _ => None,
        }
    }
    let stage = Stage::observing(heard);
    logging(&stage);
    stage.set_exception_handler(Some(Handler::new(|_| {
        Err(Exception::new("TypeError", "in handler"))
    })));
    stage.call_soon("f", || Err(oops()));
    let by_hand = stage.call_exception_handler("by hand", Some(&oops()));
    assert_eq!(by_hand, Ok(()));
    assert_eq!(stage.call_exception_handler("by hand", None), Ok(()));
    stage.call_soon("next", stage.saying("next"));
    stalled(&stage);
    stage.said(&[
        "by hand",
        "Unhandled error in exception handler",
        "Error: Unhandled error in exception handler\n\
         context: {'message': 'by hand', 'exception': ValueError('oops')}\n\
         TypeError: in handler",
        "by hand",
        "Unhandled error in exception handler",
        "Error: Unhandled error in exception handler\n\
         context: {'message': 'by hand'}\n\
         TypeError: in handler",
        "Exception in callback f()",
        "Unhandled error in exception handler",
        "Error: Unhandled error in exception handler\n\
         context: {'message': 'Exception in callback f()', \
         'exception': ValueError('oops'), 'handle': <Handle f()>}\n\
         TypeError: in handler",
        "1 0 next",
    ]);
}

/// A handler that exits.
fn exiting(stage: &Stage) {
    stage.set_exception_handler(Some(Handler::new(|_| Err(Exception::system_exit(3)))));
}

#[test]
fn a17_an_exit_out_of_the_handler_leaves_the_loop() {
    let stage = Stage::new();
    exiting(&stage);
    let exit = Exception::system_exit(3);
    let by_hand = stage.call_exception_handler("by hand", None);
    assert_eq!(by_hand, Err(exit.clone()));
    stage.call_soon("f", || Err(oops()));
    stage.call_soon("rest", stage.saying("rest"));
    assert_eq!(stage.run_until_stalled(), Turn::Raised(exit));
    stage.said(&[]);
    stalled(&stage);
    stage.said(&["2 0 rest"]);
}

#[test]
fn a17_an_exit_out_of_the_handler_in_the_clean_up_ends_it() {
    let stage = Stage::new();
    exiting(&stage);
    let runner = Runner::new(&stage);
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.coro("left", async |stage: Stage| {
            let ended: Result<()> = stage.sleep(9.0).await.map_err(|_| oops());
            ended
        }));
        stage.sleep(1.0).await
    });
    assert_eq!(runner.run(main), Ok(()));
    assert_eq!(shown(&runner.close().complete()), "SystemExit(3)");
    assert!(stage.is_closed());
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a17_an_exit_out_of_the_handler_in_a_destructor_leaves_nothing() {
    let stage = Stage::new();
    exiting(&stage);
    let future = stage.create_future::<i32>();
    future.set_exception(oops()).unwrap();
    stage.call_soon("drops", move || drop(future));
    stage.call_soon("next", stage.saying("next"));
    stalled(&stage);
    stage.said(&["1 0 next"]);
}

#[test]
fn a17_a_handler_can_defer_to_the_default_one() {
    let stage = Stage::new();
    logging(&stage);
    let aio = stage.clone();
    stage.set_exception_handler(Some(Handler::new(move |report| {
        if report
            .exception
            .is_none_or(|error| !error.is("TimeoutError"))
        {
            aio.default_exception_handler(report);
        }
    })));
    for error in [Exception::timeout(), oops()] {
        assert_eq!(
            stage.call_exception_handler("by hand", Some(&error)),
            Ok(())
        );
    }
    assert!(stage.get_exception_handler().is_some());
    stage.set_exception_handler(None);
    assert!(stage.get_exception_handler().is_none());
    stage.said(&["Error: by hand\nValueError: oops"]);
    assert_eq!(Level::Error as u8, 40);
}
