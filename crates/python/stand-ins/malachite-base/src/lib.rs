//! The three things that RustPython takes from `malachite-base`, for the same reason as `malachite-bigint`.

/// How a number that does not fit is rounded.
pub mod rounding_modes {
    /// The ways of rounding.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum RoundingMode {
        /// To the nearest number, of two to the even one.
        Nearest,
    }
}

/// Numbers.
pub mod num {
    /// Floats.
    pub mod basic {
        /// What floats can do.
        pub mod floats {
            /// A float.
            pub trait PrimitiveFloat: Copy {
                /// Whether this is `-0.0`.
                fn is_negative_zero(self) -> bool;
            }

            impl PrimitiveFloat for f64 {
                fn is_negative_zero(self) -> bool {
                    self == 0.0 && self.is_sign_negative()
                }
            }
        }
    }

    /// From one kind to another.
    pub mod conversion {
        /// The ways.
        pub mod traits {
            use crate::rounding_modes::RoundingMode;
            use core::cmp::Ordering;

            /// A number that another kind can hold after rounding.
            pub trait RoundingInto<T> {
                /// The rounded number, and how it compares with the exact one.
                fn rounding_into(self, mode: RoundingMode) -> (T, Ordering);
            }
        }
    }
}
