//! The tree of what is written.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Expr, Ident, Lit, LitStr, Pat, Token, braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    token::Brace,
};

use crate::attributes::{Attribute, name, text};

/// A piece of markup.
pub(crate) enum Node {
    Element(Element),
    Component(Component),
    Fragment(Fragment),
    /// `{ "text" }`.
    Text(LitStr),
    /// `{ value }`.
    Value(TokenStream),
    /// `{ for values }`.
    Each(Expr),
    If(If),
    For(For),
}

/// `<name attributes>children</name>`.
pub(crate) struct Element {
    pub(crate) name: LitStr,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

/// `<Type properties>children</Type>`. Its opening tag is Yew's business.
pub(crate) struct Component {
    pub(crate) path: TokenStream,
    pub(crate) properties: TokenStream,
    pub(crate) children: Vec<Node>,
}

/// `<>children</>`.
pub(crate) struct Fragment {
    pub(crate) key: Option<Attribute>,
    pub(crate) children: Vec<Node>,
}

/// `if condition { … } else …`.
pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Node>,
    pub(crate) otherwise: Otherwise,
}

/// What follows the block of an `if`.
pub(crate) enum Otherwise {
    Nothing,
    Block(Vec<Node>),
    If(Box<If>),
}

/// `for pattern in values { … }`.
pub(crate) struct For {
    pub(crate) pattern: Pat,
    pub(crate) values: Expr,
    pub(crate) body: Vec<Node>,
}

/// All that a macro is given: one piece of markup, an expression, or nothing.
pub(crate) struct Root(pub(crate) Option<Node>);

impl Parse for Root {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Self(None));
        }
        let markup = input.peek(Token![<])
            || input.peek(Brace)
            || input.peek(Token![if])
            || input.peek(Token![for]);
        let node = if markup {
            input.parse()?
        } else {
            value(input)?
        };
        if input.is_empty() {
            Ok(Self(Some(node)))
        } else {
            Err(input.error("only one root is allowed; a fragment `<></>` holds several"))
        }
    }
}

impl Parse for Node {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Brace) {
            let inside;
            braced!(inside in input);
            if inside.peek(Token![for]) {
                inside.parse::<Token![for]>()?;
                return Ok(Self::Each(inside.parse()?));
            }
            value(&inside)
        } else if input.peek(Token![if]) {
            input.parse().map(Self::If)
        } else if input.peek(Token![for]) {
            input.parse().map(Self::For)
        } else if input.peek(Token![<]) {
            tag(input)
        } else {
            Err(input.error("expected a tag, a block, `if` or `for`"))
        }
    }
}

/// A literal, or an expression of which nothing else is asked.
fn value(input: ParseStream) -> syn::Result<Node> {
    let fork = input.fork();
    if let Ok(literal) = fork.parse::<Lit>()
        && fork.is_empty()
        && let Some(text) = text(&literal)
    {
        input.parse::<Lit>()?;
        return Ok(Node::Text(text));
    }
    let inside: TokenStream = input.parse()?;
    // Statements need braces of their own; an expression would be warned of.
    let is_expression = syn::parse2::<Expr>(inside.clone()).is_ok();
    Ok(Node::Value(if is_expression {
        inside
    } else {
        quote!({ #inside })
    }))
}

fn tag(input: ParseStream) -> syn::Result<Node> {
    input.parse::<Token![<]>()?;
    if input.peek(Token![/]) {
        return Err(input.error("this closing tag closes nothing"));
    }
    if input.peek(Token![>]) || is_key(input) {
        let key = (!input.peek(Token![>]))
            .then(|| input.parse())
            .transpose()?;
        input.parse::<Token![>]>()?;
        let children = children(input, "")?;
        return Ok(Node::Fragment(Fragment { key, children }));
    }
    let first = input.fork().call(Ident::parse_any)?;
    if input.peek2(Token![::])
        || first
            .to_string()
            .starts_with(|it: char| it.is_ascii_uppercase())
    {
        return component(input).map(Node::Component);
    }
    let name = name(input)?;
    let mut attributes = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        attributes.push(input.parse()?);
    }
    let children = rest(input, &name.value())?;
    Ok(Node::Element(Element {
        name,
        attributes,
        children,
    }))
}

/// `<key={…}>` is a fragment with a key.
fn is_key(input: ParseStream) -> bool {
    let fork = input.fork();
    let name = fork.call(Ident::parse_any);
    name.is_ok_and(|it| it == "key") && fork.peek(Token![=])
}

fn component(input: ParseStream) -> syn::Result<Component> {
    let path = input.call(syn::Path::parse_mod_style)?;
    let written = quote!(#path).to_string();
    let mut properties = TokenStream::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        properties.extend([input.parse::<proc_macro2::TokenTree>()?]);
    }
    Ok(Component {
        path: quote!(#path),
        properties,
        children: rest(input, &written)?,
    })
}

/// What follows the attributes: `/>`, or `>`, children and the closing tag.
fn rest(input: ParseStream, name: &str) -> syn::Result<Vec<Node>> {
    if input.parse::<Option<Token![/]>>()?.is_some() {
        input.parse::<Token![>]>()?;
        return Ok(Vec::new());
    }
    input.parse::<Token![>]>()?;
    children(input, name)
}

/// Children up to and with the closing tag of this name.
fn children(input: ParseStream, open: &str) -> syn::Result<Vec<Node>> {
    let mut children = Vec::new();
    while !(input.peek(Token![<]) && input.peek2(Token![/])) {
        if input.is_empty() {
            return Err(input.error(format!("`<{open}>` is not closed")));
        }
        children.push(input.parse()?);
    }
    input.parse::<Token![<]>()?;
    let slash = input.parse::<Token![/]>()?;
    let mut closes = String::new();
    if !input.peek(Token![>]) {
        let fork = input.fork();
        if let Ok(name) = name(&fork)
            && fork.peek(Token![>])
        {
            closes = name.value();
            self::name(input)?;
        } else {
            let path = input.call(syn::Path::parse_mod_style)?;
            closes = quote!(#path).to_string();
        }
    }
    if closes != open {
        let message = format!("`</{closes}>` closes `<{open}>`");
        return Err(syn::Error::new_spanned(slash, message));
    }
    input.parse::<Token![>]>()?;
    Ok(children)
}

/// The markup of a block in braces.
fn block(input: ParseStream) -> syn::Result<Vec<Node>> {
    let inside;
    braced!(inside in input);
    let mut nodes = Vec::new();
    while !inside.is_empty() {
        nodes.push(inside.parse()?);
    }
    Ok(nodes)
}

impl Parse for If {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = input.call(Expr::parse_without_eager_brace)?;
        let then = block(input)?;
        let otherwise = if input.parse::<Option<Token![else]>>()?.is_none() {
            Otherwise::Nothing
        } else if input.peek(Token![if]) {
            Otherwise::If(input.parse().map(Box::new)?)
        } else {
            Otherwise::Block(block(input)?)
        };
        Ok(Self {
            condition,
            then,
            otherwise,
        })
    }
}

impl Parse for For {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.parse::<Token![for]>()?;
        let pattern = input.call(Pat::parse_single)?;
        input.parse::<Token![in]>()?;
        let values = input.call(Expr::parse_without_eager_brace)?;
        let body = block(input)?;
        Ok(Self {
            pattern,
            values,
            body,
        })
    }
}
