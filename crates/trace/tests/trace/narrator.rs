//! The narrator's sentences.

use coroscope_trace::{
    Awaited, Callback, CancelEffect, Event, EventKind, FutureKind, History, Lang, Model, Outcome,
    RunStage, Sentence, Span, apply, narrate, narrator,
};

use crate::arbitrary::{self, Dice, NUMBERS};
use crate::shield::shield;
use crate::support::{self, Script, line, ok};

/// The sentence for the event that leads to `position`.
fn at(history: &History, position: usize, lang: Lang) -> Sentence {
    let before = history.seek(position - 1);
    let after = history.seek(position);
    let event = history.event(position - 1).expect("is there");
    narrate(&before, &after, event, lang)
}

/// The sentence for the last event of a script.
fn last(script: &Script, lang: Lang) -> String {
    let history = script.history();
    at(&history, history.len(), lang).to_string()
}

fn both(script: &Script) -> [String; 2] {
    Lang::ALL.map(|lang| last(script, lang).replace('\u{a0}', " "))
}

fn check(sentence: &Sentence, event: &Event) {
    let plain = sentence.plain();
    assert!(!plain.trim().is_empty(), "nothing is said of {event:?}");
    assert!(plain.len() > 5, "too little is said of {event:?}: {plain}");
    for span in &sentence.0 {
        assert!(
            !span.words().is_empty(),
            "an empty span for {event:?}: {plain}"
        );
        if let Span::Text(words) = span {
            // Words of the program's own (a button's label) may hold anything;
            // these tests use none that do.
            for mark in ["{", "}", "`", "^", "  ", " .", " ,"] {
                assert!(!words.contains(mark), "{mark} in {plain:?} for {event:?}");
            }
        }
    }
}

#[test]
fn something_is_said_of_every_event_in_every_language() {
    let mut seen = [false; NUMBERS];
    for seed in 1..=30 {
        let mut model = Model::new();
        for event in Dice::new(seed).events(1000) {
            let before = model.clone();
            apply(&mut model, &event);
            for lang in Lang::ALL {
                check(&narrate(&before, &model, &event, lang), &event);
            }
            seen[arbitrary::number(&event.kind)] = true;
        }
    }
    assert_eq!(seen, [true; NUMBERS], "a kind of event was never tried");
}

#[test]
fn russian_sentences_are_russian() {
    let history = shield().history();
    for position in 1..=history.len() {
        for span in at(&history, position, Lang::RU).0 {
            if let Span::Text(words) = span {
                let latin = words
                    .replace("asyncio", "")
                    .replace("future", "")
                    .replace("t =", "");
                let latin = latin.replace("Python", "");
                assert!(
                    !latin.chars().any(|letter| letter.is_ascii_alphabetic()),
                    "{words:?} at {position}"
                );
            }
        }
    }
}

#[test]
fn a_sleep_names_its_timer() {
    let (mut s, main) = Script::started("b");
    s.iteration(1);
    s.push(EventKind::HandleStarted { handle: main.step });
    s.push(EventKind::TaskStepped {
        task: main.task,
        exception: None,
    });
    let future = s.future(FutureKind::Sleep, "sleep(2)", &[]);
    s.timer(2.0, Callback::SleepOver { future });
    s.push(EventKind::TaskSuspended {
        task: main.task,
        on: Awaited::Future(future),
        place: line(3),
    });
    assert_eq!(
        both(&s),
        [
            "`b` asks to sleep 2 s. The loop sets a timer for t = 2 s.",
            "Задача `b` просит разбудить её через 2 с. Цикл ставит таймер на t = 2 с.",
        ]
    );
}

#[test]
fn a_shield_keeps_a_time_limit_out() {
    let history = shield().history();
    let said: Vec<[String; 2]> = (1..=history.len())
        .filter(|position| {
            let event = history.event(position - 1).expect("is there");
            matches!(event.kind, EventKind::TaskCancelRequested { .. })
        })
        .map(|position| {
            Lang::ALL.map(|lang| {
                at(&history, position, lang)
                    .to_string()
                    .replace('\u{a0}', " ")
            })
        })
        .collect();
    assert_eq!(
        said,
        [[
            "The time limit of 2 s is over. Because of `shield`, only the wait of `main` is \
             cancelled; `slow_request` keeps running.",
            "Лимит времени (2 с) истёк. Благодаря `shield` отменяется только ожидание задачи \
             `main`, а `slow_request` продолжает работу.",
        ]]
    );
}

#[test]
fn names_in_a_sentence_are_tasks() {
    let history = shield().history();
    let created = (1..=history.len()).find(|position| {
        let event = history.event(position - 1).expect("is there");
        matches!(
            &event.kind,
            EventKind::TaskCreated {
                parent: Some(_),
                ..
            }
        )
    });
    let sentence = at(&history, created.expect("there is one"), Lang::EN);
    let tasks: Vec<_> = sentence
        .0
        .iter()
        .filter_map(|span| match span {
            Span::Task(id, label) => Some((id.0, &**label)),
            _ => None,
        })
        .collect();
    assert_eq!(
        tasks,
        [(0, "main"), (1, "slow_request"), (1, "slow_request")]
    );
}

#[test]
fn a_cancellation_of_a_task_that_has_not_begun_is_told_so() {
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    let mut worker = main;
    s.step(main, |s| {
        worker = s.spawn("worker", 3);
        s.push(EventKind::TaskCancelRequested {
            task: worker.task,
            by: Some(main.task),
            message: None,
            effect: CancelEffect::Remembered,
            place: line(4),
        });
    });
    let finished = s.events.pop();
    assert!(matches!(
        finished.map(|event| event.kind),
        Some(EventKind::HandleFinished { .. })
    ));
    assert_eq!(
        both(&s),
        [
            "`main` asks to cancel `worker`. It has not begun, so its body will never run.",
            "Задача `main` просит отменить `worker`. Она ещё не начиналась, так что её тело и не \
             начнёт выполняться.",
        ]
    );
    s.push(EventKind::TaskStepped {
        task: worker.task,
        exception: Some(support::cancelled()),
    });
    assert_eq!(
        both(&s),
        [
            "`worker` was cancelled before it began: nothing of its body will run.",
            "Задачу `worker` отменили ещё до начала: её тело выполняться не будет.",
        ]
    );
}

#[test]
fn leftovers_are_counted_as_a_language_counts() {
    let said = |tasks| {
        let (mut s, _) = Script::started("main");
        s.stage(RunStage::CancelLeftovers, tasks);
        both(&s)
    };
    let starts = |tasks, en: &str, ru: &str| {
        let [said_en, said_ru] = said(tasks);
        assert!(said_en.starts_with(en), "{said_en}");
        assert!(said_ru.starts_with(ru), "{said_ru}");
    };
    starts(0, "No other task is left", "Других незавершённых задач нет");
    starts(1, "One task is", "Ещё не завершена 1 задача");
    starts(3, "3 tasks are", "3 задачи ещё не завершены");
    starts(11, "11 tasks are", "11 задач ещё не завершено");
    starts(21, "21 tasks are", "Ещё не завершена 21 задача");
}

#[test]
fn the_end_of_a_task_says_who_is_woken() {
    let (mut s, main) = Script::started("main");
    s.iteration(1);
    let mut worker = main;
    s.step(main, |s| {
        worker = s.spawn("worker", 3);
        s.suspend(worker.future, 4);
    });
    s.iteration(1);
    s.push(EventKind::HandleStarted {
        handle: worker.step,
    });
    s.push(EventKind::TaskStepped {
        task: worker.task,
        exception: None,
    });
    s.push(EventKind::TaskFinished {
        task: worker.task,
        outcome: ok("42"),
    });
    assert_eq!(
        both(&s),
        [
            "`worker` returns `42` and is finished. `main`, which waits for it, will be woken.",
            "Задача `worker` возвращает `42` и завершена. Её ждёт `main`: пора будить.",
        ]
    );
}

#[test]
fn an_inspector_gets_a_few_words() {
    let history = shield().history();
    let words = |lang| -> Vec<String> {
        let entries = history.biography(coroscope_trace::TaskId(1));
        let entries = entries.expect("the task has a history");
        entries
            .iter()
            .map(|entry| {
                let said = narrator::brief(&entry.what, history.head(), lang);
                format!("{:.2} {} {said}", entry.time, entry.position)
            })
            .collect()
    };
    assert_eq!(
        words(Lang::EN),
        [
            "0.00 12 created, put in the queue",
            "0.00 23 first step",
            "0.00 25 prints `request: sent`",
            "0.00 28 awaits `sleep(3)`",
            "3.00 88 woken by its timer",
            "3.00 96 goes on",
            "3.00 97 prints `request: saved`",
            "3.00 99 returns `'saved'`",
        ]
    );
    assert_eq!(words(Lang::RU)[3], "0.00 28 ждёт `sleep(3)`");
    assert_eq!(words(Lang::RU).len(), words(Lang::EN).len());
}

#[test]
fn a_text_is_said_without_marks_too() {
    let (mut s, _) = Script::started("main");
    s.push(EventKind::ProgramFinished {
        outcome: Outcome::Exception(support::value_error()),
    });
    let history = s.history();
    let sentence = at(&history, history.len(), Lang::EN);
    assert_eq!(
        sentence.plain(),
        "The program ends with ValueError('no'): nobody caught it."
    );
    assert!(sentence.0.contains(&Span::Alarm("ValueError('no')".into())));
}
