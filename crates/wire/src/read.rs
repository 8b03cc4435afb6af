//! The reader.

use core::{cell::Cell, fmt};

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, EnumAccess, Error, IntoDeserializer, SeqAccess,
        VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a message.
///
/// # Errors
/// When the value is none: the words say what was looked for.
pub fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, &'static str> {
    let missed = Cell::new(None);
    let Ok(message) = T::deserialize(Value {
        js: value,
        missed: &missed,
    });
    missed.get().map_or(Ok(message), Err)
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
    /// Asked for only by a message of a type that [`Value`] does not know, which
    /// the test of every message would find.
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!()
    }
}

/// A value, and where to say that it is not what it should be.
struct Value<'a> {
    js: JsValue,
    missed: &'a Cell<Option<&'static str>>,
}

impl Value<'_> {
    fn miss(&self, what: &'static str) {
        if self.missed.get().is_none() {
            self.missed.set(Some(what));
        }
    }

    fn part(&self, js: JsValue) -> Self {
        Self {
            js,
            missed: self.missed,
        }
    }

    /// A field; nothing if there is none.
    fn field(&self, name: &str) -> JsValue {
        if self.js.is_object() {
            // A plain object has no field that throws when it is read.
            Reflect::get(&self.js, &name.into()).unwrap_or_default()
        } else {
            JsValue::UNDEFINED
        }
    }

    fn number(&self) -> f64 {
        self.js.as_f64().unwrap_or_else(|| {
            self.miss("a number is missing");
            0.0
        })
    }
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.js.as_bool().unwrap_or_else(|| {
            self.miss("a yes or no is missing");
            false
        }))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let number = self.number();
        if number != f64::from(number as u32) {
            self.miss("a number is not a whole one");
        }
        visitor.visit_u32(number as u32)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_f64(self.number())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.js.as_string().unwrap_or_else(|| {
            self.miss("a text is missing");
            String::new()
        }))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let bytes = self.js.dyn_ref().map(Uint8Array::to_vec);
        visitor.visit_byte_buf(bytes.unwrap_or_else(|| {
            self.miss("bytes are missing");
            Vec::new()
        }))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.js.is_null() || self.js.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let array = self.js.dyn_ref::<Array>().cloned().unwrap_or_else(|| {
            self.miss("a list is missing");
            Array::new()
        });
        visitor.visit_seq(Items {
            list: &self,
            array,
            next: 0,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields {
            of: self,
            names: fields.iter(),
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let name = match self.js.dyn_ref::<Object>() {
            Some(object) => Object::keys(object).get(0).as_string(),
            None => self.js.as_string(),
        }
        .unwrap_or_default();
        let number = variants.iter().position(|it| **it == *name);
        if number.is_none() {
            self.miss("it is none of ours");
        }
        let content = self.part(self.field(&name));
        visitor.visit_enum(Variant {
            content,
            number: number.unwrap_or_default() as u32,
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u64 f32 char str bytes unit unit_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// The fields of a struct, in its own order.
struct Fields<'a> {
    of: Value<'a>,
    names: core::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Never;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        let name = self.names.next().copied().unwrap_or_default();
        seed.deserialize(self.of.part(self.of.field(name)))
            .map(Some)
    }
}

/// The items of a list.
struct Items<'a> {
    list: &'a Value<'a>,
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        if self.next >= self.array.length() {
            return Ok(None);
        }
        let item = self.array.get(self.next);
        self.next += 1;
        seed.deserialize(self.list.part(item)).map(Some)
    }
}

/// A variant of an enum.
struct Variant<'a> {
    content: Value<'a>,
    number: u32,
}

impl<'a, 'de> EnumAccess<'de> for Variant<'a> {
    type Error = Never;
    type Variant = Value<'a>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Value<'a>), Never> {
        let Ok(value) = seed.deserialize(IntoDeserializer::<Never>::into_deserializer(self.number));
        Ok((value, self.content))
    }
}

impl<'de> VariantAccess<'de> for Value<'_> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        self.deserialize_struct("", fields, visitor)
    }
}
