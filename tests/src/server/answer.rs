//! What the server says.

use std::{
    io::{self, Write},
    net::TcpStream,
    path::Path,
};

/// What the server says.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    kind: &'static str,
    body: Vec<u8>,
}

impl Answer {
    /// A file.
    pub(super) fn file(path: &Path, body: Vec<u8>) -> Self {
        Self {
            status: 200,
            kind: media_type(path),
            body,
        }
    }

    /// A page.
    pub(super) fn page(html: &str) -> Self {
        Self {
            status: 200,
            kind: "text/html; charset=utf-8",
            body: html.as_bytes().to_vec(),
        }
    }

    /// A line of text.
    pub(super) fn plain(status: u16, text: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: text.as_bytes().to_vec(),
        }
    }

    /// Writes it, and says that nothing follows.
    pub(super) fn send(&self, mut stream: TcpStream) -> io::Result<()> {
        write!(
            stream,
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.status,
            reason(self.status),
            self.kind,
            self.body.len()
        )?;
        stream.write_all(&self.body)
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Failed",
    }
}

/// What browsers insist on: modules have to be JavaScript, and wasm is compiled while it loads
/// only under its own type.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
