//! Names of classes: each once, in the order in which they come.

use yew::{AttrValue, html::IntoPropValue, virtual_dom::AttributeOrProperty};

use super::Element;

/// Names of classes, as `classes!` gathers them.
#[derive(Clone, Debug, PartialEq)]
pub struct Class(AttrValue);

impl Class {
    /// No classes.
    pub const fn new() -> Self {
        Self(AttrValue::Static(""))
    }

    /// Adds names.
    #[inline]
    #[must_use]
    pub fn and(self, words: impl Words) -> Self {
        words.join(self)
    }
}

/// Names of classes, or none.
pub trait Words: Sized {
    /// The names with spaces between them.
    fn words(self) -> AttrValue;

    /// Adds them to others.
    fn join(self, class: Class) -> Class {
        joined(class, self.words())
    }

    /// Adds them to an element's, which have this place in its shape.
    fn add_to(self, element: Element, at: usize) -> Element {
        element.add_words(at, self.words())
    }
}

#[inline(never)]
fn joined(Class(before): Class, words: AttrValue) -> Class {
    // What comes first is mostly one name, which need not be copied.
    if before.is_empty() && !words.contains(char::is_whitespace) {
        return Class(words);
    }
    let mut all = String::from(&*before);
    for word in words.split_whitespace() {
        if all.split(' ').any(|it| it == word) {
            continue;
        }
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    }
    Class(AttrValue::from(all))
}

#[inline(never)]
fn joined_literal(before: Class, words: Option<&'static str>) -> Class {
    joined(before, AttrValue::Static(words.unwrap_or_default()))
}

impl Element {
    #[inline(never)]
    fn add_words(mut self, at: usize, words: AttrValue) -> Self {
        if let Some(slot) = self.slot(at) {
            let before = match slot.take() {
                Some(AttributeOrProperty::Attribute(before)) => Class(before),
                _ => Class::new(),
            };
            let all = joined(before, words).0;
            *slot = (!all.is_empty()).then_some(AttributeOrProperty::Attribute(all));
        }
        self
    }

    #[inline(never)]
    fn add_literal(self, at: usize, words: Option<&'static str>) -> Self {
        self.add_words(at, AttrValue::Static(words.unwrap_or_default()))
    }
}

impl Words for &'static str {
    fn words(self) -> AttrValue {
        AttrValue::Static(self)
    }

    fn join(self, class: Class) -> Class {
        joined_literal(class, Some(self))
    }

    fn add_to(self, element: Element, at: usize) -> Element {
        element.add_literal(at, Some(self))
    }
}

impl Words for Option<&'static str> {
    fn words(self) -> AttrValue {
        AttrValue::Static(self.unwrap_or_default())
    }

    fn join(self, class: Class) -> Class {
        joined_literal(class, self)
    }

    fn add_to(self, element: Element, at: usize) -> Element {
        element.add_literal(at, self)
    }
}

impl Words for String {
    fn words(self) -> AttrValue {
        AttrValue::from(self)
    }
}

impl Words for Class {
    fn words(self) -> AttrValue {
        self.0
    }
}

impl Words for yew::Classes {
    fn words(self) -> AttrValue {
        self.into_prop_value()
    }
}
