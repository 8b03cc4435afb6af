//! How the module is linked, which is part of what the program promises.

/// Of WebAssembly's own stack, in bytes. RustPython raises `RecursionError` when little of it is left, which is
/// the only thing that keeps a deep recursion from a trap: the browser's stack, which runs out beside it, cannot be
/// asked. A Chromium worker's is half a megabyte; recursion through Python functions of any kind fills this one first.
const STACK: u32 = 512 << 10;

/// How much memory there may be at all, in bytes, so that no tab is killed. A program is told long before that it has too
/// much (`Bounds::memory`): it is three times as much, because a list that grows is copied into twice its size.
const MEMORY: u32 = 768 << 20;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
        println!("cargo::rustc-link-arg-bins=--max-memory={MEMORY}");
    }
}
