//! Lengths for `style` attributes.

use coroscope_trace::decimal::short;

/// A length in pixels, as style sheets write it.
pub(super) fn px(length: f64) -> String {
    short(length, 3) + "px"
}

/// Properties that are lengths in pixels.
pub(super) fn style(lengths: &[(&str, f64)]) -> String {
    let mut style = String::new();
    for (name, length) in lengths {
        style.push_str(name);
        style.push(':');
        style.push_str(&px(*length));
        style.push(';');
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_properties() {
        assert_eq!(
            style(&[("left", 1.25), ("--x", -3.0)]),
            "left:1.25px;--x:-3px;"
        );
    }
}
