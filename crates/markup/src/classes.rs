//! The parts of `classes!`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Expr, Lit, LitStr, Token,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// The parts of `classes!`: each is a name, several, or an option of them.
pub(crate) struct Classes(Vec<Expr>);

impl Parse for Classes {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let parts = Punctuated::<Expr, Token![,]>::parse_terminated(input)?;
        Ok(Self(parts.into_iter().collect()))
    }
}

impl Classes {
    /// The parts, with neighbouring literals as one.
    pub(crate) fn parts(&self) -> Vec<TokenStream> {
        let mut parts = Vec::new();
        let mut literal: Option<LitStr> = None;
        for part in &self.0 {
            match part {
                Expr::Lit(it) if let Lit::Str(it) = &it.lit => {
                    literal = Some(match literal {
                        None => it.clone(),
                        Some(before) => LitStr::new(
                            &format!("{} {}", before.value(), it.value()),
                            before.span(),
                        ),
                    });
                }
                part => {
                    parts.extend(literal.take().map(|it| quote!(#it)));
                    parts.push(quote!(#part));
                }
            }
        }
        parts.extend(literal.map(|it| quote!(#it)));
        parts
    }

    /// All parts as one value.
    pub(crate) fn value(&self) -> TokenStream {
        let parts = self.parts();
        quote!(crate::markup::Class::new()#(.and(#parts))*)
    }
}
