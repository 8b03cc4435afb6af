//! `html!` and `classes!` as Yew has them, expanded to calls.
//!
//! Yew's own macro writes out the construction of every element where it stands,
//! at about half a kilobyte an element. These write a chain of calls to small
//! functions of the page's module `markup`, which are there once. What they build
//! is equal to what Yew's macro builds; the module's tests compare the two.
//!
//! The syntax is the part of Yew's that the page uses: elements, components,
//! fragments, blocks, literals, `{ for … }`, `for … in …`, `if`, `if let`, listeners,
//! `key`, `ref`, `class`, boolean attributes, shorthand. Tags that are only known at
//! run time, and attributes set as properties, are errors.

mod attributes;
mod classes;
mod expand;
mod node;

use proc_macro::TokenStream;

/// Markup as an expression of type `Html`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match syn::parse::<node::Root>(input) {
        Ok(root) => expand::root(&root).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// Names of classes, some of which may be absent, as the value of `class`.
#[proc_macro]
pub fn classes(input: TokenStream) -> TokenStream {
    match syn::parse::<classes::Classes>(input) {
        Ok(classes) => classes.value().into(),
        Err(error) => error.to_compile_error().into(),
    }
}
