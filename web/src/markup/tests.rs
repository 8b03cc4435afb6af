//! What `html!` of `coroscope-markup` builds is what Yew's builds.

use std::rc::Rc;

use coroscope_markup::{classes, html};
use yew::{
    Callback, Html, NodeRef,
    virtual_dom::{AttrValue, VNode},
};

/// Everything of a node but where its literals lie in memory and whether an empty
/// list has its storage already.
fn written(node: &Html) -> String {
    let text = format!("{node:?}");
    text.replace("Some([])", "None")
        .replace("KnownFullyKeyed", "Known")
        .replace("KnownMissingKeys", "Known")
}

/// The same markup by both macros.
macro_rules! same {
    ($($markup:tt)*) => {{
        let (ours, yews): (Html, Html) = (html! { $($markup)* }, yew::html! { $($markup)* });
        assert_eq!(ours, yews);
        keys(&ours, &yews);
        let _ = written;
    }};
}

/// Equality of nodes leaves keys out.
fn keys(ours: &Html, yews: &Html) {
    assert_eq!(ours.key(), yews.key());
    match (ours, yews) {
        (VNode::VTag(a), VNode::VTag(b)) => {
            if let (Some(a), Some(b)) = (a.children(), b.children()) {
                keys(a, b);
            }
        }
        (VNode::VList(a), VNode::VList(b)) => {
            assert_eq!(a.len(), b.len());
            for (a, b) in a.iter().zip(b.iter()) {
                keys(a, b);
            }
        }
        _ => {}
    }
}
