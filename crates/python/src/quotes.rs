//! Texts in texts: `f"{"=" * 20}"`.
//!
//! RustPython parses them, and then looks through the source once more for errors that its parser does not see. There a
//! text ends at the next quote like its own, whatever it is part of, and what follows is taken for code: `=` in the call
//! of `print`, say. With other quotes inside it sees what is there.

use crate::scan::Scan;

/// The source with other quotes around such texts, each character in its place; none if there are no such texts.
///
/// Those keep theirs that have the other quote in them, or a backslash.
pub(crate) fn exchanged(source: &str) -> Option<String> {
    let mut scan = Scan::new(source);
    while scan.step() {}
    let mut bytes = source.as_bytes().to_vec();
    // Outer ones first: what stands in them is then in good hands.
    scan.nested.sort_by_key(|text| text.begins);
    for text in &scan.nested {
        let whole = &mut bytes[text.begins..text.ends];
        let other = if whole[0] == b'"' { b'\'' } else { b'"' };
        if whole.len() >= 2 * text.quote && !whole.contains(&other) && !whole.contains(&b'\\') {
            let end = whole.len() - text.quote;
            whole[..text.quote].fill(other);
            whole[end..].fill(other);
        }
    }
    let exchanged = String::from_utf8(bytes).ok()?;
    (exchanged != source).then_some(exchanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_texts_get_other_quotes() {
        let exchanged = |source| exchanged(source).unwrap_or_default();
        assert_eq!(
            exchanged(r#"print(f"{"=" * 20}")"#),
            r#"print(f"{'=' * 20}")"#
        );
        assert_eq!(
            exchanged("f'{a['b']:{c['d']}}' 'e'"),
            "f'{a[\"b\"]:{c[\"d\"]}}' 'e'"
        );
        assert_eq!(exchanged(r#"f"{f"{a}="}""#), r#"f"{f'{a}='}""#);
        assert_eq!(exchanged("f'''{'''('''}'''"), "f'''{\"\"\"(\"\"\"}'''");
    }

    #[test]
    fn all_else_keeps_its_own() {
        for source in [
            r#"print("=" * 20, f"{a}", '"=")')"#,
            r#"f"{"it's"}""#,
            r#"f"{"a\n"}""#,
            r#"f"{""#,
            "",
        ] {
            assert_eq!(exchanged(source), None, "{source}");
        }
    }
}
