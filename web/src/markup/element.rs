//! An element in the making.

use std::rc::Rc;

use yew::{
    Callback, Html, NodeRef,
    html::{IntoEventCallback, IntoPropValue},
    virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Key, Listener, Listeners, VTag},
};

use super::{Child, List, Value, Words, shape::Shape};

/// An element in the making.
#[derive(Debug)]
pub struct Element(pub(super) Rc<VTag>);

/// Begins an element of this shape: its name, then a line for each attribute,
/// which is `name=value` or, if the value is yet to come, only the name.
#[inline(never)]
pub fn element(shape: &'static str) -> Element {
    let shape = Shape::of(shape);
    let mut tag = if shape.name == "input" {
        VTag::new(shape.name)
    } else {
        // `VTag::new` would make a copy of the name to look at it.
        VTag::__new_other(
            AttrValue::Static(shape.name),
            NodeRef::default(),
            None,
            Attributes::default(),
            Listeners::None,
            Html::default(),
        )
    };
    tag.attributes = shape.attributes();
    Element(Rc::new(tag))
}

/// The methods that take a value of many types convert it where they are called,
/// and hand it to one of the functions below.
impl Element {
    /// Sets the attribute at a place of the shape.
    #[inline]
    #[must_use]
    pub fn attribute(self, at: usize, value: impl Value) -> Self {
        value.set(self, at)
    }

    /// Adds to the classes, which have this place in the shape.
    #[inline]
    #[must_use]
    pub fn class(self, at: usize, words: impl Words) -> Self {
        words.add_to(self, at)
    }

    /// Sets the key.
    #[inline]
    #[must_use]
    pub fn key(self, key: impl Into<Key>) -> Self {
        self.set_key(key.into())
    }

    /// Binds the reference.
    #[inline]
    #[must_use]
    pub fn reference(self, node: impl IntoPropValue<NodeRef>) -> Self {
        self.set_reference(node.into_prop_value())
    }

    /// Sets the property `value` of an input.
    #[inline]
    #[must_use]
    pub fn value(self, value: impl Value) -> Self {
        self.set_value(value.into_value())
    }

    /// Its only child.
    #[inline]
    #[must_use]
    pub fn only_child(self, child: impl Child) -> Self {
        child.be_only(self)
    }

    /// Sets a boolean attribute at a place of the shape, or leaves it out.
    #[inline(never)]
    #[must_use]
    pub fn flag(self, at: usize, on: bool) -> Self {
        let name = match &self.0.attributes {
            Attributes::Dynamic { keys, .. } => keys.get(at).copied(),
            _ => None,
        };
        self.set(at, name.filter(|_| on).map(AttrValue::Static))
    }

    /// Sets the attribute at a place of the shape.
    #[inline(never)]
    #[must_use]
    pub(super) fn set(mut self, at: usize, value: Option<AttrValue>) -> Self {
        if let Some(slot) = self.slot(at) {
            *slot = value.map(AttributeOrProperty::Attribute);
        }
        self
    }

    /// The value of the attribute at a place of the shape.
    pub(super) fn slot(&mut self, at: usize) -> Option<&mut Option<AttributeOrProperty>> {
        match &mut self.tag()?.attributes {
            Attributes::Dynamic { values, .. } => values.get_mut(at),
            _ => None,
        }
    }

    #[inline(never)]
    fn set_key(mut self, key: Key) -> Self {
        if let Some(tag) = self.tag() {
            tag.key = Some(key);
        }
        self
    }

    #[inline(never)]
    fn set_reference(mut self, node: NodeRef) -> Self {
        if let Some(tag) = self.tag() {
            tag.node_ref = node;
        }
        self
    }

    #[inline(never)]
    fn set_value(mut self, value: Option<AttrValue>) -> Self {
        if let Some(tag) = self.tag() {
            tag.set_value(value);
        }
        self
    }

    /// Sets the property `checked` of an input.
    #[allow(dead_code, reason = "a part of the syntax that no markup needs now")]
    #[inline(never)]
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        if let Some(tag) = self.tag() {
            tag.set_checked(checked);
        }
        self
    }

    /// Its children, if they are not one only.
    #[inline(never)]
    #[must_use]
    pub fn children(self, list: List) -> Self {
        self.only_node(list.html())
    }

    /// Its only child.
    #[inline(never)]
    #[must_use]
    pub fn only_node(mut self, child: Html) -> Self {
        if let Some(children) = self.tag().and_then(VTag::children_mut) {
            *children = child;
        }
        self
    }

    /// Its only child.
    #[inline(never)]
    #[must_use]
    pub fn only_element(self, child: Self) -> Self {
        self.only_node(child.html())
    }

    /// Its only child.
    #[inline(never)]
    #[must_use]
    pub fn only_text(self, child: &'static str) -> Self {
        self.only_node(super::text(child))
    }

    /// The element as a node.
    #[inline]
    pub fn html(self) -> Html {
        Html::VTag(self.0)
    }

    /// The tag in the making, which nobody else has yet.
    fn tag(&mut self) -> Option<&mut VTag> {
        Rc::get_mut(&mut self.0)
    }

    #[inline(never)]
    fn listen(mut self, listener: Option<Rc<dyn Listener>>) -> Self {
        if let (Some(tag), Some(listener)) = (self.tag(), listener) {
            tag.add_listener(listener);
        }
        self
    }
}

/// A method for each event that the page listens to.
macro_rules! listeners {
    ($($name:ident $set:ident $event:ident,)*) => {
        impl Element {
            $(
                #[doc = concat!("Listens to the event of `", stringify!($name), "`.")]
                #[inline]
                #[must_use]
                pub fn $name(self, callback: impl IntoEventCallback<yew::$event>) -> Self {
                    self.$set(callback.into_event_callback())
                }

                #[inline(never)]
                fn $set(self, callback: Option<Callback<yew::$event>>) -> Self {
                    self.listen(yew::html::$name::Wrapper::__macro_new(callback))
                }
            )*
        }
    };
}

listeners! {
    onchange set_onchange Event,
    onclick set_onclick MouseEvent,
    oninput set_oninput InputEvent,
    onkeydown set_onkeydown KeyboardEvent,
    onpointerenter set_onpointerenter PointerEvent,
    onpointerleave set_onpointerleave PointerEvent,
    onpointermove set_onpointermove PointerEvent,
}
