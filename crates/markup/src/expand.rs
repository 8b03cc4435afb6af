//! From the tree to the calls that build it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    attributes::{Attribute, Slot},
    node::{Component, Element, For, Fragment, If, Node, Otherwise, Root},
};

/// What the macro stands for.
pub(crate) fn root(root: &Root) -> TokenStream {
    match root {
        Root(None) => quote!(<::yew::Html as ::std::default::Default>::default()),
        Root(Some(node)) => self::node(node),
    }
}

/// A piece of markup as an expression of type `Html`.
fn node(node: &Node) -> TokenStream {
    match node {
        Node::Element(it) => {
            let element = element(it);
            quote!(#element.html())
        }
        Node::Component(it) => component(it),
        Node::Fragment(it) => fragment(it),
        Node::Text(it) => quote!(crate::markup::text(#it)),
        Node::Value(it) => quote!(crate::markup::Child::html(#it)),
        Node::Each(_) => {
            let list = list(std::slice::from_ref(node));
            quote!(#list.html())
        }
        Node::If(it) => {
            let list = condition(it);
            quote!((#list).html())
        }
        Node::For(it) => {
            let list = repetition(it);
            quote!(#list.html())
        }
    }
}

fn component(component: &Component) -> TokenStream {
    let Component {
        path,
        properties,
        children,
    } = component;
    match &children[..] {
        [] => quote!(::yew::html! { <#path #properties /> }),
        [one] => {
            let inside = node(one);
            quote!(::yew::html! { <#path #properties>{ #inside }</#path> })
        }
        several => {
            let list = list(several);
            quote!(::yew::html! { <#path #properties>{ #list.html() }</#path> })
        }
    }
}

fn fragment(fragment: &Fragment) -> TokenStream {
    let list = list(&fragment.children);
    if let Some(key) = &fragment.key {
        let key = &key.value;
        quote!(#list.keyed(#key))
    } else {
        quote!(#list.html())
    }
}

/// Markup that stands side by side, as a list.
fn list(nodes: &[Node]) -> TokenStream {
    let room = nodes.len();
    let calls = nodes.iter().map(in_list);
    quote!(crate::markup::list(#room)#(#calls)*)
}

/// The call that appends to a list.
fn in_list(node: &Node) -> TokenStream {
    match node {
        Node::Element(it) => {
            let element = element(it);
            quote!(.element(#element))
        }
        Node::Component(it) => {
            let component = component(it);
            quote!(.node(#component))
        }
        Node::Fragment(it) => {
            let fragment = fragment(it);
            quote!(.node(#fragment))
        }
        Node::Text(it) => quote!(.text(#it)),
        Node::Value(it) => quote!(.child(#it)),
        Node::Each(it) => quote!(.each(#it)),
        Node::If(it) => {
            let list = condition(it);
            quote!(.list(#list))
        }
        Node::For(it) => {
            let list = repetition(it);
            quote!(.list(#list))
        }
    }
}

/// An `if` as an expression that is a list.
fn condition(it: &If) -> TokenStream {
    let cond = &it.condition;
    let then = list(&it.then);
    let otherwise = match &it.otherwise {
        Otherwise::Nothing => quote!({ crate::markup::list(0) }),
        Otherwise::Block(nodes) => {
            let list = list(nodes);
            quote!({ #list })
        }
        Otherwise::If(it) => condition(it),
    };
    quote!(if #cond { #then } else #otherwise)
}

/// A `for` as an expression that is a list.
fn repetition(it: &For) -> TokenStream {
    let For {
        pattern,
        values,
        body,
    } = it;
    let calls = body.iter().map(in_list);
    quote!({
        let mut markup = crate::markup::list(0);
        for #pattern in #values {
            markup = markup #(#calls)*;
        }
        markup
    })
}

/// The chain of calls that builds an element.
fn element(element: &Element) -> TokenStream {
    match chain(element) {
        Ok(tokens) => tokens,
        Err(error) => error.to_compile_error(),
    }
}

fn chain(element: &Element) -> syn::Result<TokenStream> {
    let is_input = element.name.value() == "input";
    if element.name.value() == "textarea" {
        let message = "the page has no text areas; their value would need a function";
        return Err(syn::Error::new_spanned(&element.name, message));
    }
    let mut calls = TokenStream::new();
    let mut slots: Vec<Slot> = Vec::new();
    let mut late: Vec<&Attribute> = Vec::new();
    let mut class = None;
    let mut listeners = Vec::new();
    // Values in the order in which Yew evaluates and keeps them.
    let mut special = [const { None }; 4];
    let mut plain = Vec::new();
    for it in &element.attributes {
        if let Some(at) = ["value", "checked", "ref", "key"]
            .iter()
            .position(|name| it.is(name))
            && (at > 1 || is_input)
        {
            special[at] = Some(it);
        } else if it.is_listener() {
            listeners.push(it);
        } else if it.is_boolean() {
            late.push(it);
        } else if it.is("class") {
            class = Some(it);
        } else {
            plain.push(it);
        }
    }
    for (it, call) in special.iter().zip([
        quote!(value),
        quote!(checked),
        quote!(reference),
        quote!(key),
    ]) {
        if let Some(it) = it {
            let value = &it.value;
            calls.extend(quote!(.#call(#value)));
        }
    }
    for it in plain {
        let at = slots.len();
        let literal = it.text();
        if literal.is_none() {
            let value = &it.value;
            calls.extend(quote!(.attribute(#at, #value)));
        }
        slots.push(Slot {
            name: it.name.clone(),
            literal,
        });
    }
    for it in late {
        let at = slots.len();
        let name = it.name.clone();
        let literal = match it.flag() {
            Some(false) => continue,
            Some(true) => Some(name.clone()),
            None => {
                let value = &it.value;
                calls.extend(quote!(.flag(#at, #value)));
                None
            }
        };
        slots.push(Slot { name, literal });
    }
    if let Some(it) = class {
        classes(it, &mut slots, &mut calls)?;
    }
    for it in listeners {
        let (method, value) = (it.method(), &it.value);
        calls.extend(quote!(.#method(#value)));
    }
    match &element.children[..] {
        [] => {}
        [Node::Element(it)] => {
            let child = self::element(it);
            calls.extend(quote!(.only_element(#child)));
        }
        [Node::Component(it)] => {
            let child = component(it);
            calls.extend(quote!(.only_node(#child)));
        }
        [Node::Text(it)] => calls.extend(quote!(.only_text(#it))),
        [Node::Value(it)] => calls.extend(quote!(.only_child(#it))),
        several => {
            let list = list(several);
            calls.extend(quote!(.children(#list)));
        }
    }
    let shape = shape(element, &slots)?;
    Ok(quote!(crate::markup::element(#shape) #calls))
}

fn classes(it: &Attribute, slots: &mut Vec<Slot>, calls: &mut TokenStream) -> syn::Result<()> {
    let at = slots.len();
    let literal = it.text();
    match &literal {
        Some(text) if text.value().is_empty() => return Ok(()),
        Some(_) => {}
        None => {
            let parts = if let Some(classes) = it.classes()? {
                classes.parts()
            } else {
                let value = &it.value;
                vec![quote!(#value)]
            };
            calls.extend(quote!(#(.class(#at, #parts))*));
        }
    }
    slots.push(Slot {
        name: it.name.clone(),
        literal,
    });
    Ok(())
}

/// What is known of an element before the program runs, as one text: its name,
/// then a line for each attribute, with its value if that is literal. A text is
/// all that compresses well; tables of pointers do not.
fn shape(element: &Element, slots: &[Slot]) -> syn::Result<String> {
    let mut shape = element.name.value();
    for slot in slots {
        shape.push('\n');
        shape.push_str(&slot.name.value());
        if let Some(literal) = &slot.literal {
            if literal.value().contains('\n') {
                let message = "a literal attribute has to be of one line";
                return Err(syn::Error::new_spanned(literal, message));
            }
            shape.push('=');
            shape.push_str(&literal.value());
        }
    }
    Ok(shape)
}
