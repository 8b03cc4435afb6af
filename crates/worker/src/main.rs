//! The lesson engine as a program of its own, to be started as a module worker.

fn main() {
    coroscope_worker::start();
}
