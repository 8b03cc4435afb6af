//! The timeline, against the picture in the page's design.

use coroscope_trace::{
    Axis, Outcome, Timeline,
    timeline::{
        ArrowKind::{Created, TimeLimit, Timer, Wakes},
        Column, ColumnKind, SegmentKind,
    },
};

use crate::shield::shield;

/// A lane in letters, two a column: `r`eady, running `#`, `-` waiting, blank.
fn drawn(timeline: &Timeline, lane: u32) -> String {
    let width = timeline.end() as usize;
    let mut row = vec![' '; width];
    let lane = timeline.lane(lane).expect("there is such a lane");
    for segment in lane.segments.iter() {
        let letter = match segment.kind {
            SegmentKind::Ready => 'r',
            SegmentKind::Running => '#',
            SegmentKind::Waiting => '-',
        };
        let end = segment.end.map_or(width, |end| end as usize);
        row[segment.start as usize..end].fill(letter);
    }
    row.into_iter().collect()
}

fn axis(timeline: &Timeline) -> String {
    let columns = timeline.columns_in(0, u32::MAX);
    let columns = columns.map(|column| match column.kind {
        ColumnKind::Callback { timer: true, .. } => "<>",
        ColumnKind::Callback { timer: false, .. } => "()",
        ColumnKind::Step => "[]",
        ColumnKind::Gap { .. } => "..",
    });
    columns.collect()
}

#[test]
fn shield_looks_as_in_the_design() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Seconds);
    let picture = [
        axis(timeline),
        drawn(timeline, 0),
        drawn(timeline, 1),
        drawn(timeline, 2),
    ];
    assert_eq!(
        picture,
        [
            // 0 s   gap 1 s  gap  2 s   gap   3 s
            "()()()..<>()..<><>()()..<><>()()()",
            "##-------------rrr##---------rrr##",
            " r##---------------------rrr##    ",
            " rrr##---r##-----rrr##-----rrr##  ",
        ]
    );
}

#[test]
fn waits_are_named_by_what_is_awaited() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Seconds);
    let named = |lane| {
        let lane = timeline.lane(lane).expect("there is such a lane");
        let waits = lane.segments.iter().map(|it| it.label.to_string());
        waits.filter(|label| !label.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(named(0), ["shield(request)", "slow_request"]);
    assert_eq!(named(1), ["sleep(3)"]);
    assert_eq!(named(2), ["sleep(1)", "sleep(1)", "sleep(1)"]);
}

#[test]
fn arrows_lead_from_the_cause() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Seconds);
    let arrows = timeline.arrows_in(0, u32::MAX);
    let arrows: Vec<_> = arrows
        .map(|it| (it.column, it.kind, it.from, it.to))
        .collect();
    assert_eq!(
        arrows,
        [
            (0, Created, Some(0), 1),
            (0, Created, Some(0), 2),
            (4, Timer, None, 2),
            (7, TimeLimit, None, 0),
            (8, Timer, None, 2),
            (12, Timer, None, 1),
            (13, Timer, None, 2),
            (14, Wakes, Some(1), 0),
        ]
    );
    assert_eq!(timeline.arrows_in(8, 13).count(), 2);
}

#[test]
fn lanes_end_with_what_came_of_them() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Seconds);
    let caps: Vec<_> = (0..3)
        .map(|lane| {
            let lane = timeline.lane(lane).expect("there is such a lane");
            let cap = lane.cap.clone().expect("it ended");
            (cap.at, cap.outcome)
        })
        .collect();
    let ok = |value: &str| Outcome::Result(value.into());
    assert_eq!(
        caps,
        [(34, ok("None")), (30, ok("'saved'")), (32, ok("None"))]
    );
}

#[test]
fn iterations_and_moments_span_columns() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Seconds);
    let iterations = timeline.iterations_in(0, u32::MAX);
    let iterations: Vec<_> = iterations.map(|it| (it.number, it.start..it.end)).collect();
    assert_eq!(
        iterations,
        [
            (1, 0..1),
            (2, 1..3),
            (3, 4..5),
            (4, 5..6),
            (5, 7..9),
            (6, 9..11),
            (7, 12..14),
            (8, 14..16),
            (9, 16..17),
        ]
    );
    let moments = timeline.moments_in(0, u32::MAX);
    let moments: Vec<_> = moments.map(|it| (it.time, it.start..it.end)).collect();
    assert_eq!(
        moments,
        [(0.0, 0..3), (1.0, 4..6), (2.0, 7..11), (3.0, 12..17)]
    );
    // Only what can be seen is handed out.
    assert_eq!(timeline.iterations_in(8, 10).count(), 2);
    assert_eq!(timeline.moments_in(11, 12).count(), 0);
    let gaps = timeline.columns_in(0, 12).filter_map(Column::seconds);
    assert_eq!(gaps.collect::<Vec<_>>(), [1.0, 1.0, 1.0]);
}

#[test]
fn every_position_has_a_place_and_back() {
    let history = shield().history();
    for which in [Axis::Seconds, Axis::Steps] {
        let timeline = history.timeline(which);
        let mut last = -1.0;
        for position in 0..=history.len() {
            let cursor = timeline.cursor(position);
            assert!(cursor.at >= last, "the playhead went back at {position}");
            assert!(cursor.at <= timeline.columns() as f32);
            last = cursor.at;
            if let Some(column) = cursor.column {
                assert_eq!(cursor.at as u32, column);
                assert_eq!(timeline.position_at(cursor.at), position);
            }
        }
        assert_eq!(timeline.position_at(-3.0), timeline.position_at(0.0));
        assert!(timeline.position_at(1e9) <= history.len());
    }
}

#[test]
fn on_the_steps_axis_every_step_has_a_cell() {
    let history = shield().history();
    let timeline = history.timeline(Axis::Steps);
    assert_eq!(timeline.columns(), history.steps());
    assert!(
        timeline
            .columns_in(0, u32::MAX)
            .all(|column| !column.is_gap())
    );
    for step in 1..=history.steps() {
        let column = timeline.column(step as u32 - 1).expect("one a step");
        assert_eq!(column.first as usize, history.position_of_step(step));
    }
    // Nothing overlaps and nothing is empty.
    for lane in 0..timeline.lanes() as u32 {
        let lane = timeline.lane(lane).expect("there is such a lane");
        let mut at = 0;
        for segment in lane.segments.iter() {
            let end = segment.end.expect("everything ended");
            assert!(at <= segment.start && segment.start < end);
            at = end;
        }
    }
}

#[test]
fn a_task_that_steps_aside_is_ready_at_once() {
    let (mut s, mut main) = crate::support::Script::started("main");
    s.iteration(1);
    s.step(main, |s| {
        s.push(coroscope_trace::EventKind::TaskSuspended {
            task: main.task,
            on: coroscope_trace::Awaited::NextIteration,
            place: crate::support::line(2),
        });
        main.step = s.schedule(coroscope_trace::Callback::TaskStep { task: main.task });
    });
    s.iteration(1);
    s.step(main, |s| s.finish(main, "None"));
    let history = s.history();
    let timeline = history.timeline(Axis::Seconds);
    // The wait would begin and end at the same edge, so nothing of it is seen.
    assert_eq!(drawn(timeline, 0), "####");
    let mut script = crate::support::Script::started("main").0;
    script.idle(1.0);
    let timeline = script.history().timeline(Axis::Seconds).clone();
    assert_eq!(timeline.columns(), 1);
}
