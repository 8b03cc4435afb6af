//! Numbers as decimals, by whole numbers only: the formatting of floats in the
//! library is larger than all of the narrator.

use alloc::string::{String, ToString};

/// A number with exactly so many decimals, at most four: `2.00`. What is larger
/// than 10^15 is `∞`, and what is no number `?`.
pub fn fixed(value: f64, places: usize) -> String {
    if value.is_nan() {
        return "?".into();
    }
    if value.abs() > 1e15 {
        return if value > 0.0 { "∞" } else { "-∞" }.into();
    }
    let scale = 10_u64.pow(places.min(4) as u32);
    let scaled = (value.abs() * scale as f64 + 0.5) as u64;
    let mut text = scaled.to_string();
    if places > 0 {
        while text.len() <= places {
            text.insert(0, '0');
        }
        text.insert(text.len() - places, '.');
    }
    if value < 0.0 && scaled > 0 {
        text.insert(0, '-');
    }
    text
}

/// A number with at most so many decimals and none to spare: `2`, `0.5`.
pub fn short(value: f64, places: usize) -> String {
    let mut text = fixed(value, places);
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// The number if it lies between these two, or the nearer one of them; what is no
/// number stays none. Unlike `f64::clamp` it has no message that formats floats.
pub fn within(value: f64, least: f64, most: f64) -> f64 {
    if value < least {
        least
    } else if value > most {
        most
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_within_bounds() {
        let kept = [-1.0, 0.0, 0.5, 2.0, f64::INFINITY].map(|it| within(it, 0.0, 1.0));
        assert_eq!(kept, [0.0, 0.0, 0.5, 1.0, 1.0]);
        assert!(within(f64::NAN, 0.0, 1.0).is_nan());
        // Bounds that contradict each other are no reason to stop.
        assert_eq!(within(5.0, 3.0, 2.0), 2.0);
    }

    #[test]
    fn decimals_are_rounded_and_padded() {
        let fixed_two = [0.0, 2.0, 0.005, 0.999, -0.001, -1.5, 1e9].map(|it| fixed(it, 2));
        assert_eq!(
            fixed_two,
            [
                "0.00",
                "2.00",
                "0.01",
                "1.00",
                "0.00",
                "-1.50",
                "1000000000.00"
            ]
        );
        assert_eq!([fixed(0.5, 0), fixed(12.3, 0)], ["1", "12"]);
        assert_eq!(
            [short(0.1 + 0.2, 3), short(100.0, 0), short(0.0, 2)],
            ["0.3", "100", "0"]
        );
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|it| short(it, 2));
        assert_eq!(odd, ["?", "∞", "-∞"]);
    }

    #[test]
    fn decimals_agree_with_those_of_the_library() {
        for n in 0..2_000_u32 {
            // Never half-way between two decimals.
            let value = f64::from(n) / 7.0;
            assert_eq!(fixed(value, 2), alloc::format!("{value:.2}"));
        }
    }
}
