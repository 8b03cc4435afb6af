//! What events of tasks and coroutines do to the model.

use coroscope_trace::model::{Colour, CoroutineState, Link, TaskState};
use coroscope_trace::{Awaited, Callback, CancelEffect, EventKind, Outcome, RunStage, TaskId};

use crate::shield::shield;
use crate::support::{self, Script, Tools, after, line, ok, value_error};

fn state(script: &Script, tools: Tools) -> TaskState {
    after(script).task(tools.task).expect("was created").state
}

#[test]
fn a_task_lives_through_its_states() {
    let (mut s, mut main) = Script::started("main");
    assert_eq!(state(&s, main), TaskState::Ready);
    assert!(!after(&s).task(main.task).expect("is there").started);
    s.iteration(1);
    let mut nap = None;
    s.step(main, |s| {
        s.enter(main.coroutine, 0);
        assert_eq!(state(s, main), TaskState::Running);
        assert_eq!(after(s).running, Some(main.task));
        nap = Some(s.sleep(1.0, 4));
    });
    let nap = nap.expect("it slept");
    assert_eq!(
        state(&s, main),
        TaskState::Waiting(Awaited::Future(nap.future))
    );
    let model = after(&s);
    let task = model.task(main.task).expect("is there");
    assert_eq!((task.line, task.started), (line(4), true));
    assert_eq!(model.waiting_on(task), Some("sleep(1)"));
    assert_eq!(model.running, None);
    assert_eq!(
        model.future(nap.future).expect("is there").waiters,
        [main.task]
    );
    assert_eq!(
        model.waiting_chain(main.task),
        [
            Link::Task(main.task),
            Link::Future(nap.future),
            Link::Timer(nap.timer),
        ]
    );
    s.idle(1.0);
    s.fire(nap.timer);
    s.iteration(1);
    s.wake_from(nap, &mut main);
    assert_eq!(state(&s, main), TaskState::Ready);
    let model = after(&s);
    assert_eq!(model.task(main.task).expect("is there").since, 1.0);
    assert!(
        model
            .future(nap.future)
            .expect("is there")
            .waiters
            .is_empty()
    );
    assert_eq!(
        model.waiting_chain(main.task),
        [Link::Task(main.task), Link::Queue]
    );
    s.iteration(1);
    s.step(main, |s| s.finish(main, "7"));
    let model = after(&s);
    let task = model.task(main.task).expect("is there");
    assert_eq!(
        (task.state, &task.outcome),
        (TaskState::Finished, &Some(ok("7")))
    );
    assert_eq!(
        model.future(main.future).expect("is there").outcome,
        Some(ok("7"))
    );
    assert_eq!((model.totals.tasks, model.totals.done), (1, 1));
    assert_eq!((model.totals.ready, model.totals.waiting), (0, 0));
}

#[test]
fn a_task_ends_in_three_ways() {
    let end = |outcome: Outcome| {
        let (mut s, main) = Script::started("main");
        s.iteration(1);
        s.step(main, |s| s.fail(main, outcome));
        state(&s, main)
    };
    assert_eq!(end(ok("1")), TaskState::Finished);
    assert_eq!(end(Outcome::Cancelled(None)), TaskState::Cancelled);
    assert_eq!(end(Outcome::Exception(value_error())), TaskState::Failed);
}

#[test]
fn stepping_aside_makes_ready_at_once_in_either_order() {
    let (mut s, main) = Script::started("main");
    let aside = EventKind::TaskSuspended {
        task: main.task,
        on: Awaited::NextIteration,
        place: line(3),
    };
    s.iteration(1);
    s.step(main, |s| {
        s.push(aside.clone());
        s.schedule(Callback::TaskStep { task: main.task });
    });
    assert_eq!(state(&s, main), TaskState::Ready);
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    s.step(main, |s| {
        s.schedule(Callback::TaskStep { task: main.task });
        assert_eq!(state(s, main), TaskState::Running);
        s.push(aside);
    });
    assert_eq!(state(&s, main), TaskState::Ready);
}

#[test]
fn labels_are_unique_and_colours_go_round() {
    let (mut s, main) = Script::started("main");
    let workers: Vec<Tools> = (0..7).map(|_| s.spawn("worker", 3)).collect();
    let label = |s: &Script, tools: Tools| after(s).task_label(tools.task).to_owned();
    assert_eq!(label(&s, main), "main");
    assert_eq!(label(&s, workers[0]), "worker");
    assert_eq!(label(&s, workers[1]), "worker #2");
    assert_eq!(label(&s, workers[6]), "worker #7");
    let colours: Vec<Colour> = after(&s).visible_tasks().map(|it| it.colour).collect();
    let plain = |hue| Colour {
        hue,
        repeated: false,
    };
    assert_eq!(colours[..6], [1, 2, 3, 4, 5, 6].map(plain));
    let again = Colour {
        hue: 1,
        repeated: true,
    };
    assert_eq!(colours[6], again);
    s.push(EventKind::TaskRenamed {
        task: main.task,
        name: "worker #3".into(),
    });
    assert_eq!(
        label(&s, main),
        "worker #3 #2",
        "even where a name looks like a number"
    );
}

#[test]
fn the_librarys_own_tasks_are_not_counted() {
    let (mut s, _) = Script::started("main");
    s.stage(RunStage::CloseAsyncgens, 0);
    let own = s.spawn("shutdown_asyncgens", 0);
    let model = after(&s);
    let task = model.task(own.task).expect("is there");
    assert!(task.internal && task.colour == Colour::NONE);
    assert_eq!((model.totals.tasks, model.visible_tasks().count()), (1, 1));
}

#[test]
fn frames_follow_the_coroutines_of_a_task() {
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    let frames = |s: &Script| -> Vec<(String, u32)> {
        let model = after(s);
        let task = model.task(main.task).expect("is there");
        let frames = task.frames.iter();
        frames
            .map(|it| (it.name.to_string(), it.line.python))
            .collect()
    };
    s.step(main, |s| {
        s.enter(main.coroutine, 0);
        let inner = s.coroutine("inner", 5);
        assert_eq!(
            after(s).coroutine(inner).map(|it| it.state),
            Some(CoroutineState::Created)
        );
        s.enter(inner, 6);
        s.print("in", 11);
        assert_eq!(frames(s), [("main".into(), 6), ("inner".into(), 11)]);
        assert_eq!(after(s).running_line(), line(11));
        let nap = s.sleep(1.0, 12);
        let model = after(s);
        let states = [main.coroutine, inner].map(|id| model.coroutine(id).map(|it| it.state));
        assert_eq!(states, [Some(CoroutineState::Suspended); 2]);
        let chain = model.waiting_chain(main.task);
        assert_eq!(chain[1], Link::Frame(inner, line(12)));
        assert_eq!(chain[2], Link::Future(nap.future));
        s.leave(inner, "1");
        assert_eq!(frames(s), [("main".into(), 6)]);
        let ended = after(s).coroutine(inner).cloned().expect("is there");
        assert_eq!(
            (ended.state, ended.outcome.clone()),
            (CoroutineState::Finished, Some(ok("1")))
        );
        assert_eq!(after(s).task(main.task).expect("is there").line, line(6));
    });
}

#[test]
fn a_coroutine_can_be_driven_by_hand() {
    let mut s = Script::new();
    s.push(EventKind::ProgramStarted);
    let coroutine = s.coroutine("hello", 7);
    assert_eq!(after(&s).module.line, line(7));
    let state = |s: &Script| after(s).coroutine(coroutine).expect("is there").state;
    s.enter(coroutine, 8);
    assert_eq!(
        (state(&s), after(&s).module.frames.len()),
        (CoroutineState::Running, 1)
    );
    s.push(EventKind::CoroutineSuspended {
        coroutine,
        place: line(3),
    });
    assert_eq!(
        (state(&s), after(&s).module.frames.len()),
        (CoroutineState::Suspended, 0)
    );
    s.push(EventKind::CoroutineResumed {
        coroutine,
        place: line(9),
    });
    assert_eq!(
        (state(&s), after(&s).module.line),
        (CoroutineState::Running, line(9))
    );
    s.leave(coroutine, "None");
    assert_eq!(
        (state(&s), after(&s).module.frames.len()),
        (CoroutineState::Finished, 0)
    );
    let other = s.coroutine("other", 10);
    s.push(EventKind::CoroutineNeverAwaited { coroutine: other });
    let other = after(&s).coroutine(other).cloned().expect("is there");
    assert_eq!(other.state, CoroutineState::NeverAwaited);
}

#[test]
fn a_cancellation_is_asked_for_delivered_and_taken_back() {
    let (mut s, main) = Script::started("main");
    s.push(EventKind::TaskCancelRequested {
        task: main.task,
        by: None,
        message: Some("enough".into()),
        effect: CancelEffect::Remembered,
        place: line(5),
    });
    let task = |s: &Script| after(s).task(main.task).cloned().expect("is there");
    let pending = task(&s);
    let request = pending.pending_cancel().expect("was asked for");
    assert_eq!(
        (request.message.as_deref(), request.delivered),
        (Some("enough"), None)
    );
    assert!(!request.time_limit);
    assert_eq!(pending.cancelling, 1);
    s.iteration(1);
    s.throw(main, support::cancelled(), |s| {
        let task = task(s);
        assert_eq!(task.cancels[0].delivered, Some(0.0));
        assert!(task.pending_cancel().is_none() && task.receives.is_some());
        s.push(EventKind::TaskUncancelled {
            task: main.task,
            remaining: 0,
        });
        s.finish(main, "None");
    });
    s.push(EventKind::TaskCancelRequested {
        task: main.task,
        by: None,
        message: None,
        effect: CancelEffect::AlreadyDone,
        place: line(6),
    });
    let task = task(&s);
    assert_eq!((task.cancelling, task.cancels.len()), (0, 2));
    assert!(task.pending_cancel().is_none());
}

#[test]
fn a_shield_lets_go() {
    let s = shield();
    let model = after(&s);
    let [main, request] = [0, 1].map(|id| model.task(TaskId(id)).expect("is there"));
    assert_eq!(request.let_go.len(), 1);
    assert_eq!(
        (request.let_go[0].task, request.let_go[0].time),
        (TaskId(0), 2.0)
    );
    assert!(main.cancels[0].time_limit);
    assert!(request.cancels.is_empty());
    // Before that, the one waited for the other.
    let history = s.history();
    let model = history.seek(history.position_at_time(1.0));
    assert_eq!(model.awaited_by(TaskId(1)), [TaskId(0)]);
}
