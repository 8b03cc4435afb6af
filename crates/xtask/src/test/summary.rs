//! What `cargo xtask test` says at the end.

use super::{Count, Done};
use crate::shell;
use std::time::Duration;

/// Prints a table of the steps, what there is to say about them, and the closing line, which
/// scripts read and which therefore stands alone.
pub(super) fn print(done: &[Done]) {
    println!("\n{}", text(done));
}

fn text(done: &[Done]) -> String {
    let row = |name: &str, cells: [&str; 4]| {
        let [passed, failed, skipped, time] = cells;
        format!("{name:<10} {passed:>7} {failed:>7} {skipped:>8}  {time}")
    };
    let mut lines = vec![row("step", ["passed", "failed", "skipped", "time"])];
    for Done { name, count, time } in done {
        let [passed, failed, skipped] =
            [count.passed, count.failed, count.skipped].map(|number| number.to_string());
        lines.push(row(
            name,
            [&passed, &failed, &skipped, &shell::human(*time)],
        ));
    }
    let time: Duration = done.iter().map(|step| step.time).sum();
    lines.push(format!("in {}", shell::human(time)));
    for Done { name, count, .. } in done {
        let kind = if count.failed > 0 { "failed" } else { "note" };
        lines.extend(
            count
                .notes
                .iter()
                .map(|note| format!("{kind}: {name}: {note}")),
        );
    }
    let sum = |of: fn(&Count) -> u64| done.iter().map(|step| of(&step.count)).sum::<u64>();
    lines.push(format!(
        "{} passed, {} failed, {} skipped",
        sum(|count| count.passed),
        sum(|count| count.failed),
        sum(|count| count.skipped)
    ));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_stands_alone_and_adds_up() {
        let step = |name, count| Done {
            name,
            count,
            time: Duration::from_secs(1),
        };
        let many = Count {
            passed: 40,
            failed: 2,
            skipped: 1,
            notes: vec!["a::b".to_owned()],
        };
        let done = [
            step("format", Count::passed()),
            step("host", many),
            step("miri", Count::skipped("no nightly")),
        ];
        let text = text(&done);
        assert_eq!(text.lines().last(), Some("41 passed, 2 failed, 2 skipped"));
        assert!(text.contains("failed: host: a::b\n"));
        assert!(text.contains("note: miri: no nightly\n"));
    }
}
