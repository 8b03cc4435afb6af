//! Everybody does the same work: what is measured is comparable.

use coroscope_bench::{Contender, Row};

const CONTENDERS: [Contender; 6] = [
    Contender::Core,
    Contender::Counted,
    Contender::Recorded,
    Contender::Tokio,
    Contender::Smol,
    Contender::Pool,
];

#[test]
fn every_contender_comes_to_the_same_answer() {
    for &row in Row::ALL {
        // One that is even, one that nothing divides.
        for size in [2_000, 1_003] {
            for contender in CONTENDERS {
                if let Some(answer) = contender.run(row, size) {
                    let whose = format!("{} of {size} by {}", row.key(), contender.name());
                    assert_eq!(answer, row.answer(size), "{whose}");
                }
            }
        }
    }
}

#[test]
fn the_core_leaves_out_no_row() {
    for &row in Row::ALL {
        for contender in [Contender::Core, Contender::Counted, Contender::Recorded] {
            assert!(contender.run(row, 1_000).is_some(), "{}", row.key());
        }
    }
}

#[test]
fn idle_tasks_wait_while_they_are_looked_at() {
    for contender in CONTENDERS {
        let looked = contender.idle(10, || true);
        let observed = matches!(contender, Contender::Counted | Contender::Recorded);
        assert_eq!(looked, (!observed).then_some(true), "{}", contender.name());
    }
}

/// `bench.py` has a table of its own, as Python cannot read ours.
#[test]
fn python_has_the_same_rows_in_the_same_sizes() {
    let script = include_str!("../cpython/bench.py");
    let (_, table) = script.split_once("\nROWS = {\n").expect("it has a table");
    let (table, _) = table.split_once("\n}").expect("the table ends");
    let rows: Vec<(String, u64)> = table
        .lines()
        .map(|line| {
            let mut fields = line.trim().split([':', '(', ',']);
            let key = fields.next().unwrap_or_default().trim_matches('"');
            let size = fields.nth(1).unwrap_or_default().replace('_', "");
            (key.to_owned(), size.parse().expect("a size"))
        })
        .collect();
    let ours: Vec<(String, u64)> = Row::ALL
        .iter()
        .map(|row| (row.key().to_owned(), row.size()))
        .collect();
    assert_eq!(rows, ours);
}

#[test]
fn rows_are_found_by_their_names() {
    for &row in Row::ALL {
        assert_eq!(Row::find(row.key()), Some(row));
    }
    assert_eq!(Row::find("nothing"), None);
}
