//! How two transcripts differ, for people.

/// Lines of context before and after what differs.
const AROUND: usize = 4;

/// What is different, with a few lines around it; `-` is the first one's, `+` the second one's.
///
/// # Examples
/// ```
/// let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
/// let theirs = lines("start\nin\nout\nend");
/// let ours = lines("start\nout\nin\nend");
/// let shown = coroscope_programs::fuzz::difference(&theirs, &ours);
/// assert_eq!(shown, "  start\n- in\n- out\n+ out\n+ in\n  end\n");
/// ```
pub fn difference(theirs: &[String], ours: &[String]) -> String {
    let same = |(a, b): &(&String, &String)| a == b;
    let head = theirs.iter().zip(ours).take_while(same).count();
    let (theirs_rest, ours_rest) = (&theirs[head..], &ours[head..]);
    let tail = theirs_rest
        .iter()
        .rev()
        .zip(ours_rest.iter().rev())
        .take_while(same)
        .count();
    let mut shown = String::new();
    let mut show = |mark: char, lines: &[String]| {
        for line in lines {
            shown.push(mark);
            shown.push(' ');
            shown.push_str(line);
            shown.push('\n');
        }
    };
    show(' ', &theirs[head.saturating_sub(AROUND)..head]);
    show('-', &theirs_rest[..theirs_rest.len() - tail]);
    show('+', &ours_rest[..ours_rest.len() - tail]);
    let end = &theirs_rest[theirs_rest.len() - tail..];
    show(' ', &end[..end.len().min(AROUND)]);
    shown
}
