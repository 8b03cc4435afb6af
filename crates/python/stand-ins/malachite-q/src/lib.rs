//! The fractions of RustPython's `int / int` and `float.as_integer_ratio`, by `num-rational`.

use core::cmp::Ordering;
use malachite_base::{num::conversion::traits::RoundingInto, rounding_modes::RoundingMode};
use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// A fraction in lowest terms.
#[derive(Clone, Debug)]
pub struct Rational(BigRational);

impl Rational {
    /// One number divided by another.
    ///
    /// # Panics
    /// If the denominator is 0, which the caller has made a `ZeroDivisionError`.
    #[must_use]
    pub fn from_integers_ref(numerator: &BigInt, denominator: &BigInt) -> Self {
        Self(BigRational::new(numerator.clone(), denominator.clone()))
    }

    /// Both parts, without their sign.
    #[must_use]
    pub fn into_numerator_and_denominator(self) -> (BigUint, BigUint) {
        let (numerator, denominator) = self.0.into_raw();
        (numerator.into_parts().1, denominator.into_parts().1)
    }
}

/// A float that is infinite or no number is no fraction.
#[derive(Clone, Copy, Debug)]
pub struct NotFinite;

impl TryFrom<f64> for Rational {
    type Error = NotFinite;

    fn try_from(value: f64) -> Result<Self, NotFinite> {
        BigRational::from_float(value).map(Self).ok_or(NotFinite)
    }
}

impl RoundingInto<f64> for Rational {
    /// The caller takes the greatest float for infinity if the fraction lies beyond it.
    fn rounding_into(self, _: RoundingMode) -> (f64, Ordering) {
        let (beyond, how) = if self.0.is_negative() {
            (f64::MIN, Ordering::Greater)
        } else {
            (f64::MAX, Ordering::Less)
        };
        match self.0.to_f64() {
            Some(value) if value.is_finite() => (value, Ordering::Equal),
            _ => (beyond, how),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(numerator: &BigInt, denominator: &BigInt) -> f64 {
        let fraction = Rational::from_integers_ref(numerator, denominator);
        fraction.rounding_into(RoundingMode::Nearest).0
    }

    #[test]
    fn quotients_are_the_nearest_floats_also_of_numbers_that_no_float_holds() {
        let big = |bits: u32| -> BigInt { BigInt::from(1) << bits };
        assert_eq!(divided(&big(4000), &big(3999)), 2.0);
        assert_eq!(divided(&(big(200) * 10), &(big(200) * 3)), 10.0 / 3.0);
        // Half-way between two floats, and a little more.
        let (half, more) = ((big(53) + 1) * 2, (big(53) + 1) * 2 + 1);
        assert_eq!(divided(&half, &2.into()), 9_007_199_254_740_992.0);
        assert_eq!(divided(&more, &2.into()), 9_007_199_254_740_994.0);
        // The smallest float, and the half of it.
        assert_eq!(divided(&1.into(), &big(1074)), f64::from_bits(1));
        assert_eq!(divided(&1.into(), &big(1076)), 0.0);
        assert_eq!(divided(&3.into(), &big(1075)), f64::from_bits(2));
    }

    #[test]
    fn what_is_beyond_every_float_is_told_by_its_side() {
        let beyond: BigInt = BigInt::from(1) << 2000;
        let rounded = |number: BigInt| {
            Rational::from_integers_ref(&number, &1.into()).rounding_into(RoundingMode::Nearest)
        };
        assert_eq!(rounded(beyond.clone()), (f64::MAX, Ordering::Less));
        assert_eq!(rounded(-beyond), (f64::MIN, Ordering::Greater));
    }

    #[test]
    fn floats_are_fractions_and_the_infinite_are_none() {
        let (numerator, denominator) = Rational::try_from(-0.75)
            .expect("is finite")
            .into_numerator_and_denominator();
        assert_eq!((numerator, denominator), (3_u8.into(), 4_u8.into()));
        assert!(Rational::try_from(f64::NAN).is_err());
    }
}
