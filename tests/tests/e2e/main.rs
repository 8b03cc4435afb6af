//! The built page in a real browser. One file a theme.

mod accessibility;
mod address;
mod blocking;
mod choices;
mod editing;
mod embedding;
mod engine;
mod finding;
mod future;
mod harness;
mod hostile;
mod hosting;
mod insights;
mod keeping;
mod keyboard;
mod lessons;
mod live;
mod names;
mod old_browser;
mod phone;
mod python_engine;
mod python_lessons;
mod python_programs;
mod python_run;
mod stepping;
mod succession;
