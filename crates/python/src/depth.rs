//! Whether a source is nested so deeply that whoever parses it would run out of stack.
//!
//! The parser answers that itself where it can ask how much stack is left, which is nowhere in a browser.

use crate::scan::Scan;

/// Whether it is. Texts that are no Python may be judged wrongly, either way.
pub(crate) fn is_too_deep(source: &str) -> bool {
    let mut scan = Scan::new(source);
    while scan.step() {
        if scan.is_too_deep() {
            return true;
        }
    }
    false
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
        let plain = "x.y = a.b\n".repeat(10_000);
        for text in [
            r#"x = f"{d["("]}""#,
            r#"x = f"{d['(']!r:>{width}} {{ {x:'>10} {lambda_[(1)]:(}""#,
            "x = rf'\\{a}' f'}' F'{' t\"\"\"\n{(\n1\n)}\n(\"\"\"",
            "x = f'{open('\ndef f():\n",
            "x = f'{open:('\nclass A:\n",
            "x = [open(\nimport a.b.c\n",
        ] {
            assert!(!is_too_deep(&format!("{text}\n{plain}")), "{text}");
        }
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
        let minus = "-".repeat(1000);
        assert!(is_too_deep(&format!("x = f'{{{minus}1}}'")));
        assert!(is_too_deep(&format!("x = f'{{1:{{{minus}1}}}}'")));
        assert!(is_too_deep(&"f'{".repeat(1000)));
        assert!(is_too_deep(&format!("x = 1{}", ".real".repeat(1000))));
        assert!(is_too_deep(&format!("x = y{}", "()".repeat(1000))));
        assert!(is_too_deep(&format!(
            "if 0: pass\n{}",
            "elif 0: pass\n".repeat(3000)
        )));
    }
}
