//! What events of the loop, of futures and of the world outside do to the model.

use coroscope_trace::Model;
use coroscope_trace::model::{HandleState, Link, LoopState, ProgramState};
use coroscope_trace::{ButtonId, Callback, Complaint, EventKind, FutureKind, RunStage, TaskId};

use crate::support::{Script, after, line, ok};

#[test]
fn a_program_runs_its_loop_and_closes_it() {
    let mut s = Script::new();
    assert_eq!(after(&s).program, ProgramState::NotStarted);
    s.push(EventKind::ProgramStarted);
    assert_eq!(after(&s).program, ProgramState::Running);
    assert_eq!(after(&s).state, LoopState::NotStarted);
    s.stage(RunStage::NewLoop, 0);
    let main = s.spawn("main", 9);
    assert_eq!(after(&s).main, Some(main.task));
    s.push(EventKind::LoopStarted);
    assert_eq!(after(&s).state, LoopState::Running);
    s.iteration(1);
    s.step(main, |s| s.finish(main, "7"));
    s.push(EventKind::LoopStopped);
    assert_eq!(after(&s).state, LoopState::Stopped);
    s.stage(RunStage::MainDone, 0);
    assert_eq!(after(&s).stage, Some(RunStage::MainDone));
    s.close();
    let model = after(&s);
    assert_eq!(model.state, LoopState::Closed);
    assert_eq!(model.program, ProgramState::Finished(ok("None")));
    assert_eq!(model.position, s.events.len());
}

#[test]
fn an_iteration_knows_how_far_it_is() {
    let (mut s, main) = Script::started("main");
    let a = s.schedule(Callback::User { name: "a".into() });
    s.iteration(2);
    let model = after(&s);
    assert_eq!((model.iteration, model.planned, model.begun), (1, 2, 0));
    assert_eq!(model.left_now(), 2);
    s.step(main, |s| {
        s.schedule(Callback::User { name: "b".into() });
    });
    let model = after(&s);
    assert_eq!((model.begun, model.left_now()), (1, 1));
    let names = |model: &Model, now: bool| -> Vec<u32> {
        if now {
            model.ready_now().map(|handle| handle.id.0).collect()
        } else {
            model.ready_next().map(|handle| handle.id.0).collect()
        }
    };
    // What is scheduled meanwhile, and the task that did not end its step
    // properly, wait for the next iteration.
    assert_eq!(names(&model, true), [a.0]);
    assert_eq!(names(&model, false), [a.0 + 1]);
    s.run(a, |s| {
        let model = after(s);
        assert_eq!(model.current, Some(a));
        assert_eq!(
            model.handle(a).map(|it| it.state),
            Some(HandleState::Running)
        );
    });
    let model = after(&s);
    assert_eq!(model.current, None);
    assert_eq!(model.previous.as_ref().map(|it| it.id), Some(a));
    assert_eq!((model.handle(a), model.left_now()), (None, 0));
}

#[test]
fn time_moves_when_the_loop_is_idle() {
    let (mut s, _) = Script::started("main");
    s.push(EventKind::Idle { until: Some(2.0) });
    assert_eq!(after(&s).state, LoopState::Idle { until: Some(2.0) });
    s.now = 2.0;
    s.push(EventKind::ClockAdvanced { from: 0.0 });
    assert_eq!((after(&s).now, after(&s).state), (2.0, LoopState::Running));
    s.push(EventKind::Idle { until: None });
    assert_eq!(after(&s).state, LoopState::Idle { until: None });
    s.push(EventKind::Deadlocked {
        waiting: vec![TaskId(0)],
    });
    let LoopState::Deadlocked { waiting } = after(&s).state else {
        panic!("the loop is deadlocked");
    };
    assert_eq!(*waiting, [TaskId(0)]);
}

#[test]
fn timers_stand_by_deadline_and_then_in_the_order_of_their_making() {
    let (mut s, _) = Script::started("main");
    let user = |name: &str| Callback::User { name: name.into() };
    let late = s.timer(2.0, user("late"));
    let first = s.timer(1.0, user("first"));
    let second = s.timer(1.0, user("second"));
    let ids = |s: &Script| after(s).timers().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(&s), [first, second, late]);
    let handle = after(&s).handle(first).cloned().expect("is there");
    assert_eq!((handle.start, handle.deadline), (0.0, Some(1.0)));
    assert_eq!(handle.state, HandleState::Timer);
    s.push(EventKind::TimerCancelled { handle: second });
    assert_eq!(ids(&s), [first, late]);
    s.idle(1.0);
    s.fire(first);
    let model = after(&s);
    assert_eq!(ids(&s), [late]);
    assert_eq!(model.ready.back(), Some(&first));
    assert_eq!(
        model.fired.iter().map(|it| it.handle).collect::<Vec<_>>(),
        [first]
    );
    s.iteration(2);
    s.idle(2.0);
    assert_eq!(after(&s).fired, [], "another moment");
    s.push(EventKind::LoopClosed { dropped: 1 });
    let model = after(&s);
    assert!(model.timers.is_empty() && model.ready.is_empty() && model.handle(late).is_none());
}

#[test]
fn a_cancelled_handle_keeps_its_place_and_is_skipped() {
    let (mut s, _) = Script::started("main");
    let handle = s.schedule(Callback::User { name: "a".into() });
    s.push(EventKind::HandleCancelled { handle });
    assert!(after(&s).handle(handle).is_some_and(|it| it.cancelled));
    assert_eq!(after(&s).ready.len(), 2);
    s.iteration(2);
    s.push(EventKind::HandleSkipped { handle });
    let model = after(&s);
    assert_eq!((model.ready.len(), model.begun), (1, 1));
    assert!(model.handle(handle).is_none());
}

#[test]
fn futures_have_children_and_one_outcome() {
    let (mut s, main) = Script::started("main");
    let [a, b] = [3, 4].map(|at| s.spawn("child", at));
    let outer = s.future(FutureKind::Gather, "gather", &[a.future, b.future]);
    let model = after(&s);
    assert_eq!(
        *model.future(outer).expect("is there").children,
        [a.future, b.future]
    );
    assert_eq!(model.future(a.future).expect("is there").parents, [outer]);
    s.iteration(1);
    s.step(main, |s| s.suspend(outer, 5));
    let chain = after(&s).waiting_chain(main.task);
    assert_eq!(chain[1..], [Link::Future(outer), Link::Children(outer)]);
    s.push(EventKind::TaskFinished {
        task: a.task,
        outcome: ok("1"),
    });
    let chain = after(&s).waiting_chain(main.task);
    assert_eq!(
        chain[1..3],
        [Link::Future(outer), Link::Task(b.task)],
        "one is left"
    );
    s.resolve(outer, ok("[1, 2]"));
    s.resolve(outer, ok("again"));
    let future = after(&s).future(outer).cloned().expect("is there");
    assert_eq!(
        (future.outcome.clone(), future.resolved),
        (Some(ok("[1, 2]")), Some(0.0))
    );
}

#[test]
fn the_world_outside_leaves_its_marks() {
    let (mut s, main) = Script::started("main");
    s.push(EventKind::ButtonOffered {
        button: ButtonId(0),
        label: "Answer".into(),
        place: line(3),
    });
    s.push(EventKind::ButtonPressed {
        button: ButtonId(0),
    });
    s.print("hello", 4);
    s.push(EventKind::Blocked {
        seconds: 1.0,
        task: Some(main.task),
        place: line(5),
    });
    s.push(EventKind::SlowCallback {
        handle: main.step,
        seconds: 1.0,
    });
    s.push(EventKind::ExceptionHandler {
        complaint: Complaint::Other,
        message: "oh".into(),
        future: None,
        exception: None,
    });
    s.push(EventKind::Truncated { dropped: 3 });
    let model = after(&s);
    assert_eq!(
        (&*model.buttons[0].label, model.buttons[0].presses),
        ("Answer", 1)
    );
    assert_eq!(
        (model.outputs, model.dropped, model.reports.len()),
        (1, 3, 1)
    );
    assert_eq!(model.reports[0].message, "oh");
    assert_eq!(model.task(main.task).expect("is there").line, line(5));
}
