//! Attributes: what kind each is, as Yew tells them apart, and their values.

use quote::{ToTokens, quote};
use syn::{
    Expr, Ident, Lit, LitStr, Stmt, Token, braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    token::Brace,
};

/// Attributes that are there or not, and have no value. (`checked` is a property.)
const BOOLEAN: [&str; 26] = [
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "controls",
    "default",
    "defer",
    "disabled",
    "formnovalidate",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nomodule",
    "novalidate",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
    "truespeed",
    "webkitdirectory",
];

/// `name={value}`, `name="value"` or `{name}`.
pub(crate) struct Attribute {
    pub(crate) name: LitStr,
    pub(crate) value: Expr,
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Brace) {
            let inside;
            braced!(inside in input);
            let ident: Ident = inside.parse()?;
            return Ok(Self {
                name: LitStr::new(&ident.to_string(), ident.span()),
                value: syn::parse2(ident.into_token_stream())?,
            });
        }
        let name = name(input)?;
        input.parse::<Token![=]>()?;
        if !input.peek(Brace) {
            let literal: Lit = input.parse()?;
            return Ok(Self {
                name,
                value: syn::parse2(quote!(#literal))?,
            });
        }
        let block: syn::Block = input.parse()?;
        let value = match &block.stmts[..] {
            [Stmt::Expr(value, None)] => value.clone(),
            [Stmt::Macro(it)] if it.semi_token.is_none() => syn::parse2(it.mac.to_token_stream())?,
            _ => syn::parse2(quote!(#block))?,
        };
        Ok(Self { name, value })
    }
}

impl Attribute {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.value() == name
    }

    pub(crate) fn is_boolean(&self) -> bool {
        BOOLEAN.contains(&self.name.value().as_str())
    }

    /// Whether it is an event's listener. The page has no attribute whose name
    /// begins so and that is none.
    pub(crate) fn is_listener(&self) -> bool {
        self.name.value().starts_with("on")
    }

    /// The value as text, if it is a literal.
    pub(crate) fn text(&self) -> Option<LitStr> {
        match &self.value {
            Expr::Lit(it) => text(&it.lit),
            _ => None,
        }
    }

    /// The value if it is `true` or `false`.
    pub(crate) fn flag(&self) -> Option<bool> {
        match &self.value {
            Expr::Lit(it) => match &it.lit {
                Lit::Bool(it) => Some(it.value()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The arguments if the value is `classes!(…)`.
    pub(crate) fn classes(&self) -> syn::Result<Option<crate::classes::Classes>> {
        match &self.value {
            Expr::Macro(it) if it.mac.path.is_ident("classes") => it.mac.parse_body().map(Some),
            _ => Ok(None),
        }
    }

    /// The listener's method of the same name.
    pub(crate) fn method(&self) -> Ident {
        Ident::new(&self.name.value(), self.name.span())
    }
}

/// A name with dashes.
pub(crate) fn name(input: ParseStream) -> syn::Result<LitStr> {
    let first = input.call(Ident::parse_any)?;
    let mut name = first.to_string();
    while input.parse::<Option<Token![-]>>()?.is_some() {
        name.push('-');
        name.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok(LitStr::new(&name, first.span()))
}

/// A literal as the text that it stands for.
pub(crate) fn text(literal: &Lit) -> Option<LitStr> {
    let text = match literal {
        Lit::Str(it) => return Some(it.clone()),
        Lit::Char(it) => it.value().to_string(),
        Lit::Int(it) => it.base10_digits().to_owned(),
        Lit::Float(it) => it.base10_digits().to_owned(),
        Lit::Bool(it) => it.value.to_string(),
        _ => return None,
    };
    Some(LitStr::new(&text, literal.span()))
}

/// An attribute's place among those of its element.
pub(crate) struct Slot {
    pub(crate) name: LitStr,
    /// The value if it is known already.
    pub(crate) literal: Option<LitStr>,
}
