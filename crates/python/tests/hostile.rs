//! Programs that nobody would want to run: each comes to an end that has a name.

mod common;
#[path = "hostile/judge.rs"]
mod judge;
#[path = "hostile/read.rs"]
mod read;

use coroscope_python::{Bounds, Horizon};
use judge::all_end_well;
use read::hostile_programs;

/// As on a page, but nobody has to wait long.
const BOUNDS: Bounds = Bounds {
    events: 20_000,
    output: 1 << 20,
    horizon: Horizon {
        events: None,
        time: Some(600.0),
    },
    rounds: Some(500_000),
    memory: usize::MAX,
    ..Bounds::PAGE
};

#[test]
fn there_are_enough_of_them() {
    assert!(hostile_programs().len() > 100);
}

#[test]
fn exits() {
    all_end_well("exits", BOUNDS);
}

#[test]
fn floods() {
    all_end_well("floods", BOUNDS);
}

#[test]
fn loops() {
    all_end_well("loops", BOUNDS);
}

#[test]
fn output() {
    all_end_well("output", BOUNDS);
}

#[test]
fn recursion() {
    all_end_well("recursion", BOUNDS);
}

#[test]
fn sources() {
    all_end_well("sources", BOUNDS);
}

#[test]
fn tampering() {
    all_end_well("tampering", BOUNDS);
}
