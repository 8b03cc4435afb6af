//! Nodes side by side, in the making.

use std::rc::Rc;

use yew::{
    AttrValue, Html,
    virtual_dom::{FullyKeyedState, Key, VList},
};

use super::{Child, Element};

/// Nodes side by side, in the making.
#[derive(Debug)]
pub struct List(Rc<VList>);

/// Begins a list that has room for so many nodes; it grows when they are more.
#[inline(never)]
pub fn list(room: usize) -> List {
    let nodes = Vec::with_capacity(room);
    List(Rc::new(VList::__macro_new(
        nodes,
        None,
        // True of no nodes; `add_child` looks at those that come.
        FullyKeyedState::KnownFullyKeyed,
    )))
}

impl List {
    /// Appends what a value stands for: a node, some, or none.
    #[inline]
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        child.append_to(self)
    }

    /// Appends what each value stands for.
    #[inline]
    #[must_use]
    pub fn each<I: IntoIterator>(self, values: I) -> Self
    where
        I::Item: Child,
    {
        let mut list = self;
        for value in values {
            list = value.append_to(list);
        }
        list
    }

    /// Appends a node.
    #[inline(never)]
    #[must_use]
    pub fn node(mut self, node: Html) -> Self {
        if let Some(list) = Rc::get_mut(&mut self.0) {
            list.add_child(node);
        }
        self
    }

    /// Appends an element.
    #[inline(never)]
    #[must_use]
    pub fn element(self, element: Element) -> Self {
        self.node(element.html())
    }

    /// Appends a list as one node.
    #[inline(never)]
    #[must_use]
    pub fn list(self, list: Self) -> Self {
        self.node(list.html())
    }

    /// Appends a text.
    #[inline(never)]
    #[must_use]
    pub fn text(self, text: &'static str) -> Self {
        self.node(super::text(text))
    }

    /// Appends a copy of a text.
    #[inline(never)]
    #[must_use]
    pub(super) fn copied(self, text: &str) -> Self {
        self.node(super::child::copied(text))
    }

    /// Appends a text.
    #[inline(never)]
    #[must_use]
    pub(super) fn owned(self, text: String) -> Self {
        self.node(super::child::shared(AttrValue::from(text)))
    }

    /// The list as a node.
    #[inline]
    pub fn html(self) -> Html {
        Html::VList(self.0)
    }

    /// The list as a node with a key.
    #[allow(dead_code, reason = "a part of the syntax that no markup needs now")]
    #[inline]
    pub fn keyed(self, key: impl Into<Key>) -> Html {
        self.set_key(key.into()).html()
    }

    #[allow(dead_code, reason = "a part of the syntax that no markup needs now")]
    #[inline(never)]
    fn set_key(mut self, key: Key) -> Self {
        if let Some(list) = Rc::get_mut(&mut self.0) {
            list.key = Some(key);
        }
        self
    }
}
