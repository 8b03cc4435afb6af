//! How a run can be over, and what comes from outside.

mod common;

use coroscope_python::{Answer, Bounds, End, Horizon, Press, Program, Script};
use coroscope_trace::{ButtonId, Event, EventKind, Stream, TaskId};

fn end(source: &str, bounds: Bounds) -> End {
    common::trace(&Program::new(source), bounds).0
}

#[test]
fn a_deadlock_names_who_waits() {
    let source = "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n";
    let (end, events) = common::trace(&Program::new(source), Bounds::PAGE);
    assert_eq!(end, End::Deadlocked);
    let last = events.last().map(|event| &event.kind);
    assert_eq!(
        last,
        Some(&EventKind::Deadlocked {
            waiting: vec![TaskId(0)]
        })
    );
}

const TICKS: &str = "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n        \
                     print('tick')\nasyncio.run(main())\n";

#[test]
fn a_wider_horizon_begins_with_the_same_events() {
    let until = |time| {
        let horizon = Horizon {
            events: None,
            time: Some(time),
        };
        common::trace(
            &Program::new(TICKS),
            Bounds {
                horizon,
                ..Bounds::PAGE
            },
        )
    };
    let ((near, short), (far, long)) = (until(3.5), until(7.5));
    assert_eq!((near, far), (End::Horizon, End::Horizon));
    assert_eq!(common::written(&short, Stream::Stdout), "tick\n".repeat(3));
    assert_eq!(common::written(&long, Stream::Stdout), "tick\n".repeat(7));
    assert_eq!(short[..], long[..short.len()]);
}

#[test]
fn a_full_trace_says_so() {
    let bounds = Bounds {
        events: 500,
        ..Bounds::PAGE
    };
    let (end, events) = common::trace(&Program::new(TICKS), bounds);
    assert_eq!(end, End::Full);
    assert!(is_truncated(&events[events.len() - 1]));
    assert_eq!(events.iter().filter(|event| is_truncated(event)).count(), 1);
}

fn is_truncated(event: &Event) -> bool {
    matches!(event.kind, EventKind::Truncated { .. })
}

#[test]
fn nothing_is_dropped_after_the_end() {
    let source = "import asyncio\nasync def main():\n    try:\n        await asyncio.Event().wait()\n    \
                  finally:\n        print('x' * 5000)\nasyncio.run(main())\n";
    let bounds = Bounds {
        output: 1000,
        ..Bounds::PAGE
    };
    let (end, events) = common::trace(&Program::new(source), bounds);
    assert_eq!(end, End::Deadlocked);
    assert!(!events.iter().any(is_truncated));
}

#[test]
fn a_loops_clock_moves_when_it_is_looked_at_for_long() {
    let source = "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    \
                  end = loop.time() + 1\n    while loop.time() < end:\n        pass\nasyncio.run(main())\n";
    assert_eq!(end(source, Bounds::PAGE), End::Finished { exit_code: 0 });
}

#[test]
fn input_is_answered_by_the_script_or_asked_for() {
    let mut program = Program::new("print('Hello,', input('Name? '))\ninput('More? ')\n");
    assert_eq!(
        common::trace(&program, Bounds::PAGE).0,
        End::NeedsInput {
            prompt: "Name? ".into()
        }
    );
    program.script.answers = vec![Answer::Line("Ada".into())];
    let (end, events) = common::trace(&program, Bounds::PAGE);
    assert_eq!(
        end,
        End::NeedsInput {
            prompt: "More? ".into()
        }
    );
    assert_eq!(
        common::written(&events, Stream::Stdout),
        "Name? Hello, Ada\nMore? "
    );
    program.script.answers.push(Answer::EndOfFile);
    assert_eq!(
        common::trace(&program, Bounds::PAGE).0,
        End::Finished { exit_code: 1 }
    );
}

#[test]
fn a_button_is_waited_for_and_pressed() {
    let source = "import asyncio\nfrom playground import button\nasync def main():\n    \
                  letter = asyncio.get_running_loop().create_future()\n    \
                  button('Deliver', letter.set_result, 'Hi')\n    print(await letter)\nasyncio.run(main())\n";
    assert_eq!(end(source, Bounds::PAGE), End::WaitsForButton);
    let press = Press {
        after: 0,
        at: 2.5,
        button: ButtonId(0),
    };
    let script = Script {
        presses: vec![press],
        answers: Vec::new(),
    };
    let (end, events) = common::trace(
        &Program {
            script,
            ..Program::new(source)
        },
        Bounds::PAGE,
    );
    assert_eq!(end, End::Finished { exit_code: 0 });
    let pressed = events
        .iter()
        .find(|event| matches!(event.kind, EventKind::ButtonPressed { .. }));
    assert_eq!(pressed.map(|event| event.time), Some(2.5));
    assert_eq!(common::written(&events, Stream::Stdout), "Hi\n");
}

#[test]
fn deep_recursion_is_an_exception() {
    let source = "def f():\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print('caught')\n";
    let (_, events) = common::trace(&Program::new(source), Bounds::PAGE);
    assert_eq!(common::written(&events, Stream::Stdout), "caught\n");
}

#[test]
fn the_same_program_gives_the_same_trace() {
    let source = "import asyncio, random, uuid\nasync def main():\n    \
                  await asyncio.sleep(random.random())\n    print(uuid.uuid4())\nasyncio.run(main())\n";
    let run = |seed| {
        common::trace(
            &Program {
                seed,
                ..Program::new(source)
            },
            Bounds::PAGE,
        )
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}
