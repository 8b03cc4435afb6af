//! The page and the lesson engine in one wasm file.
//!
//! They know nothing of each other. Apart, each would bring its own copy of the
//! standard library, the trace and the protocol, and a learner would wait for
//! both; together they share them. In a window this is the page, in a worker it
//! is the engine.

/// Half the size of the standard one, and as quick for what a page does.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    if web_sys::window().is_some() {
        coroscope_web::start();
    } else {
        coroscope_worker::start();
    }
}
