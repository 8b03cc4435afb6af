//! Whether a source is nested so deeply that whoever parses it would run out of stack.
//!
//! The parser answers that itself where it can ask how much stack is left, which is nowhere in a browser.

/// How many operators may follow each other without a comma, a colon or an end. Each may stand in the one before.
const OPERATORS: u32 = 500;

/// How many branches a file may have: each stands in the one before.
const BRANCHES: u32 = 2000;

/// Words that nest as operators do.
const WORDS: [&str; 8] = ["not", "lambda", "if", "else", "and", "or", "await", "yield"];

/// Whether it is. Texts that are no Python may be judged wrongly, either way.
pub(crate) fn is_too_deep(source: &str) -> bool {
    let mut rest = source;
    // One count for each bracket that is open.
    let mut counts = vec![0_u32];
    let mut branches = 0_u32;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        let mut nests = false;
        match letter {
            '#' => length = rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => length = text(rest, letter),
            ',' | ';' => reset(&mut counts),
            '\n' if counts.len() == 1 => reset(&mut counts),
            '(' | '[' | '{' | '+' | '-' | '*' | '/' | '%' | '@' | '&' | '|' | '^' | '~' | '<'
            | '>' | '.' => {
                nests = true;
            }
            _ if letter.is_alphanumeric() || letter == '_' => {
                let end = |it: char| !it.is_alphanumeric() && it != '_';
                length = rest.find(end).unwrap_or(rest.len());
                nests = WORDS.contains(&&rest[..length]);
                branches += u32::from(&rest[..length] == "elif");
            }
            _ => {}
        }
        if nests && let Some(count) = counts.last_mut() {
            *count += 1;
            if *count > OPERATORS {
                return true;
            }
        }
        match letter {
            '(' | '[' | '{' => counts.push(0),
            ')' | ']' | '}' if counts.len() > 1 => drop(counts.pop()),
            _ => {}
        }
        rest = &rest[length..];
    }
    branches > BRANCHES
}

fn reset(counts: &mut [u32]) {
    if let Some(count) = counts.last_mut() {
        *count = 0;
    }
}

/// How long the text is that begins here.
fn text(rest: &str, quote: char) -> usize {
    let triple = [quote; 3].iter().collect::<String>();
    let (open, multiline) = if rest.starts_with(&triple) {
        (triple.as_str(), true)
    } else {
        (&triple[..1], false)
    };
    let mut at = open.len();
    while let Some(letter) = rest[at..].chars().next() {
        if rest[at..].starts_with(open) {
            return at + open.len();
        }
        if letter == '\n' && !multiline {
            return at;
        }
        at += letter.len_utf8();
        if letter == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_not_too_deep() {
        let table = "    -1, (1 + 2.5),\n".repeat(10_000);
        assert!(!is_too_deep(&format!("x = [\n{table}]\n")));
        assert!(!is_too_deep(
            &"x = a.b.c(1)(2)[3] + 4 if not x else -5\n".repeat(10_000)
        ));
        assert!(!is_too_deep(&format!("x = '{}'", "+".repeat(10_000))));
        assert!(!is_too_deep(&format!(
            "x = '''{}'''",
            "- \n \\' ".repeat(10_000)
        )));
        assert!(!is_too_deep(&format!(
            "# {}\nпривет = 1",
            "not ".repeat(10_000)
        )));
        assert!(!is_too_deep("'open\n\"\"\"open \\"));
    }

    #[test]
    fn what_stands_in_itself_is() {
        for part in [
            "-",
            "not ",
            "lambda: ",
            "1 ** ",
            "1 + ",
            "1 if 1 else ",
            "x @ ",
        ] {
            assert!(
                is_too_deep(&format!("x = {}1", part.repeat(1000))),
                "{part}"
            );
        }
        assert!(is_too_deep(&format!("x = 1{}", ".real".repeat(1000))));
        assert!(is_too_deep(&format!("x = y{}", "()".repeat(1000))));
        assert!(is_too_deep(&format!(
            "if 0: pass\n{}",
            "elif 0: pass\n".repeat(3000)
        )));
    }
}
