//! What is known of an element before the program runs.

use std::cell::RefCell;

use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes};

/// A text that tells an element's shape, as Yew wants it.
///
/// Each is made once, when its text is first met, and kept: Yew compares lists of
/// attributes and of their names by address. There are as many as there are tags
/// in the source.
#[derive(Debug)]
pub(super) struct Shape {
    /// The element's name.
    pub(super) name: &'static str,
    /// The names of its attributes.
    names: &'static [&'static str],
    /// The values of those that are literal.
    values: Box<[Option<&'static str>]>,
    /// Names and values, if all are literal.
    literal: Option<&'static [(&'static str, AttributeOrProperty)]>,
}

thread_local! {
    /// Shapes by the address and length of their texts, in order.
    static SHAPES: RefCell<Vec<(usize, usize, &'static Shape)>> = const { RefCell::new(Vec::new()) };
}

impl Shape {
    /// The shape that a text tells.
    pub(super) fn of(text: &'static str) -> &'static Self {
        let place = (text.as_ptr().addr(), text.len());
        SHAPES.with_borrow_mut(|shapes| {
            let found = shapes.binary_search_by(|it| (it.0, it.1).cmp(&place));
            match found.map(|at| shapes.get(at)) {
                Ok(Some(known)) => known.2,
                Ok(None) => Self::read(text),
                Err(at) => {
                    let shape = Self::read(text);
                    shapes.insert(at, (place.0, place.1, shape));
                    shape
                }
            }
        })
    }

    fn read(text: &'static str) -> &'static Self {
        let mut lines = text.split('\n');
        let name = lines.next().unwrap_or_default();
        let mut names = Vec::new();
        let mut values = Vec::new();
        for line in lines {
            let (name, value) = match line.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (line, None),
            };
            names.push(name);
            values.push(value);
        }
        let literal = values.iter().all(Option::is_some).then(|| {
            let pairs: Vec<_> = names
                .iter()
                .zip(&values)
                .map(|(name, value)| {
                    (
                        *name,
                        AttributeOrProperty::Static(value.unwrap_or_default()),
                    )
                })
                .collect();
            &*pairs.leak()
        });
        Box::leak(Box::new(Self {
            name,
            names: names.leak(),
            values: values.into(),
            literal,
        }))
    }

    /// The attributes of an element that begins.
    pub(super) fn attributes(&self) -> Attributes {
        if let Some(pairs) = self.literal {
            return Attributes::Static(pairs);
        }
        Attributes::Dynamic {
            keys: self.names,
            values: self
                .values
                .iter()
                .map(|value| value.map(|it| AttributeOrProperty::Attribute(AttrValue::Static(it))))
                .collect(),
        }
    }
}
