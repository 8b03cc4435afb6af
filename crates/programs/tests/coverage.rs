//! What the generator must not forget.

use coroscope_programs::coverage::measure;

#[test]
fn every_construct_is_reached_and_every_rule_comes_into_play() {
    let coverage = measure(0, 3_000);
    for (word, uses) in &coverage.constructs {
        assert!(
            uses.reached >= 100,
            "`{word}` is reached only {} times",
            uses.reached
        );
    }
    let missed: Vec<_> = coverage.missed().map(|rule| &rule.rule).collect();
    assert!(missed.is_empty(), "no program exercises {missed:?}");
}
