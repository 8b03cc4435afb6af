//! What the generator promises.

use coroscope_programs::{
    ast::Program,
    check, generate,
    mention::{Mention, Tell},
};
use std::collections::BTreeSet;

const PROGRAMS: u64 = 2_400;

#[test]
fn programs_end_by_themselves_and_can_be_written_down() {
    for seed in 0..PROGRAMS {
        let program = generate::program(seed);
        check::program(&program).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let again = Program::parse(&program.to_json()).expect("it was just written");
        assert_eq!(again, program, "seed {seed}");
        let calls = check::calls(&program);
        assert!(
            calls <= 37,
            "seed {seed} may make {calls} coroutine objects"
        );
    }
}

#[test]
fn every_word_of_the_format_is_used() {
    let mut used = BTreeSet::new();
    for seed in 0..PROGRAMS {
        let program = generate::program(seed);
        for body in program.coroutines.iter().chain([&program.main]) {
            body.tell(&mut |mention| {
                used.insert(match mention {
                    Mention::Statement(_, word) | Mention::Awaitable(word) => word.to_owned(),
                    Mention::Raises(class) => format!("raise {}", class.word()),
                    Mention::Catches(class, how) => {
                        format!("except {} {}", class.word(), how.word())
                    }
                    Mention::Until(until) => format!("until {}", until.word()),
                    _ => return,
                });
            });
        }
    }
    let wanted = "print raise cancel uncancel cancelling state set_result set_exc fut_cancel \
        event_set event_clear release put_nowait get_nowait task_done notify call_soon call_later \
        hcancel on_done spawn tg_spawn shutdown_q cv_set cv_get sleep await return try timeout lock \
        sem cond tg wait as_completed as_completed_async resched t f call wait_for shield gather \
        e_wait acquire q_put q_get q_join c_wait b_wait b_reset b_abort";
    let exact = [
        "raise E",
        "raise B",
        "raise CancelledError",
        "raise SystemExit",
        "raise KeyboardInterrupt",
        "except CancelledError swallow",
        "except CancelledError reraise",
        "except TimeoutError swallow",
        "except BaseExceptionGroup swallow",
        "until ALL",
        "until FIRST",
        "until EXC",
    ];
    for word in wanted.split_whitespace().chain(exact) {
        assert!(used.contains(word), "no program has `{word}`");
    }
}

#[test]
fn every_profile_has_its_turn() {
    let mut seen = BTreeSet::new();
    for seed in 0..100 {
        seen.insert(generate::program(seed).profile);
    }
    let all: BTreeSet<String> = generate::profiles().map(str::to_owned).collect();
    assert_eq!(seen, all);
}
