//! What `html!` and `classes!` of `coroscope-markup` expand to: small functions
//! that build Yew's nodes, each there once however often it is called.
//!
//! An [`Element`] and a [`List`] are one pointer wide, so that a chain of calls
//! passes them on in a register. What is built is equal to what Yew's own macro
//! builds; the tests of this module compare the two.

mod child;
mod class;
mod element;
mod list;
mod shape;
#[cfg(test)]
mod tests;
mod value;

pub use child::Child;
pub use class::{Class, Words};
pub use element::{Element, element};
pub use list::{List, list};
pub use value::Value;

use yew::{AttrValue, Html, virtual_dom::VText};

/// A text that stands alone.
#[inline(never)]
pub fn text(text: &'static str) -> Html {
    Html::VText(VText::new(AttrValue::Static(text)))
}
