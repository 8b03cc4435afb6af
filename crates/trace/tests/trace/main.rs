//! Traces written by hand, and what is made of them.

mod arbitrary;
mod eager;
mod history;
mod insights;
mod model;
mod narrator;
mod resources;
mod shield;
mod support;
mod tasks;
mod timeline;
