//! Numbers as text.

use super::Repr;
use alloc::string::{String, ToString};

/// Writes a number without asking for memory, and without a formatter.
pub(super) fn digits(mut number: u64, out: &mut String) {
    let mut text = [b'0'; 20];
    let mut from = text.len();
    while from > 0 {
        from -= 1;
        text[from] += (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.push_str(str::from_utf8(&text[from..]).unwrap_or_default());
}

/// A number of seconds, as a program would write it, to nine decimals. The
/// library's own formatting of floats is exact to the last bit and, in a small
/// program, most of its size.
pub(crate) fn decimal(seconds: f64) -> String {
    const EXACT: f64 = 1e15;
    if !seconds.is_finite() {
        return "inf".into();
    }
    let (mut mantissa, mut exponent) = (seconds, 0_u32);
    if seconds >= EXACT {
        while mantissa >= 10.0 {
            mantissa /= 10.0;
            exponent += 1;
        }
    }
    let mut scale: u64 = 1;
    let mut digits = 0;
    let mut whole = (mantissa + 0.5) as u64;
    while digits < 9 && (whole as f64 / scale as f64).to_bits() != mantissa.to_bits() {
        digits += 1;
        scale *= 10;
        whole = (mantissa * scale as f64 + 0.5) as u64;
    }
    let mut out = (whole / scale).to_string();
    if digits > 0 {
        // The leading one keeps the zeros behind the point.
        let fraction = (scale + whole % scale).to_string();
        let fraction = fraction[1..].trim_end_matches('0');
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
    }
    if exponent > 0 {
        out.push('e');
        out.push_str(&Repr::repr(&exponent));
    }
    out
}
