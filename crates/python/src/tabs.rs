//! Indentation of tabs and of spaces, where it depends on the width of a tab what stands in what. RustPython's parser
//! takes tabs for eight spaces and goes on.

use crate::scan::Scan;

/// How wide a tab is, and how wide it might be instead.
const WIDTH: u32 = 8;

/// An indentation, in columns: with tabs of that width, and with tabs of one column.
#[derive(Clone, Copy, Default)]
struct Indentation {
    columns: u32,
    narrow: u32,
}

/// The number of the first line whose indentation is not consistent with those before it.
pub(crate) fn inconsistent(source: &str) -> Option<usize> {
    if !source.contains('\t') {
        return None;
    }
    let mut scan = Scan::new(source);
    let mut open = vec![Indentation::default()];
    loop {
        if scan.begins_line() && !check(&mut open, scan.rest()) {
            return Some(source[..source.len() - scan.rest().len()].lines().count() + 1);
        }
        if !scan.step() {
            return None;
        }
    }
}

/// Whether the line that begins here stands clearly in those that are open.
fn check(open: &mut Vec<Indentation>, rest: &str) -> bool {
    let mut here = Indentation::default();
    let mut letters = rest.chars();
    loop {
        match letters.next() {
            Some(' ') => {
                here.columns += 1;
                here.narrow += 1;
            }
            Some('\t') => {
                here.columns = (here.columns / WIDTH + 1) * WIDTH;
                here.narrow += 1;
            }
            Some('\x0c') => here = Indentation::default(),
            // It says nothing.
            Some('#' | '\n' | '\r') | None => return true,
            Some(_) => break,
        }
    }
    while open.len() > 1 && open[open.len() - 1].columns > here.columns {
        open.pop();
    }
    let around = open[open.len() - 1];
    if here.columns == around.columns {
        return here.narrow == around.narrow;
    }
    open.push(here);
    here.narrow > around.narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_depends_on_the_width_of_a_tab_is_found() {
        assert_eq!(inconsistent("if 1:\n        x = 1\n\ty = 2\n"), Some(3));
        assert_eq!(inconsistent("def f():\n\tx = 1\n        y = 2\n"), Some(3));
        assert_eq!(inconsistent("if 1:\n    if 2:\n\tx\n"), Some(3));
    }

    #[test]
    fn what_does_not_is_not() {
        for source in [
            "if 1:\n\tx = 1\n\ty = (\n    2)\n\t# c\n    # c\n\n\tz\n",
            "if 1:\n\tif 2:\n\t    x = '''\n   '''\n\ty = 1 + \\\n  2\nz",
            "if 1:\n    x = '\t'\n    y",
        ] {
            assert_eq!(inconsistent(source), None, "{source}");
        }
    }
}
