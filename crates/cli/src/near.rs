//! What somebody may have meant.

/// How many insertions, deletions and replacements lead from one to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Up to three known names that are like `name` or contain it, best first.
fn like<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let name = name.to_lowercase();
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|candidate| {
            let contains =
                !name.is_empty() && (candidate.contains(name.as_str()) || name.contains(candidate));
            let far = distance(&name, candidate);
            let near = far <= candidate.chars().count().max(3) / 3;
            (contains || near).then_some((if contains { 0 } else { far }, candidate))
        })
        .collect();
    found.sort_by_key(|(far, _)| *far);
    found.truncate(3);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The end of an error message: `, did you mean …?`, or nothing.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match like(name, known).as_slice() {
        [] => String::new(),
        names => format!(" (did you mean `{}`?)", names.join("` or `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["sleep", "shield", "wait-for", "future"];

    #[test]
    fn a_typing_error_is_near() {
        assert_eq!(hint("sleap", NAMES), " (did you mean `sleep`?)");
        assert_eq!(hint("wait_for", NAMES), " (did you mean `wait-for`?)");
    }

    #[test]
    fn a_part_is_near() {
        assert_eq!(hint("fut", NAMES), " (did you mean `future`?)");
        assert_eq!(hint("futures", NAMES), " (did you mean `future`?)");
    }

    #[test]
    fn anything_else_is_not() {
        assert_eq!(hint("quicksort", NAMES), "");
        assert_eq!(hint("", NAMES), "");
    }

    #[test]
    fn distances_are_levenshteins() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
