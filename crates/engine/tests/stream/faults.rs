//! Answers, and workers that are not what they should be.

use coroscope_engine::{Course, End, Fault, Halt, Playback, Step, Stream};
use coroscope_protocol::python::{Answer, PythonEnd};
use coroscope_trace::{Event, EventKind, HandleId, Outcome};

use crate::worker::{Said, asked, told};

fn event(kind: EventKind) -> Event {
    Event { time: 0.0, kind }
}

/// A program that asks for its name in a callback: the beginning, and the rest.
fn asks() -> (Vec<Event>, Vec<Event>) {
    let handle = HandleId(0);
    let outcome = Outcome::Result("None".into());
    (
        vec![
            event(EventKind::ProgramStarted),
            event(EventKind::HandleStarted { handle }),
        ],
        vec![
            event(EventKind::HandleFinished { handle }),
            event(EventKind::ProgramFinished { outcome }),
        ],
    )
}

fn hear(stream: &mut Stream, said: Vec<Said>) -> Result<(), Fault> {
    for said in said {
        match said {
            Said::Skipped(digest) => stream.skipped(digest)?,
            Said::Batch(batch) => stream.batch(batch)?,
            Said::Ended(events, end) => stream.ended(events, end)?,
        }
    }
    Ok(())
}

fn wants_input() -> PythonEnd {
    PythonEnd::NeedsInput {
        prompt: "Name? ".into(),
    }
}

#[test]
fn an_answer_goes_on_in_the_middle_of_a_callback() {
    let (begun, rest) = asks();
    let mut stream = Stream::new(asked("input"));
    let said = told(stream.program(), &begun, wants_input());
    hear(&mut stream, said).expect("a recording");
    let mut playback = Playback::new();
    assert_eq!(stream.end(), None, "not all of it was fed");
    assert_eq!(stream.feed(&mut playback), Ok(true));
    assert_eq!(playback.step(), Err(Halt::NotYet));
    assert_eq!(stream.feed(&mut playback), Ok(false));
    assert_eq!(stream.end(), Some(&wants_input()));

    assert!(stream.answer(Answer::Line("Ada".into())));
    assert!(!stream.answer(Answer::EndOfFile), "nobody asks any more");
    assert_eq!(
        stream.program().script.answers,
        [Answer::Line("Ada".into())]
    );
    assert_eq!(stream.program().skip, 2);
    let whole = [begun, rest].concat();
    let finished = PythonEnd::Finished { exit_code: 0 };
    let said = told(stream.program(), &whole, finished);
    hear(&mut stream, said).expect("the same beginning");
    assert_eq!(stream.feed(&mut playback), Ok(true));
    assert_eq!(playback.step(), Ok(Step::Ended(End::Finished)));
    assert_eq!(playback.take(), (0, whole));
}

#[test]
fn another_beginning_is_a_fault_and_is_never_shown() {
    let (begun, rest) = asks();
    let start = || {
        let mut stream = Stream::new(asked("input"));
        let said = told(stream.program(), &begun, wants_input());
        hear(&mut stream, said).expect("a recording");
        while stream.feed(&mut Playback::new()) == Ok(true) {}
        assert!(stream.answer(Answer::EndOfFile));
        stream
    };
    let diverged = Err(Fault::Diverged { events: 2 });
    let finished = || PythonEnd::Finished { exit_code: 0 };

    let mut stream = start();
    let other = [begun[..1].to_vec(), rest.clone(), rest.clone()].concat();
    let said = told(stream.program(), &other, finished());
    assert_eq!(hear(&mut stream, said), diverged);
    assert_eq!(stream.known(), 2);

    let mut stream = start();
    let said = told(stream.program(), &begun[..1], finished());
    assert_eq!(hear(&mut stream, said), diverged);

    // Neither is a worker believed that does not answer for what it skipped.
    let mut stream = start();
    let whole = [begun, rest].concat();
    let said = told(stream.program(), &whole, finished());
    assert_eq!(hear(&mut stream, said[1..].to_vec()), diverged);
    assert_eq!(stream.known(), 2);
}

#[test]
fn gaps_and_false_ends_are_faults() {
    let (begun, _) = asks();
    let finished = PythonEnd::Finished { exit_code: 0 };
    let mut stream = Stream::new(asked("input"));
    let mut said = told(
        stream.program(),
        &vec![event(EventKind::LoopStarted); 20],
        finished.clone(),
    );
    said.remove(1);
    assert_eq!(hear(&mut stream, said), Err(Fault::Garbled));

    let mut stream = Stream::new(asked("input"));
    let said = told(stream.program(), &begun, finished);
    hear(&mut stream, said).expect("no gap so far");
    let mut playback = Playback::new();
    assert_eq!(stream.feed(&mut playback), Ok(true));
    assert_eq!(playback.step(), Err(Halt::NotYet));
    assert_eq!(stream.feed(&mut playback), Err(Fault::Garbled));
}
