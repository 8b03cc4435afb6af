//! Eager tasks: a step inside the step of another task.

use coroscope_trace::model::TaskState;
use coroscope_trace::timeline::SegmentKind;
use coroscope_trace::{Awaited, EventKind, FutureKind, Lang, Mark, TaskId, Timeline, narrate};

use crate::support::{Script, after, line, ok};

/// `main` makes `child`, which begins at once, sleeps, and so gives control back.
/// Gives the positions after the creation, after the first step began and after
/// it was over.
fn nested() -> (Script, [usize; 3]) {
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    let mut at = [0; 3];
    s.run(main.step, |s| {
        s.push(EventKind::TaskStepped {
            task: main.task,
            exception: None,
        });
        s.enter(main.coroutine, 0);
        let coroutine = s.coroutine("child", 3);
        let future = s.future_id();
        let child = TaskId(1);
        s.push(EventKind::TaskCreated {
            task: child,
            future,
            name: "Task-2".into(),
            named: false,
            coroutine,
            parent: Some(main.task),
            eager: true,
            place: line(3),
        });
        at[0] = s.events.len();
        s.push(EventKind::TaskStepped {
            task: child,
            exception: None,
        });
        at[1] = s.events.len();
        let nap = s.future(FutureKind::Sleep, "sleep(1)", &[]);
        s.push(EventKind::TaskSuspended {
            task: child,
            on: Awaited::Future(nap),
            place: line(9),
        });
        at[2] = s.events.len();
        s.future(FutureKind::Plain, "answer", &[]);
        s.push(EventKind::TaskFinished {
            task: main.task,
            outcome: ok("None"),
        });
    });
    (s, at)
}

#[test]
fn the_outer_task_runs_on_when_the_inner_step_is_over() {
    let (s, [made, inside, back]) = nested();
    let history = s.history();
    let (main, child) = (TaskId(0), TaskId(1));
    let state = |at: usize, task| history.seek(at).task(task).expect("is there").state;
    assert_eq!(history.seek(made).running, Some(main));
    let model = history.seek(inside);
    assert_eq!((model.running, &*model.outer), (Some(child), &[main][..]));
    assert_eq!(state(inside, main), TaskState::Running);
    let model = history.seek(back);
    assert_eq!((model.running, &*model.outer), (Some(main), &[][..]));
    assert!(matches!(state(back, child), TaskState::Waiting(_)));
    // What comes next belongs to the outer task again.
    let model = history.seek(back + 1);
    let answer = model.futures.iter().last().expect("was made");
    assert_eq!(answer.created_by, Some(main));
    assert_eq!(model.task(main).expect("is there").line, line(18));
    let end = after(&s);
    assert_eq!((end.running, end.outer.len()), (None, 0));
    assert_eq!(end.totals.done, 1);
}

#[test]
fn it_is_told_where_the_step_begins_and_where_control_goes() {
    let (s, positions) = nested();
    let history = s.history();
    let told = positions.map(|at| {
        let event = history.event(at - 1).expect("is there");
        let (before, after) = (history.seek(at - 1), history.seek(at));
        Lang::ALL.map(|lang| narrate(&before, &after, event, lang).to_string())
    });
    assert_eq!(
        told,
        [
            [
                "`main` makes the task `child`, which begins at once, inside this step.",
                "Задача `main` создаёт задачу `child`, и та начинается сразу, внутри этого шага.",
            ],
            [
                "`child` begins inside the step of `main`: its coroutine runs to the first `await` that has to wait.",
                "Задача `child` начинается внутри шага задачи `main`: её корутина выполняется до первого `await`, на котором придётся ждать.",
            ],
            [
                "`child` awaits `sleep(1)`. Control goes back to `main`.",
                "Задача `child` ждёт `sleep(1)`. Управление возвращается к задаче `main`.",
            ],
        ]
    );
}

#[test]
fn both_lanes_run_and_only_the_inner_one_waits() {
    let (s, [_, inside, back]) = nested();
    let history = s.history();
    let kinds = |timeline: &Timeline, lane: u32| -> Vec<SegmentKind> {
        let lane = timeline.lane(lane).expect("has a lane");
        lane.segments.iter().map(|it| it.kind).collect()
    };
    let timeline = history.timeline(coroscope_trace::Axis::Seconds);
    assert_eq!(kinds(timeline, 0), [SegmentKind::Running]);
    let inner = [SegmentKind::Running, SegmentKind::Waiting];
    assert_eq!(kinds(timeline, 1), inner);
    // Going in and coming back are both a switch.
    let switches: Vec<usize> = (1..=history.len())
        .filter(|at| history.next(Mark::TaskSwitch, at - 1) == Some(*at))
        .collect();
    assert!(
        switches.contains(&inside) && switches.contains(&back),
        "{switches:?}"
    );
}
