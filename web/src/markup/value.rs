//! What may be an attribute's value.

use std::rc::Rc;

use yew::AttrValue;

use super::Element;

/// A value of an attribute, or none.
pub trait Value: Sized {
    /// The value as Yew keeps it.
    fn into_value(self) -> Option<AttrValue>;

    /// Sets the attribute at a place of the element's shape.
    fn set(self, element: Element, at: usize) -> Element {
        element.set(at, self.into_value())
    }
}

impl Element {
    #[inline(never)]
    fn set_literal(self, at: usize, value: Option<&'static str>) -> Self {
        self.set(at, value.map(AttrValue::Static))
    }

    #[inline(never)]
    fn set_owned(self, at: usize, value: String) -> Self {
        self.set(at, Some(AttrValue::from(value)))
    }
}

impl Value for &'static str {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }

    fn set(self, element: Element, at: usize) -> Element {
        element.set_literal(at, Some(self))
    }
}

impl Value for Option<&'static str> {
    fn into_value(self) -> Option<AttrValue> {
        self.map(AttrValue::Static)
    }

    fn set(self, element: Element, at: usize) -> Element {
        element.set_literal(at, self)
    }
}

impl Value for String {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::from(self))
    }

    fn set(self, element: Element, at: usize) -> Element {
        element.set_owned(at, self)
    }
}

impl Value for Option<String> {
    fn into_value(self) -> Option<AttrValue> {
        self.map(AttrValue::from)
    }
}

impl Value for AttrValue {
    fn into_value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Value for Option<AttrValue> {
    fn into_value(self) -> Option<AttrValue> {
        self
    }
}

impl Value for Rc<str> {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::Rc(self))
    }
}
