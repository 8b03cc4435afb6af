//! The second wasm file: a worker that runs one Python program in its life.

fn main() {
    coroscope_python_worker::start();
}
