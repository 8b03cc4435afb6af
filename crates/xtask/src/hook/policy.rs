//! The content security policy, which makes the promise of loading nothing from elsewhere and
//! sending nothing anywhere one that the browser keeps.

/// What the page may do. Anything not named here it may not.
const DIRECTIVES: [&str; 11] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    // The page hands numbers to its style sheets in `style="--x: …"`; no sheet comes that way.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
];

/// The policy as an element. With `reloads`, Trunk's reload socket may be opened: not every
/// browser counts a web socket to the page's own host as `'self'`.
pub(super) fn meta(reloads: bool) -> String {
    let mut policy = DIRECTIVES.join("; ");
    if reloads {
        policy = policy.replace("connect-src 'self'", "connect-src 'self' ws: wss:");
    }
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}
