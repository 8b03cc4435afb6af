//! How the position moves.

use super::*;

#[test]
fn run_starts_live_and_the_position_follows() {
    let mut page = Page::new();
    assert_eq!(page.said(Action::Run), starts(1, "sleep", Drive::Live));
    page.becomes(1, RunState::Paused);
    page.becomes(1, RunState::Running);
    page.batch(1, &[printed(0.0, "a"), quiet(0.0)]);
    assert_eq!(page.position(), 2);
    assert_eq!(page.state.run.playback, Playback::Live);
    assert_eq!(page.said(Action::RunOrPause), drives(1, Drive::Pause));
    // What the callback under way still does is followed until the worker rests.
    page.batch(1, &[printed(0.0, "b")]);
    assert_eq!(page.position(), 3);
    page.becomes(1, RunState::Paused);
    page.batch(1, &[printed(0.0, "c")]);
    assert_eq!(page.position(), 3);
    page.act(Action::Seek(4));
    assert_eq!(page.said(Action::Run), drives(1, Drive::Live));
}

#[test]
fn two_runs_in_quick_succession_do_not_mix() {
    let mut page = Page::recorded();
    assert_eq!(page.said(Action::Run), starts(2, "sleep", Drive::Live));
    assert!(page.state.run.history.is_empty());
    page.batch(1, &[printed(0.0, "late")]);
    page.becomes(1, RunState::Finished);
    assert!(page.state.run.history.is_empty());
    assert_eq!(page.state.run.worker, None);
    page.batch(2, &[printed(0.0, "a")]);
    assert_eq!(page.position(), 1);
}

#[test]
fn a_step_at_the_end_asks_for_one_callback_and_shows_the_next_step_only() {
    let mut page = Page::new();
    let step = Action::StepOn(Step::Stop);
    assert_eq!(page.said(step.clone()), starts(1, "sleep", Drive::Callback));
    page.becomes(1, RunState::Paused);
    assert_eq!(page.position(), 0);
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    assert_eq!(
        (page.position(), page.state.run.playback),
        (1, Playback::Still)
    );
    page.becomes(1, RunState::Paused);
    assert_eq!(page.said(step.clone()), []);
    assert_eq!(page.position(), 2);
    assert_eq!(page.said(step), drives(1, Drive::Callback));
}

#[test]
fn a_callback_without_anything_to_tell_is_passed_over() {
    let mut page = Page::new();
    page.act(Action::StepOn(Step::Stop));
    page.batch(1, &[quiet(0.0)]);
    let commands = page.becomes(1, RunState::Paused);
    let expected: Vec<Command> = drives(1, Drive::Callback)
        .into_iter()
        .map(Command::Send)
        .collect();
    assert_eq!(commands, expected);
    // A worker that rests and recorded nothing is not asked again and again.
    assert_eq!(page.becomes(1, RunState::Paused), []);
}

#[test]
fn steps_asked_for_ahead_of_the_worker_are_all_taken() {
    let mut page = Page::new();
    for _ in 0..3 {
        page.act(Action::StepOn(Step::Stop));
    }
    page.batch(
        1,
        &[
            printed(0.0, "a"),
            printed(0.0, "b"),
            printed(0.0, "c"),
            printed(0.0, "d"),
        ],
    );
    assert_eq!(page.position(), 3);
}

#[test]
fn inside_the_recording_steps_only_move_the_position() {
    let mut page = Page::recorded();
    assert_eq!(page.position(), 5);
    let mut back = Vec::new();
    while page.position() > 0 {
        assert_eq!(page.said(Action::StepBack(Step::Stop)), []);
        back.push(page.position());
    }
    // The third event is too small to stop at.
    assert_eq!(back, [4, 2, 1, 0]);
    let mut on = Vec::new();
    for _ in 0..4 {
        assert_eq!(page.said(Action::StepOn(Step::Stop)), []);
        on.push(page.position());
    }
    assert_eq!(on, [1, 2, 4, 5]);
    assert_eq!(page.state.run.model.now, 2.0);
}

#[test]
fn restart_keeps_the_recording_and_run_replays_it_by_loop_time() {
    let mut page = Page::recorded();
    page.act(Action::Restart);
    assert_eq!((page.position(), page.state.run.history.len()), (0, 5));
    page.act(Action::SetSpeed(2.0));
    assert_eq!(page.said(Action::Run), []);
    assert_eq!(page.state.run.playback, Playback::Replaying);
    page.act(Action::Tick(1000.0));
    assert_eq!(page.position(), 1);
    page.act(Action::Tick(1250.0));
    assert_eq!((page.position(), page.state.run.clock), (1, 0.5));
    page.act(Action::Tick(1500.0));
    assert_eq!(page.position(), 4);
    page.act(Action::Tick(2000.0));
    assert_eq!(
        (page.position(), page.state.run.playback),
        (5, Playback::Still)
    );
}

#[test]
fn a_replay_goes_on_live_where_the_recording_ends() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a"), printed(1.0, "b")]);
    page.act(Action::Pause);
    page.becomes(1, RunState::Paused);
    page.act(Action::Restart);
    page.act(Action::Run);
    page.act(Action::Tick(0.0));
    assert_eq!(page.position(), 1);
    assert_eq!(page.said(Action::Tick(1000.0)), drives(1, Drive::Live));
    assert_eq!(
        (page.position(), page.state.run.playback),
        (2, Playback::Live)
    );
}

#[test]
fn to_the_end_goes_on_from_the_recording_without_waiting() {
    let mut page = Page::new();
    page.act(Action::StepOn(Step::Stop));
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    page.becomes(1, RunState::Paused);
    assert_eq!(page.said(Action::ToTheEnd), drives(1, Drive::End));
    page.batch(1, &[finished(3.0)]);
    page.becomes(1, RunState::Finished);
    assert_eq!(
        (page.position(), page.state.run.playback),
        (3, Playback::Still)
    );
    page.act(Action::Restart);
    assert_eq!(page.said(Action::ToTheEnd), []);
    assert_eq!(page.position(), 3);
}

#[test]
fn a_wait_counts_down_and_stops_at_its_deadline() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a")]);
    let state = RunState::Waiting {
        now: 0.0,
        until: Some(3.0),
        speed: 2.0,
    };
    page.hear_at(
        100.0,
        FromWorker::State {
            run: RunId(1),
            state,
        },
    );
    page.act(Action::Tick(1100.0));
    assert_eq!(page.state.run.clock, 2.0);
    // Paused in the middle of the wait, the clock stands there.
    page.act(Action::Pause);
    page.becomes(1, RunState::Paused);
    assert_eq!(page.state.run.clock, 2.0);
    page.act(Action::Run);
    page.hear_at(
        2000.0,
        FromWorker::State {
            run: RunId(1),
            state: RunState::Waiting {
                now: 2.0,
                until: Some(3.0),
                speed: 2.0,
            },
        },
    );
    page.act(Action::Tick(9100.0));
    assert_eq!(page.state.run.clock, 3.0);
}

#[test]
fn a_button_counts_where_the_recording_ends() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    let press = ToWorker::PressButton {
        run: RunId(1),
        button: ButtonId(0),
    };
    assert_eq!(page.said(Action::Press(ButtonId(0))), vec![press]);
    page.act(Action::Seek(1));
    assert_eq!(page.said(Action::Press(ButtonId(0))), []);
}

#[test]
fn speeds_are_brought_into_their_range() {
    let mut page = Page::new();
    for (asked, got) in [(100.0, 10.0), (0.0, 0.1), (2.0, 2.0), (f64::NAN, 2.0)] {
        page.act(Action::SetSpeed(asked));
        assert_eq!(page.state.speed, got);
    }
}
