//! Numbers, and what stands between and behind the parts of a sentence.

use crate::texts;

texts! {
    from super::trouble::END;

    NOT_A_NUMBER:
        "not a number",
        "не число";
    SECONDS:
        "{0}\u{a0}s",
        "{0}\u{a0}с";
    SEMICOLON:
        "; ",
        "; ";
    FULL_STOP:
        ".",
        ".";
}
