//! What may stand in braces between tags.

use std::rc::Rc;

use yew::{
    AttrValue, Html,
    html::BaseComponent,
    virtual_dom::{VChild, VText},
};

use super::{Element, List};

/// A value that stands for nodes.
pub trait Child: Sized {
    /// The value as one node.
    fn html(self) -> Html;

    /// Makes it the only child of an element.
    fn be_only(self, element: Element) -> Element {
        element.only_node(self.html())
    }

    /// Appends it to a list: an option appends one node or none, a vector all of
    /// its own.
    fn append_to(self, list: List) -> List {
        list.node(self.html())
    }
}

/// A text that is shared.
#[inline(never)]
pub(super) fn shared(text: AttrValue) -> Html {
    Html::VText(VText::new(text))
}

/// A copy of a text.
#[inline(never)]
pub(super) fn copied(text: &str) -> Html {
    shared(AttrValue::Rc(Rc::from(text)))
}

impl Child for Html {
    fn html(self) -> Html {
        self
    }
}

impl<C: BaseComponent> Child for VChild<C> {
    fn html(self) -> Html {
        Html::from(self)
    }
}

impl Child for &str {
    fn html(self) -> Html {
        copied(self)
    }

    fn append_to(self, list: List) -> List {
        list.copied(self)
    }
}

impl Child for &String {
    fn html(self) -> Html {
        copied(self)
    }

    fn append_to(self, list: List) -> List {
        list.copied(self)
    }
}

impl Child for String {
    fn html(self) -> Html {
        shared(AttrValue::from(self))
    }

    fn append_to(self, list: List) -> List {
        list.owned(self)
    }
}

impl Child for AttrValue {
    fn html(self) -> Html {
        shared(self)
    }
}

impl Child for Rc<str> {
    fn html(self) -> Html {
        shared(AttrValue::Rc(self))
    }
}

/// Numbers and characters, as `Display` writes them.
macro_rules! displayed {
    ($($type:ty)*) => {
        $(
            impl Child for $type {
                fn html(self) -> Html {
                    self.to_string().html()
                }

                fn append_to(self, list: List) -> List {
                    list.owned(self.to_string())
                }
            }
        )*
    };
}

displayed! { char u32 usize }

impl<T: Child> Child for Option<T> {
    fn html(self) -> Html {
        self.map(Child::html).unwrap_or_default()
    }

    fn append_to(self, list: List) -> List {
        match self {
            Some(child) => child.append_to(list),
            None => list,
        }
    }
}

impl Child for Vec<Html> {
    fn html(self) -> Html {
        super::list(self.len()).each(self).html()
    }

    fn append_to(self, list: List) -> List {
        list.each(self)
    }
}
