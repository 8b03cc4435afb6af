//! Programs that want all memory there is: in a process of their own, because the bound is about all of it.

mod common;
#[path = "hostile/judge.rs"]
mod judge;
#[path = "hostile/read.rs"]
mod read;

use coroscope_python::Bounds;
use judge::all_end_well;

#[test]
fn memory_is_bounded() {
    let bounds = Bounds {
        memory: 16 << 20,
        ..Bounds::PAGE
    };
    all_end_well("memory", bounds);
}
