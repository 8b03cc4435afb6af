//! What `html!` of `coroscope-markup` builds is what Yew's builds.

#![allow(
    clippy::similar_names,
    reason = "the names that Yew's macro gives are not ours"
)]

use std::rc::Rc;

use coroscope_markup::{classes, html};
use yew::{
    AttrValue, Callback, Classes, Html, MouseEvent, NodeRef, PointerEvent, Properties,
    function_component,
    virtual_dom::{Attributes, VNode, VTag},
};

/// The same markup by both macros.
macro_rules! same {
    ($($markup:tt)*) => {{
        let (ours, yews): (Html, Html) = (html! { $($markup)* }, yew::html! { $($markup)* });
        assert_eq!(ours, yews);
        assert_keys(&ours, &yews);
    }};
}

/// Equality of nodes leaves keys out.
fn assert_keys(ours: &Html, yews: &Html) {
    assert_eq!(ours.key(), yews.key());
    match (ours, yews) {
        (VNode::VTag(a), VNode::VTag(b)) => {
            if let (Some(a), Some(b)) = (a.children(), b.children()) {
                assert_keys(a, b);
            }
        }
        (VNode::VList(a), VNode::VList(b)) => {
            let keyed = |node: &Html| node.has_key();
            assert_eq!(a.iter().all(keyed), b.iter().all(keyed));
            for (a, b) in a.iter().zip(b.iter()) {
                assert_keys(a, b);
            }
        }
        _ => {}
    }
}

fn tag(node: &Html) -> &VTag {
    match node {
        VNode::VTag(tag) => tag,
        other => panic!("not an element: {other:?}"),
    }
}

#[derive(Properties, PartialEq)]
struct BoxProps {
    name: AttrValue,
    #[prop_or_default]
    children: Html,
}

#[function_component]
fn Box(props: &BoxProps) -> Html {
    yew::html! { <b title={props.name.clone()}>{ props.children.clone() }</b> }
}

mod inner {
    pub(super) use super::Box;
}

#[test]
fn different_markup_is_different() {
    let ours = html! { <p class="a">{ "x" }</p> };
    for other in [
        yew::html! { <p class="b">{ "x" }</p> },
        yew::html! { <p class="a">{ "y" }</p> },
        yew::html! { <i class="a">{ "x" }</i> },
        yew::html! { <p class="a">{ "x" }{ "x" }</p> },
    ] {
        assert_ne!(ours, other);
    }
}

#[test]
fn elements_nest() {
    same! {}
    same! { <br /> }
    same! { <div></div> }
    same! { <p><i /></p> }
    same! { <p><i /><b><u>{ "deep" }</u></b>{ "text" }{ 7 }{ 'c' }{ true }{ 1.5 }</p> }
    same! { <svg viewBox="0 0 4 4"><use href="#x" /><path d="M0 0" /></svg> }
}

#[test]
fn attributes_keep_yews_order() {
    let (title, wide, lang) = (String::from("t"), 3, "en");
    same! { <a href="#" class="x y" id="i" /> }
    same! { <a class="x" href={title.clone()} aria-label="l" data-n={wide.to_string()} /> }
    same! { <label for="f" type="t" tabindex=0 /> }
    same! { <a {lang} /> }
    same! { <a title={None::<String>} lang={Some("en")} id={Rc::<str>::from("i")} /> }
    same! { <a title={Some(AttrValue::from("a"))} lang={None::<&'static str>} /> }
    same! { <a title={{ let n = 1 + 1; format!("{n}") }} lang={lang} /> }
    same! { <select value="a" /> }
}

#[test]
fn literal_attributes_are_one_constant() {
    let twice = || html! { <a href="#" class="x" /> };
    let (a, b) = (twice(), twice());
    match (&tag(&a).attributes, &tag(&b).attributes) {
        // Yew compares such attributes by their address.
        (Attributes::Static(a), Attributes::Static(b)) => assert!(std::ptr::eq(*a, *b)),
        other => panic!("{other:?}"),
    }
    let twice = |title: &'static str| html! { <a href="#" {title} /> };
    let (a, b) = (twice("1"), twice("2"));
    match (&tag(&a).attributes, &tag(&b).attributes) {
        (Attributes::Dynamic { keys: a, .. }, Attributes::Dynamic { keys: b, .. }) => {
            assert!(std::ptr::eq(*a, *b));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn boolean_attributes_are_there_or_not() {
    for on in [false, true] {
        same! { <button disabled={on} hidden=true inert=false title="t" /> }
        same! { <option selected={on} value={"v".to_owned()}>{ "v" }</option> }
    }
    same! { <details open=true /> }
}

#[test]
fn inputs_have_properties() {
    for on in [false, true] {
        same! { <input type="checkbox" checked={on} /> }
    }
    same! { <input type="range" min="0" max={9.to_string()} value={5.to_string()} /> }
    same! { <input value="literal" readonly=true /> }
    assert_ne!(html! { <input value="a" /> }, html! { <input value="b" /> });
}

#[test]
fn classes_are_each_once_and_may_be_absent() {
    let owned = || String::from("own");
    for on in [false, true] {
        let maybe = on.then_some("on");
        same! { <p class={maybe} id="i" /> }
        same! { <p class={yew::classes!("a", maybe)} /> }
        let (a, b) = (
            classes!("a", "b", maybe, owned()),
            yew::classes!("a", "b", maybe, owned()),
        );
        assert_eq!(
            html! { <p class={a.clone()} /> },
            yew::html! { <p class={b} /> }
        );
        assert_eq!(
            html! { <p id="i" class={classes!(maybe, "a", "a", owned())} /> },
            yew::html! { <p id="i" class={yew::classes!(maybe, "a", "a", owned())} /> }
        );
        assert_eq!(
            html! { <p class={classes!("z", a)} /> },
            yew::html! { <p class={yew::classes!("z", "a", "b", maybe, owned())} /> }
        );
    }
    same! { <p class="" /> }
    same! { <p class={""} id={owned()} /> }
    same! { <p class={" two  words two"} id={owned()} /> }
    same! { <p class={owned()} /> }
    same! { <p class={Classes::new()} /> }
}

#[test]
fn keys_and_references_are_kept() {
    let node = NodeRef::default();
    let bound = html! { <p ref={&node} /> };
    assert_eq!(tag(&bound).node_ref, node);
    assert_ne!(tag(&html! { <p /> }).node_ref, node);
    let key = 5_usize;
    same! { <ul><li key="a" /><li {key} /><li key={String::from("s")} /><li key={7_u32} /></ul> }
    same! { <ul><li key="a" /><li /></ul> }
    same! { <key=5><p /></> }
}

#[test]
fn listeners_are_kept_in_order() {
    let onclick = Callback::from(|_: MouseEvent| {});
    let enter = |_: PointerEvent| {};
    let ours = html! { <p onpointerenter={enter} onclick={onclick.clone()} /> };
    let yews = yew::html! { <p onpointerenter={enter} {onclick} /> };
    assert_eq!(format!("{:?}", tag(&ours)), format!("{:?}", tag(&yews)));
    assert!(format!("{ours:?}").contains("onclick"));
    let none: Option<Callback<MouseEvent>> = None;
    assert_eq!(html! { <p onclick={none} /> }, html! { <p /> });
}

#[test]
fn values_between_tags() {
    let (text, string) = ("text", String::from("string"));
    let (some, none) = (Some("some"), None::<&str>);
    let nodes = || vec![yew::html! { <i /> }, yew::html! { <b /> }];
    same! { { "literal" } }
    same! { text }
    same! { { string.clone() } }
    same! { <p>{ text }</p> }
    same! { <p>{ &string }</p> }
    same! { <p>{ some }</p> }
    same! { <p>{ none }</p> }
    same! { <p>{ nodes() }</p> }
    same! { <p>{ 3_usize }</p> }
    same! { <p>{ AttrValue::from("a") }</p> }
    same! { <p>{ text }{ &string }{ string.clone() }{ some }{ none }{ nodes() }{ 3_u32 }</p> }
    same! { <p>{ Html::default() }{ AttrValue::from("a") }{ Rc::<str>::from("r") }</p> }
    same! { <p>{ { let n = 2; n.to_string() } }{ if string.is_empty() { "a" } else { "b" } }</p> }
}

#[test]
fn repetition() {
    let items = ["a", "b"];
    let item = |it: &&'static str| yew::html! { <li key={*it}>{ *it }</li> };
    same! { <ul>{ for items.iter().map(item) }</ul> }
    same! { <ul><li />{ for items.iter().map(item) }{ for items }</ul> }
    same! { <ul>for it in items { <li key={it}>{ it }</li> }</ul> }
    same! { <ul>for (n, it) in items.iter().enumerate() { { n }<li>{ *it }</li> }<b /></ul> }
    same! { <ul>for _ in std::iter::empty::<u8>() { <li /> }</ul> }
    same! { for it in items { { it } } }
}

#[test]
fn conditions() {
    for n in 0..3 {
        let some = (n > 0).then_some(n);
        same! { <p>if n == 0 { <b /> }</p> }
        same! { <p>if n == 0 { <b />{ "x" } } else if n == 1 { { "one" } } else {}</p> }
        same! { <p>if let Some(it) = some { { it.to_string() } } else { <i /> }<u /></p> }
        same! { if n == 0 { <b /> } else { <i /> } }
        same! { <p>if matches!(some, Some(1)) { { for [1_u32, 2] } }</p> }
    }
}

#[test]
fn fragments() {
    same! { <></> }
    same! { <><p /></> }
    same! { <><p key="a" />{ "x" }<><i /></></> }
    same! { <p><><i /></></p> }
}

#[test]
fn components_are_yews() {
    let name = "n";
    same! { <Box {name} /> }
    same! { <inner::Box name="n" key="k" /> }
    same! { <Box name="n">{ "inside" }</Box> }
    same! { <p><Box name="n"><i /></Box></p> }
    same! { <p><Box name="n"><i />{ "two" }</Box>{ "x" }</p> }
}
