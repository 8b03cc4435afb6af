//! Insights, in both directions: found where they are, and nowhere else.

use coroscope_trace::model::Link::{Cycle, Task};
use coroscope_trace::{CancelEffect, Complaint, EventKind, InsightKind, Lang, Outcome, RunStage};

use crate::arbitrary::Dice;
use crate::shield::shield;
use crate::support::{self, Script, Tools, line};

/// What is found, in a word each.
fn found(script: &Script) -> Vec<&'static str> {
    let history = script.history();
    let mut words = Vec::new();
    for insight in history.insights().found().iter() {
        words.push(match insight.kind {
            InsightKind::NeverAwaited(_) => "never awaited",
            InsightKind::Blocking(_) => "blocking",
            InsightKind::Swallowed(_) => "swallowed",
            InsightKind::NeverRetrieved(_) => "never retrieved",
            InsightKind::Deadlock(_) => "deadlock",
            InsightKind::LeftRunning(_) => "left running",
            InsightKind::Sequential(_) => "sequential",
        });
        assert_eq!(
            history.insights().at(insight.position).last(),
            Some(insight)
        );
        assert!(history.insights().at(insight.position - 1).count() < words.len());
        for lang in Lang::ALL {
            let sentence = insight.sentence(history.head(), lang).to_string();
            assert!(
                sentence.len() > 20 && !sentence.contains(['{', '^']),
                "{sentence}"
            );
            assert!(!insight.title(lang).is_empty());
        }
        let lessons = [
            "calling-is-not-running",
            "blocking",
            "cancel",
            "create-task",
            "future",
            "run",
        ];
        assert!(lessons.contains(&insight.lesson()));
    }
    words
}

/// Two tasks: `main`, which waits for `worker`, and `worker` in its first step.
fn two(body: impl FnOnce(&mut Script, Tools, Tools)) -> Script {
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    let mut worker = main;
    s.step(main, |s| {
        s.enter(main.coroutine, 0);
        worker = s.spawn("worker", 3);
        s.suspend(worker.future, 4);
    });
    s.iteration(1);
    s.step(worker, |s| {
        s.enter(worker.coroutine, 0);
        body(s, main, worker);
    });
    s
}

fn asked(task: Tools, by: Tools) -> EventKind {
    EventKind::TaskCancelRequested {
        task: task.task,
        by: Some(by.task),
        message: None,
        effect: CancelEffect::Remembered,
        place: line(5),
    }
}

#[test]
fn an_ordinary_program_is_left_in_peace() {
    assert_eq!(found(&shield()), [""; 0]);
    let s = two(|s, _, worker| s.finish(worker, "42"));
    assert_eq!(found(&s), [""; 0]);
}

#[test]
fn a_coroutine_that_nobody_awaits() {
    let (mut s, _) = Script::started("main");
    let coroutine = s.coroutine("forgotten", 7);
    assert_eq!(found(&s), [""; 0]);
    s.push(EventKind::CoroutineNeverAwaited { coroutine });
    assert_eq!(found(&s), ["never awaited"]);
    let history = s.history();
    let insight = history.insights().found().last().expect("was found");
    let sentence = insight.sentence(history.head(), Lang::EN).to_string();
    assert!(
        sentence.starts_with("`forgotten()` only makes"),
        "{sentence}"
    );
}

#[test]
fn a_blocking_callback() {
    let blocked = |seconds, task: Tools| EventKind::Blocked {
        seconds,
        task: Some(task.task),
        place: line(6),
    };
    let s = two(|s, _, worker| {
        s.push(blocked(2.0, worker));
        s.push(blocked(2.0, worker));
    });
    assert_eq!(found(&s), ["blocking"], "once a task is enough");
    let s = two(|s, _, worker| s.push(blocked(0.01, worker)));
    assert_eq!(found(&s), [""; 0], "a short while is nothing");
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    s.step(main, |s| s.push(blocked(2.0, main)));
    assert_eq!(found(&s), [""; 0], "alone, it keeps nobody waiting");
    let mut s = two(|s, _, worker| s.finish(worker, "None"));
    s.push(EventKind::SlowCallback {
        handle: coroscope_trace::HandleId(1),
        seconds: 0.5,
    });
    assert_eq!(
        found(&s),
        ["blocking"],
        "a slow callback is known by its handle"
    );
}

#[test]
fn a_swallowed_cancellation() {
    let scene = |end: &dyn Fn(&mut Script, Tools)| {
        let (mut s, main) = Script::started("main");
        s.iteration(1);
        let mut worker = main;
        s.step(main, |s| {
            worker = s.spawn("worker", 3);
            s.suspend(worker.future, 4);
        });
        s.iteration(1);
        let mut nap = None;
        s.step(worker, |s| {
            s.enter(worker.coroutine, 0);
            nap = Some(s.sleep(5.0, 9));
        });
        s.push(asked(worker, main));
        worker.step = s.wakeup(worker.task, nap.expect("it slept").future);
        s.iteration(1);
        s.throw(worker, support::cancelled(), |s| end(s, worker));
        s
    };
    assert_eq!(
        found(&scene(&|s, worker| s.finish(worker, "None"))),
        ["swallowed"]
    );
    let honest = scene(&|s, worker| s.fail(worker, Outcome::Cancelled(None)));
    assert_eq!(found(&honest), [""; 0]);
    let taken_back = scene(&|s, worker| {
        s.push(EventKind::TaskUncancelled {
            task: worker.task,
            remaining: 0,
        });
        s.finish(worker, "None");
    });
    assert_eq!(found(&taken_back), [""; 0]);
    // A request that comes too late for the task is not its fault.
    let late = two(|s, main, worker| {
        s.push(asked(worker, main));
        s.finish(worker, "None");
    });
    assert_eq!(found(&late), [""; 0]);
}

#[test]
fn an_exception_that_nobody_retrieves() {
    let scene = |complaint| {
        let mut s = two(|s, _, worker| {
            s.fail(worker, Outcome::Exception(support::value_error()));
        });
        s.push(EventKind::ExceptionHandler {
            complaint,
            message: "Task exception was never retrieved".into(),
            future: Some(coroscope_trace::FutureId(1)),
            exception: Some(support::value_error()),
        });
        s
    };
    assert_eq!(
        found(&scene(Complaint::NeverRetrieved)),
        ["never retrieved"]
    );
    assert_eq!(found(&scene(Complaint::Other)), [""; 0]);
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let mut s = two(|s, main, _| s.suspend(main.future, 8));
    let waiting = [0, 1].map(coroscope_trace::TaskId).to_vec();
    s.push(EventKind::Deadlocked { waiting });
    assert_eq!(found(&s), ["deadlock"]);
    let history = s.history();
    let insight = history.insights().found().last().expect("was found");
    let sentence = insight.sentence(history.head(), Lang::EN).to_string();
    assert!(
        sentence.starts_with("`main` waits for `worker`; `worker` waits for `main`."),
        "{sentence}"
    );
    let head = history.head();
    let chain = head.waiting_chain(coroscope_trace::TaskId(0));
    let [main, worker] = [0, 1].map(coroscope_trace::TaskId);
    assert_eq!(chain, [Task(main), Task(worker), Cycle(main)]);
}

#[test]
fn a_task_that_is_left_running() {
    let scene = |left| {
        let (mut s, main) = Script::started("main");
        s.iteration(1);
        s.step(main, |s| {
            s.enter(main.coroutine, 0);
            for _ in 0..left {
                s.spawn("worker", 3);
            }
            s.finish(main, "None");
        });
        s.tidy_up(left);
        s
    };
    assert_eq!(found(&scene(0)), [""; 0]);
    let s = scene(2);
    assert_eq!(found(&s), ["left running"]);
    let insight = s.history().insights().found().last().cloned();
    let tasks: Vec<u32> = insight
        .expect("was found")
        .tasks
        .iter()
        .map(|it| it.0)
        .collect();
    assert_eq!(tasks, [1, 2]);
    assert_eq!(s.history().head().stage, Some(RunStage::CancelLeftovers));
}

/// `main` awaits one call after another; `(name, seconds, result)` each.
fn calls(calls: &[(&str, f64, &str)], company: bool) -> Script {
    let (mut s, mut main) = Script::started("main");
    s.iteration(1);
    let mut entered = None;
    let mut nap = None;
    s.step(main, |s| {
        s.enter(main.coroutine, 0);
        if company {
            s.spawn("other", 2);
        }
        let inner = s.coroutine(calls[0].0, 3);
        s.enter(inner, 3);
        nap = Some(s.sleep(calls[0].1, 9));
        entered = Some(inner);
    });
    for (index, (_, _, result)) in calls.iter().enumerate() {
        let slept = nap.take().expect("it slept");
        s.idle(s.now + calls[index].1);
        s.fire(slept.timer);
        s.iteration(1);
        s.wake_from(slept, &mut main);
        s.iteration(1);
        s.step(main, |s| {
            s.leave(entered.expect("it awaits"), result);
            if let Some((name, seconds, _)) = calls.get(index + 1) {
                let inner = s.coroutine(name, 4);
                s.enter(inner, 4);
                nap = Some(s.sleep(*seconds, 9));
                entered = Some(inner);
            } else {
                s.finish(main, "None");
            }
        });
    }
    s
}

#[test]
fn waits_in_a_row_that_could_overlap() {
    let s = calls(&[("say", 1.0, "None"), ("say", 2.0, "None")], false);
    assert_eq!(found(&s), ["sequential"]);
    let insight = s.history().insights().found().last().cloned();
    let sentence = insight
        .expect("was found")
        .sentence(s.history().head(), Lang::EN);
    let sentence = sentence.to_string().replace('\u{a0}', " ");
    assert!(
        sentence.starts_with("`main` awaited `say` twice in a row: 1 s and then 2 s."),
        "{sentence}"
    );
    let three = [
        ("say", 1.0, "None"),
        ("say", 2.0, "None"),
        ("say", 1.0, "None"),
    ];
    assert_eq!(
        found(&calls(&three, false)),
        ["sequential"],
        "once is enough"
    );
}

#[test]
fn waits_in_a_row_that_may_need_each_other() {
    let different = [("connect", 1.0, "None"), ("send", 1.0, "None")];
    assert_eq!(found(&calls(&different, false)), [""; 0]);
    let no_time = [("ask", 0.0, "7"), ("ask", 1.0, "8")];
    assert_eq!(found(&calls(&no_time, false)), [""; 0]);
    let in_company = [("say", 1.0, "None"), ("say", 2.0, "None")];
    assert_eq!(found(&calls(&in_company, true)), [""; 0]);
}

#[test]
fn nonsense_finds_a_bounded_number_and_never_fails() {
    let mut history = coroscope_trace::History::new();
    history.extend(Dice::new(5).events(30_000));
    let count = history.insights().found().len();
    assert!((1..=100).contains(&count), "{count}");
}
