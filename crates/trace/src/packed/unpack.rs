//! The reading half of `postcard`, for what we wrote ourselves.
//!
//! The decoder that comes with `postcard` can fail at every field, and the code
//! for that, in every branch of the vocabulary, weighs more than the decoding. This
//! one never fails on the way: where the bytes are not what they should be it goes
//! on with zeros and empty texts, and says so at the end.

use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, EnumAccess, Error, IntoDeserializer, SeqAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};

/// Reads a value that takes up all the bytes; `None` if they are damaged.
pub(super) fn unpack<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    let mut reader = Reader {
        rest: bytes,
        damaged: false,
    };
    let Ok(value) = T::deserialize(&mut reader);
    (!reader.damaged && reader.rest.is_empty()).then_some(value)
}

/// The error that does not happen: without values, so that no code is made to
/// hand it on.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Never {}

impl Error for Never {
    /// Asked for only by a value that is written in another way than it is read,
    /// which the test of every event would find.
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!()
    }
}

struct Reader<'de> {
    rest: &'de [u8],
    damaged: bool,
}

impl<'de> Reader<'de> {
    /// So many bytes; none if there are not so many.
    fn bytes(&mut self, count: usize) -> &'de [u8] {
        match self.rest.split_at_checked(count) {
            Some((bytes, rest)) => {
                self.rest = rest;
                bytes
            }
            None => self.damage(),
        }
    }

    /// Nothing more is read after this.
    fn damage(&mut self) -> &'de [u8] {
        self.damaged = true;
        self.rest = &[];
        &[]
    }

    fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or_default()
    }

    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).unwrap_or_else(|_| {
                    self.damage();
                    0
                });
            }
        }
        self.damage();
        0
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    /// The format does not say what it holds.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let byte = self.byte();
        if byte > 1 {
            self.damage();
        }
        visitor.visit_bool(byte == 1)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number())
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let bytes = self.bytes(8).try_into().unwrap_or_default();
        visitor.visit_f64(f64::from_le_bytes(bytes))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let length = self.number();
        let bytes = self.bytes(length as usize);
        visitor.visit_borrowed_str(core::str::from_utf8(bytes).unwrap_or_else(|_| {
            self.damage();
            ""
        }))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self.byte() {
            0 => visitor.visit_none(),
            1 => visitor.visit_some(self),
            _ => {
                self.damage();
                visitor.visit_none()
            }
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.number();
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let mut number = self.number();
        if number as usize >= variants.len() {
            self.damage();
            number = 0;
        }
        visitor.visit_enum(Variant {
            reader: self,
            number,
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u64 f32 char bytes byte_buf unit unit_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// The fields of a struct: as many as are asked for.
struct Fields<'a, 'de>(&'a mut Reader<'de>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// The items of a list, no more than there are bytes.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: u32,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        if self.left == 0 || self.reader.damaged {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        // Each item takes a byte at least; a damaged count must not reserve more.
        Some((self.left as usize).min(self.reader.rest.len()))
    }
}

/// A variant of an enum.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    number: u32,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Never> {
        let Ok(value) = seed.deserialize(IntoDeserializer::<Never>::into_deserializer(self.number));
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec, vec::Vec};

    use super::unpack;
    use crate::Event;

    /// Numbers that look random and are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: u64) -> u8 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((self.0 >> 33) % limit) as u8
        }
    }

    #[test]
    fn it_reads_what_postcard_reads_and_refuses_what_postcard_refuses() {
        let mut dice = Dice(1);
        let (mut variants, mut refused) = ([0_u32; 256], 0);
        for _ in 0..400_000 {
            // One event at a time zero, of any kind and a few that do not exist; small
            // bytes are plausible lengths, numbers and choices.
            let kind = dice.below(48);
            let mut bytes = vec![1, 0, 0, 0, 0, 0, 0, 0, 0, kind];
            for _ in 0..dice.below(28) {
                let limit = if dice.below(40) == 0 { 256 } else { 3 };
                bytes.push(dice.below(limit));
            }
            let theirs = match postcard::take_from_bytes::<Vec<Event>>(&bytes) {
                Ok((events, [])) => Some(events),
                _ => None,
            };
            match theirs {
                Some(_) => variants[usize::from(kind)] += 1,
                None => refused += 1,
            }
            let ours = unpack::<Vec<Event>>(&bytes);
            // By their text, because some of the numbers are no numbers.
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{bytes:?}");
        }
        let seen = variants.iter().filter(|count| **count > 0).count();
        assert!(seen >= 40 && refused > 0, "{seen} kinds, {refused} refused");
    }

    #[test]
    fn numbers_end_within_five_bytes() {
        assert_eq!(
            unpack::<u32>(&[0xff, 0xff, 0xff, 0xff, 0x0f]),
            Some(u32::MAX)
        );
        assert_eq!(unpack::<u32>(&[0xff, 0xff, 0xff, 0xff, 0x1f]), None);
        assert_eq!(unpack::<u32>(&[0x80; 6]), None);
        assert_eq!(unpack::<u32>(&[]), None);
    }
}
