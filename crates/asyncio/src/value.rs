//! Values that tasks and futures hold.

mod decimal;

use alloc::{
    format,
    rc::Rc,
    string::{String, ToString},
    vec::Vec,
};
use core::{
    any::{Any, TypeId},
    fmt, mem,
};

pub(crate) use decimal::decimal;
use decimal::digits;

/// Python's `repr`, for what a page or a log shows of a value.
///
/// ```
/// use asyncio::Repr;
/// #[derive(Clone)]
/// struct Parcel(u32);
/// impl Repr for Parcel {
///     fn repr(&self) -> String {
///         format!("Parcel({})", self.0)
///     }
/// }
/// assert_eq!(Some(vec![Parcel(1), Parcel(2)]).repr(), "[Parcel(1), Parcel(2)]");
/// ```
pub trait Repr {
    /// The text.
    fn repr(&self) -> String;

    /// Writes the text behind what is there already, for those who ask often.
    fn write_repr(&self, out: &mut String) {
        out.push_str(&self.repr());
    }
}

impl fmt::Display for dyn Repr + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

impl fmt::Debug for dyn Repr + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a coroutine may return and a future may hold: it can be read by each of
/// several waiters, hence `Clone`.
///
/// ```
/// fn answer<T: asyncio::Value>(aio: &asyncio::Loop, value: T) -> asyncio::Coroutine<T> {
///     aio.coroutine("answer", async move { Ok(value) })
/// }
/// let aio = asyncio::Loop::new();
/// assert_eq!(aio.run_until_complete(answer(&aio, ("tea", 3))), Ok(("tea", 3)));
/// ```
pub trait Value: Repr + Clone + 'static {}
impl<T: Repr + Clone + 'static> Value for T {}

/// A value whose type only its typed handle knows. It is what a future gives that
/// is awaited through a handle without a type, such as a
/// [`FutureRef`](crate::FutureRef); [`get`](Self::get) finds the type again.
///
/// ```
/// use asyncio::Erased;
/// let values = [Erased::new(3), Erased::new("three")];
/// assert_eq!(values[0].get::<i32>(), Some(3));
/// assert_eq!(values[1].get::<i32>(), None);
/// ```
#[derive(Clone)]
pub struct Erased(Option<Rc<dyn Kept>>);

/// A value of which nobody knows the type.
pub(crate) trait Kept {
    fn as_any(&self) -> &dyn Any;
    fn holds_any(&self) -> bool;
    fn repr(&self) -> String;
    /// A copy in a place of its own.
    fn erased(&self) -> Erased;
    fn write_repr(&self, out: &mut String);
}

impl<T: Value> Kept for T {
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn holds_any(&self) -> bool {
        mem::needs_drop::<T>()
    }
    fn repr(&self) -> String {
        Repr::repr(self)
    }
    fn erased(&self) -> Erased {
        Erased::new(self.clone())
    }
    fn write_repr(&self, out: &mut String) {
        Repr::write_repr(self, out);
    }
}

impl Erased {
    /// Hides the type of a value.
    ///
    /// ```
    /// assert_eq!(asyncio::Repr::repr(&asyncio::Erased::new("tea")), "'tea'");
    /// ```
    pub fn new<T: Value>(value: T) -> Self {
        // Most tasks return nothing, and that needs no place to stay.
        if TypeId::of::<T>() == TypeId::of::<()>() {
            return Self(None);
        }
        // What is hidden already is not hidden twice.
        if let Some(hidden) = (&value as &dyn Any).downcast_ref::<Self>() {
            return hidden.clone();
        }
        Self(Some(Rc::new(value)))
    }

    /// Whether there is anything to be let go of that may hold other things.
    pub(crate) fn holds_any(&self) -> bool {
        self.0.as_ref().is_some_and(|value| value.holds_any())
    }

    /// The value, if it has this type; as `Erased`, itself.
    ///
    /// ```
    /// assert_eq!(asyncio::Erased::new(true).get::<bool>(), Some(true));
    /// ```
    pub fn get<T: Value>(&self) -> Option<T> {
        if let Some(itself) = (self as &dyn Any).downcast_ref::<T>() {
            return Some(itself.clone());
        }
        let value = self.0.as_ref().map_or(&() as &dyn Any, |it| it.as_any());
        value.downcast_ref::<T>().cloned()
    }
}

impl Repr for Erased {
    fn repr(&self) -> String {
        self.0
            .as_ref()
            .map_or_else(|| Repr::repr(&()), |it| it.repr())
    }
    fn write_repr(&self, out: &mut String) {
        match &self.0 {
            None => Repr::write_repr(&(), out),
            Some(it) => it.write_repr(out),
        }
    }
}

impl Repr for () {
    fn repr(&self) -> String {
        "None".into()
    }
    fn write_repr(&self, out: &mut String) {
        out.push_str("None");
    }
}

impl Repr for bool {
    fn repr(&self) -> String {
        if *self { "True" } else { "False" }.into()
    }
}

macro_rules! by_display {
    ($($t:ty)*) => {$(
        impl Repr for $t {
            fn repr(&self) -> String {
                // Quicker than through a formatter; traces hold a result for each task.
                self.to_string()
            }
            fn write_repr(&self, out: &mut String) {
                match u64::try_from(*self) {
                    Ok(number) => digits(number, out),
                    Err(_) => out.push_str(&self.to_string()),
                }
            }
        }
    )*};
}

by_display!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl Repr for f64 {
    fn repr(&self) -> String {
        if self.is_nan() {
            return "nan".into();
        }
        // Python's exponent has a sign, and two digits at least.
        let text = format!("{self:?}");
        match text.split_once('e') {
            None => text,
            Some((digits, exponent)) => {
                let sign = if exponent.starts_with('-') { '-' } else { '+' };
                let exponent = exponent.trim_start_matches('-');
                format!("{digits}e{sign}{exponent:0>2}")
            }
        }
    }
}

impl Repr for char {
    fn repr(&self) -> String {
        self.encode_utf8(&mut [0; 4]).repr()
    }
}

/// What is shared looks like itself, and need not be `Clone`.
impl<T: Repr + ?Sized> Repr for Rc<T> {
    fn repr(&self) -> String {
        (**self).repr()
    }
}

impl Repr for str {
    fn repr(&self) -> String {
        let quote = if self.contains('\'') && !self.contains('"') {
            '"'
        } else {
            '\''
        };
        let mut out = String::with_capacity(self.len() + 2);
        out.push(quote);
        for c in self.chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\\' => out.push_str("\\\\"),
                c if c.is_control() => {
                    // All of them are below 256.
                    let digits = [u32::from(c) >> 4, u32::from(c) & 15];
                    out.push_str("\\x");
                    out.extend(
                        digits
                            .iter()
                            .filter_map(|&digit| char::from_digit(digit, 16)),
                    );
                }
                c if c == quote => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
        }
        out.push(quote);
        out
    }
}

impl Repr for &'static str {
    fn repr(&self) -> String {
        (**self).repr()
    }
}

impl Repr for String {
    fn repr(&self) -> String {
        self.as_str().repr()
    }
}

impl<T: Repr> Repr for Option<T> {
    fn repr(&self) -> String {
        self.as_ref().map_or_else(|| "None".into(), Repr::repr)
    }
}

impl<T: Repr> Repr for Vec<T> {
    fn repr(&self) -> String {
        let mut out = String::from("[");
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            out.push_str(&item.repr());
        }
        out.push(']');
        out
    }
}

impl<T: Repr> Repr for crate::Result<T> {
    fn repr(&self) -> String {
        match self {
            Ok(value) => value.repr(),
            Err(error) => error.repr(),
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt)+))*) => {$(
        impl<$($name: Repr),+> Repr for ($($name,)+) {
            fn repr(&self) -> String {
                let mut out = String::from("(");
                $(
                    if $index > 0 {
                        out.push_str(", ");
                    }
                    out.push_str(&self.$index.repr());
                )+
                out.push(')');
                out
            }
        }
    )*};
}
tuples! { (A 0 B 1) (A 0 B 1 C 2) (A 0 B 1 C 2 D 3) }

#[cfg(test)]
mod tests {
    use super::{Repr, decimal};
    use alloc::rc::Rc;

    #[test]
    fn written_or_given_it_is_the_same_text() {
        let values: [&dyn Repr; 8] = [
            &0_u8,
            &-7_i64,
            &u64::MAX,
            &u128::MAX,
            &i128::MIN,
            &(),
            &"tea",
            &super::Erased::new(30),
        ];
        for value in values {
            let mut out = alloc::string::String::from("> ");
            value.write_repr(&mut out);
            assert_eq!(out, alloc::format!("> {}", value.repr()));
        }
    }

    #[test]
    fn floats_look_as_in_python() {
        for (number, text) in [
            (-0.0, "-0.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (0.0001, "0.0001"),
            (1.5e-7, "1.5e-07"),
            (1e-100, "1e-100"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(number.repr(), text);
        }
    }

    #[test]
    fn texts_look_as_in_python() {
        for (value, text) in [
            ("it's", r#""it's""#),
            (r#"it's "x""#, r#"'it\'s "x"'"#),
            ("a\0b\x1b\u{7f}\u{80}", r"'a\x00b\x1b\x7f\x80'"),
            ("tab\t\\", r"'tab\t\\'"),
        ] {
            assert_eq!(value.repr(), text);
        }
        assert_eq!('\n'.repr(), r"'\n'");
        assert_eq!(Rc::<str>::from("shared").repr(), "'shared'");
    }

    #[test]
    fn seconds_are_written_as_a_program_writes_them() {
        for (seconds, text) in [
            (3.0, "3"),
            (0.8, "0.8"),
            (0.05, "0.05"),
            (1.0, "1"),
            (2.75, "2.75"),
            (0.000_001, "0.000001"),
            (0.1 + 0.2, "0.3"),
            (1e9, "1000000000"),
            (1e300, "1e300"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(decimal(seconds), text);
        }
    }
}
